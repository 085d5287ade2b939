import type { Context, JsonObject, JsonValue } from "@/lib/engine";
import { choicesKey, offersKey } from "../facts/context-keys";
import { readField, setFact } from "../facts/facts";
import { wordsOf } from "../facts/own-reading";
import type { FieldSpec } from "../schema";

/** The amounts that a question names, in the order it names them, and what each is for, or "". */
export interface AmountChoices {
  amounts: { cents: number; part: string }[];
  /** They may be added up: two prices may, the ends of a range may not. */
  isSummable: boolean;
}

const affirmations = new Set(
  "yes y yep yeah yup sure ok okay correct right exactly fine confirm confirmed 👍 ✅ si sí oui ja total sum together altogether all everything".split(
    " ",
  ),
);
const besideThem = new Set(
  "please that thats s is it the of i do mean did amount one this them with thank thanks you".split(" "),
);

/** Whether the words take what was offered, and say nothing else: "yes please", "all of it together". */
export function acceptsOffer(text: string): boolean {
  const words = [...wordsOf(text), ...(text.match(/👍|✅/gu) ?? [])];
  return (
    words.some((word) => affirmations.has(word)) &&
    words.every((word) => affirmations.has(word) || besideThem.has(word)) &&
    !text.includes("?")
  );
}

/**
 * Notes what the question that is asked now offers for a field, and the amounts that it names; undefined takes older ones
 * back.
 */
export function setOffer(
  context: Context,
  { key }: FieldSpec,
  value: number | undefined,
  choices?: AmountChoices,
): void {
  setEntry(context, offersKey, key, value);
  setEntry(context, choicesKey, key, choices && { ...choices });
}

function setEntry(context: Context, contextKey: string, key: string, value: JsonValue | undefined): void {
  const { [key]: old, ...others } = context.get<JsonObject>(contextKey) ?? {};
  if (old === value) return;
  const entries = value === undefined ? others : { ...others, [key]: value };
  if (Object.keys(entries).length > 0) context.set(contextKey, entries);
  else context.remove(contextKey);
}

/** What the open question offers for a field: the amount that a yes takes, and the amounts that it names. */
export const offerOf = (context: Context, { key }: FieldSpec) => ({
  value: context.get<Record<string, number>>(offersKey)?.[key],
  choices: context.get<Record<string, AmountChoices>>(choicesKey)?.[key],
});

/** "no", "that is wrong": a later yes is one to another question. */
const declinesOffer = (text: string): boolean => wordsOf(text).length <= mostWordsOfNo && !/\d/.test(text);
const mostWordsOfNo = 3;

/**
 * Takes what was offered for the field that the open question is about, when the reply accepts it. A short reply that
 * does not takes the offer back.
 */
export function takeOffer(
  context: Context,
  field: FieldSpec,
  text: string,
  { messageSeq, now }: { messageSeq: number | null; now: Date },
): boolean {
  const value = context.get<Record<string, number>>(offersKey)?.[field.key];
  if (value === undefined) return false;
  if (!acceptsOffer(text)) {
    if (declinesOffer(text)) setOffer(context, field, undefined);
    return false;
  }
  setOffer(context, field, undefined);
  const reading = readField(field, value, now);
  if (reading.ok) setFact(context, field, reading.value, messageSeq);
  return reading.ok;
}
