import type { DesignerPrincipal } from "@/lib/auth/principal";
import type { GraphDefinition, GraphDefinitionInput } from "@/lib/engine";
import { saveDraft } from "./mutations";
import { readDraft } from "./read-draft";
import type { DraftView } from "./schema";

/** A workflow of two tasks that may be published. */
export const letterWorkflow = (id: string, words = "Dear you."): GraphDefinitionInput => ({
  id,
  name: "Letters",
  startTaskId: "note",
  tasks: [
    { id: "note", kind: "set", label: "Note", config: { values: [{ key: "mood", value: "fine" }] } },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: words } },
  ],
  edges: [{ id: "e", from: "note", to: "letter" }],
});

/** Saves a change of the stored draft, as an editor does; returns the draft afterwards. */
export async function changeDraft(
  designer: DesignerPrincipal,
  workflowId: string,
  change: (definition: GraphDefinition) => GraphDefinition,
): Promise<DraftView> {
  const { view } = await readDraft(workflowId);
  const { revision, baseVersionId, definition, layout } = view;
  await saveDraft(designer, workflowId, { revision, baseVersionId, definition: change(definition), layout });
  return (await readDraft(workflowId)).view;
}

/** The same definition with another letter. */
export const withLetter =
  (letter: string) =>
  (definition: GraphDefinition): GraphDefinition => ({
    ...definition,
    tasks: definition.tasks.map((task) => (task.id === "letter" ? { ...task, config: { letter } } : task)),
  });
