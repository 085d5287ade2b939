import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { useTools } from "../tools/tools-context";
import { CanvasText } from "./canvas-text";
import type { GroupNode } from "./card-nodes";
import { ToneBar } from "./tone-bar";
import { tones } from "./tones";

const nameClasses = [
  "group-handle pointer-events-auto w-fit max-w-full cursor-grab rounded-br-control rounded-tl-surface",
  "bg-canvas px-2 py-0.5 font-semibold text-meta",
].join(" ");

/** A named frame behind tasks. Dragging its name moves the group with the tasks in it. */
export const GroupFrame = memo(function GroupFrame({ id, data: { group }, selected, draggable }: NodeProps<GroupNode>) {
  const tools = useTools();
  const canEdit = draggable !== false;
  return (
    <>
      <NodeResizer isVisible={selected && canEdit} minWidth={128} minHeight={96} />
      {selected && canEdit && <ToneBar tone={group.tone} onChoose={(tone) => tools.setGroup(id, { tone })} />}
      <div
        className={cn(
          "pointer-events-none size-full rounded-surface border-2 border-dashed",
          tones[group.tone].frame,
          selected && "outline-2 outline-accent outline-offset-2",
        )}
      >
        <div className={nameClasses}>
          <CanvasText
            label="Name of the group"
            text={group.label}
            placeholder="Name the group"
            isOneLine
            isReadOnly={!canEdit}
            startsOpen={group.label === "" && selected && canEdit}
            onChange={(label) => tools.setGroup(id, { label })}
          />
        </div>
      </div>
    </>
  );
});
