import { type EditorStore, useEditor } from "../store/store";
import { useCanvas } from "./canvas-state";

/** Announces to screen readers what is selected and what happened on the canvas. */
export function CanvasStatus() {
  const announcement = useCanvas((state) => state.announcement);
  const selected = useEditor(describeSelection);
  return (
    <div className="sr-only">
      <p role="status">{selected}</p>
      <p role="status">{announcement}</p>
    </div>
  );
}

/** "“Say” is selected", "3 tasks and 1 note are selected". */
function describeSelection({ selection, document }: ReturnType<EditorStore["getState"]>): string {
  const { tasks, edges } = document.definition;
  const nameOf = (id: string | undefined) => tasks.find((task) => task.id === id)?.label || id;
  const [taskId] = selection.taskIds;
  const counts = [
    [selection.taskIds.length, "task", "tasks"],
    [selection.edgeIds.length, "edge", "edges"],
    [selection.noteIds.length, "note", "notes"],
    [selection.groupIds.length, "group", "groups"],
  ] as const;
  const total = counts.reduce((sum, [count]) => sum + count, 0);
  if (total === 0) return "";
  if (total === 1 && taskId) return `“${nameOf(taskId)}” is selected.`;
  const edge = edges.find(({ id }) => id === selection.edgeIds[0]);
  if (total === 1 && edge) return `The edge from “${nameOf(edge.from)}” to “${nameOf(edge.to)}” is selected.`;
  const parts = counts.flatMap(([count, singular, plural]) =>
    count > 0 ? [`${count} ${count > 1 ? plural : singular}`] : [],
  );
  return `${parts.join(" and ")} ${total > 1 ? "are" : "is"} selected.`;
}
