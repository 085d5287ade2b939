import type { GraphDefinition } from "./definition";
import { isObject } from "./json";

/** One text that cannot be stored or read, and where it stands. */
export interface WordsProblem {
  message: string;
  taskId?: string;
  edgeId?: string;
}

/** What is drawn: letters, figures, punctuation, symbols; not the fillers and blanks among them. */
const drawn = /(?![\p{DI}\u2800\u{13441}\u{13442}\u{1D159}\uFFFC\uFFFD])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether there is nothing to read in a text, whatever characters it has. */
export const isBlank = (text: string): boolean => !drawn.test(text);

/**
 * The texts of a definition that Postgres cannot hold (NUL, lone surrogates), and those with nothing to read: names,
 * labels, questions and whatever else people write into settings. A text that is left empty is its schema's to judge,
 * and what a condition compares with may be anything that can be stored.
 */
export function checkWords({ name, description, tasks, edges }: GraphDefinition): WordsProblem[] {
  const graph = textsOf({ name, description }, "graph").flatMap((text) => problemsOf(text, {}));
  const inTasks = tasks.flatMap(({ position: _position, ...task }) =>
    textsOf(task, `task "${task.id}"`).flatMap((text) => problemsOf(text, { taskId: task.id })),
  );
  const inEdges = edges.flatMap((edge) =>
    textsOf(edge, `edge "${edge.id}"`).flatMap((text) => problemsOf(text, { edgeId: edge.id })),
  );
  return [...graph, ...inTasks, ...inEdges];
}

interface FoundText {
  text: string;
  path: string;
  isCompared: boolean;
}

function textsOf(value: unknown, path: string, isCompared = false): FoundText[] {
  if (typeof value === "string") return [{ text: value, path, isCompared }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${path}.${index}`, isCompared));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    { text: key, path: `${path}, the name of a setting`, isCompared: false },
    ...textsOf(item, `${path}.${key}`, isCompared || key === "condition" || key === "when"),
  ]);
}

function problemsOf({ text, path, isCompared }: FoundText, where: Omit<WordsProblem, "message">): WordsProblem[] {
  if (text.includes("\u0000") || !text.isWellFormed())
    return [{ message: `${path}: it has a character that cannot be stored.`, ...where }];
  return text !== "" && !isCompared && isBlank(text)
    ? [{ message: `${path}: there is nothing to read in it.`, ...where }]
    : [];
}
