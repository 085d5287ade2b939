"use client";

import { useEffect, useState } from "react";
import type { DecideState } from "@/lib/inbox/actions";
import type { DecisionTexts } from "@/lib/inbox/schema";
import { keepCaseText, readCaseText } from "./decision-draft";

const names = [
  "reason",
  "reason_code",
  "question",
  "question_code",
  "fields",
  "documents",
] as const satisfies (keyof DecisionTexts)[];

const textsFrom = (textOf: (name: keyof DecisionTexts) => string): DecisionTexts => ({
  reason: textOf("reason"),
  reason_code: textOf("reason_code"),
  question: textOf("question"),
  question_code: textOf("question_code"),
  fields: textOf("fields"),
  documents: textOf("documents"),
});

/** Keeps the texts of a decision, such as one that was taken back. */
export function keepTextsOf(caseId: string, texts: DecisionTexts): void {
  for (const name of names) keepCaseText(caseId, name, texts[name]);
}

/** Removes what was kept for a decision that is stored now. */
export function forgetTexts(caseId: string): void {
  for (const name of names) keepCaseText(caseId, name, "");
}

/**
 * What is typed and ticked for a decision. It is kept while its box is closed, and over a reload of the tab until a
 * decision is stored (`forgetTexts`).
 */
export function useTexts(caseId: string, state: DecideState) {
  const [texts, setTexts] = useState(() => textsFrom((name) => state?.typed[name] ?? ""));
  // In an effect, because the server cannot read the tab's storage.
  useEffect(() => {
    setTexts((before) => textsFrom((name) => before[name] || readCaseText(caseId, name)));
  }, [caseId]);

  function setText(name: keyof DecisionTexts, text: string): void {
    setTexts((before) => ({ ...before, [name]: text }));
    keepCaseText(caseId, name, text);
  }
  const clear = () => setTexts(textsFrom(() => ""));
  return { texts, setText, clear };
}

/** The ticked values of `fields` or `documents`. */
export const tickedOf = (text: string): string[] => text.split("\n").filter(Boolean);
