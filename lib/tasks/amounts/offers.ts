import type { Context } from "@/lib/engine";
import { choicesKey, offersKey } from "../facts/context-keys";
import { readEntry, writeEntry } from "../facts/fact-entries";
import { readField, setFact } from "../facts/facts";
import { acceptsAmount } from "../replies/read-consent";
import { wordsOf } from "../replies/words";
import type { FieldSpec } from "../schema";

/** The amounts that a question names, in the order it names them, and what each is for, or "". */
export type AmountChoices = {
  amounts: { cents: number; part: string }[];
  /** They may be added up: two prices may, the ends of a range may not. */
  isSummable: boolean;
};

/**
 * Stores what the present question offers for a field, and the amounts that it names. Undefined removes earlier ones.
 */
export function setOffer(
  context: Context,
  { key }: FieldSpec,
  value: number | undefined,
  choices?: AmountChoices,
): void {
  writeEntry(context, offersKey, key, value);
  writeEntry(context, choicesKey, key, choices && { ...choices });
}

/** What the open question offers for a field: the amount that a yes takes, and the amounts that it names. */
export const offerOf = (context: Context, { key }: FieldSpec) => ({
  value: readEntry<number>(context, offersKey, key),
  choices: readEntry<AmountChoices>(context, choicesKey, key),
});

/** "no", "that is wrong": a later yes answers another question. */
const declinesOffer = (text: string): boolean => wordsOf(text).length <= mostWordsOfNo && !/\d/.test(text);
const mostWordsOfNo = 3;

/**
 * Stores what was offered for the field of the open question, when the reply accepts it. Another short reply removes
 * the offer.
 */
export function takeOffer(
  context: Context,
  field: FieldSpec,
  text: string,
  { messageSeq, now }: { messageSeq: number | null; now: Date },
): boolean {
  const { value } = offerOf(context, field);
  if (value === undefined) return false;
  if (!acceptsAmount(text)) {
    if (declinesOffer(text)) setOffer(context, field, undefined);
    return false;
  }
  setOffer(context, field, undefined);
  const reading = readField(field, value, now);
  if (reading.ok) setFact(context, field, reading.value, messageSeq);
  return reading.ok;
}
