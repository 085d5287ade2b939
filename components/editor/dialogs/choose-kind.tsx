"use client";

import { useRef } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { KindIcon } from "@/components/workflows/graph/kind-icon";
import { taskKinds } from "@/lib/tasks/kinds";
import { addTask, insertOnEdge } from "@/lib/workflows/commands/add-task";
import type { Asking } from "../store/editor-state";
import { useEditor, useEditorStore } from "../store/store";
import { PickList } from "./pick-list";

/** A dialog that chooses the kind of a new task. Afterwards the focus is in the name of the new task. */
export function ChooseKind({ asking }: { asking: Asking & { about: "kind" } }) {
  const store = useEditorStore();
  const ask = useEditor((state) => state.ask);
  const added = useRef<string | undefined>(undefined);

  function add(kind: string) {
    const { label, defaults } = taskKinds[kind] ?? {};
    if (label === undefined || defaults === undefined) return;
    const { run, document } = store.getState();
    const task = { kind, label, config: defaults(document.definition) as Record<string, unknown> };
    const { edgeId, after } = asking;
    const result = edgeId === undefined ? run(addTask, { task, after }) : run(insertOnEdge, { task, edgeId });
    if (!result.ok) return;
    added.current = result.added.taskIds[0];
    ask(null);
  }
  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title="Add a task"
        description={null}
        onCloseAutoFocus={(event) => {
          if (added.current === undefined) return;
          event.preventDefault();
          store.getState().focusInOutline(added.current, true);
        }}
      >
        <PickList
          label="Kinds of tasks"
          options={Object.values(taskKinds).map(({ kind, label, description, icon }) => ({
            id: kind,
            name: label,
            about: description,
            icon: <KindIcon name={icon} className="size-5 text-ink-soft" />,
          }))}
          onPick={add}
        />
      </DialogContent>
    </Dialog>
  );
}
