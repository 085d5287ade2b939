import { parseAmount } from "@/lib/amounts/parse-amount";
import { findPhrase, matchAt, phrase } from "@/lib/tokens/phrase";
import { tokenize } from "@/lib/tokens/tokens";
import { findAmounts, findClaimed } from "./amounts/find-amounts";
import { readConcepts, tellsEvent } from "./concepts";
import { readPlace, tidyPlace } from "./places";
import type { Conversation, DemoField } from "./schema";
import { termsIn } from "./vocabulary";
import { sentencesIn, tidy, trimEnd, withoutSpans, wordsOf } from "./words";

/**
 * What a field in words takes from the conversation: a place, what happened, or an answer. `asked`: the assistant asked
 * for it; `shown`: what stands for it on the card that the person sees.
 */
export function readText(
  field: DemoField,
  conversation: Conversation,
  asked: boolean,
  shown: string | undefined,
): string | null {
  const { latest, earlier, lastQuestion } = conversation;
  const words = `${field.key} ${field.label} ${field.description}`;
  const isPlace = /\bwhere\b|\bplace\b|\blocation\b|\baddress\b/i.test(words);
  const isStory = !isPlace && /\bwhat happened\b|\bdamage|\bdescri|\bincident\b|\baccident\b|\bhappened\b/i.test(words);
  if (isPlace) {
    const isShort = latest.trim().split(/\s+/).length <= 8 && !tellsEvent(latest) && findAmounts(latest).length === 0;
    const answer = asked ? readAnswer(latest) : null;
    const place = isShort && answer !== null ? answer : (readPlace(latest) ?? answer);
    return place === null ? null : tidyPlace(place);
  }
  if (!isStory) return asked ? readAnswer(latest) : null;
  if (shown !== undefined && !asked) return readCorrection(latest, shown);
  // The answer to another question does not replace a story that was told.
  const told = withoutCommands(latest);
  const order = asked || lastQuestion === "" ? [latest, ...earlier] : [...earlier.toReversed(), latest];
  const isStray = (text: string) => text === told && !asked && lastQuestion !== "" && !tellsEvent(text);
  const telling = order.map(withoutCommands).find((text) => !isStray(text) && tells(text, asked && text === told));
  return telling === undefined ? null : sentence(telling);
}

const noAnswers = new Set(
  "i don't know|i dont know|i do not know|i don't remember|i dont remember|i do not remember|don't know|dont know|do not know|don't remember|dont remember|do not remember|no idea|not sure|dunno|idk|hi|hello|hey|yes|no|ok|okay|why|what|skip|none|n a".split(
    "|",
  ),
);

/** An answer to the very question, unless it says that there is none. */
function readAnswer(text: string): string | null {
  const answer = tidy(text);
  const words = wordsOf(answer);
  if (words === "" || noAnswers.has(words) || answer.endsWith("?") || speaksOfApproval.test(answer)) return null;
  const isOnlyMoney = parseAmount(answer).ok && !/\p{L}{3}/u.test(withoutSpans(answer, findClaimed(answer)));
  return isOnlyMoney ? null : answer;
}

const speaksOfApproval = /\b(?:approv\w*|ignore (?:your|all|the|any)|instructions)\b/i;

const newStory = phrase("( what happened | description ) ( is|was|to | should be | [:=] )");

/** What changes in a story that is already on the card; amounts, days and places have fields of their own. */
function readCorrection(text: string, shown: string): string | null {
  const tokens = tokenize(text);
  const found = findPhrase(newStory, tokens);
  const replaced = found ? text.slice(tokens[found.end - 1]?.end).trim() : "";
  if (replaced.length >= 3) return sentence(replaced);
  if (!tellsEvent(text) || text.trim().endsWith("?") || speaksOfApproval.test(text)) return null;
  return shown.includes(tidy(text)) ? null : `${shown} Correction: ${sentence(text)}`.slice(0, longestStory);
}

const longestStory = 600;
const smallestHint = 2;
const filler = new Set(
  "hi hello hey hiya good morning afternoon evening day dear sir madam team everyone there greetings a an the i im i'm ive i've id i'd me my mine we our us you your it its it's this that these is am are was be been being do does did have has had want wanted wanna need needs like would could can should will may please pls plz help helping report reporting make making file filing filed submit start open get got give send claim claims claiming damage damages damaged damge something some someone thing stuff issue problem insurance insured policy case new to for of about with on in at by and or so but as from regarding concerning because thanks thank ok okay yes no not yep yeah now today just approve approved approval accept money pay paid payment dollars dollar bucks usd how what when where why who much many work works long take question car cars vehicle auto flat apartment home house property know tell talk speak human agent person bot ignore rules instructions everything all name called worth".split(
    " ",
  ),
);

/** The sentences that tell: those that command ("approve this now") are no part of what happened. */
function withoutCommands(text: string): string {
  if (!speaksOfApproval.test(text)) return text;
  const kept = sentencesIn(text)
    .filter((one) => !speaksOfApproval.test(one))
    .join("")
    .trim();
  return kept !== "" && tells(kept, false) ? kept : text;
}

const introduction = phrase("( my name is | i am | i'm | this is ) _{1,2} $");

/** Whether a text says what happened, and not only that something did. */
function tells(text: string, asked: boolean): boolean {
  const words = tokenize(tidy(text)).filter(({ kind }) => kind === "word" || kind === "number");
  if (matchAt(introduction, words, 0) >= 0 && !tellsEvent(text)) return false;
  const amounts = findClaimed(text);
  const rest = withoutSpans(text, amounts, " ");
  const left = termsIn(rest).filter((term) => !filler.has(term) && !/\d/.test(term));
  if (left.length === 0) return false;
  if (tellsEvent(rest)) return true;
  const { vehicle, home } = readConcepts(rest);
  const parts = [...vehicle.words, ...home.words].filter(
    (word) => !filler.has(word) && !word.split(" ").every((one) => filler.has(one)),
  );
  if (speaksOfApproval.test(text)) return parts.length > 0 && amounts.length > 0;
  if (parts.length > 0) return true;
  // A sum for a car or a home is a claim, however short.
  if (amounts.length > 0 && vehicle.score + home.score >= smallestHint) return true;
  return asked && left.length >= 2 && !text.trim().endsWith("?");
}

/** The person's own words as one clean sentence or more. */
function sentence(text: string): string {
  const words = tidy(text);
  const short = words.length > longestStory ? `${words.slice(0, lastSpace(words, longestStory - 1))}…` : words;
  const start = short.charAt(0).toUpperCase() + short.slice(1);
  return /[.!?…]$/.test(start) ? start : `${trimEnd(start, ",;:-")}.`;
}

/** Where the last space before `end` stands, or `end` when none does. */
const lastSpace = (text: string, end: number): number => {
  const space = text.lastIndexOf(" ", end - 1);
  return space < 0 ? end : space;
};
