import type { GraphDefinition } from "@/lib/engine";
import { draftDefinitionSchema, type EditorDocument } from "./document";

/** A document for tests of commands: tasks by their ids, edges as "a>b", with what else it should have. */
export function testDocument(
  tasks: string,
  edges: string,
  more: Partial<GraphDefinition> & Partial<EditorDocument["layout"]> = {},
): EditorDocument {
  const { positions = {}, notes = [], groups = [], ...definition } = more;
  const ids = tasks.split(" ").filter(Boolean);
  const ways = edges.split(" ").filter(Boolean);
  return {
    definition: {
      ...draftDefinitionSchema.parse({
        id: "test",
        name: "Test",
        startTaskId: ids[0] ?? "",
        tasks: ids.map((id) => ({ id, kind: "say", label: id.toUpperCase(), config: { message: "Hello" } })),
        edges: ways.map((way, index) => {
          const [from, to] = way.replace("?", "").split(">");
          const condition = way.endsWith("?") && { field: "amount_cents", op: "lt" as const, value: index };
          return { id: `e${index + 1}`, from, to, ...(condition && { condition }) };
        }),
      }),
      ...definition,
    },
    layout: { positions, notes, groups },
  };
}

/** The edges of a document as the text that `testDocument` reads. */
export const edgesOf = ({ definition }: EditorDocument): string =>
  definition.edges.map(({ from, to, condition }) => `${from}>${to}${condition ? "?" : ""}`).join(" ");
