"use client";

import { type ComponentType, type ReactNode, useState } from "react";
import type { CitationSheetProps } from "./citation-sheet";

interface CitationButtonProps extends Pick<CitationSheetProps, "citation"> {
  /** What the button is called. */
  name: string;
  /** A marker stands inside a text, a row is a line of its own. */
  look: "marker" | "row";
  children: ReactNode;
}

const looks = {
  marker:
    "relative mx-0.5 inline-grid h-5 min-w-5 place-items-center rounded-control bg-accent-soft px-1 " +
    "align-text-bottom font-semibold text-accent text-meta after:absolute after:-inset-1 hover:bg-accent " +
    "hover:text-on-accent forced-colors:border",
  row: "min-h-6 w-fit max-w-full truncate text-left font-semibold text-accent underline-offset-4 hover:underline",
};

/** A button that shows a cited clause. The code of the sheet is loaded with the first press. */
export function CitationButton({ citation, name, look, children }: CitationButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [Sheet, setSheet] = useState<ComponentType<CitationSheetProps> | null>(null);
  const [isMissing, setMissing] = useState(false);

  function open(): void {
    setOpen(true);
    setMissing(false);
    if (Sheet) return;
    import("./citation-sheet").then(
      (module) => setSheet(() => module.CitationSheet),
      () => {
        setOpen(false);
        setMissing(true);
      },
    );
  }

  return (
    <>
      <button type="button" aria-label={name} aria-haspopup="dialog" className={looks[look]} onClick={open}>
        {children}
      </button>
      {isMissing && (
        <span role="alert" className="text-attention text-meta">
          {" The clause could not be loaded. Check your connection and press again. "}
        </span>
      )}
      {isOpen && Sheet && <Sheet citation={citation} onClose={() => setOpen(false)} />}
    </>
  );
}
