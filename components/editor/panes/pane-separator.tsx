import type { KeyboardEvent, PointerEvent } from "react";
import { cn } from "@/components/ui/cn";
import { type Pane, paneLimits } from "./pane-widths";

/** The step of an arrow key. Pixels. */
const step = 16;
const names: Record<Pane, string> = { outline: "Width of the outline", inspector: "Width of the inspector" };

interface PaneSeparatorProps {
  pane: Pane;
  width: number;
  onWidth: (pane: Pane, width: number) => void;
}

/**
 * The separator between a pane and the canvas. It is dragged or moved with the arrow keys. A double click restores the
 * initial width.
 */
export function PaneSeparator({ pane, width, onWidth }: PaneSeparatorProps) {
  const { initial, min, max } = paneLimits[pane];
  const direction = pane === "outline" ? 1 : -1;

  function handleKeyDown(event: KeyboardEvent) {
    const nextWidth = {
      ArrowRight: width + step * direction,
      ArrowLeft: width - step * direction,
      Home: min,
      End: max,
    }[event.key];
    if (nextWidth === undefined) return;
    event.preventDefault();
    onWidth(pane, nextWidth);
  }
  function handlePointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const separator = event.currentTarget;
    const begin = event.clientX;
    separator.setPointerCapture(event.pointerId);
    const resize = (move: globalThis.PointerEvent) => onWidth(pane, width + (move.clientX - begin) * direction);
    const end = () => separator.removeEventListener("pointermove", resize);
    separator.addEventListener("pointermove", resize);
    separator.addEventListener("lostpointercapture", end, { once: true });
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr element cannot be moved
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={names[pane]}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      title="Drag to make it wider or narrower"
      onKeyDown={handleKeyDown}
      onPointerDown={handlePointerDown}
      onDoubleClick={() => onWidth(pane, initial)}
      className={cn(
        "absolute inset-y-0 z-30 w-2 cursor-col-resize touch-none max-lg:hidden",
        "after:absolute after:inset-y-0 after:left-[3px] after:w-0.5",
        "hover:after:bg-accent focus-visible:after:bg-accent",
        pane === "outline" ? "-left-1" : "-right-1",
      )}
    />
  );
}
