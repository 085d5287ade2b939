import { describeTasks, type TaskWords } from "@/components/workflows/words/describe-task";
import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import { formatDuration, resolveSettings, settingWords } from "@/lib/engine/definition-kit";
import { delayKind } from "@/lib/tasks/delay/config";
import { fieldsOf } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import { upperFirst } from "@/lib/words";
import { describeEdges } from "@/lib/workflows/describing/describe-edges";
import { describeWords, valueFormat } from "@/lib/workflows/describing/describe-words";
import { orderGraph } from "@/lib/workflows/layout/layout-order";
import type { GraphEdge } from "@/lib/workflows/schema";
import { edgeSentence } from "../outline/outline-items";

/** A step of the workflow in words. */
export interface RuleStep {
  id: string;
  /** Its place in reading order, from 1. */
  number: number;
  label: string;
  kindLabel: string;
  words: TaskWords;
  /** Who answers, when it waits. */
  answers?: string;
  /** What follows, in the order in which it is tried. */
  next: { id: string; sentence: string; to: { id: string; number: number; label: string } }[];
}

/** A workflow in words. */
export interface Rules {
  name: string;
  description: string;
  /** What holds for the whole workflow: who may start it, where it starts, who answers. */
  facts: { name: string; text: string }[];
  settings: { key: string; label: string; value: string; help: string }[];
  /** The steps in reading order. Steps of one stage that follow each other are one section. */
  sections: { id: string; stage: string | null; steps: RuleStep[] }[];
}

const wordsOfSettings = ({ settings }: GraphDefinition): Map<string, string> =>
  new Map(settings.map((setting) => [setting.key, settingWords(setting, valueFormat)]));

/** Describes a whole workflow in plain English. Edges to missing tasks of a draft are left out. */
export function describeRules(stored: GraphDefinition): Rules {
  const resolved = resolveSettings(stored, valueFormat);
  const known = new Map(resolved.tasks.map((task) => [task.id, task]));
  const definition = { ...resolved, edges: resolved.edges.filter(({ from, to }) => known.has(from) && known.has(to)) };
  const order = orderGraph(definition);
  const words = describeTasks(
    { tasks: definition.tasks, settings: wordsOfSettings(stored) },
    describeWords(definition),
  );
  const numbers = new Map(order.taskIds.map((id, index) => [id, index + 1]));
  const edges = Map.groupBy(describeEdges(definition, order), ({ source }) => source);
  const steps = order.taskIds.flatMap((id): RuleStep[] => {
    const task = known.get(id);
    const own = words[id];
    if (!task || !own) return [];
    const answers = whoAnswers(task);
    const next = (edges.get(id) ?? []).toSorted((one, other) => Number(isLast(one)) - Number(isLast(other)));
    return [
      {
        ...{ id, number: numbers.get(id) ?? 0, label: task.label || id, kindLabel: kindLabel(task), words: own },
        ...(answers !== undefined && { answers }),
        next: next.map((edge) => followed(edge, known, numbers)),
      },
    ];
  });
  return {
    name: stored.name,
    description: stored.description,
    facts: factsOf(definition, steps),
    settings: stored.settings.map((setting) => ({
      ...{
        key: setting.key,
        label: setting.label,
        value: settingWords(setting, valueFormat),
        help: setting.help ?? "",
      },
    })),
    sections: sectionsOf(steps, known),
  };
}

/** Edges without a condition are tried last. */
const isLast = ({ isOtherwise, label }: GraphEdge): boolean => isOtherwise === true || label === "";

function followed(
  edge: GraphEdge,
  tasks: ReadonlyMap<string, TaskDefinition>,
  numbers: ReadonlyMap<string, number>,
): RuleStep["next"][number] {
  const { id, target, label, isOtherwise = false, isBack = false } = edge;
  const to = { id: target, number: numbers.get(target) ?? 0, label: tasks.get(target)?.label || target };
  const condition = isLast(edge) ? undefined : label;
  return { id, to, sentence: edgeSentence(to.label, { condition, isOtherwise, isBack }) };
}

const kindLabel = ({ kind }: TaskDefinition): string =>
  (Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.label : undefined) ?? kind;

/** Who answers the question of a task; undefined for one that does not wait. */
function whoAnswers({ kind, config }: TaskDefinition): string | undefined {
  const known = Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined;
  if (!known?.waits) return undefined;
  if (kind === delayKind.kind) return "No answer is needed: it goes on by itself when the time is over.";
  const fields = fieldsOf(known.configSchema);
  const findValue = (widget: string): unknown =>
    Object.entries(fields).flatMap(([key, meta]) => (meta.widget === widget ? [config[key]] : []))[0];
  const [queue, due] = [findValue("queue"), findValue("duration")];
  if (typeof queue !== "string") return "The person who started it.";
  const within = typeof due === "string" ? `, within ${formatDuration(due)}` : "";
  return `A reviewer of the queue “${queue}”${within}. Never the person who started it.`;
}

const starters = { claimant: "claimants", reviewer: "reviewers", designer: "designers" };

const startWords = {
  new: "From the button “New” of their own list.",
  ask: "From the button “Ask a question” of their own list.",
  api: "By programs, over HTTP.",
};

function factsOf(
  { startedBy, startedWith, sessionWord, collections, startTaskId }: GraphDefinition,
  steps: readonly RuleStep[],
): Rules["facts"] {
  const start = steps.find(({ id }) => id === startTaskId);
  const may = new Intl.ListFormat("en").format(startedBy.map((role) => starters[role]));
  const sources = new Intl.ListFormat("en").format(collections.map((name) => `“${name}”`));
  const ends = steps.filter(({ next }) => next.length === 0).map(({ number, label }) => `step ${number}, “${label}”`);
  return [
    { name: "Who may start it", text: `${upperFirst(may)}.` },
    { name: "How it is started", text: startWords[startedWith] },
    { name: "What it is called", text: `A session is called “${sessionWord.one}”, several are “${sessionWord.many}”.` },
    ...(sources === "" ? [] : [{ name: "Questions are answered from", text: `The documents of ${sources}.` }]),
    ...(start ? [{ name: "Where it starts", text: `At step ${start.number}, “${start.label}”.` }] : []),
    ...(ends.length > 0 ? [{ name: "Where it ends", text: `After ${new Intl.ListFormat("en").format(ends)}.` }] : []),
  ];
}

function sectionsOf(steps: readonly RuleStep[], tasks: ReadonlyMap<string, TaskDefinition>): Rules["sections"] {
  const sections: Rules["sections"] = [];
  for (const step of steps) {
    const stage = tasks.get(step.id)?.stage ?? null;
    const last = sections.at(-1);
    if (last && last.stage === stage) last.steps.push(step);
    else sections.push({ id: step.id, stage, steps: [step] });
  }
  return sections;
}
