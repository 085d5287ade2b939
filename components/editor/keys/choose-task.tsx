"use client";

import { Command } from "cmdk";
import { DialogContent } from "@/components/ui/dialog";
import { controlClasses } from "@/components/ui/input";
import type { Choosing } from "../canvas/canvas-state";
import type { CanvasTools } from "../canvas/canvas-tools";
import { itemClasses } from "./action-list";

interface ChooseTaskProps {
  choosing: Choosing;
  tools: CanvasTools;
  onDone: () => void;
}

/** The tasks that an edge may lead to; one that it may not says why. The way to connect without a drag. */
export function ChooseTask({ choosing, tools, onDone }: ChooseTaskProps) {
  const { definition } = tools.editor.getState().document;
  const nameOf = (id: string) => definition.tasks.find((task) => task.id === id)?.label || id;
  const edge = "edgeId" in choosing ? definition.edges.find(({ id }) => id === choosing.edgeId) : undefined;
  const isStart = "end" in choosing && choosing.end === "from";
  const title = edge
    ? isStart
      ? `Where does the edge to “${nameOf(edge.to)}” begin?`
      : `Where does the edge from “${nameOf(edge.from)}” lead?`
    : `What follows “${nameOf("from" in choosing ? choosing.from : "")}”?`;

  function reasonFor(taskId: string): string | undefined {
    if (!edge) return "from" in choosing ? tools.whyNot(choosing.from, taskId) : undefined;
    const ends = isStart ? ([taskId, edge.to] as const) : ([edge.from, taskId] as const);
    return tools.whyNot(...ends, edge.id);
  }
  function chosen(taskId: string): void {
    onDone();
    if (edge) tools.moveEnd(edge.id, isStart ? "from" : "to", taskId);
    else if ("from" in choosing) tools.connect(choosing.from, taskId);
  }

  return (
    <DialogContent title={title} description={null} className="max-w-xl">
      <Command label="Tasks" loop>
        <Command.Input placeholder="Search the tasks" className={`${controlClasses} h-9`} />
        <Command.List className="mt-2 max-h-[min(420px,60dvh)] overflow-y-auto">
          <Command.Empty className="p-2 text-ink-soft">No task is called like that.</Command.Empty>
          {definition.tasks.map(({ id, label }) => {
            const reason = reasonFor(id);
            return (
              <Command.Item
                key={id}
                value={id}
                keywords={[label]}
                disabled={reason !== undefined}
                onSelect={() => chosen(id)}
                className={`${itemClasses} aria-disabled:cursor-not-allowed`}
              >
                <span className={reason ? "text-ink-faint" : undefined}>{label || id}</span>
                {reason && <span className="text-right text-ink-soft text-meta">{reason}</span>}
              </Command.Item>
            );
          })}
        </Command.List>
      </Command>
    </DialogContent>
  );
}
