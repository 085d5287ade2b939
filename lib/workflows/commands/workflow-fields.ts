import type { ProblemFix } from "@/lib/engine/definition-kit";
import { type Command, CommandRefusedError } from "./define-command";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "./document";
import { assertDepth, parseOrRefuse, storable } from "./parts";
import { setAt } from "./set-at";

const workflowFields = {
  name: "Rename the workflow",
  description: "Change the description",
  startedBy: "Change who may start it",
  startedWith: "Change how it is started",
  sessionWord: "Change what its sessions are called",
  collections: "Change what questions are answered from",
} as const;

export interface SetWorkflowFieldArgs {
  field: keyof typeof workflowFields;
  value: unknown;
}

/** Sets a field of the workflow itself. A session word and a list are set as a whole. */
export const setWorkflowField: Command<SetWorkflowFieldArgs> = {
  name: "setWorkflowField",
  describe: ({ field }) => workflowFields[field],
  mergesAs: ({ field }) => `workflow ${field}`,
  apply({ definition }, { field, value }) {
    const { shape } = draftDefinitionSchema;
    if (field === "startedBy") definition.startedBy = parseOrRefuse(shape.startedBy, value);
    else if (field === "startedWith") definition.startedWith = parseOrRefuse(shape.startedWith, value);
    else if (field === "sessionWord") definition.sessionWord = parseOrRefuse(shape.sessionWord, value);
    else if (field === "collections") definition.collections = parseOrRefuse(shape.collections, value);
    else definition[field] = parseOrRefuse(shape[field], value);
  },
};

/** Makes the changes that mend a problem. */
export const applyFix: Command<{ fix: ProblemFix }> = {
  name: "applyFix",
  describe: ({ fix }) => fix.label,
  apply(draft, { fix }) {
    const definition = storable(draft.definition) as object;
    for (const { path, value } of fix.changes) setAt(definition, path, value);
    draft.definition = parseDocument({ definition, layout: storable(draft.layout) }).definition;
  },
};

export interface ReplaceDefinitionArgs {
  /** What the undo button calls it: "Import a file", "Take over what Mira changed". */
  label: string;
  definition: unknown;
  layout?: unknown;
}

/** Puts another definition in place of this one; without a layout the cards that stay keep their places. */
export const replaceDefinition: Command<ReplaceDefinitionArgs> = {
  name: "replaceDefinition",
  describe: ({ label }) => label,
  apply(draft, { definition, layout }) {
    const next = parseDocument({ definition, layout: layout ?? storable(draft.layout) });
    const { tasks, edges } = next.definition;
    const ids = [...tasks, ...edges].map(({ id }) => id.toLowerCase());
    // A document of an earlier release may have such ids: it can still be merged and discarded.
    const known = [...draft.definition.tasks, ...draft.definition.edges].map(({ id }) => id.toLowerCase());
    if (new Set(ids).size < ids.length && new Set(known).size === known.length)
      throw new CommandRefusedError("Two tasks or edges have the same id: ids differ in more than case.");
    const isThere = ([id]: [string, unknown]): boolean => tasks.some((task) => task.id === id);
    // The document keeps its id: it is stored under it.
    draft.definition = { ...next.definition, id: draft.definition.id };
    draft.layout = {
      ...next.layout,
      positions: Object.fromEntries(Object.entries(next.layout.positions).filter(isThere)),
    };
    draft.definition.startTaskId = startOf(next.definition);
  },
};

/** The start that is named, where it is a task; else the first one. */
const startOf = ({ startTaskId, tasks }: EditorDocument["definition"]): string =>
  tasks.some(({ id }) => id === startTaskId) ? startTaskId : (tasks[0]?.id ?? "");

/** A document as it may be stored: of the right shape, no edge without its ends. Throws CommandRefusedError. */
function parseDocument(input: { definition: unknown; layout: unknown }): EditorDocument {
  assertDepth(input.definition);
  const definition = parseOrRefuse(draftDefinitionSchema, input.definition);
  const layout = parseOrRefuse(graphLayoutSchema, input.layout);
  const { tasks, edges } = definition;
  const ids = new Set(tasks.map(({ id }) => id));
  if (!edges.every(({ from, to }) => ids.has(from) && ids.has(to)))
    throw new CommandRefusedError("An edge has an end that is not a task.");
  return { definition, layout };
}
