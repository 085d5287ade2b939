import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { taskKinds } from "@/lib/tasks/kinds";
import type { PaletteTarget } from "../canvas/canvas-state";
import { useTools } from "../canvas/tools/tools-context";
import { useEditor } from "../store/store";
import { findKinds } from "./find-kinds";
import { KindList } from "./kind-list";

/** The largest size of the palette. Pixels. */
const size = { width: 264, height: 560 };
const paletteClasses = [
  "absolute z-20 flex max-h-[min(560px,calc(100%-16px))] w-66 flex-col",
  "rounded-surface border border-line bg-surface shadow-float motion-safe:animate-enter",
].join(" ");

/** The kinds of task. A press or a drag onto the canvas adds a task. The search is focused when the palette opens. */
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

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
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
    <div onKeyDown={handleKey} style={positionAt(target.opensAt)} className={paletteClasses}>
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
        <TargetHint target={target} />
      </p>
      <KindList kinds={kinds} list={list} onChoose={(kind) => tools.add(kind, target)} />
      {kinds.length === 0 && <p className="px-3 pb-3 text-ink-soft">No kind of task is called like that.</p>}
    </div>
  );
}

/** Says where the chosen kind is added. */
function TargetHint({ target: { after, edgeId, at } }: { target: PaletteTarget }) {
  const name = useEditor((state) => {
    const tasks = state.document.definition.tasks;
    return tasks.find(({ id }) => id === after?.taskId)?.label;
  });
  if (edgeId) return <>Goes into the selected edge.</>;
  if (name !== undefined) return <>Comes after “{name}”.</>;
  return at ? <>Goes where you pointed.</> : <>Press one, or drag it onto the canvas.</>;
}

/** Below the pointer, but inside the canvas region. */
function positionAt(point: PaletteTarget["opensAt"]) {
  if (!point) return { left: 8, top: 8 };
  return {
    left: `clamp(8px, ${point.x}px, calc(100% - ${size.width + 8}px))`,
    top: `clamp(8px, ${point.y + 12}px, max(8px, calc(100% - ${size.height + 8}px)))`,
  };
}
