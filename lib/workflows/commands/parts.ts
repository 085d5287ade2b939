import type { Draft } from "immer";
import type { z } from "zod";
import type { TaskDefinition } from "@/lib/engine";
import {
  deepestDefinition,
  type EdgeDefinition,
  graphId,
  isDeeperThan,
  maxEdges,
  maxTasks,
} from "@/lib/engine/definition-kit";
import { CommandRefusedError } from "./define-command";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "./document";

/** What is selected, copied or deleted: ids by what they are of. */
export interface PartIds {
  taskIds: string[];
  edgeIds: string[];
  noteIds: string[];
  groupIds: string[];
}

/** An empty selection. */
export const noParts: PartIds = { taskIds: [], edgeIds: [], noteIds: [], groupIds: [] };

type DocumentDraft = Draft<EditorDocument>;

/** A point on the canvas, in pixels. */
export interface Point {
  x: number;
  y: number;
}

/** The task with this id. Throws CommandRefusedError. */
export function taskOf({ definition }: DocumentDraft, id: string): Draft<TaskDefinition> {
  const task = definition.tasks.find((one) => one.id === id);
  if (!task) throw new CommandRefusedError("The task is not there any more.");
  return task;
}

/** The edge with this id. Throws CommandRefusedError. */
export function edgeOf({ definition }: DocumentDraft, id: string): Draft<EdgeDefinition> {
  const edge = definition.edges.find((one) => one.id === id);
  if (!edge) throw new CommandRefusedError("The edge is not there any more.");
  return edge;
}

/** A task's name in quotes; its id where it has none. */
export const nameOf = ({ definition }: EditorDocument, id: string): string =>
  `“${definition.tasks.find((task) => task.id === id)?.label || id}”`;

/** Throws CommandRefusedError when the document would have more than it may. */
export function checkRoom({ definition }: EditorDocument, tasks: number, edges: number): void {
  if (definition.tasks.length + tasks > maxTasks)
    throw new CommandRefusedError(`A workflow has at most ${maxTasks} tasks.`);
  if (definition.edges.length + edges > maxEdges)
    throw new CommandRefusedError(`A workflow has at most ${maxEdges.toLocaleString("en-US")} edges.`);
}

/** The used ids in lower case: ids must differ in more than case. */
export function takenIds({ definition, layout }: EditorDocument): Set<string> {
  const all = [definition.tasks, definition.edges, layout.notes, layout.groups].flat();
  return new Set(all.map(({ id }) => id.toLowerCase()));
}

/** An id made of a name ("Ask the reviewer" is ask_the_reviewer) that none of `taken` has; it is added to them. */
export function freshId(taken: Set<string>, name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("_")
    .slice(0, 56);
  const base = graphId.safeParse(words).success ? words : `task_${words}`.replace(/_$/, "");
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}_${count}`;
  taken.add(id);
  return id;
}

/** An id for a new edge: e14. It is added to `taken`. */
export function freshEdgeId(taken: Set<string>): string {
  let count = 1;
  while (taken.has(`e${count}`)) count++;
  taken.add(`e${count}`);
  return `e${count}`;
}

const taskSchema = draftDefinitionSchema.shape.tasks.element;

/** A task as the document may hold it. Throws CommandRefusedError, with what is wrong with it. */
export function parseTask(task: unknown): TaskDefinition {
  assertDepth(task);
  return parseOrRefuse(taskSchema, task);
}

/** A value as the schema parses it. Throws CommandRefusedError with the first issue as a sentence. */
export function parseOrRefuse<Value>(
  schema: { safeParse(input: unknown): z.ZodSafeParseResult<Value> },
  input: unknown,
): Value {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new CommandRefusedError(describeIssue(parsed.error));
  return parsed.data;
}

function describeIssue({ issues: [issue] }: z.ZodError): string {
  if (!issue) return "This does not fit.";
  const where = issue.path.map(String).join(".");
  return where ? `“${where}” does not fit: ${issue.message}.` : `This does not fit: ${issue.message}.`;
}

/** A value as JSON stores it, without undefined. Throws CommandRefusedError when it is nested too deeply. */
export function storable(value: unknown): unknown {
  assertDepth(value);
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** Schemas and JSON recurse: what is nested without end is refused before they see it. Throws CommandRefusedError. */
export function assertDepth(value: unknown): void {
  if (isDeeperThan(value, deepestDefinition)) throw new CommandRefusedError("This is nested too deeply.");
}

const pointSchema = graphLayoutSchema.shape.positions.unwrap().valueType;

/** A point as the layout holds it, in whole pixels. Throws CommandRefusedError for one that lies off the canvas. */
export function parsePoint(point: Point | undefined): Point {
  const parsed = pointSchema.safeParse(point && { x: Math.round(point.x), y: Math.round(point.y) });
  if (!parsed.success) throw new CommandRefusedError("This place is off the canvas.");
  return parsed.data;
}
