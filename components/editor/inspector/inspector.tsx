"use client";

import { type FocusEvent, type KeyboardEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { duplicate } from "@/lib/workflows/commands/clipboard/paste";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import { useEditor, useEditorStore } from "../store/store";
import { EdgeInspector } from "./edge-inspector";
import { useRun } from "./form/editor-access";
import { TaskInspector } from "./task/task-inspector";
import { WorkflowInspector } from "./workflow-inspector";

/** Edits the selection: one task, one edge or several parts. Without a selection it edits the workflow. */
export default function Inspector() {
  const store = useEditorStore();
  const origin = useRef<HTMLElement | null>(null);
  const isInside = (element: EventTarget | null, root: HTMLElement): boolean =>
    element instanceof Node && root.contains(element);
  const rememberOrigin = (event: FocusEvent<HTMLElement>): void => {
    const from = event.relatedTarget;
    // Lists and menus of the inspector are rendered outside of it.
    if (
      from instanceof HTMLElement &&
      !isInside(from, event.currentTarget) &&
      !from.closest("[data-radix-popper-content-wrapper]")
    )
      origin.current = from;
  };
  const returnFocus = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== "Escape" || event.defaultPrevented || !isInside(event.target as Node, event.currentTarget))
      return;
    // On a narrow page the inspector covers the other panes. Then the page moves the focus.
    if (!origin.current?.isConnected || origin.current.closest("[inert]")) return;
    event.preventDefault();
    origin.current.focus();
  };
  return (
    <section
      aria-label="Inspector"
      className="grid min-w-0 grid-cols-1 content-start gap-5 p-4"
      onFocus={rememberOrigin}
      onBlur={() => store.getState().endTyping()}
      onKeyDown={returnFocus}
    >
      <Inspected />
    </section>
  );
}

function Inspected() {
  const { taskIds, edgeIds } = useEditor(({ selection }) => selection);
  const [taskId, ...otherTasks] = taskIds;
  const [edgeId, ...otherEdges] = edgeIds;
  if (taskId && otherTasks.length === 0 && !edgeId) return <TaskInspector key={taskId} taskId={taskId} />;
  if (edgeId && otherEdges.length === 0 && !taskId) return <EdgeInspector key={edgeId} edgeId={edgeId} />;
  return taskId || edgeId ? <Several /> : <WorkflowInspector />;
}

function Several() {
  const selection = useEditor((state) => state.selection);
  const run = useRun();
  const { taskIds, edgeIds } = selection;
  return (
    <>
      <h2 tabIndex={-1} className="text-reading">
        {taskIds.length + edgeIds.length} selected
      </h2>
      <p className="text-ink-soft">
        {taskIds.length} tasks and {edgeIds.length} edges. Select one of them to edit it.
      </p>
      <div className="flex flex-wrap gap-2">
        {taskIds.length > 0 && (
          <Button size="sm" onClick={() => run(duplicate, selection)}>
            Duplicate
          </Button>
        )}
        <Button size="sm" variant="danger" onClick={() => run(deleteParts, selection)}>
          Delete
        </Button>
      </div>
    </>
  );
}
