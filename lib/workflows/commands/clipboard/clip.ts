import { z } from "zod";
import {
  edgeDefinitionSchema,
  maxEdges,
  maxTasks,
  settingDefinitionSchema,
  taskDefinitionSchema,
} from "@/lib/engine/definition-kit";
import {
  canvasGroupSchema,
  canvasNoteSchema,
  type EditorDocument,
  graphLayoutSchema,
  maxGroups,
  maxNotes,
  maxSettings,
} from "../document";
import type { PartIds } from "../parts";
import { usesOfSetting } from "../setting-commands";

/** What is copied: parts of a workflow as JSON, which a clipboard holds as text. */
export const clipSchema = z.strictObject({
  graphflow: z.literal("clip"),
  tasks: z.array(taskDefinitionSchema.extend({ label: z.string().max(80) })).max(maxTasks),
  /** Those between copied tasks. */
  edges: z.array(edgeDefinitionSchema).max(maxEdges),
  positions: graphLayoutSchema.shape.positions,
  notes: z.array(canvasNoteSchema).max(maxNotes),
  groups: z.array(canvasGroupSchema).max(maxGroups),
  /** Those that the copied tasks and edges name: another workflow may not have them. */
  settings: z.array(settingDefinitionSchema).max(maxSettings),
});
export type Clip = z.infer<typeof clipSchema>;

/** The selected parts for the clipboard, with the edges between selected tasks. Changes nothing. */
export function copyParts({ definition, layout }: EditorDocument, parts: Partial<PartIds>): Clip {
  const ids = new Set(parts.taskIds);
  const tasks = definition.tasks.filter(({ id }) => ids.has(id));
  const edges = definition.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const copied = { ...definition, tasks, edges };
  const isNamed = ({ key }: { key: string }): boolean => {
    const { taskIds, edgeIds } = usesOfSetting(copied, key);
    return taskIds.length + edgeIds.length > 0;
  };
  return {
    graphflow: "clip",
    tasks,
    edges,
    positions: Object.fromEntries(Object.entries(layout.positions).filter(([id]) => ids.has(id))),
    notes: layout.notes.filter(({ id }) => parts.noteIds?.includes(id)),
    groups: layout.groups.filter(({ id }) => parts.groupIds?.includes(id)),
    settings: definition.settings.filter(isNamed),
  };
}
