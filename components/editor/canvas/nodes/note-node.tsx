import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { useTools } from "../tools/tools-context";
import { CanvasText } from "./canvas-text";
import type { NoteNode } from "./card-nodes";
import { ToneBar } from "./tone-bar";
import { tones } from "./tones";

/** A note of a designer on the canvas. */
export const NoteCard = memo(function NoteCard({ id, data: { note }, selected, draggable }: NodeProps<NoteNode>) {
  const tools = useTools();
  const canEdit = draggable !== false;
  return (
    <>
      <NodeResizer isVisible={selected && canEdit} minWidth={96} minHeight={48} />
      {selected && canEdit && <ToneBar tone={note.tone} onChoose={(tone) => tools.setNote(id, { tone })} />}
      <div
        className={cn(
          "size-full overflow-auto rounded-surface border p-2 text-body",
          tones[note.tone].note,
          selected && "outline-2 outline-accent outline-offset-2",
        )}
      >
        <CanvasText
          label="Note"
          text={note.text}
          placeholder="Write a note"
          isReadOnly={!canEdit}
          startsOpen={note.text === "" && selected && canEdit}
          onChange={(text) => tools.setNote(id, { text })}
          className="min-h-full"
        />
      </div>
    </>
  );
});
