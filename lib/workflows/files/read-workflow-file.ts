import type { GraphDefinition } from "@/lib/engine";
import {
  deepestDefinition,
  describeIssue,
  describeShape,
  isDeeperThan,
  isObject,
  mostProblems,
  shortened,
} from "@/lib/engine/definition-kit";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";
import { fileFormat } from "./describe-workflow-file";
import { fault, hiddenFaults, type Issue, mostValues, sameIds, tooLongLists, tooManyValues } from "./find-faults";
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
  /** malformed: it is not JSON. invalid: it is JSON, but not a sound workflow. too_large: it was not read. */
  code: "malformed" | "invalid" | "too_large";
  detail: string;
  /** All of them, of many the first that were found, in the order of the file. */
  problems: FileProblem[];
}

export type ReadFile = { document: EditorDocument } | { refusal: FileRefusal };

type Path = (string | number)[];

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
  if (tooManyValues(definition, layout))
    return refuse("invalid", `The workflow has more than ${counted(mostValues)} values.`);
  const { document, inDefinition, inLayout } = parseParts(definition, layout);
  const found = [
    ...unknownKeys
      .slice(0, mostProblems + 1)
      .map((key) => ({ message: `"${shortened(key)}" is not known here.`, path: [key] })),
    ...describeShape(inDefinition, definition).map(({ message }, index) => ({
      message,
      path: [...at, ...plain(inDefinition[index]?.path ?? [])],
    })),
    ...inLayout.slice(0, mostProblems + 1).map((issue) => ({
      message: `In the layout, ${nameOf(plain(issue.path)) || "everything"} ${describeIssue(issue, layout)}.`,
      path: ["layout", ...plain(issue.path)],
    })),
    ...repeatedKeys(places, definition, at.length),
  ];
  if (found.length === 0 && document) return { document };
  const problems = found
    .slice(0, mostProblems)
    .map(({ message, path }) => ({ message, line: places.lineOf(path), path: nameOf(path) }))
    .toSorted((one, other) => one.line - other.line);
  const more = found.length > mostProblems ? "more than " : "";
  const some = found.length === 1 ? "a problem" : `${more}${counted(problems.length)} problems`;
  return refuse("invalid", `The file has ${some}. Nothing was imported.`, problems);
}

const counted = (count: number): string => count.toLocaleString("en-US");

interface ParsedParts {
  document?: EditorDocument;
  inDefinition: readonly Issue[];
  inLayout: readonly Issue[];
}

/** Lists that are too long are not parsed: each of their parts could have problems. */
function parseParts(definition: unknown, layout: unknown): ParsedParts {
  const tooLong = tooLongLists(definition, layout);
  if (tooLong.inDefinition.length + tooLong.inLayout.length > 0) return tooLong;
  const parsed = draftDefinitionSchema.safeParse(definition);
  const parsedLayout = graphLayoutSchema.safeParse(layout);
  return {
    ...(parsed.data &&
      parsedLayout.data && { document: { definition: parsed.data as GraphDefinition, layout: parsedLayout.data } }),
    inDefinition: [
      ...(parsed.error?.issues ?? []),
      ...(parsed.data ? sameIds(parsed.data) : []),
      ...hiddenFaults(definition),
    ],
    inLayout: [...(parsedLayout.error?.issues ?? []), ...hiddenFaults(layout)],
  };
}

const plain = (path: readonly PropertyKey[]): Path => path.map((key) => (typeof key === "number" ? key : String(key)));

/** Names on a path that are written; of a longer one the innermost. */
const mostSteps = 12;

/** "definition.tasks[3].label" */
function nameOf(path: Path): string {
  const steps = path.slice(-mostSteps).map((key) => (typeof key === "number" ? `[${key}]` : `.${shortened(key)}`));
  return path.length > mostSteps ? `…${steps.join("")}` : steps.join("").replace(/^\./, "");
}

/** Names that an object of the file has twice: only one of the two values would be imported. */
function repeatedKeys({ repeated }: ReadJson, definition: unknown, outer: number): { message: string; path: Path }[] {
  const faults = repeated.map(({ path, lines }) => {
    const twice = lines[0] === lines[1] ? "it is there twice" : `it is there twice, also in line ${lines[0]}`;
    return fault(path.slice(outer), twice);
  });
  return describeShape(faults, definition).map(({ message }, index) => ({
    message,
    path: repeated[index]?.path ?? [],
  }));
}
