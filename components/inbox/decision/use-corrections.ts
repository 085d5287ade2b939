"use client";

import { useEffect, useRef, useState } from "react";
import { unreachableText } from "@/components/ui/requests/request-problem";
import { caseAction } from "@/lib/inbox/actions";
import type { CaseView } from "@/lib/inbox/schema";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped } from "@/lib/tasks/words";
import { useReport } from "../left/use-report";

/** Corrections of facts. Each is stored when it is typed, so that a reload and every verdict keep it. */
export interface Corrections {
  isEditing: boolean;
  setEditing: (isEditing: boolean) => void;
  /** What is typed and not stored yet, by the fact's key. */
  typed: Record<string, string>;
  /** What is wrong with a fact, by its key. */
  problems: Record<string, string>;
  type: (fact: Fact, text: string) => void;
  /** Stores what is typed for a fact, or the given text. */
  save: (fact: Fact, text?: string) => void;
  /** Stores what is typed for a fact. What was refused because the case had changed is only saved on purpose. */
  leave: (fact: Fact) => void;
  /** Everything that is typed is stored, and nothing is wrong. */
  isSettled: boolean;
  /** Saves what was refused again, and waits until all corrections are stored; false when one was refused. */
  saveAll: () => Promise<boolean>;
  /** The stored corrections as the page shows them, with those that it has just stored. */
  onScreen: () => Record<string, unknown>;
  /** The corrections that are stored and that the page does not show yet, as they were typed, by the fact's key. */
  unshown: () => Record<string, unknown>;
  /** Marks facts as wrong, opens the editor and moves the focus to the first of them. */
  refuse: (problems: Record<string, string>) => void;
}

const without = <Value>(from: Record<string, Value>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(from).filter(([other]) => other !== key));

/** The evidence and the corrections that the reviewer has seen. */
interface Seen {
  version: number;
  edits: Record<string, unknown>;
}

/** The corrections of one case. */
export function useCorrections({ caseId, facts, edits, round }: CaseView, seen: Seen): Corrections {
  const [isEditing, setEditing] = useState(false);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [focusKey, setFocusKey] = useState<{ key: string } | null>(null);
  const saving = useRef(new Map<string, Promise<boolean>>());
  const replaced = useReplaced(edits, round);
  const report = useReport();
  /** What was sent for a case that had changed. */
  const stale = useRef(new Map<string, string>());

  useEffect(() => {
    const field = focusKey && document.getElementById(`fact-${focusKey.key}`);
    field?.focus();
    // The focus of a field that has it already scrolls nothing.
    field?.scrollIntoView?.({ block: "nearest" });
  }, [focusKey]);

  function refuse(found: Record<string, string>): void {
    setProblems((before) => ({ ...before, ...found }));
    const first = facts.find(({ key }) => key in found);
    if (!first) return;
    setEditing(true);
    setFocusKey({ key: first.key });
  }

  function type(fact: Fact, text: string): void {
    if (typed[fact.key] === undefined) replaced.begin(fact.key);
    setTyped((before) => ({ ...before, [fact.key]: text }));
    setProblems((before) => without(before, fact.key));
  }

  function save(fact: Fact, text = typed[fact.key]): void {
    if (text === undefined) return;
    if (text === asTyped(fact)) {
      setTyped((before) => without(before, fact.key));
      return;
    }
    if (typed[fact.key] === undefined) replaced.begin(fact.key);
    setTyped((before) => ({ ...before, [fact.key]: text }));
    const stored = store(fact, text, saving.current.get(fact.key));
    saving.current.set(fact.key, stored);
    void stored.finally(() => {
      if (saving.current.get(fact.key) === stored) saving.current.delete(fact.key);
    });
  }

  function leave(fact: Fact): void {
    if (stale.current.get(fact.key) !== typed[fact.key]) save(fact);
  }

  async function store({ key, label }: Fact, text: string, earlier: Promise<boolean> | undefined): Promise<boolean> {
    if (earlier) await earlier;
    report(null);
    const value = text === "" ? null : text;
    const [was, had] = [{ [key]: replaced.of(key) }, stale.current.delete(key)];
    const refusal = await sendEdit(caseId, key, { edits: { [key]: value }, expected_version: seen.version, was });
    if (refusal?.isStale) {
      stale.current.set(key, text);
      replaced.forget(key);
    }
    if (refusal) {
      refuse({ [key]: refusal.problem });
      report({ what: `${label} not corrected`, text: `You typed “${text}”. ${refusal.problem}` });
    } else {
      replaced.stored(key, value);
      if (had) setProblems((before) => without(before, key));
      // What was typed meanwhile stays.
      setTyped((before) => (before[key] === text ? without(before, key) : before));
    }
    return refusal === null;
  }

  async function saveAll(): Promise<boolean> {
    // To decide is to save them again.
    const again = facts.filter(({ key }) => stale.current.has(key) && stale.current.get(key) === typed[key]);
    for (const fact of again) save(fact);
    const wrong = again.reduce((left, { key }) => without(left, key), problems);
    if (Object.keys(wrong).length > 0) {
      refuse(wrong);
      return false;
    }
    return (await Promise.all(saving.current.values())).every(Boolean);
  }

  const isSettled = Object.keys({ ...typed, ...problems }).length === 0;
  const onScreen = () =>
    Object.fromEntries(Object.entries({ ...seen.edits, ...replaced.unshown() }).filter(([, value]) => value !== null));
  return {
    isEditing,
    setEditing,
    typed,
    problems,
    type,
    save,
    leave,
    isSettled,
    saveAll,
    onScreen,
    unshown: replaced.unshown,
    refuse,
  };
}

/**
 * The corrections that the typed ones replace, as the reviewer saw them: the server refuses to replace another one,
 * such as that of another tab.
 */
function useReplaced(edits: CaseView["edits"], round: number) {
  const known = useRef(new Map<string, { shown: unknown; value: unknown }>());
  const shownNow = (key: string) => edits[key] ?? null;
  useEffect(() => {
    // Once the page shows what came after a correction, it never shows again what was there before.
    for (const [key, { shown, value }] of known.current)
      if ((edits[key] ?? null) !== shown) known.current.set(key, { shown: value, value });
  }, [edits]);
  // A new round begins without corrections: those of the last one have become facts.
  const shownRound = useRef(round);
  useEffect(() => {
    if (shownRound.current !== round) known.current.clear();
    shownRound.current = round;
  }, [round]);
  return {
    /** The reviewer begins to type. The page may still show what was there before the last correction. */
    begin(key: string): void {
      const shown = shownNow(key);
      if (known.current.get(key)?.shown !== shown) known.current.set(key, { shown, value: shown });
    },
    of: (key: string): unknown => (known.current.get(key) ?? { value: shownNow(key) }).value,
    stored(key: string, value: string | null): void {
      known.current.set(key, { shown: known.current.get(key)?.shown ?? null, value });
    },
    forget: (key: string) => known.current.delete(key),
    /** The reviewer's own corrections that are stored and that the page does not show yet. */
    unshown(): Record<string, unknown> {
      const own = [...known.current].filter(([key, { shown, value }]) => shown === shownNow(key) && value !== shown);
      return Object.fromEntries(own.map(([key, { value }]) => [key, value]));
    },
  };
}

interface EditRefusal {
  problem: string;
  /** The case is not as the reviewer saw it. */
  isStale: boolean;
}

/** Null when it is stored, else why not. */
async function sendEdit(caseId: string, key: string, edit: Record<string, unknown>): Promise<EditRefusal | null> {
  if (!navigator.onLine) return { problem: "No connection. This is not saved yet.", isStale: false };
  try {
    const result = await caseAction(caseId, { act: "edit", ...edit });
    return result.ok ? null : { problem: result.fields?.[key] ?? result.message, isStale: result.code === "stale" };
  } catch {
    return { problem: unreachableText, isStale: false };
  }
}
