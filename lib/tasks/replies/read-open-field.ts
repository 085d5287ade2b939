import type { Context } from "@/lib/engine";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { mayBePart, mayBeThousands } from "../amounts/check-amounts";
import { readChoice } from "../amounts/choose-amount";
import { offerOf, setOffer, takeOffer } from "../amounts/offers";
import { isQuestionField } from "../config/field-meaning";
import { missingFields, readField, setFact } from "../facts/facts";
import { isoDayOf } from "../facts/format-day";
import { daysIn, moneyIn, speaksOfThousands } from "../facts/own-reading";
import { valuesIn, withoutValues } from "../facts/values/typed-values";
import type { FieldSpec } from "../schema";
import { readYesNo } from "./read-consent";
import { readSmallTalk } from "./small-talk";
import { wordSet, wordsOf } from "./words";

const around = wordSet(
  `it its s m ve is was were be the a an of on in at for to about around roughly approximately approx circa ca maybe
  perhaps probably i think guess would say just only happened that my answer amount total costs cost comes usd us
  dollars dollar bucks date day please and all`,
);

/**
 * The value of a field when the whole reply is one value of its type: "$850", "yesterday", "car". No model is asked.
 * `isInThousands`: the conversation names thousands, so "12" may mean thousands. Undefined when the reply says anything
 * else.
 */
export function readOpenField(
  field: FieldSpec,
  reply: string,
  now: Date,
  isInThousands = false,
): string | number | boolean | undefined {
  const text = reply.trim();
  switch (field.type) {
    case "money": {
      const amount = parseAmount(text);
      const [only, ...others] = moneyIn(text);
      if (!amount.ok || amount.range || !only || others.length > 0) return undefined;
      if (mayBeThousands(text.slice(only.start, only.end), isInThousands)) return undefined;
      return isFiller(text.slice(0, only.start) + text.slice(only.end)) ? amount.cents : undefined;
    }
    case "date":
      return readDay(field, text, now);
    case "choice":
      return chooseOption(field.options ?? [], text)?.value;
    case "yes_no":
      return readYesNo(text);
    case "number":
    case "duration":
    case "email":
      return readTyped(field, field.type, text);
    default:
      return undefined;
  }
}

/** The option that a reply names, and nothing else with it: "It's a car". */
export function chooseOption<Option extends { value: string; label: string }>(
  options: readonly Option[],
  reply: string,
): Option | undefined {
  const said = wordsOf(reply).filter((word) => !around.has(word));
  return options.find(({ value, label }) => [value, label].some((name) => wordsOf(name).join(" ") === said.join(" ")));
}

/** The only number, duration or e-mail address of a reply that says nothing else: "about 4 hours". */
function readTyped(field: FieldSpec, type: "number" | "duration" | "email", text: string): string | number | undefined {
  const whole = readField(field, text, new Date(0));
  if (whole.ok && typeof whole.value !== "boolean") return whole.value;
  const [only, ...others] = valuesIn(type, text);
  const names = new Set([...wordsOf(field.label), ...wordsOf(namesOfTyped[type])]);
  const rest = wordsOf(withoutValues(type, text)).filter((word) => !names.has(word));
  return only !== undefined && others.length === 0 && rest.every((word) => around.has(word)) ? only : undefined;
}

const namesOfTyped = {
  number: "number there we need have are people of them",
  duration: "duration long take takes takes took last lasts lasted it will would",
  email: "e mail email address you can write reach me under",
};

const isFiller = (rest: string): boolean => wordsOf(rest).every((word) => around.has(word));

const dayLike = new RegExp(
  `^(?:${[
    "\\d{1,4}(?:st|nd|rd|th)?|yesterday|today|tonight|this|last|past|ago|before|morning|afternoon|evening|night",
    "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
    "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\\p{L}*",
    "days?|weeks?|one|two|three|four|five|six|seven",
  ].join("|")})$`,
  "u",
);

const limits = /^(?:since|from|until|till|by)\s+/i;

function readDay(field: FieldSpec, reply: string, now: Date): string | undefined {
  // A story's "since May" is not the day of an event; the answer to a question for a day is.
  const text = reply.replace(limits, "");
  if (!wordsOf(text).every((word) => around.has(word) || dayLike.test(word))) return undefined;
  const [day, ...others] = daysIn(text, isoDayOf(now), field.future);
  if (day === undefined || others.length > 0) return undefined;
  const reading = readField(field, day, now);
  return reading.ok ? String(reading.value) : undefined;
}

const userWords = (context: Context): string[] =>
  context.getChatHistory().flatMap(({ role, content }) => (role === "user" ? [content] : []));

/**
 * Stores the first missing field when the reply is only its value, a yes to the value that the question offered, or the
 * choice of a value that it named.
 */
export function takeOpenField(
  context: Context,
  fields: FieldSpec[],
  answer: { text: string; asked: boolean },
  { now, messageSeq }: { now: Date; messageSeq: number | null },
): boolean {
  const open = answer.asked ? missingFields(fields, context)[0] : undefined;
  if (open === undefined) return false;
  const chosen = open.type === "money" ? readChoice(answer.text, offerOf(context, open)) : undefined;
  if (chosen?.ok === false) {
    // The question is asked again: a later yes does not accept the earlier offer.
    setOffer(context, open, undefined, offerOf(context, open).choices);
    return false;
  }
  if (!chosen && takeOffer(context, open, answer.text, { messageSeq, now })) return true;
  const earlier = userWords(context).slice(0, -1);
  const { choices } = offerOf(context, open);
  const value = chosen?.value ?? readOpenField(open, answer.text, now, speaksOfThousands(earlier));
  if (value === undefined) return false;
  // "360" beside a list of higher prices may be one more price.
  if (!chosen && choices && typeof value === "number" && mayBePart(value, choices)) return false;
  setOffer(context, open, undefined);
  setFact(context, open, value, messageSeq);
  return true;
}

/** Stores a message in the person's own words when only a question is asked for. Small talk is not a question. */
export function takeQuestion(
  context: Context,
  fields: FieldSpec[],
  text: string,
  { now, messageSeq }: { now: Date; messageSeq: number | null },
): boolean {
  const [only, ...others] = fields;
  if (!only || others.length > 0 || !isQuestionField(only) || context.get(only.key) !== undefined) return false;
  const reading = readSmallTalk(text) ? undefined : readField(only, text, now);
  if (!reading?.ok) return false;
  setFact(context, only, reading.value, messageSeq);
  return true;
}
