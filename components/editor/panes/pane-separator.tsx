import type { KeyboardEvent, PointerEvent } from "react";
import { cn } from "@/components/ui/cn";
import { type Pane, paneLimits } from "./pane-widths";

/** The step of an arrow key. Pixels. */
const step = 16;
const names: Record<Pane, string> = { outline: "Width of the outline", inspector: "Width of the inspector" };

interface PaneSeparatorProps {
  pane: Pane;
  width: number;
  onWidth: (pane: Pane, wish: number) => void;
}

/**
 * The separator between a pane and the canvas. It is dragged or moved with the arrow keys. A double click restores the
 * first width.
 */
export function PaneSeparator({ pane, width, onWidth }: PaneSeparatorProps) {
  const { first, least, most } = paneLimits[pane];
  const grows = pane === "outline" ? 1 : -1;

  function keyPressed(event: KeyboardEvent) {
    const wish = {
      ArrowRight: width + step * grows,
      ArrowLeft: width - step * grows,
      Home: least,
      End: most,
    }[event.key];
    if (wish === undefined) return;
    event.preventDefault();
    onWidth(pane, wish);
  }
  function pressed(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const separator = event.currentTarget;
    const begin = event.clientX;
    separator.setPointerCapture(event.pointerId);
    const follow = (move: globalThis.PointerEvent) => onWidth(pane, width + (move.clientX - begin) * grows);
    const end = () => separator.removeEventListener("pointermove", follow);
    separator.addEventListener("pointermove", follow);
    separator.addEventListener("lostpointercapture", end, { once: true });
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr element cannot be moved
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={names[pane]}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      title="Drag to make it wider or narrower"
      onKeyDown={keyPressed}
      onPointerDown={pressed}
      onDoubleClick={() => onWidth(pane, first)}
      className={cn(
        "absolute inset-y-0 z-30 w-2 cursor-col-resize touch-none max-lg:hidden",
        "after:absolute after:inset-y-0 after:left-[3px] after:w-0.5 hover:after:bg-accent focus-visible:after:bg-accent",
        pane === "outline" ? "-left-1" : "-right-1",
      )}
    />
  );
}
