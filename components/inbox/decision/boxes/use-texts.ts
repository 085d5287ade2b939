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

/**
 * What is typed and ticked for a decision. It is kept while its box is closed, and over a reload of the tab until a
 * decision is stored.
 */
export function useTexts(caseId: string, state: DecideState) {
  const [texts, setTexts] = useState(() => textsFrom((name) => state?.typed[name] ?? ""));
  const isDecided = state?.ok ?? false;
  // In an effect, because the server cannot read the tab's storage.
  useEffect(() => {
    setTexts((before) => textsFrom((name) => before[name] || readCaseText(caseId, name)));
  }, [caseId]);
  useEffect(() => {
    if (isDecided) for (const name of names) keepCaseText(caseId, name, "");
  }, [isDecided, caseId]);

  function setText(name: keyof DecisionTexts, text: string): void {
    setTexts((before) => ({ ...before, [name]: text }));
    keepCaseText(caseId, name, text);
  }
  /** The stored texts were removed with a decision that was taken back. */
  function keepTexts(): void {
    for (const name of names) keepCaseText(caseId, name, texts[name]);
  }
  return { texts, setText, keepTexts };
}

/** The ticked values of `fields` or `documents`. */
export const tickedOf = (text: string): string[] => text.split("\n").filter(Boolean);
