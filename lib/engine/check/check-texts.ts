import type { GraphDefinition } from "../graph/definition";
import { eachPart, isStorableText } from "../json";
import { gather } from "./gather";

/** One text that cannot be stored or read, and where it stands. */
export interface WordsProblem {
  message: string;
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  path: (string | number)[];
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
export function checkWords({ name, description, settings, tasks, edges }: GraphDefinition): WordsProblem[] {
  const labels = new Map(tasks.map(({ id, label }) => [id, label]));
  const nameOf = (id: string): string => readable(labels.get(id)) ?? id;
  const graph = textsOf({ name, description }).flatMap((text) => problemsOf(text, "the workflow", {}));
  const inTasks = gather(tasks, (task) =>
    textsOf(task).flatMap((text) => problemsOf(text, `the task "${nameOf(task.id)}"`, { taskId: task.id })),
  );
  const inEdges = gather(edges, (edge) => {
    const of = `the edge from "${nameOf(edge.from)}" to "${nameOf(edge.to)}"`;
    return textsOf(edge).flatMap((text) => problemsOf(text, of, { edgeId: edge.id }));
  });
  const inSettings = settings.flatMap(({ type: _type, ...setting }) =>
    textsOf(setting).flatMap((text) =>
      problemsOf(text, `the setting "${readable(setting.label) ?? setting.key}"`, { settingKey: setting.key }),
    ),
  );
  return [...graph, ...inTasks, ...inEdges, ...inSettings];
}

/** A name that can be said in a problem: the problem may be with the name. */
const readable = (label: string | undefined): string | undefined =>
  label !== undefined && isStorableText(label) && !isBlank(label) ? label : undefined;

interface FoundText {
  text: string;
  /** The keys that lead to it. */
  path: (string | number)[];
  /** It is the last key of the path, and not what stands there. */
  isKey?: boolean;
  isCompared: boolean;
}

/** The texts of a value that may be wrong: most are plain words, which one look tells. */
function textsOf(value: unknown): FoundText[] {
  const found: FoundText[] = [];
  const path: (string | number)[] = [];
  const look = (item: unknown, isCompared: boolean): void => {
    if (typeof item === "string") {
      if (!isPlain(item)) found.push({ text: item, path: [...path], isCompared });
    } else if (typeof item === "object" && item !== null) {
      eachPart(item, (part, key) => {
        path.push(key);
        if (typeof key === "string" && !isPlain(key))
          found.push({ text: key, path: [...path], isKey: true, isCompared: false });
        look(part, isCompared || key === "condition" || key === "when");
        path.pop();
      });
    }
  };
  look(value, false);
  return found;
}

const isPlain = (text: string): boolean => /^[\x20-\x7e\n]*[a-z0-9][\x20-\x7e\n]*$/i.test(text);

/** `of` is whose text it is: the workflow, a task or an edge. */
function problemsOf(found: FoundText, of: string, where: Omit<WordsProblem, "message" | "path">): WordsProblem[] {
  const { text, isCompared } = found;
  if (!isStorableText(text))
    return [
      { message: `${placeOf(found)} of ${of} has a character that cannot be stored.`, path: found.path, ...where },
    ];
  return text !== "" && !isCompared && isBlank(text)
    ? [{ message: `${placeOf(found)} of ${of}: there is nothing to read in it.`, path: found.path, ...where }]
    : [];
}

function placeOf({ path: [first = "", ...rest], isKey }: FoundText): string {
  if (isKey) return "The name of a field";
  if (first === "config") return `The field "${rest.join(".")}"`;
  return `The ${first === "label" ? "name" : first}`;
}
