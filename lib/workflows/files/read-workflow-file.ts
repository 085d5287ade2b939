import type { GraphDefinition } from "@/lib/engine";
import {
  deepestDefinition,
  describeIssue,
  describeShape,
  isDeeperThan,
  isObject,
  isStorableText,
} from "@/lib/engine/definition-kit";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";
import { fileFormat } from "./describe-workflow-file";
import { findProduct } from "./find-product";
import { JsonTextError, type ReadJson, readJson } from "./read-json";
import { readText } from "./read-text";

/** Bytes. The shipped workflow has 16 KB, 500 wordy tasks have 1 MB. */
export const maxWorkflowBytes = 2 * 1024 * 1024;

/** One thing that is wrong in a file. */
interface FileProblem {
  /** A sentence that names the task, the edge or the setting by its name. */
  message: string;
  /** Where it is in the file, from 1. */
  line?: number;
  /** "definition.tasks[3].label" */
  path?: string;
}

/** A file that holds no workflow, and why. */
export interface FileRefusal {
  /** malformed: it is no JSON. invalid: it is JSON, but no sound workflow. too_large: it was not read. */
  code: "malformed" | "invalid" | "too_large";
  detail: string;
  /** All of them, in the order of the file. */
  problems: FileProblem[];
}

export type ReadFile = { document: EditorDocument } | { refusal: FileRefusal };

type Path = (string | number)[];
/** A problem that Zod has found, or one that is described like it. */
type Issue = Parameters<typeof describeIssue>[0];

/**
 * Reads a workflow from the bytes of a file. The workflow may have every problem that a draft may have (an unknown
 * kind, an edge to nowhere), but it has the right shape, and every text of it can be stored.
 */
export function readWorkflowFile(bytes: Uint8Array): ReadFile {
  if (bytes.byteLength > maxWorkflowBytes)
    return refuse("too_large", `The file is larger than ${maxWorkflowBytes / 1024 / 1024} MB.`);
  const read = readText(bytes);
  if ("fault" in read) return refuse("malformed", read.fault);
  return readWorkflow(read.text);
}

const refuse = (code: FileRefusal["code"], detail: string, problems: FileProblem[] = []): ReadFile => ({
  refusal: { code, detail, problems },
});

function readWorkflow(text: string): ReadFile {
  let json: ReadJson;
  try {
    json = readJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const { line, column } = error.position;
    const message = `Line ${line}, column ${column}: ${error.message}.`;
    return refuse("malformed", `The file is not valid JSON. ${message}`, [{ message, line }]);
  }
  const product = findProduct(json.value);
  if (product) return refuse("invalid", `This is ${product}, not a workflow of GraphFlow. It cannot be imported.`);
  const envelope = openEnvelope(json.value);
  return "refusal" in envelope ? envelope : checkParts(envelope, json);
}

interface Envelope {
  definition: unknown;
  layout: unknown;
  /** Where the definition is in the file. */
  at: Path;
  /** What the file has beside its parts. */
  unknownKeys: string[];
}

/** The parts of the file. Earlier releases wrote the definition alone. */
function openEnvelope(value: unknown): Envelope | { refusal: FileRefusal } {
  if (!isObject(value)) return notOurs("The file holds no object.");
  const { format, version, definition, layout, ...others } = value;
  if (format === undefined) {
    if (Array.isArray(value.tasks) && Array.isArray(value.edges))
      return { definition: value, layout: {}, at: [], unknownKeys: [] };
    return notOurs(`It has no "format" and no tasks.`);
  }
  if (format !== fileFormat.name) return notOurs(`Its "format" is not "${fileFormat.name}".`);
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    return notOurs(`Its "version" is not the number of a format.`);
  if (version > fileFormat.version) {
    const newer = `The file has version ${version} of the format; this GraphFlow reads version ${fileFormat.version}.`;
    return notOurs(`${newer} It was written by a newer GraphFlow: update this one, then import it.`, "");
  }
  return {
    definition,
    layout: layout === undefined ? {} : layout,
    at: ["definition"],
    unknownKeys: Object.keys(others),
  };
}

const notOurs = (why: string, begin = "This is not a workflow of GraphFlow. "): { refusal: FileRefusal } => ({
  refusal: { code: "invalid", detail: `${begin}${why}`, problems: [] },
});

function checkParts({ definition, layout, at, unknownKeys }: Envelope, places: ReadJson): ReadFile {
  if ([definition, layout].some((part) => isDeeperThan(part, deepestDefinition)))
    return refuse("invalid", "The workflow is nested too deeply.");
  const parsed = draftDefinitionSchema.safeParse(definition);
  const parsedLayout = graphLayoutSchema.safeParse(layout);
  const inDefinition = [
    ...(parsed.error?.issues ?? []),
    ...(parsed.data ? sameIds(parsed.data) : []),
    ...hiddenFaults(definition),
  ];
  const inLayout = [...(parsedLayout.error?.issues ?? []), ...hiddenFaults(layout)];
  const found = [
    ...unknownKeys.map((key) => ({ message: `"${key}" is not known here.`, path: [key] })),
    ...describeShape(inDefinition, definition).map(({ message }, index) => ({
      message,
      path: [...at, ...plain(inDefinition[index]?.path ?? [])],
    })),
    ...inLayout.map((issue) => ({
      message: `In the layout, ${nameOf(plain(issue.path)) || "everything"} ${describeIssue(issue, layout)}.`,
      path: ["layout", ...plain(issue.path)],
    })),
    ...repeatedKeys(places, definition, at.length),
  ];
  if (found.length === 0 && parsed.data && parsedLayout.data)
    return { document: { definition: parsed.data as GraphDefinition, layout: parsedLayout.data } };
  const problems = found
    .map(({ message, path }) => ({ message, line: places.lineOf(path), path: nameOf(path) }))
    .toSorted((one, other) => one.line - other.line);
  const some = problems.length === 1 ? "a problem" : `${problems.length.toLocaleString("en-US")} problems`;
  return refuse("invalid", `The file has ${some}. Nothing was imported.`, problems);
}

const plain = (path: readonly PropertyKey[]): Path => path.map((key) => (typeof key === "number" ? key : String(key)));

/** "definition.tasks[3].label" */
const nameOf = (path: Path): string =>
  path.reduce<string>((name, key) => (typeof key === "number" ? `${name}[${key}]` : name ? `${name}.${key}` : key), "");

const fault = (path: Path, message: string): Issue => ({ code: "custom", path, message, input: undefined });

/** Tasks and edges with the id of another one. The canvas, the outline and sessions find them by their ids. */
function sameIds({ tasks, edges }: EditorDocument["definition"]): Issue[] {
  const first = new Map<string, string>();
  const parts = [
    ...tasks.map(({ id, label }, index) => ({ id, name: `the task "${label || id}"`, path: ["tasks", index, "id"] })),
    ...edges.map(({ id, from, to }, index) => ({
      id,
      name: `the edge from "${from}" to "${to}"`,
      path: ["edges", index, "id"],
    })),
  ];
  return parts.flatMap(({ id, name, path }) => {
    const other = first.get(id);
    if (other === undefined) first.set(id, name);
    return other === undefined ? [] : [fault(path, `"${id}" is also the id of ${other}`)];
  });
}

/** What a schema does not see: texts that Postgres cannot store, and the key that Zod drops silently. */
function hiddenFaults(part: unknown): Issue[] {
  const found: Issue[] = [];
  const path: Path = [];
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      if (!isStorableText(value)) found.push(fault([...path], "it has a character that cannot be stored"));
      return;
    }
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      path.push(Array.isArray(value) ? Number(key) : key);
      if (key === "__proto__") found.push(fault([...path], "this name is reserved"));
      else if (!isStorableText(key)) found.push(fault([...path], "its name has a character that cannot be stored"));
      visit(inner);
      path.pop();
    }
  };
  visit(part);
  return found;
}

/** Names that an object of the file has twice: only one of the two values would be imported. */
function repeatedKeys({ repeated }: ReadJson, definition: unknown, outer: number): { message: string; path: Path }[] {
  return repeated.map(({ path: written, lines }) => {
    const path = written.map((key, index) => (/^\d+$/.test(key) && index > 0 ? Number(key) : key));
    const twice = lines[0] === lines[1] ? "it is there twice" : `it is there twice, also in line ${lines[0]}`;
    const [{ message } = { message: twice }] = describeShape([fault(path.slice(outer), twice)], definition);
    return { message, path };
  });
}
