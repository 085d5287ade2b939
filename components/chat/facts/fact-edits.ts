import type { ChangeState } from "@/lib/chat/actions";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { asTyped, type Fact, nameInSentence } from "@/lib/tasks/schema";

/** What was typed into a fact's input, and what it had shown then. */
export interface FactEdit {
  typed: string;
  shown: string;
}

/** By field key; only what differs from what was shown. */
export type FactEdits = Record<string, FactEdit>;

/** Whether a fact has changed under the person's hands, to something else than they typed. */
export const isConflict = (fact: Fact, edit: FactEdit | undefined): boolean =>
  edit !== undefined && asTyped(fact) !== edit.shown && !says(edit.typed, fact);

/** Whether what was typed is the fact: an amount may be written in several ways. */
function says(typed: string, fact: Fact): boolean {
  if (typed === asTyped(fact)) return true;
  const amount = fact.type === "money" ? parseAmount(typed) : undefined;
  return amount?.ok === true && amount.cents === fact.value;
}

/** The edits that the chat has not caught up with. */
export function openEdits(facts: Fact[], edits: FactEdits): FactEdits {
  const open = Object.entries(edits).filter(([key, { typed }]) => {
    const fact = facts.find((one) => one.key === key);
    return fact === undefined || asTyped(fact) !== typed;
  });
  return Object.fromEntries(open);
}

/** What a form that came back refused, also without JavaScript, had in it. */
export function postedEdits(state: ChangeState): FactEdits {
  if (!state || state.ok) return {};
  const touched = Object.entries(state.values).filter(([key, typed]) => typed !== state.shown[key]);
  return Object.fromEntries(touched.map(([key, typed]) => [key, { typed, shown: state.shown[key] ?? "" }]));
}

/** The unsaved edits as a sentence's middle: "changed the amount to $999 and emptied the place". */
export function describeEdits(facts: Fact[], edits: FactEdits): string {
  const parts = facts.flatMap((fact) => {
    const edit = edits[fact.key];
    if (!edit) return [];
    const chosen = fact.options?.find(({ value }) => value === edit.typed)?.label ?? edit.typed.trim();
    const words = fact.type === "money" && /^\d/.test(chosen) ? `$${chosen}` : chosen;
    const name = nameInSentence(fact);
    return [words === "" ? `emptied ${name}` : `changed ${name} to ${words}`];
  });
  return parts.join(" and ");
}
