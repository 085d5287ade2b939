import type { JsonValue } from "@/lib/engine";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";

/** The marker of a workflow file of GraphFlow, with the version of the format. */
export const fileFormat = { name: "graphflow-workflow", version: 1 };

/**
 * A workflow as a file: JSON with its definition, settings and layout, in the order in which people write it. The same
 * workflow gives the same text, however it was stored (Postgres keeps no order of keys). `readWorkflowFile` gives the
 * document back.
 */
export function describeWorkflowFile(document: EditorDocument): string {
  const definition = draftDefinitionSchema.parse(document.definition);
  const layout = graphLayoutSchema.parse(document.layout);
  const file = {
    format: fileFormat.name,
    version: fileFormat.version,
    definition: {
      ...definition,
      tasks: definition.tasks.map((task) => ({ ...task, config: sortKeys(task.config) })),
    },
    layout: { ...layout, positions: sortKeys(layout.positions) },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
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
