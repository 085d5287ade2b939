import { z } from "zod";
import { type GraphDefinition, graphDefinitionSchema } from "@/lib/engine";
import {
  defaultSessionWord,
  edgeDefinitionSchema,
  graphId,
  maxEdges,
  maxTasks,
  starterRoles,
  taskDefinitionSchema,
} from "@/lib/engine/definition-kit";

/** The most notes of a workflow. Tasks and edges are limited by the engine. */
export const maxNotes = 200;
/** The most groups of a workflow. */
export const maxGroups = 100;
/** The most settings of a workflow. */
export const maxSettings = 100;

const place = z.number().min(-1_000_000).max(1_000_000);
const size = z.number().min(16).max(100_000);
const tone = z.enum(["neutral", "yellow", "green", "blue", "red"]);

/** A note on the canvas. Its place and size are pixels. */
export const canvasNoteSchema = z.strictObject({
  id: graphId,
  text: z.string().max(2_000),
  x: place,
  y: place,
  width: size,
  height: size,
  tone: tone.default("yellow"),
});
export type CanvasNote = z.infer<typeof canvasNoteSchema>;

/** A frame with a name behind the tasks that lie in it. Pixels. */
export const canvasGroupSchema = z.strictObject({
  id: graphId,
  label: z.string().max(80),
  x: place,
  y: place,
  width: size,
  height: size,
  tone: tone.default("neutral"),
});
export type CanvasGroup = z.infer<typeof canvasGroupSchema>;

/** Where a designer put what is on the canvas. A task without a position is placed by the layout. Pixels. */
export const graphLayoutSchema = z.strictObject({
  positions: z.record(graphId, z.strictObject({ x: place, y: place })).default({}),
  notes: z.array(canvasNoteSchema).max(maxNotes).default([]),
  groups: z.array(canvasGroupSchema).max(maxGroups).default([]),
});
export type GraphLayout = z.infer<typeof graphLayoutSchema>;

/**
 * A definition that is being edited: it may have no task yet, no start and empty names. `checkGraph` finds every other
 * problem.
 */
export const draftDefinitionSchema = graphDefinitionSchema.extend({
  name: z.string().max(80),
  startedBy: z.array(z.enum(starterRoles)).max(starterRoles.length).default(["claimant"]),
  sessionWord: z.strictObject({ one: z.string().max(40), many: z.string().max(40) }).default(defaultSessionWord),
  startTaskId: z.string().max(64),
  tasks: z.array(taskDefinitionSchema.extend({ label: z.string().max(80) })).max(maxTasks),
  edges: z.array(edgeDefinitionSchema).max(maxEdges),
});

/** What one open editor edits: the definition, and separately the layout of the canvas. */
export interface EditorDocument {
  definition: GraphDefinition;
  layout: GraphLayout;
}
