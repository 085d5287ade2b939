import type { RefObject } from "react";
import { KindIcon } from "@/components/workflows/graph/kind-icon";
import type { taskKinds } from "@/lib/tasks/kinds";
import { startKindDrag } from "./drag-kind";

const kindClasses = [
  "flex w-full items-start gap-2 rounded-control p-2 text-left",
  "hover:bg-sunken focus-visible:bg-sunken",
].join(" ");

interface KindListProps {
  kinds: readonly (typeof taskKinds)[string][];
  list: RefObject<HTMLUListElement | null>;
  onChoose: (kind: string) => void;
}

/** The kinds of task as buttons that can also be dragged onto the canvas. */
export function KindList({ kinds, list, onChoose }: KindListProps) {
  return (
    <ul ref={list} aria-label="Palette" className="overflow-y-auto p-1">
      {kinds.map(({ kind, label, icon, description }) => (
        <li key={kind}>
          <button
            type="button"
            draggable
            onDragStart={(event) => startKindDrag(event, kind)}
            onClick={() => onChoose(kind)}
            className={kindClasses}
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
  );
}
