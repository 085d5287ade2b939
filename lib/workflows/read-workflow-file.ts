import {
  checkGraph,
  type GraphDefinition,
  type GraphProblem,
  graphDefinitionSchema,
  type JsonValue,
} from "@/lib/engine";
import { AppError } from "@/lib/errors";

/** Bytes. The shipped workflow has 16 KB. */
const maxFileBytes = 512 * 1_024;
/** The first problems are shown, the rest is counted. */
const maxProblems = 5;

/**
 * The workflow as a file: JSON in the order in which people write it, and the same for the same workflow, however its
 * definition was stored (Postgres keeps no order of keys). `readWorkflowFile` gives the definition back.
 */
export function exportWorkflow(definition: GraphDefinition): string {
  const { tasks, ...graph } = graphDefinitionSchema.parse(definition);
  const { edges, ...head } = graph;
  const sorted = tasks.map((task) => ({ ...task, config: sortKeys(task.config) }));
  return `${JSON.stringify({ ...head, tasks: sorted, edges }, null, 2)}\n`;
}

/** The schema gives its own keys their order; a task's settings are of whatever shape their kind has. */
function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key] as JsonValue)]),
  );
}

/**
 * The definition in an imported file. It may have every problem that a draft may have, but it is a
 * definition, and its texts can be stored and read. Throws AppError `invalid` for a file that is too large, not
 * JSON, or not a definition; `data.problems` are the engine's.
 */
export function readWorkflowFile(text: string): GraphDefinition {
  if (Buffer.byteLength(text) > maxFileBytes) throw invalid(`The file is larger than ${maxFileBytes / 1_024} KB.`);
  const input = parseJson(text);
  const problems = checkGraph(input, {}).filter(({ code }) => ["shape", "duplicate_id", "words"].includes(code));
  if (problems.length > 0) throw invalid(`This is not a workflow. ${sentences(problems)}`, problems);
  return graphDefinitionSchema.parse(input);
}

function parseJson(text: string): unknown {
  try {
    // Some editors put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new AppError("invalid", { detail: `The file is not JSON: ${(cause as SyntaxError).message}.`, cause });
  }
}

function sentences(problems: GraphProblem[]): string {
  const shown = problems.slice(0, maxProblems).map(({ message }) => message.replace(/[^.!?]$/, "$&."));
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}

const invalid = (detail: string, problems?: GraphProblem[]): AppError =>
  new AppError("invalid", { detail, ...(problems && { data: { problems } }) });
