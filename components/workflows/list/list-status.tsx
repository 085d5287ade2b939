"use client";

import { createContext, type ReactNode, use, useRef, useState } from "react";

/** Says what was done to a workflow of the list, and takes the focus: the row that had it may be gone. */
type Say = (text: string) => void;

const StatusContext = createContext<Say>(() => {});

export const useListStatus = (): Say => use(StatusContext);

/** Shows the last thing that was done to the list. */
export function ListStatus({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  const line = useRef<HTMLParagraphElement>(null);
  function say(said: string) {
    setText(said);
    line.current?.focus();
  }
  return (
    <StatusContext value={say}>
      <p ref={line} role="status" tabIndex={-1} className="wrap-anywhere min-h-5 text-ink-soft outline-none">
        {text}
      </p>
      {children}
    </StatusContext>
  );
}
