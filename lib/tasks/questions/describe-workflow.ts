import { Context, evaluateCondition, type GraphDefinition, type TaskDefinition } from "@/lib/engine";
import { conditionFields, parseDuration, settingValues } from "@/lib/engine/definition-kit";
import { getModel } from "@/lib/llm/model";
import { askedForPersonKey } from "../facts/context-keys";
import { languageName } from "../languages/languages";
import { type FieldSpec, factFields } from "../schema";
import { renderTemplate, templateProblem, templateReads } from "../template";
import type { SessionPosition } from "./answer-types";

// Reads a workflow's definition: its paths, who decides, and by when. Answers made from it are right for every
// workflow.

const mostHops = 30;
/** Kinds that pass a session on without a question once its claimant has asked for a person. */
const passingKinds = new Set(["talk", "classify", "confirm", "screen", "set", "say"]);

const taskOf = ({ tasks }: GraphDefinition, id: string | undefined): TaskDefinition | undefined =>
  tasks.find((task) => task.id === id);

/**
 * Whether a session whose claimant asks for a person now comes to a reviewer, with what it knows and no more questions.
 */
export function mayReachPerson({ graph, taskId, context }: SessionPosition): boolean {
  let task = taskOf(graph, taskId);
  for (let hop = 0; task && hop < mostHops; hop++) {
    if (task.kind === "review") return true;
    if (!passingKinds.has(task.kind)) return false;
    task = taskOf(graph, nextTaskId(graph, task.id, context));
  }
  return false;
}

function nextTaskId({ edges }: GraphDefinition, from: string, context: Context): string | undefined {
  const leaving = edges.filter((edge) => edge.from === from);
  const taken = leaving.find(
    ({ condition }) =>
      condition && evaluateCondition(condition, (path) => (path === askedForPersonKey ? true : context.read(path))),
  );
  return (taken ?? leaving.find(({ condition }) => !condition))?.to;
}

/** Whether some path from this task ends without a reviewer. */
export function mayEndByRule(graph: GraphDefinition, taskId: string): boolean {
  const seen = new Set<string>();
  const visit = (id: string): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const task = taskOf(graph, id);
    if (!task || task.kind === "review") return false;
    const next = graph.edges.filter(({ from }) => from === id);
    return next.length === 0 || next.some(({ to }) => visit(to));
  };
  return visit(taskId);
}

const reviews = ({ tasks }: GraphDefinition) => tasks.filter(({ kind }) => kind === "review");

/** Within how many hours reviewers answer, at the latest; undefined without any. */
export function reviewHours(graph: GraphDefinition): number | undefined {
  const times = reviews(graph).flatMap(({ config }) =>
    typeof config.dueIn === "string" ? (parseDuration(config.dueIn) ?? []) : [],
  );
  return times.length > 0 ? Math.max(...times) / 3_600_000 : undefined;
}

/** Why a person is asked, in the designer's words; without those that depend on the case. */
export const reviewReasons = (graph: GraphDefinition): string[] => [
  ...new Set(
    reviews(graph).flatMap(({ config }) =>
      listOf(config.reasons).flatMap(({ text }) => (typeof text === "string" ? reasonOf(text, graph) : [])),
    ),
  ),
];

function reasonOf(text: string, graph: GraphDefinition): string[] {
  if (templateProblem(text) !== null) return [text];
  const isOfCase = templateReads(text).some((path) => !path.startsWith("settings."));
  return isOfCase ? [] : [renderTemplate(text, new Context({}), settingValues(graph))];
}

/** Whether a condition on the workflow's edges looks at this context key. */
export const hasConditionOn = ({ edges }: GraphDefinition, key: string): boolean =>
  edges.some(({ condition }) => condition && conditionFields(condition).includes(key));

/** A label of a classification, as the workflow describes it. */
interface ClaimLabel {
  value: string;
  label: string;
  description: string;
  /** Set for matters that the workflow does not handle: what is said about them. */
  outside?: string;
}

/** What a claim may be about: the labels of the first classification, and the context key of the chosen one. */
export function claimLabels(graph: GraphDefinition): { into: string; labels: ClaimLabel[] } | undefined {
  const config = graph.tasks.find(({ kind }) => kind === "classify")?.config;
  if (!config) return undefined;
  const labels = listOf(config.labels).map(({ value, label, description, outside }) => ({
    value: String(value),
    label: String(label),
    description: typeof description === "string" ? description : "",
    ...(typeof outside === "string" && { outside }),
  }));
  return { into: String(config.into), labels };
}

/** The codes of the languages that the workflow reads; English alone when its definition names none. */
export function spokenLanguages({ tasks }: GraphDefinition): string[] {
  const languages = tasks.find(({ kind }) => kind === "talk")?.config.languages;
  return Array.isArray(languages) ? languages.map(String) : ["en"];
}

/** The languages that are read here, by name: "English and German". The demo model reads English alone. */
export const readableLanguages = (graph: GraphDefinition): string =>
  new Intl.ListFormat("en").format(
    new Set(["English", ...(getModel().isDemo ? [] : spokenLanguages(graph)).map(languageName)]),
  );

/** The stages of the workflow after that of this task, in its order. */
export function stagesAfter({ tasks }: GraphDefinition, taskId: string): string[] {
  const stages = [...new Set(tasks.flatMap(({ stage }) => stage ?? []))];
  const current = tasks.find(({ id }) => id === taskId)?.stage;
  return stages.slice(stages.indexOf(current ?? "") + 1);
}

/**
 * The fields of a session, each once: those that its claimant confirms or, without a confirmation, those that are asked
 * for.
 */
export function askedFields({ tasks }: GraphDefinition): FieldSpec[] {
  const confirming = tasks.filter(({ kind }) => kind === "confirm");
  const asking = confirming.length > 0 ? confirming : tasks.filter(({ kind }) => kind === "talk");
  const fields = asking.flatMap(({ config }) => factFields(config));
  return fields.filter(({ key }, index) => fields.findIndex((field) => field.key === key) === index);
}

/** The template of the letter that ends the workflow. */
export function letterOf({ tasks }: GraphDefinition): string | undefined {
  const letter = tasks.find(({ kind }) => kind === "letter")?.config.letter;
  return typeof letter === "string" ? letter : undefined;
}

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
