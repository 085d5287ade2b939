import type { Context, JsonValue } from "@/lib/engine";
import { formatDuration } from "@/lib/engine/definition-kit";
import { formatMoney, maxAmountCents } from "@/lib/money";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { cleanText } from "@/lib/text";
import { newestUserSeq } from "../conversation/conversation";
import type { Fact, FieldSpec } from "../schema";
import { asTyped } from "../words";
import { confirmationKeys, factSourcesKey, statedSourcesKey, summarisedKey } from "./context-keys";
import { mayTell, setCutoff } from "./fact-cutoffs";
import { readEntry, writeEntry } from "./fact-entries";
import { formatDay } from "./format-day";
import { formatNumber } from "./values/format-number";
import { type FieldReading, readTypedValue } from "./values/typed-values";

const longestFact = 2_000;

/** Reads what a person typed, or a model found, by the field's type. It never guesses: a doubt is a problem. */
export function readField(field: FieldSpec, raw: JsonValue, now: Date): FieldReading {
  switch (field.type) {
    case "money":
      return readMoney(raw);
    case "date":
      return readDay(raw, now, field.future === true);
    case "yes_no":
      return readYesNo(raw);
    case "number":
    case "duration":
    case "email":
      return readTypedValue(field.type, raw);
    case "choice": {
      const found = field.options?.find(({ value, label }) => isSame(raw, value) || isSame(raw, label));
      return found
        ? { ok: true, value: found.value }
        : { ok: false, problem: `Choose one of: ${(field.options ?? []).map((option) => option.label).join(", ")}.` };
    }
    default: {
      const text = typeof raw === "string" ? cleanText(raw) : "";
      if (text.length === 0) return { ok: false, problem: `${field.label} is empty.` };
      return text.length > longestFact
        ? { ok: false, problem: `${field.label} is longer than ${longestFact} characters.` }
        : { ok: true, value: text };
    }
  }
}

const isSame = (raw: JsonValue, text: string): boolean =>
  typeof raw === "string" && raw.trim().toLowerCase() === text.toLowerCase();

function readYesNo(raw: JsonValue): FieldReading {
  if (typeof raw === "boolean") return { ok: true, value: raw };
  if (isSame(raw, "yes") || isSame(raw, "true")) return { ok: true, value: true };
  if (isSame(raw, "no") || isSame(raw, "false")) return { ok: true, value: false };
  return { ok: false, problem: "Please answer yes or no." };
}

/** A number is cents; text is an amount as people write it. */
function readMoney(raw: JsonValue): FieldReading {
  if (typeof raw === "number") {
    const good = Number.isSafeInteger(raw) && raw > 0 && raw <= maxAmountCents;
    return good ? { ok: true, value: raw } : { ok: false, problem: moneyProblems.not_a_number };
  }
  const reading = parseAmount(typeof raw === "string" ? raw : "");
  if (reading.ok && reading.range) return { ok: false, problem: moneyProblems.range };
  return reading.ok ? { ok: true, value: reading.cents } : { ok: false, problem: moneyProblems[reading.problem] };
}

const howMuch = "How much is it in US dollars?";
const moneyProblems = {
  not_a_number: "I could not read that as an amount. How much is it in US dollars, for example $640 or $1,250.50?",
  negative: `An amount cannot be negative. ${howMuch}`,
  zero: `An amount of zero cannot be written down. ${howMuch}`,
  too_large: `Amounts above ${formatMoney(maxAmountCents)} cannot be written down here. ${howMuch}`,
  ambiguous: [
    "I am not sure how to read that amount: a comma or point could mean thousands or cents.",
    "Please write it like $1,000.50.",
  ].join(" "),
  range: "I can write down one amount only, not a range. Which amount is it, for example $640?",
  too_precise: "An amount has at most two decimals. How much is it exactly, for example $999.99?",
  other_currency: "Amounts are in US dollars here. How much is it in dollars?",
} as const;

/** The sentence about a day in the future. */
export const futureProblem = "That date is in the future. When did it happen?";

function readDay(raw: JsonValue, now: Date, mayBeFuture: boolean): FieldReading {
  const match = typeof raw === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(raw.trim()) : null;
  const time = match ? Date.parse(`${match[0]}T00:00:00Z`) : Number.NaN;
  if (!match || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== match[0]) {
    return { ok: false, problem: "Please give the date as day, month and year." };
  }
  // One day later is allowed: it may already be tomorrow where the person is.
  if (!mayBeFuture && time > now.getTime() + 86_400_000) return { ok: false, problem: futureProblem };
  if (Number(match[1]) < 1900 || Number(match[1]) > 2200)
    return { ok: false, problem: "Please check the year of that date." };
  return { ok: true, value: match[0] };
}

/** A stored value as people read it, or null when it is not known. */
export function formatFact(field: FieldSpec, value: JsonValue | undefined, currency?: string): string | null {
  if (value === undefined || value === null || value === "") return null;
  switch (field.type) {
    case "money":
      return typeof value === "number" ? formatMoney(value, currency) : null;
    case "date":
      return formatDay(String(value));
    case "yes_no":
      return value === true ? "Yes" : "No";
    case "number":
      return typeof value === "number" ? formatNumber(value) : null;
    case "duration":
      return formatDuration(String(value));
    case "choice":
      return field.options?.find((option) => option.value === value)?.label ?? String(value);
    default:
      return String(value);
  }
}

/** One line for each field with what is known of it ("Amount: $640.00"). */
export const factLines = (fields: FieldSpec[], context: Context): string =>
  fields
    .map((field) => {
      const text = formatFact(field, context.get(field.key), context.get<string>("currency"));
      return `${factLabel(field, context)}: ${text ?? "not given"}`;
    })
    .join("\n");

/** The fields with what the context knows of them, for cards and reviewers. */
export function factsOf(fields: FieldSpec[], context: Context): Fact[] {
  const summarised = context.get<string[]>(summarisedKey) ?? [];
  return fields.map((field) => {
    const value = context.get(field.key);
    return {
      key: field.key,
      label: field.label,
      type: field.type,
      options: field.options,
      value: knownValue(field, context),
      text: formatFact(field, value, context.get<string>("currency")),
      required: field.required,
      sourceMessageSeq: sourceOf(field, context) ?? null,
      isSummarised: summarised.includes(field.key),
    };
  });
}

/** The message in which a fact was stated, also when a reviewer has corrected it. */
const sourceOf = ({ key }: FieldSpec, context: Context): number | undefined =>
  readEntry<number>(context, factSourcesKey, key) ?? readEntry<number>(context, statedSourcesKey, key);

/** What is known of a field, or null. */
function knownValue(field: FieldSpec, context: Context): Fact["value"] {
  const value = context.get(field.key);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** What a field's input shows. It is the version of the fact: a form that showed another value is out of date. */
export const shownFact = (field: FieldSpec, context: Context): string =>
  asTyped({ type: field.type, value: knownValue(field, context) });

/**
 * Stores a fact and where it was read; `messageSeq` null means typed into a form. A value that changes is no longer
 * what the claimant has confirmed. Messages up to the fact's cutoff do not set it.
 */
export function setFact(context: Context, field: FieldSpec, value: JsonValue, messageSeq: number | null): void {
  if (!mayTell(context, field, messageSeq)) return;
  if (context.get(field.key) !== value) unconfirm(context);
  context.set(field.key, value);
  setSource(context, field, { read: messageSeq ?? undefined });
}

/**
 * Stores a reviewer's correction. The value is in no message; the one in which the claimant stated another stays known.
 */
export function correctFact(context: Context, field: FieldSpec, value: JsonValue): void {
  context.set(field.key, value);
  setSource(context, field, { stated: sourceOf(field, context) });
}

/** Stores where a value was read, or where the claimant stated the one that a reviewer corrected. */
function setSource(context: Context, field: FieldSpec, { read, stated }: { read?: number; stated?: number }): void {
  writeEntry(context, factSourcesKey, field.key, read);
  writeEntry(context, statedSourcesKey, field.key, stated);
  setSummarised(context, field, false);
}

/** Stores whether the words of a fact are a model's summary. */
export function setSummarised(context: Context, field: FieldSpec, isSummary: boolean): void {
  const summarised = context.get<string[]>(summarisedKey) ?? [];
  // The value may not have been stored.
  if (summarised.includes(field.key) === isSummary || (isSummary && context.get(field.key) === undefined)) return;
  context.set(summarisedKey, isSummary ? [...summarised, field.key] : summarised.filter((key) => key !== field.key));
}

/** A field's name for people, with a mark when its words are a model's. */
const factLabel = (field: FieldSpec, context: Context): string =>
  (context.get<string[]>(summarisedKey) ?? []).includes(field.key)
    ? `${field.label} (summarised by the assistant)`
    : field.label;

/** Unsets a fact that turned out doubtful. */
export function removeFact(context: Context, field: FieldSpec): void {
  unconfirm(context);
  context.remove(field.key);
  setSource(context, field, {});
}

/** Unsets a fact that the claimant wants removed: only newer messages, or a form, set it again. */
export function forgetFact(context: Context, field: FieldSpec): void {
  removeFact(context, field);
  setCutoff(context, field, newestUserSeq(context) ?? 0);
}

/** Takes back that the claimant confirmed the facts. */
export function unconfirm(context: Context): void {
  for (const key of confirmationKeys) if (context.get(key) !== undefined) context.remove(key);
}

/** Values typed into a form; null empties a field. `shown`: what the form showed. `late`: values of a second form. */
interface TypedFacts {
  facts: Record<string, JsonValue>;
  shown?: Record<string, string>;
  late?: Record<string, JsonValue>;
}

/**
 * Stores what a person typed into the fields' inputs; gives the sentences about values that were not taken: they cannot
 * be read, or the fact has another value by now than the form showed.
 */
export function takeTypedFacts(
  context: Context,
  fields: readonly FieldSpec[],
  { facts, shown = {}, late = {} }: TypedFacts,
  now: Date,
): Map<string, string> {
  const problems = new Map<string, string>();
  for (const field of fields) {
    const raw = facts[field.key];
    if (raw !== undefined) takeTyped(context, field, raw, { shown: shown[field.key], now, problems });
    const second = late[field.key];
    if (second !== undefined) problems.set(field.key, changedMeanwhile(field, context, second));
  }
  return problems;
}

function takeTyped(
  context: Context,
  field: FieldSpec,
  raw: JsonValue,
  { shown, now, problems }: { shown: string | undefined; now: Date; problems: Map<string, string> },
): void {
  const reading = raw === null ? undefined : readField(field, raw, now);
  if (reading?.ok === false) {
    problems.set(field.key, reading.problem);
    return;
  }
  const known = knownValue(field, context);
  if ((reading?.value ?? null) === known) return;
  if (shown !== undefined && shown !== shownFact(field, context)) {
    problems.set(field.key, changedMeanwhile(field, context, raw));
  } else if (reading) setFact(context, field, reading.value, null);
  else forgetFact(context, field);
}

/** Why a typed value was not taken: the fact is not the one that its form showed. */
export function changedMeanwhile(field: FieldSpec, context: Context, typed: JsonValue): string {
  const now = formatFact(field, context.get(field.key), context.get<string>("currency"));
  const change = now === null ? "was removed" : `was changed to ${now}`;
  const lost = typed === null ? "nothing" : String(typed);
  return `${field.label} ${change} meanwhile. You typed ${lost}, which is not saved.`;
}

/** The required fields of which nothing is known. */
export function missingFields(fields: FieldSpec[], context: Context): FieldSpec[] {
  return fields.filter((field) => field.required && context.get(field.key) === undefined);
}
