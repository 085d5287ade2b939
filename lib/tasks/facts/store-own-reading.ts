import type { Context } from "@/lib/engine";
import { isMeant } from "../config/field-meaning";
import { newestUserSeq, ownWords } from "../conversation/conversation";
import type { FieldSpec } from "../schema";
import { readField, setFact } from "./facts";
import { isoDayOf } from "./format-day";
import { claimedAmounts, daysIn, likeliestDay } from "./own-reading";

const longestStory = 600;

/**
 * Stores the facts that our own code reads in everything the claimant wrote, where nothing is known yet. It is used
 * when the claimant has asked for a person; no model is asked, because its failure must not delay them.
 */
export function storeOwnReading(context: Context, fields: readonly FieldSpec[], now: Date): void {
  const words = ownWords(context).join("\n");
  for (const field of fields) {
    if (context.get(field.key) !== undefined) continue;
    if (!isMeant(field, fields, { askedKey: undefined, text: words })) continue;
    // All words are the value of one long text at most.
    if (field.type === "long_text" && field !== fields.find(({ type }) => type === "long_text")) continue;
    const raw = ownValue(field, words, now);
    const reading = raw === undefined ? undefined : readField(field, raw, now);
    if (reading?.ok) setFact(context, field, reading.value, newestUserSeq(context));
  }
}

function ownValue({ type, future }: FieldSpec, words: string, now: Date): string | number | undefined {
  switch (type) {
    case "money": {
      const [only, ...others] = claimedAmounts(words, false);
      return only?.ok && !only.range && others.length === 0 ? only.cents : undefined;
    }
    case "date":
      return future ? daysIn(words, isoDayOf(now), true)[0] : (likeliestDay(words, isoDayOf(now)) ?? undefined);
    case "long_text":
      return words.length > longestStory ? `${words.slice(0, longestStory - 1)}…` : words || undefined;
    default:
      return undefined;
  }
}
