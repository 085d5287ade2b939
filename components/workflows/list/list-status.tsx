"use client";

import { createContext, type ReactNode, use, useRef, useState } from "react";

interface Status {
  /** Says what was done to a workflow of the list. */
  say: (text: string) => void;
  /** Focuses what was said, because the row that had the focus is gone. */
  focus: () => void;
}

const StatusContext = createContext<Status>({ say: () => {}, focus: () => {} });

export const useListStatus = (): Status => use(StatusContext);

/** Shows the last thing that was done to the list. */
export function ListStatus({ children }: { children: ReactNode }) {
  const [text, say] = useState("");
  const line = useRef<HTMLParagraphElement>(null);
  return (
    <StatusContext value={{ say, focus: () => line.current?.focus() }}>
      <p ref={line} role="status" tabIndex={-1} className="wrap-anywhere min-h-5 py-1 text-ink-soft outline-none">
        {text}
      </p>
      {children}
    </StatusContext>
  );
}
