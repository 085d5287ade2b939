import type { Context } from "@/lib/engine";
import { newestUserSeq, ownWords } from "../conversation/conversation";
import type { FieldSpec } from "../schema";
import { readField, setFact } from "./facts";
import { isoDayOf } from "./format-day";
import { claimedAmounts, likeliestDay } from "./own-reading";
import { valuesIn } from "./values/typed-values";

const longestStory = 600;

/**
 * Stores the facts that our own code reads in everything the claimant wrote, where nothing is known yet. It is used
 * when the claimant has asked for a person; no model is asked, because its failure must not delay them.
 */
export function storeOwnReading(context: Context, fields: readonly FieldSpec[], now: Date): void {
  const words = ownWords(context).join("\n");
  for (const field of fields) {
    if (context.get(field.key) !== undefined) continue;
    const raw = ownValue(field, words, now);
    const reading = raw === undefined ? undefined : readField(field, raw, now);
    if (reading?.ok) setFact(context, field, reading.value, newestUserSeq(context));
  }
}

function ownValue({ type }: FieldSpec, words: string, now: Date): string | number | undefined {
  switch (type) {
    case "money": {
      const [only, ...others] = claimedAmounts(words, false);
      return only?.ok && !only.range && others.length === 0 ? only.cents : undefined;
    }
    case "date":
      return likeliestDay(words, isoDayOf(now)) ?? undefined;
    case "email": {
      const [only, ...others] = valuesIn(type, words);
      return others.length === 0 ? only : undefined;
    }
    case "long_text":
      return words.length > longestStory ? `${words.slice(0, longestStory - 1)}…` : words || undefined;
    default:
      return undefined;
  }
}
