"use client";

import { useRef, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { KindIcon } from "@/components/workflows/graph/kind-icon";
import { connect, moveEdgeEnd, whyNotConnect } from "@/lib/workflows/commands/connect";
import { describeCard } from "@/lib/workflows/describing/describe-card";
import type { Asking } from "../store/editor-state";
import { useEditor, useEditorStore } from "../store/store";
import { PickList } from "./pick-list";

/** A dialog that chooses the start or the end of an edge. */
export function ChooseEnd({ asking }: { asking: Asking & { about: "connect" | "move" } }) {
  const store = useEditorStore();
  const { definition } = useEditor((state) => state.document);
  const ask = useEditor((state) => state.ask);
  const next = useRef<string | undefined>(undefined);
  const [before] = useState(() =>
    window.document.activeElement instanceof HTMLElement ? window.document.activeElement : null,
  );
  const edge = asking.about === "move" ? definition.edges.find(({ id }) => id === asking.edgeId) : undefined;
  const nameOf = (taskId: string | undefined) => definition.tasks.find(({ id }) => id === taskId)?.label || taskId;
  const title =
    asking.about === "connect"
      ? `Connect “${nameOf(asking.taskId)}” to`
      : asking.end === "to"
        ? `Let the edge from “${nameOf(edge?.from)}” lead to`
        : `Let the edge to “${nameOf(edge?.to)}” begin at`;
  const { document } = store.getState();
  const options = definition.tasks.map((task) => {
    const { id, label, kindLabel, icon } = describeCard(task, definition.startTaskId);
    const refusal = asking.about === "connect" ? whyNotConnect(document, asking.taskId, id) : undefined;
    return { id, name: label || id, about: refusal ?? kindLabel, icon: <KindIcon name={icon} className="size-4" /> };
  });

  function pick(taskId: string) {
    const { run } = store.getState();
    const result =
      asking.about === "connect"
        ? run(connect, { from: asking.taskId, to: taskId })
        : run(moveEdgeEnd, { edgeId: asking.edgeId, end: asking.end, taskId });
    if (!result.ok) return;
    next.current = asking.about === "connect" ? result.added.edgeIds[0] : asking.edgeId;
    ask(null);
  }
  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title={title}
        description={null}
        onCloseAutoFocus={(event) => {
          if (asking.isFromCanvas) {
            event.preventDefault();
            before?.focus();
          }
          if (next.current === undefined || asking.isFromCanvas) return;
          event.preventDefault();
          store.getState().focusInOutline(next.current);
        }}
      >
        <PickList label="Tasks" options={options} onPick={pick} />
      </DialogContent>
    </Dialog>
  );
}
