import type { GraphDefinition } from "../graph/definition";
import { eachPart, isStorableText } from "../json";
import { gather } from "./gather";

/** A text that cannot be stored, or that is blank, with its place. */
interface TextProblem {
  message: string;
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  path: (string | number)[];
}

/** Visible characters: letters, digits, punctuation, symbols; not the fillers and blanks among them. */
const visible = /(?![\p{DI}\u2800\u{13441}\u{13442}\u{1D159}\uFFFC\uFFFD])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => !visible.test(text);

/**
 * The texts of a definition that Postgres cannot store (NUL, lone surrogates), and the blank ones: names, labels,
 * questions and the texts of configs. The schema decides whether a text may be empty. The value of a condition may be
 * blank.
 */
export function checkTexts({ name, description, sessionWord, settings, tasks, edges }: GraphDefinition): TextProblem[] {
  const labels = new Map(tasks.map(({ id, label }) => [id, label]));
  const nameOf = (id: string): string => readable(labels.get(id)) ?? id;
  const graph = textsOf({ name, description, sessionWord }).flatMap((text) => problemsOf(text, "the workflow", {}));
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

/** A label that a message can show; undefined for one that is itself the problem. */
const readable = (label: string | undefined): string | undefined =>
  label !== undefined && isStorableText(label) && !isBlank(label) ? label : undefined;

interface FoundText {
  text: string;
  /** The path of the text. */
  path: (string | number)[];
  /** The text is the last key of the path, and not the value there. */
  isKey?: boolean;
  isCompared: boolean;
}

/** The texts of a value that may be a problem. Most texts are plain ASCII, which is cheap to test. */
function textsOf(value: unknown): FoundText[] {
  const found: FoundText[] = [];
  const path: (string | number)[] = [];
  const visit = (item: unknown, isCompared: boolean): void => {
    if (typeof item === "string") {
      if (!isPlain(item)) found.push({ text: item, path: [...path], isCompared });
    } else if (typeof item === "object" && item !== null) {
      eachPart(item, (part, key) => {
        path.push(key);
        if (typeof key === "string" && !isPlain(key))
          found.push({ text: key, path: [...path], isKey: true, isCompared: false });
        visit(part, isCompared || key === "condition" || key === "when");
        path.pop();
      });
    }
  };
  visit(value, false);
  return found;
}

const isPlain = (text: string): boolean => /^[\x20-\x7e\n]*[a-z0-9][\x20-\x7e\n]*$/i.test(text);

/** `of` names the owner of the text: the workflow, a task, an edge or a setting. */
function problemsOf(found: FoundText, of: string, where: Omit<TextProblem, "message" | "path">): TextProblem[] {
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
  if (first === "sessionWord") return "The word for the sessions";
  return `The ${first === "label" ? "name" : first}`;
}
