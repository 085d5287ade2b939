import type { CaseEditView } from "@/lib/inbox/schema";
import type { ChatMessage } from "@/lib/sessions/schema";
import type { Fact, ProposedChange } from "@/lib/tasks/schema";

/** The evidence of a case as it was on the screen. */
export interface Evidence {
  evidenceVersion: number;
  messages: readonly ChatMessage[];
  facts: readonly Fact[];
  proposed: readonly ProposedChange[];
  /** All corrections, the oldest first. */
  editHistory: readonly CaseEditView[];
}

/** A difference between what was on the screen and what is known now, in words. */
export interface Change {
  id: string;
  /** "New message", "Amount". */
  label: string;
  before: string | null;
  after: string;
  /** The message with the change; null for a fact. */
  seq: number | null;
}

type Edits = Pick<Evidence, "editHistory">;

/** The corrections that colleagues have made since the case was on the screen. */
export const findUnseenEdits = (seen: Edits, now: Edits, viewerId: string): CaseEditView[] =>
  now.editHistory.slice(seen.editHistory.length).filter(({ by }) => by.id !== viewerId);

/** What is new since the evidence was on the screen: messages of the claimant, facts and proposed changes. */
export function findChanges(seen: Evidence, now: Evidence, viewerId: string): Change[] {
  const known = new Set(seen.messages.map(({ id }) => id));
  const factsBefore = new Map(seen.facts.map((fact) => [fact.key, fact.text]));
  const proposedBefore = new Map(seen.proposed.map(({ key, to }) => [key, to]));
  // Who has corrected each fact since then, the newest one.
  const editors = new Map(now.editHistory.slice(seen.editHistory.length).map(({ key, by }) => [key, by]));
  return [
    ...now.messages
      .filter(({ id, role }) => role === "user" && !known.has(id))
      .map(({ id, seq, text }) => ({ id, label: "New message", before: null, after: text, seq })),
    ...now.facts
      .filter(({ key, text }) => factsBefore.get(key) !== text && editors.get(key)?.id !== viewerId)
      .map(({ key, label, text }) => {
        const before = factsBefore.get(key) ?? "not known";
        const by = editors.get(key);
        const words = by ? `${label}, corrected by ${by.name}` : label;
        return { id: `fact ${key}`, label: words, before, after: text ?? "not known", seq: null };
      }),
    ...now.proposed
      .filter(({ key, to }) => proposedBefore.get(key) !== to)
      .map(({ key, label, from, to, messageSeq }) => {
        const words = `${label}, as the claimant proposes`;
        return { id: `proposed ${key}`, label: words, before: from ?? "not known", after: to, seq: messageSeq };
      }),
  ];
}
