"use client";

import { useEffect, useRef, useState } from "react";
import { type CaseText, keepCaseText, readCaseText } from "../../decision/boxes/decision-draft";

interface Draft {
  text: string;
  setText: (text: string | ((before: string) => string)) => void;
  /** Empties it when it is still what was sent; what was typed meanwhile stays. Tells whether it is empty now. */
  clear: (sent: string) => boolean;
}

/** A text for a case that is not sent yet. It is kept while other cases are open, and over a reload of the tab. */
export function useDraft(caseId: string, name: CaseText): Draft {
  const [text, showText] = useState("");
  // What was typed last, also for an answer that comes when the case is no longer shown.
  const newest = useRef("");

  function setText(next: string | ((before: string) => string)): void {
    newest.current = typeof next === "string" ? next : next(newest.current);
    keepCaseText(caseId, name, newest.current);
    showText(newest.current);
  }

  // In an effect, because the server cannot read the tab's storage.
  useEffect(() => {
    newest.current ||= readCaseText(caseId, name);
    showText(newest.current);
  }, [caseId, name]);

  function clear(sent: string): boolean {
    if (newest.current !== sent) return false;
    setText("");
    return true;
  }

  return { text, setText, clear };
}
