import type { Context, JsonValue } from "@/lib/engine";
import { type FieldSpec, type ProposedChange, type ProposedFact, proposedFactSchema } from "../schema";
import { asTyped } from "../words";
import { proposedKey } from "./context-keys";
import { formatFact } from "./facts";

/** The proposals that a session's context holds, oldest first. */
export const storedProposals = (context: Context): ProposedFact[] =>
  proposedFactSchema
    .array()
    .catch([])
    .parse(context.get(proposedKey) ?? []);

/** Of several proposals for a field the newest one, in the order of the messages. */
export function newestProposals(proposals: readonly ProposedFact[]): ProposedFact[] {
  const ordered = proposals.toSorted((a, b) => a.messageSeq - b.messageSeq);
  return [...new Map(ordered.map((one) => [one.key, one])).values()];
}

/** The proposals that differ from the stored facts, as people read them. */
export function proposedChanges(
  fields: readonly FieldSpec[],
  context: Context,
  proposals: readonly ProposedFact[],
): ProposedChange[] {
  const newest = new Map(newestProposals(proposals).map((one) => [one.key, one]));
  return fields.flatMap((field) => {
    const proposal = newest.get(field.key);
    const to = proposal && inWords(field, context, proposal.value);
    if (!proposal || !to || proposal.value === context.get(field.key)) return [];
    const { key, label, type } = field;
    const typed = asTyped({ type, value: proposal.value });
    const from = inWords(field, context, context.get(key));
    return [{ key, label, from, to, typed, messageSeq: proposal.messageSeq }];
  });
}

const inWords = (field: FieldSpec, context: Context, value: JsonValue | undefined): string | null =>
  formatFact(field, value, context.get<string>("currency"));
