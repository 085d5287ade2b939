import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { findAmounts, findClaimed } from "@/lib/reading/claimed-amounts/find-amounts";
import { findDays } from "@/lib/reading/dates/dates";
import { readConcepts, tellsEvent } from "@/lib/reading/matters/concepts";
import { readPlaceInstead } from "@/lib/reading/places/place-corrections";
import { tidyPlace } from "@/lib/reading/places/place-words";
import { findPlace, readPlace } from "@/lib/reading/places/places";
import { describeEvent } from "@/lib/reading/story/description";
import { readStoryChange } from "@/lib/reading/story/story-change";
import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { readNamedValue, readShortAnswer } from "@/lib/reading/values/short-answers";
import { beginsAsQuestion } from "@/lib/reading/words/questions";
import { termsIn } from "@/lib/reading/words/vocabulary";
import { phraseWords, wordSet } from "@/lib/reading/words/word-list";
import { tidy, withoutSpans, wordsOf } from "@/lib/reading/words/words";
import type { Conversation, DemoField } from "./schema";

/**
 * The value of a text field: a place, what happened, or an answer. `asked`: the assistant asked for the field; `shown`:
 * its value on the card, if a card was shown.
 */
export function readText(
  field: DemoField,
  conversation: Conversation,
  { asked, shown, today }: { asked: boolean; shown: string | undefined; today: string },
): string | null {
  const { latest, earlier, lastQuestion } = conversation;
  const words = `${field.key} ${field.label} ${field.description}`;
  const isPlace = /\bwhere\b|\bplace\b|\blocation\b|\baddress\b/i.test(words);
  const isStory = !isPlace && /\b(?:happen\w*|damage\w*|accidents?|incidents?)\b/i.test(`${words} ${field.question}`);
  if (isPlace) {
    // A reply to a card need not be about the place.
    if (shown !== undefined) return readPlaceAtCard(latest, { shown, asked, today });
    const instead = asked ? readPlaceInstead(withoutDays(latest, today), undefined) : null;
    if (instead) return instead;
    const isShort = latest.trim().split(/\s+/).length <= 8 && !tellsEvent(latest) && findAmounts(latest).length === 0;
    const answer = asked ? readAnswer(withoutDays(withoutNo(latest), today)) : null;
    const place = isShort && answer !== null ? answer : (readPlace(latest) ?? answer);
    return place === null ? null : tidyPlace(place);
  }
  if (!isStory) return readPlainText(field, conversation, { asked, shown });
  if (shown !== undefined && !isUnknown(shown)) {
    const change = readStoryChange(latest, shown, today);
    return change?.type === "told" ? change.text : null;
  }
  // Messages before the card do not answer it.
  const before = shown === undefined ? earlier : [];
  // The answer to another question does not replace what happened.
  const order = asked || lastQuestion === "" ? [latest, ...before] : [...before.toReversed(), latest];
  const isOffTopic = (text: string) => text === latest && !asked && lastQuestion !== "" && !tellsEvent(text);
  for (const text of order) {
    const told = isOffTopic(text) ? "" : describeEvent(text, today);
    if (told !== "" && tells(text, told, asked && text === latest)) return shorten(told);
  }
  return null;
}

/** A text that is neither a place nor a story: the answer to its question, or the first message of a conversation. */
function readPlainText(
  { label, description, question, isLong }: DemoField,
  said: Conversation,
  { asked, shown }: { asked: boolean; shown: string | undefined },
) {
  const isFirst = isLong === true && said.lastQuestion === "" && said.earlier.length === 0;
  const isQuestion = /\bquestions?\b|\bto (?:know|ask)\b/i.test(`${label} ${description} ${question}`);
  const isAsking = isQuestion && said.latest.trim().endsWith("?");
  const telling = termsIn(said.latest).filter((term) => !filler.has(term) && !announcing.has(term));
  if (!asked && shown !== undefined && !isLong) return readNamedValue(said.latest, label);
  if (!asked && !(isFirst && telling.length >= (isAsking ? 1 : 2))) return null;
  if (isAsking) return tidy(said.latest);
  // "BX 4711" is not an amount of money here.
  const answer = readAnswer(said.latest, true);
  return answer === null || isLong ? answer : readShortAnswer(answer, `${label} ${question}`);
}

/** Words of a first message that only announces its subject: "I want to hand in an expense". */
const announcing = wordSet(
  "hand expense expenses complaint complaints complain questions request ask apply application",
);

/** Whether a card shows no value. */
const isUnknown = (shown: string): boolean => shown === "not given";

/** "no, Berlin" -> "Berlin" */
const withoutNo = (text: string): string => text.replace(/^\s*(?:no|nope|nah|sorry|well|oh)[,.:!–-]\s*(?=\S)/i, "");

function readPlaceAtCard(text: string, { shown, asked, today }: { shown: string; asked: boolean; today: string }) {
  // "whats the weather like in tulsa" tells no place.
  if (beginsAsQuestion(text) && !tellsEvent(text)) return null;
  const known = isUnknown(shown) ? undefined : shown;
  const instead = known !== undefined || asked ? readPlaceInstead(withoutDays(text, today), known) : null;
  if (instead) return instead;
  const found = findPlace(text);
  // "the front door of my flat" is a place only while none is known.
  if (!isUnknown(shown)) {
    const other = readOtherPlace(text, shown);
    if (other) return other;
  }
  if (found && (isUnknown(shown) || found.end > found.start)) return found.place;
  return asked && isUnknown(shown) ? readBarePlace(withoutNo(text), today) : null;
}

const denies = phrase("( not | *n't | instead of | rather than ) in|on|at|near?");
const leading = phrase("( no|sorry|actually|but|it|it's|its|is|was|rather|in|on|at [,.:!]? ){0,6}");

const isArticle = (token: Token | undefined): boolean => /^(?:the|a|an|my|our)$/.test(token?.text ?? "");

/** The place after a denial of the one on the card: "not Boston, Chicago". */
function readOtherPlace(text: string, shown: string): string | null {
  const tokens = tokenize(text);
  const there = new Set(tokenize(shown).map(({ text: word }) => word));
  const at = tokens.findIndex((_, index) => there.has(tokens[matchAt(denies, tokens, index)]?.text ?? ""));
  if (at < 0) return null;
  let end = matchAt(denies, tokens, at);
  const goesOn = (index: number) => there.has(tokens[index]?.text ?? "");
  while (goesOn(end) || (tokens[end]?.text === "," && goesOn(end + 1) && !isArticle(tokens[end + 1]))) end++;
  const rest = [...tokens.slice(0, at), ...tokens.slice(end)].filter(({ kind }) => kind !== "break");
  const start = Math.max(matchAt(leading, rest, 0), 0);
  while (/^[,.;:!]$/.test(rest.at(-1)?.text ?? "")) rest.pop();
  const first = rest[start]?.text === "," ? start + 1 : start;
  const words = rest.slice(first).map(({ raw, glued }, index) => (glued || index === 0 ? raw : ` ${raw}`));
  if (words.length === 0 || words.length > maxPlaceWords) return null;
  return readPlaceInstead(words.join(""), shown) ?? readPlace(`in ${words.join("")}`);
}

/** The text without days: "Friday near the mall" -> "near the mall". */
function withoutDays(text: string, today: string): string {
  const days = findDays(text, today);
  return days.length === 0
    ? text
    : withoutSpans(text, days).replace(/^[\s,.;:]*(?:on\s+(?=(?:near|behind|at|in|on|outside)\b))?/i, "");
}

const maxPlaceWords = 8;

/** The text without days when it can only be a place: "Boston, yesterday" -> "Boston". */
function readBarePlace(text: string, today: string): string | null {
  const rest = readAnswer(withoutSpans(text, findDays(text, today), ","));
  const words = rest === null ? [] : wordsOf(rest).split(" ");
  if (
    rest === null ||
    words[0] === "not" ||
    words.length > maxPlaceWords ||
    tellsEvent(rest) ||
    findAmounts(rest).length > 0
  )
    return null;
  return readPlace(`in ${rest.replace(/^[\s,.;:]+|[\s,.;:]+$/g, "")}`);
}

const noAnswers = new Set(
  phraseWords(`i don't know|i dont know|i do not know|i don't remember|i dont remember|i do not remember|don't know|
    dont know|do not know|don't remember|dont remember|do not remember|no idea|not sure|dunno|idk|hi|hello|hey|yes|no|
    ok|okay|why|what|skip|none|n a`),
);

/** The text as an answer to the question, or null when it gives none. `mayBeNumber`: an amount is one, too. */
function readAnswer(text: string, mayBeNumber = false): string | null {
  const answer = tidy(text);
  const words = wordsOf(answer);
  if (words === "" || noAnswers.has(words) || answer.endsWith("?") || speaksOfApproval.test(answer)) return null;
  if (mayBeNumber && !currency.test(answer)) return answer;
  const isOnlyMoney = parseAmount(answer).ok && !/\p{L}{3}/u.test(withoutSpans(answer, findClaimed(answer)));
  return isOnlyMoney ? null : answer;
}

const currency = /[$€£]|\b(?:dollars?|bucks?|usd|euros?|eur|cents?)\b/i;
const speaksOfApproval = /\b(?:approv\w*|ignore (?:your|all|the|any)|instructions)\b/i;

const maxStoryLength = 600;
const minScore = 2;
const filler = wordSet(`
  hi hello hey hiya good morning afternoon evening day dear sir madam team everyone there greetings a an the i im i'm
  ive i've id i'd me my mine we our us you your it its it's this that these is am are was be been being do does did
  have has had want wanted wanna need needs like would could can should will may please pls plz help helping report
  reporting make making file filing filed submit start open get got give send claim claims claiming damage damages
  damaged damge something some someone thing stuff issue problem insurance insured policy case new to for of about
  with on in at by and or so but as from regarding concerning because thanks thank ok okay yes no not yep yeah now
  today just approve approved approval accept money pay paid payment dollars dollar bucks usd how what when where why
  who much many work works long take question car cars vehicle auto flat apartment home house property know tell talk
  speak human agent person bot ignore rules instructions everything all name called worth
`);

const introduction = phrase("( my name is | i am | i'm | this is ) _{1,2} $");

/** Whether a text tells what happened (`rest`), and not only that something happened. */
function tells(text: string, rest: string, asked: boolean): boolean {
  const words = tokenize(tidy(text)).filter(({ kind }) => kind === "word" || kind === "number");
  if (matchAt(introduction, words, 0) >= 0 && !tellsEvent(text)) return false;
  const left = termsIn(rest).filter((term) => !filler.has(term) && !/\d/.test(term));
  if (left.length === 0) return false;
  if (tellsEvent(rest)) return true;
  const amounts = findClaimed(text);
  const { vehicle, home } = readConcepts(rest);
  const parts = [...vehicle.words, ...home.words].filter(
    (word) => !filler.has(word) && !word.split(" ").every((one) => filler.has(one)),
  );
  if (speaksOfApproval.test(text)) return parts.length > 0 && amounts.length > 0;
  if (parts.length > 0) return true;
  // "car, $500" is a claim.
  if (amounts.length > 0 && vehicle.score + home.score >= minScore) return true;
  return asked && left.length >= 2 && !text.trim().endsWith("?");
}

/** The text, cut between words to its maximum length. */
const shorten = (words: string): string =>
  words.length > maxStoryLength ? `${words.slice(0, lastSpace(words, maxStoryLength - 1))}…` : words;

/** The offset of the last space before `end`, or `end` without one. */
const lastSpace = (text: string, end: number): number => {
  const space = text.lastIndexOf(" ", end - 1);
  return space < 0 ? end : space;
};
