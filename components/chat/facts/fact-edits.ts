import type { ChangeState } from "@/lib/chat/actions";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped, nameInSentence } from "@/lib/tasks/words";

/** The text typed into a fact's input, and the value that the input showed before. */
export interface FactEdit {
  typed: string;
  shown: string;
}

/** Edits by field key; only those that differ from the shown value. */
export type FactEdits = Record<string, FactEdit>;

/** Whether a fact changed during its edit, to another value than the typed one. */
export const isConflict = (fact: Fact, edit: FactEdit | undefined): boolean =>
  edit !== undefined && asTyped(fact) !== edit.shown && !isSameValue(edit.typed, fact);

/** Whether the typed text means the fact's value: an amount may be written in several ways. */
function isSameValue(typed: string, fact: Fact): boolean {
  if (typed === asTyped(fact)) return true;
  if (fact.type === "number") return Number(typed.replaceAll(",", "").trim() || Number.NaN) === fact.value;
  const amount = fact.type === "money" ? parseAmount(typed) : undefined;
  return amount?.ok === true && amount.cents === fact.value;
}

/** The edits that still differ from the stored facts. */
export function openEdits(facts: Fact[], edits: FactEdits): FactEdits {
  const open = Object.entries(edits).filter(([key, { typed }]) => {
    const fact = facts.find((one) => one.key === key);
    return fact === undefined || asTyped(fact) !== typed;
  });
  return Object.fromEntries(open);
}

/** The edits in a form that the server refused, also without JavaScript. */
export function postedEdits(state: ChangeState): FactEdits {
  if (!state || state.ok) return {};
  const touched = Object.entries(state.values).filter(([key, typed]) => typed !== state.shown[key]);
  return Object.fromEntries(touched.map(([key, typed]) => [key, { typed, shown: state.shown[key] ?? "" }]));
}

/** The unsaved edits as the middle of a sentence: "changed the amount to $999 and emptied the place". */
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
