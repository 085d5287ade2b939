"use client";

import { ArrowDown, ArrowUp, ChevronRight, Trash2 } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { QuietButton } from "../../form/field-frame";
import { type FieldPath, useFieldId, useProblemsAt } from "../../form/form-scope";
import type { RowWords } from "../../schema/rows";

interface RowProps {
  path: FieldPath;
  /** `below` is the condition of the row. */
  summary: RowWords & { below?: string };
  place: { index: number; count: number; canRemove: boolean };
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  children: ReactNode;
}

/** One row of a list: its summary, its buttons and its form when it is open. Alt with an arrow key moves it. */
export function Row({ path, summary, place, isOpen, onOpen, onMove, onRemove, children }: RowProps) {
  const id = useFieldId(path);
  const problems = useProblemsAt(path, true);
  const { index, count } = place;
  const name = summary.title;
  const moveBy = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0 || !(index + by in Array.from({ length: count }))) return;
    event.preventDefault();
    onMove(by);
    document.getElementById(`${id.slice(0, id.lastIndexOf("-"))}-${index + by}-toggle`)?.focus();
  };
  return (
    <li data-path={JSON.stringify(path)} className="min-w-0 py-1">
      <div className="flex min-w-0 items-center gap-1 max-sm:flex-wrap">
        <button
          type="button"
          id={`${id}-toggle`}
          aria-expanded={isOpen}
          onClick={() => onOpen(!isOpen)}
          onKeyDown={moveBy}
          className={cn(
            "flex min-h-8 min-w-0 flex-1 items-center gap-1 max-sm:min-h-11",
            "rounded-control text-left hover:bg-sunken",
          )}
        >
          <ChevronRight aria-hidden className={cn("size-4 shrink-0 text-ink-faint", isOpen && "rotate-90")} />
          <span className="min-w-0 flex-1">
            <span className={cn("block truncate", problems.length > 0 && "text-attention")}>{name}</span>
            {[summary.detail, summary.below].map(
              (line) =>
                line && (
                  <span key={line} className="block truncate text-ink-faint text-meta">
                    {line}
                  </span>
                ),
            )}
          </span>
          <span className="sr-only">
            {`, ${index + 1} of ${count}`}
            {problems.length > 0 && ", with a problem"}
          </span>
        </button>
        <RowButtons name={name} place={place} onMove={onMove} onRemove={onRemove} />
      </div>
      {isOpen && <div className="grid grid-cols-1 gap-3 border-line border-l py-2 pl-3">{children}</div>}
    </li>
  );
}

type RowButtonsProps = Pick<RowProps, "place" | "onMove" | "onRemove"> & { name: string };

function RowButtons({ name, place: { index, count, canRemove }, onMove, onRemove }: RowButtonsProps) {
  return (
    <>
      <QuietButton
        label={`Move ${name} up`}
        icon={<ArrowUp aria-hidden />}
        isOff={index === 0}
        onClick={() => onMove(-1)}
      />
      <QuietButton
        label={`Move ${name} down`}
        icon={<ArrowDown aria-hidden />}
        isOff={index === count - 1}
        onClick={() => onMove(1)}
      />
      <QuietButton label={`Remove ${name}`} icon={<Trash2 aria-hidden />} isOff={!canRemove} onClick={onRemove} />
    </>
  );
}
