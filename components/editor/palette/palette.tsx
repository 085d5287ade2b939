import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/forms/input";
import { KindIcon } from "@/components/workflows/graph/kind-icon";
import { taskKinds } from "@/lib/tasks/kinds";
import type { PaletteTarget } from "../canvas/canvas-state";
import { useTools } from "../canvas/tools/tools-context";
import { useEditor } from "../store/store";
import { startKindDrag } from "./drag-kind";
import { findKinds } from "./find-kinds";

const size = { width: 264, height: 560 };

/** The kinds of task, to be added with a press or dragged onto the canvas. Opens with the keyboard in its search. */
export function Palette({ target }: { target: PaletteTarget }) {
  const tools = useTools();
  const [query, setQuery] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const kinds = findKinds(Object.values(taskKinds), query);
  const close = (): void => {
    tools.canvas.setState({ palette: null });
    const id = tools.cursor();
    if (id) tools.focus(id);
  };

  function keyPressed(event: KeyboardEvent<HTMLElement>): void {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") buttons[Math.min(index + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && index > 0) buttons[index - 1]?.focus();
    else if (event.key === "ArrowUp") event.currentTarget.querySelector("input")?.focus();
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement) buttons[0]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys go through the buttons in it
    <div
      onKeyDown={keyPressed}
      style={placeOf(target.opensAt)}
      className={cn(
        "absolute z-20 flex max-h-[min(560px,calc(100%-16px))] w-66 flex-col rounded-surface border border-line bg-surface shadow-float motion-safe:animate-enter",
      )}
    >
      <div className="flex items-center gap-1 p-2 pb-1">
        <Input
          type="search"
          aria-label="Search the kinds of task"
          placeholder="Search the kinds of task"
          value={query}
          autoFocus
          onChange={(event) => setQuery(event.target.value)}
        />
        <Button variant="quiet" size="icon" aria-label="Close the palette" onClick={close}>
          <X aria-hidden />
        </Button>
      </div>
      <p className="px-3 pb-1 text-ink-soft text-meta">
        <TargetWords target={target} />
      </p>
      <ul ref={list} aria-label="Palette" className="overflow-y-auto p-1">
        {kinds.map(({ kind, label, icon, description }) => (
          <li key={kind}>
            <button
              type="button"
              draggable
              onDragStart={(event) => startKindDrag(event, kind)}
              onClick={() => tools.add(kind, target)}
              className="flex w-full items-start gap-2 rounded-control p-2 text-left hover:bg-sunken focus-visible:bg-sunken"
            >
              <span className="grid size-7 shrink-0 place-items-center rounded-control bg-sunken text-ink-soft">
                <KindIcon name={icon} className="size-4" />
              </span>
              <span className="min-w-0">
                <span className="block font-semibold">{label}</span>
                <span className="block text-ink-soft text-meta">{description}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {kinds.length === 0 && <p className="px-3 pb-3 text-ink-soft">No kind of task is called like that.</p>}
    </div>
  );
}

/** Where what is chosen will go. */
function TargetWords({ target: { after, edgeId, at } }: { target: PaletteTarget }) {
  const name = useEditor((state) => {
    const tasks = state.document.definition.tasks;
    return tasks.find(({ id }) => id === after?.taskId)?.label;
  });
  if (edgeId) return <>Goes into the selected edge.</>;
  if (name !== undefined) return <>Comes after “{name}”.</>;
  return at ? <>Goes where you pointed.</> : <>Press one, or drag it onto the canvas.</>;
}

/** Beside the pointer, but inside of the region. */
function placeOf(at: PaletteTarget["opensAt"]) {
  if (!at) return { left: 8, top: 8 };
  return {
    left: `clamp(8px, ${at.x}px, calc(100% - ${size.width + 8}px))`,
    top: `clamp(8px, ${at.y + 12}px, max(8px, calc(100% - ${size.height + 8}px)))`,
  };
}
