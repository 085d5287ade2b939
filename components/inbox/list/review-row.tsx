import { Square, SquareCheck } from "lucide-react";
import Link from "next/link";
import type { MouseEvent } from "react";
import type { CaseRow } from "@/lib/inbox/schema";
import { ReviewOption } from "./review-option";
import type { Selection } from "./several/use-selection";

interface ReviewRowProps {
  row: CaseRow;
  /** From 1. */
  position: number;
  /** -1 when it is not known. */
  setSize: number;
  href: string;
  /** Its case is open. */
  isSelected: boolean;
  isTabStop: boolean;
  selection: Selection;
  viewerId: string;
  now: number;
  onFocus(): void;
}

/** One option of the list: a link to its case. While several are being chosen, a click marks it. */
export function ReviewRow(props: ReviewRowProps) {
  const { row, position, setSize, href, isSelected, isTabStop, selection, viewerId, now, onFocus } = props;
  const isMarked = selection.has(row.caseId);
  const Mark = isMarked ? SquareCheck : Square;

  function handleClick(event: MouseEvent) {
    if (!selection.isActive || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    selection.toggle(row.caseId, event.shiftKey);
  }

  return (
    <Link
      role="option"
      aria-selected={isSelected}
      aria-checked={selection.isActive ? isMarked : undefined}
      aria-posinset={position}
      aria-setsize={setSize}
      tabIndex={isTabStop ? 0 : -1}
      href={href}
      prefetch={false}
      onFocus={onFocus}
      onClick={handleClick}
      className={
        "flex gap-3 border-transparent border-l-4 py-3 pr-4 pl-3 transition-colors hover:bg-sunken " +
        "focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:bg-accent-soft"
      }
    >
      {selection.isActive && (
        <Mark aria-hidden className={`mt-1 size-4 shrink-0 ${isMarked ? "text-accent" : "text-ink-faint"}`} />
      )}
      <span className="block min-w-0 flex-1 space-y-0.5">
        <ReviewOption row={row} viewerId={viewerId} now={now} />
      </span>
    </Link>
  );
}
