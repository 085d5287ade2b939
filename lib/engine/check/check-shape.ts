import type { z } from "zod";
import { isObject } from "../json";
import { mostProblems } from "./gather";
import type { GraphProblem } from "./graph-problem";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Names of the parts of a definition in messages. Other keys are their own names. */
const names: Record<string, string> = {
  label: "name",
  startTaskId: "start",
  startedBy: "list of who may start it",
  startedWith: "way to start it",
  sessionWord: "word for its sessions",
  collections: "list of collections",
  from: "source",
  to: "target",
  timeoutMs: "time limit",
  tasks: "list of tasks",
  edges: "list of edges",
  settings: "list of settings",
};
const typeNames: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
};

/** The problems of a definition that does not fit the schema. Messages name parts by the labels that designers gave. */
export function describeShape(issues: readonly Issue[], input: unknown): GraphProblem[] {
  const labels = labelsOf(input);
  return issues.slice(0, mostProblems + 1).map((issue): GraphProblem => {
    const [list, index] = issue.path;
    const part = (key: string) => (typeof index === "number" ? valueAt(input, [list ?? "", index, key]) : undefined);
    const [id, settingKey] = [part("id"), part("key")];
    const inPart = list === "tasks" || list === "edges" || list === "settings" ? 2 : 0;
    const path = issue.path.slice(inPart).map((key) => (typeof key === "number" ? key : String(key)));
    return {
      code: "shape",
      message: `${subjectOf(issue.path, input, labels)} ${describeIssue(issue, input)}.`,
      ...(list === "tasks" && typeof id === "string" && { taskId: id }),
      ...(list === "edges" && typeof id === "string" && { edgeId: id }),
      ...(list === "settings" && typeof settingKey === "string" && { settingKey }),
      ...(path.length > 0 && { path }),
    };
  });
}

/** The problem of a value as the end of a sentence: "is longer than 80 characters". `input` is the whole value. */
export function describeIssue(issue: Issue, input: unknown): string {
  const value = valueAt(input, issue.path);
  if (value === undefined) return "is missing";
  switch (issue.code) {
    case "too_big":
      if (issue.origin === "string") return `is longer than ${issue.maximum} characters`;
      return issue.origin === "array" ? `has more than ${issue.maximum} entries` : `is more than ${issue.maximum}`;
    case "too_small":
      if (issue.origin === "string" || issue.origin === "array") {
        return Number(issue.minimum) > 1 ? `has fewer than ${issue.minimum} ${unitOf(issue.origin)}` : "is empty";
      }
      return `is less than ${issue.minimum}`;
    case "invalid_type":
      return `is not ${typeNames[issue.expected] ?? issue.expected}`;
    case "unrecognized_keys":
      return `has unknown parts: ${listOf(issue.keys)}`;
    case "invalid_value":
      return `is none of ${issue.values.map((one) => `"${String(one)}"`).join(", ")}`;
    case "invalid_union":
      return "cannot be read";
    default:
      return `does not fit: ${issue.message}`;
  }
}

/** Names that are listed in one sentence. */
const mostNames = 10;

function listOf(keys: readonly string[]): string {
  const named = keys.slice(0, mostNames).map((key) => `"${shortened(key)}"`);
  const others = keys.length - named.length;
  return `${named.join(", ")}${others > 0 ? ` and ${others.toLocaleString("en")} more` : ""}`;
}

const unitOf = (origin: string): string => (origin === "string" ? "characters" : "entries");

function subjectOf([list, index, key, ...rest]: Path, input: unknown, labels: Labels): string {
  if (list === undefined) return "The workflow";
  const nameIn = typeof list === "string" && Object.hasOwn(parts, list) ? parts[list] : undefined;
  if (!nameIn || typeof index !== "number") return `The ${nameOf(list)} of the workflow`;
  const of = nameIn(index, input, labels);
  if (key === undefined) return `The ${of}`;
  if (key === "config" && rest.length > 0) return `The field "${joined(rest, ".")}" of the ${of}`;
  // The parts of a condition have no names that designers see.
  const inner = key === "condition" ? [] : rest;
  return `The ${joined([nameOf(key), ...inner], " ")} of the ${of}`;
}

/** Names on a path that are written; of a longer one the innermost. */
const mostSteps = 8;

function joined(path: Path, separator: string): string {
  const steps = path.slice(-mostSteps).map((key) => shortened(String(key)));
  return [...(path.length > mostSteps ? ["…"] : []), ...steps].join(separator);
}

const parts: Record<string, (index: number, input: unknown, labels: Labels) => string> = {
  tasks: taskName,
  edges: edgeName,
  settings: settingName,
};

const nameOf = (key: PropertyKey): string =>
  shortened(Object.hasOwn(names, key) ? (names[String(key)] ?? String(key)) : String(key));

function settingName(index: number, input: unknown): string {
  const label = valueAt(input, ["settings", index, "label"]);
  return typeof label === "string" && label.trim() ? `setting “${shortened(label)}”` : `${ordinal(index)} setting`;
}

function taskName(index: number, input: unknown): string {
  const label = valueAt(input, ["tasks", index, "label"]);
  return typeof label === "string" && label.trim() ? `task "${shortened(label)}"` : `${ordinal(index)} task`;
}

function edgeName(index: number, input: unknown, labels: Labels): string {
  const [from, to] = ["from", "to"].map((end) => valueAt(input, ["edges", index, end]));
  if (typeof from !== "string" || typeof to !== "string") return `${ordinal(index)} edge`;
  const [start, end] = [from, to].map((id) => `"${shortened(labels.get(id) ?? id)}"`);
  return `edge from ${start} to ${end}`;
}

type Labels = ReadonlyMap<string, string>;

/** The labels of the tasks by their ids; the first task of an id counts. */
function labelsOf(input: unknown): Labels {
  const labels = new Map<string, string>();
  const tasks = valueAt(input, ["tasks"]);
  for (const task of Array.isArray(tasks) ? tasks : []) {
    if (!isObject(task) || typeof task.id !== "string" || labels.has(task.id)) continue;
    labels.set(task.id, typeof task.label === "string" ? task.label : task.id);
  }
  return labels;
}

/** A text as it is quoted in a message. */
export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39).toWellFormed()}…` : text);

/** "1st", "2nd", "3rd", "4th". */
function ordinal(index: number): string {
  const place = index + 1;
  const last = place % 100 > 10 && place % 100 < 14 ? 0 : place % 10;
  return `${place}${["th", "st", "nd", "rd"][last] ?? "th"}`;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isObject(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined;
  }, input);
}
