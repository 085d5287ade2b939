import { NodeToolbar, Position } from "@xyflow/react";
import { cn } from "@/components/ui/cn";
import { type Tone, toneNames, tones } from "./tones";

/** Buttons for the colours of a note or a group, shown above it. */
export function ToneBar({ tone, onChoose }: { tone: Tone; onChoose: (tone: Tone) => void }) {
  return (
    <NodeToolbar
      position={Position.Top}
      className="flex rounded-surface border border-line bg-surface p-0.5 shadow-float"
    >
      {toneNames.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={tones[name].name}
          aria-pressed={name === tone}
          title={tones[name].name}
          onClick={() => onChoose(name)}
          className={cn("grid size-7 place-items-center rounded-control", name === tone && "outline-2 outline-accent")}
        >
          <span className={cn("size-4 rounded-full border border-edge", tones[name].swatch)} />
        </button>
      ))}
    </NodeToolbar>
  );
}
