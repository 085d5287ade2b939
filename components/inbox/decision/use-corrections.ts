"use client";

import { useEffect, useRef, useState } from "react";
import { unreachableText } from "@/components/ui/requests/request-problem";
import { caseAction } from "@/lib/inbox/actions";
import { asTyped, type Fact } from "@/lib/tasks/schema";

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
  /** Waits until all corrections are stored; false when one was refused. */
  settle: () => Promise<boolean>;
  /** Marks facts as wrong, opens the editor and moves the focus to the first of them. */
  refuse: (problems: Record<string, string>) => void;
}

const without = <Value>(from: Record<string, Value>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(from).filter(([other]) => other !== key));

/** The corrections of one case. */
export function useCorrections(caseId: string, facts: Fact[]): Corrections {
  const [isEditing, setEditing] = useState(false);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [focusKey, setFocusKey] = useState<{ key: string } | null>(null);
  const saving = useRef(new Map<string, Promise<boolean>>());

  useEffect(() => {
    if (focusKey) document.getElementById(`fact-${focusKey.key}`)?.focus();
  }, [focusKey]);

  function refuse(found: Record<string, string>): void {
    setProblems((before) => ({ ...before, ...found }));
    const first = facts.find(({ key }) => key in found);
    if (!first) return;
    setEditing(true);
    setFocusKey({ key: first.key });
  }

  function type(fact: Fact, text: string): void {
    setTyped((before) => ({ ...before, [fact.key]: text }));
    setProblems((before) => without(before, fact.key));
  }

  function save(fact: Fact, text = typed[fact.key]): void {
    if (text === undefined) return;
    if (text === asTyped(fact)) {
      setTyped((before) => without(before, fact.key));
      return;
    }
    setTyped((before) => ({ ...before, [fact.key]: text }));
    const stored = store(fact, text);
    saving.current.set(fact.key, stored);
    void stored.finally(() => {
      if (saving.current.get(fact.key) === stored) saving.current.delete(fact.key);
    });
  }

  async function store({ key }: Fact, text: string): Promise<boolean> {
    const problem = await sendEdit(caseId, key, text);
    if (problem) refuse({ [key]: problem });
    // What was typed meanwhile stays.
    else setTyped((before) => (before[key] === text ? without(before, key) : before));
    return problem === null;
  }

  async function settle(): Promise<boolean> {
    if (Object.keys(problems).length > 0) {
      refuse(problems);
      return false;
    }
    return (await Promise.all(saving.current.values())).every(Boolean);
  }

  return { isEditing, setEditing, typed, problems, type, save, settle, refuse };
}

/** Null when it is stored, else why not. */
async function sendEdit(caseId: string, key: string, text: string): Promise<string | null> {
  if (!navigator.onLine) return "No connection. This is not saved yet.";
  try {
    const result = await caseAction(caseId, { act: "edit", edits: { [key]: text === "" ? null : text } });
    return result.ok ? null : (result.fields?.[key] ?? result.message);
  } catch {
    return unreachableText;
  }
}
