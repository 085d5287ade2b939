import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { TaskCard } from "@/components/workflows/graph/task-card";
import { taskKinds } from "@/lib/tasks/kinds";
import { useTools } from "../tools/tools-context";
import type { CardNode } from "./card-nodes";

/** The card of a task that can be moved and connected. The canvas handles its keys and clicks. */
export const EditorCard = memo(function EditorCard({ id, data, selected }: NodeProps<CardNode>) {
  const { task, problems, state, words, visits } = data;
  const tools = useTools();
  const isEndTask = Object.hasOwn(taskKinds, task.kind) && taskKinds[task.kind]?.ends === true;
  return (
    <>
      <Handle type="target" position={Position.Top} className="card-target" />
      <TaskCard
        task={task}
        problems={problems}
        state={state}
        words={words}
        visits={problems > 0 ? "" : visits}
        isSelected={selected}
        marksStart
      />
      {!isEndTask && (
        <Handle
          type="source"
          position={Position.Bottom}
          aria-hidden
          title="Click to add the next task, drag to connect"
          className="card-source"
          onClick={(event) => tools.openPaletteAfter(id, { x: event.clientX, y: event.clientY })}
        >
          <Plus className="pointer-events-none size-3.5" />
        </Handle>
      )}
    </>
  );
});
