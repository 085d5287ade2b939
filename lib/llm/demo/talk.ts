import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { findClaimed } from "@/lib/reading/claimed-amounts/find-amounts";
import { readDate } from "@/lib/reading/dates/dates";
import { readPlannedDate } from "@/lib/reading/dates/planned-dates";
import { endsBefore, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { findDurations } from "@/lib/reading/values/find-durations";
import { findEmails } from "@/lib/reading/values/find-emails";
import { findNumbers } from "@/lib/reading/values/find-numbers";
import { acknowledge } from "./acknowledge";
import type { Conversation, DemoField, DemoTask } from "./schema";
import { readText } from "./story";

type FactValue = string | string[] | number | boolean | null;
type TalkTask = Extract<DemoTask, { type: "talk" }>;

/** Reads the facts of a schema from the last messages, and adds a kind sentence. */
export function answerTalk({ fields, hasIntent }: TalkTask, conversation: Conversation) {
  const today =
    /Today is (\d{4}-\d{2}-\d{2})/.exec(conversation.instructions)?.[1] ?? new Date().toISOString().slice(0, 10);
  const facts = Object.fromEntries(fields.map((field) => [field.key, readFact(field, conversation, today)]));
  // Facts from earlier messages are not new.
  const newest = { ...conversation, earlier: [] };
  const changes = fields.some((field) =>
    isKnown(
      field.kind === "text" && conversation.earlier.length > 0 ? readFact(field, newest, today) : facts[field.key],
    ),
  );
  return {
    facts,
    ...(hasIntent && { intent: changes ? "change" : "other" }),
    acknowledgement: acknowledge(conversation.latest, changes, isAboutDamage(fields, conversation)),
  };
}

const damage = /\b(?:happen\w*|damage\w*|accidents?|incidents?|insur\w*)\b/i;

/** Whether the fields, or the designer's instructions, speak of accidents and damage. */
const isAboutDamage = (fields: readonly DemoField[], { instructions }: Conversation): boolean =>
  [instructions, ...fields.map(({ label, description, question }) => `${label} ${description} ${question}`)].some(
    (words) => damage.test(words),
  );

/** The claimed amounts. For "add $50" the amount on the card is added, so that the new total is asked for. */
function readMoney(field: DemoField, { latest, lastQuestion, card }: Conversation, asked: boolean): string[] {
  const claimed = findClaimed(latest, asked);
  const amounts = claimed.map(({ quote }) => quote);
  const shown = shownValue(field, card ?? lastQuestion);
  const isOnTop = claimed.length === 1 && claimed[0]?.isOnTop;
  return shown && parseAmount(shown).ok && isOnTop ? [shown, ...amounts] : amounts;
}

const isKnown = (value: FactValue | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;

function readFact(field: DemoField, conversation: Conversation, today: string): FactValue {
  const text = conversation.latest;
  // What a card asks for stays asked for while it is open.
  const asked = isAsked(field, conversation.lastQuestion) || isAsked(field, conversation.card ?? "");
  switch (field.kind) {
    case "money":
      return readMoney(field, conversation, asked);
    case "date":
      return field.isPlanned ? readPlannedDate(text, today) : readDate(text, today);
    case "yes_no":
      return asked ? readYesNo(text) : null;
    case "choice":
      return readChoice(field, text, asked);
    case "number":
      return readNumber(field, text, asked);
    case "duration": {
      const [only, ...others] = asked ? findDurations(text) : [];
      return only && others.length === 0 ? `PT${only.ms / 1_000}S` : null;
    }
    case "email": {
      const [only, ...others] = findEmails(text);
      return only !== undefined && others.length === 0 ? only : null;
    }
    default:
      return readText(field, conversation, {
        asked,
        shown: shownValue(field, conversation.card ?? conversation.lastQuestion),
        today,
      });
  }
}

/**
 * Whether the assistant asked for this field, with its question or with another one: "I see different amounts. What is
 * the total?" asks for the amount, "What happened to your car?" for what happened.
 */
function isAsked({ kind, question }: DemoField, said: string): boolean {
  if (question === "") return false;
  if (plain(said).includes(plain(question))) return true;
  const last = lastQuestionOf(said);
  if (kind === "money") return /\b(?:how much|total|amount|dollars)\b|\$\d/i.test(last);
  return kind === "text" && /^what happened\b/i.test(last) && /^what happened\b/i.test(question);
}
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** The last question of the last line. */
function lastQuestionOf(said: string): string {
  const line = said.split("\n").at(-1) ?? "";
  const words = line.slice(0, Math.max(line.lastIndexOf("?"), 0));
  return words.slice(Math.max(...[". ", "? ", "! "].map((sign) => words.lastIndexOf(sign) + 1), 0)).trim();
}

/** The value of the field on the card that the assistant showed last, or undefined without a card. */
function shownValue({ label }: DemoField, said: string): string | undefined {
  const line = said.split("\n").find((one) => label !== "" && one.startsWith(`${label}: `));
  return line?.slice(label.length + 2);
}

/** The only number of an answer; of other words, the number beside a word of the label: "12 chairs". */
function readNumber({ label }: DemoField, text: string, asked: boolean): number | null {
  const found = findNumbers(text);
  if (asked) return found.length === 1 ? (found[0]?.value ?? null) : null;
  const names = tokenize(label).flatMap(({ base }) => (base.length > 3 && base !== "number" ? [base] : []));
  const beside = found.filter(({ end }) => names.includes(tokenize(text.slice(end, end + 40))[0]?.base ?? ""));
  return beside.length === 1 ? (beside[0]?.value ?? null) : null;
}

const no = phrase("no|nope|nah|not|never|none|nobody|nothing");
const yes = phrase("yes|yeah|yep|yup|sure|correct|right|true | of course | i did | they did | it was | we did");

function readYesNo(text: string): boolean | null {
  const tokens = tokenize(text);
  const first = tokens.findIndex(({ kind }) => kind === "word" || kind === "number");
  if (first < 0) return null;
  return matchAt(no, tokens, first) >= 0 ? false : matchAt(yes, tokens, first) >= 0 ? true : null;
}

const homeWords = ["apartment", "flat", "house", "home"];
const vehicleWords = ["car", "vehicle", "van", "truck", "motorbike"];
const denied = phrase("not a|an|the|about|my{0,4}");
const choosing = phrase(
  "( it's|it|its|is|was|type|kind|about|claim|for|as|to | it is | should be ) a|an|the|my|about{0,4}",
);
const claim = phrase("claim|insurance");

const placeBefore = phrase("at|in|near|outside|behind|from my|our|the?");

function readChoice({ options }: DemoField, text: string, asked: boolean): string | null {
  const tokens = tokenize(text);
  const synonyms = (words: string[]) => [
    ...words,
    ...(words.some((word) => homeWords.includes(word)) ? homeWords : []),
    ...(words.some((word) => vehicleWords.includes(word)) ? vehicleWords : []),
  ];
  const known = options.map(({ value, words }) => ({
    value,
    places: synonyms(words)
      .map((word) => placesOf(tokenize(word), tokens))
      .filter((places) => !places.some(({ start }) => endsBefore(denied, tokens, start)))
      .flat(),
  }));
  const found = known.filter(({ places }) => places.length > 0);
  const [choice] = found;
  if (!choice || found.length > 1) return null;
  // "it is about the car" chooses the car; "hit my car" does not.
  const chosen = choice.places.some(
    ({ start, end }) =>
      (endsBefore(choosing, tokens, start) && (tokens[end]?.kind !== "word" || tokens[end]?.glued)) ||
      matchAt(claim, tokens, end) >= 0,
  );
  // "at home" is a place.
  const isShort = plain(text).split(" ").length <= 3;
  const isOnlyPlace = choice.places.every(({ start }) => endsBefore(placeBefore, tokens, start));
  return asked || chosen || (isShort && !isOnlyPlace) ? choice.value : null;
}

/** All matches of the words in the tokens. */
const placesOf = (words: Token[], tokens: Token[]): { start: number; end: number }[] =>
  tokens.flatMap((_, start) =>
    words.length > 0 && words.every(({ base }, at) => tokens[start + at]?.base === base)
      ? [{ start, end: start + words.length }]
      : [],
  );
