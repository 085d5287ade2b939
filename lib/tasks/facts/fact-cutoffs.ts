import type { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { cutoffsKey, formerCutoffsKey } from "./context-keys";
import { readEntry, writeEntry } from "./fact-entries";

/**
 * The seq of the newest message that no longer tells a fact, because its claimant removed the fact or took it back.
 * Only newer messages, or a form, tell it again. Undefined when every message counts.
 */
export function cutoffOf(context: Context, { key }: Pick<FieldSpec, "key">): number | undefined {
  const seqs = [cutoffsKey, formerCutoffsKey].flatMap((name) => readEntry<number>(context, name, key) ?? []);
  return seqs.length > 0 ? Math.max(...seqs) : undefined;
}

/** Stores that the messages up to this one no longer tell the fact. */
export const setCutoff = (context: Context, { key }: Pick<FieldSpec, "key">, messageSeq: number): void =>
  writeEntry(context, cutoffsKey, key, messageSeq);

/** Whether a message of this seq may tell the fact; null stands for a form, which always may. */
export function mayTell(context: Context, field: Pick<FieldSpec, "key">, messageSeq: number | null): boolean {
  return messageSeq === null || messageSeq > (cutoffOf(context, field) ?? -1);
}
