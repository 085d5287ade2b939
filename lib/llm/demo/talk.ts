import { parseAmount } from "@/lib/amounts/parse-amount";
import { acknowledge } from "./acknowledge";
import { readDate } from "./dates";
import { findAmounts, findClaimed } from "./find-amounts";
import { readPlace, tidyPlace } from "./places";
import type { Conversation, DemoField, DemoTask } from "./schema";
import { eventPattern, readConcepts, termsIn } from "./vocabulary";

type FactValue = string | string[] | boolean | null;
type TalkTask = Extract<DemoTask, { type: "talk" }>;

/** Reads the facts that a schema asks for from what the person wrote last, and finds a kind sentence. */
export function answerTalk({ fields, hasIntent }: TalkTask, conversation: Conversation) {
  const today =
    /Today is (\d{4}-\d{2}-\d{2})/.exec(conversation.instructions)?.[1] ?? new Date().toISOString().slice(0, 10);
  const facts = Object.fromEntries(fields.map((field) => [field.key, readFact(field, conversation, today)]));
  // What was told before is a fact still, but nothing new.
  const changes = fields.some((field) => isKnown(readFact(field, { ...conversation, earlier: [] }, today)));
  return {
    facts,
    ...(hasIntent && { intent: changes ? "change" : "other" }),
    acknowledgement: acknowledge(conversation.latest, changes),
  };
}

/** "add $50" to the amount on the card: both, so that the new total is asked for. */
function readMoney(field: DemoField, { latest, lastQuestion }: Conversation, asked: boolean): string[] {
  const claimed = findClaimed(latest, asked);
  const amounts = claimed.map(({ quote }) => quote);
  const shown = shownValue(field, lastQuestion);
  const isOnTop = claimed.length === 1 && claimed[0]?.isOnTop;
  return shown && parseAmount(shown).ok && isOnTop ? [shown, ...amounts] : amounts;
}

const isKnown = (value: FactValue): boolean => (Array.isArray(value) ? value.length > 0 : value !== null);

function readFact(field: DemoField, conversation: Conversation, today: string): FactValue {
  const text = conversation.latest;
  const asked = isAsked(field, conversation.lastQuestion);
  switch (field.kind) {
    case "money":
      return readMoney(field, conversation, asked);
    case "date":
      return readDate(text, today);
    case "yes_no":
      return asked ? readYesNo(text) : null;
    case "choice":
      return readChoice(field, text, asked);
    default:
      return readText(field, conversation, asked);
  }
}

/** Whether the assistant asked for this field; "I see different amounts. What is the total?" asks for the amount too. */
const isAsked = ({ kind, question }: DemoField, said: string): boolean =>
  question !== "" &&
  (plain(said).includes(plain(question)) ||
    (kind === "money" && /\b(?:how much|total|amount|dollars)\b[^.?!]*\?[^?]*$/i.test(said.split("\n").at(-1) ?? "")));
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** The value that stands on the fact card which the assistant showed last, if it showed one. */
function shownValue({ label }: DemoField, said: string): string | undefined {
  const line = said.split("\n").find((one) => label !== "" && one.startsWith(`${label}: `));
  return line?.slice(label.length + 2);
}

function readYesNo(text: string): boolean | null {
  if (/^\W*(?:no|nope|nah|not|never|none|nobody|no one|nothing)\b/i.test(text)) return false;
  if (/^\W*(?:yes|yeah|yep|yup|sure|correct|right|true|of course|i did|they did|it was|we did)\b/i.test(text))
    return true;
  return null;
}

const homeWords = ["apartment", "flat", "house", "home"];
const vehicleWords = ["car", "vehicle", "van", "truck", "motorbike"];

function readChoice({ options }: DemoField, text: string, asked: boolean): string | null {
  const said = plain(text);
  const synonyms = (words: string[]) => [
    ...words,
    ...(words.some((word) => homeWords.includes(word)) ? homeWords : []),
    ...(words.some((word) => vehicleWords.includes(word)) ? vehicleWords : []),
  ];
  const holds = (word: string) =>
    new RegExp(`(?<![\\p{L}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}])`, "iu").exec(said);
  const known = options.map(({ value, words }) => ({ value, words: synonyms(words) }));
  const found = known.filter(({ words }) =>
    words.some((word) => holds(word) && !new RegExp(`\\bnot\\s(?:an?\\s|the\\s|about\\s|my\\s)*${word}\\b`).test(said)),
  );
  const [choice] = found;
  if (!choice || found.length > 1) return null;
  // "hit my car" does not choose "car" again; "it is about the car" does.
  const chosen = choice.words.some((word) =>
    new RegExp(
      `\\b(?:it'?s|it is|its|is|was|type|kind|about|should be|claim|for|as|to)\\s(?:an?\\s|the\\s|my\\s|about\\s)*${word}\\b(?!\\s\\p{L})|\\b${word}\\s(?:claim|insurance)\\b`,
      "u",
    ).test(said),
  );
  return asked || chosen || said.split(" ").length <= 3 ? choice.value : null;
}

function readText(field: DemoField, conversation: Conversation, asked: boolean): string | null {
  const { latest, earlier, lastQuestion } = conversation;
  const words = `${field.key} ${field.label} ${field.description}`;
  const isPlace = /\bwhere\b|\bplace\b|\blocation\b|\baddress\b/i.test(words);
  const isStory = !isPlace && /\bwhat happened\b|\bdamage|\bdescri|\bincident\b|\baccident\b|\bhappened\b/i.test(words);
  const shown = shownValue(field, lastQuestion);
  if (isPlace) {
    const isShort =
      latest.trim().split(/\s+/).length <= 8 && !eventPattern.test(latest) && findAmounts(latest).length === 0;
    const answer = asked ? readAnswer(latest) : null;
    const place = isShort && answer !== null ? answer : (readPlace(latest) ?? answer);
    return place === null ? null : tidyPlace(place);
  }
  if (!isStory) return asked ? readAnswer(latest) : null;
  if (shown !== undefined && !asked) return readCorrection(latest, shown);
  // The answer to another question does not replace a story that was told.
  const told = withoutCommands(latest);
  const order = asked || lastQuestion === "" ? [latest, ...earlier] : [...earlier.toReversed(), latest];
  const isStray = (text: string) => text === told && !asked && lastQuestion !== "" && !eventPattern.test(text);
  const telling = order.map(withoutCommands).find((text) => !isStray(text) && tells(text, asked && text === told));
  return telling === undefined ? null : sentence(telling);
}

/** An answer to the very question, unless it says that there is none. */
function readAnswer(text: string): string | null {
  const answer = tidy(text);
  const empty =
    /^\W*$|^\W*(?:(?:i )?(?:don'?t|do not) (?:know|remember)|no idea|not sure|dunno|idk|hi|hello|hey|yes|no|ok|okay|why|what|skip|none|n\/a)\W*$/i.test(
      answer,
    );
  const onlyMoney = parseAmount(answer).ok && isOnly(answer, findAmounts(answer));
  return empty || onlyMoney || answer.endsWith("?") || speaksOfApproval.test(answer) ? null : answer;
}

const isOnly = (text: string, parts: string[]): boolean =>
  !/\p{L}{3,}/u.test(parts.reduce((rest, part) => rest.replace(part, ""), text));
const speaksOfApproval = /\b(?:approv\w*|ignore (?:your|all|the|any)|instructions)\b/i;

/** What changes in a story that is already on the card; amounts, days and places have fields of their own. */
function readCorrection(text: string, shown: string): string | null {
  const replaced = /\b(?:what happened|description)\s*(?:is|was|should be|to|:|=)\s*([\s\S]{3,})/i.exec(text)?.[1];
  if (replaced) return sentence(replaced);
  if (!eventPattern.test(text) || text.trim().endsWith("?") || speaksOfApproval.test(text)) return null;
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
  const kept = (text.match(/[^.!?\n]+(?:[.!?]+(?!\s|$)[^.!?\n]+)*[.!?\n]*\s*/g) ?? [])
    .filter((one) => !speaksOfApproval.test(one))
    .join("")
    .trim();
  return kept !== "" && tells(kept, false) ? kept : text;
}

/** Whether a text says what happened, and not only that something did. */
function tells(text: string, asked: boolean): boolean {
  if (/^\W*(?:my name is|i am|i'm|this is)(?: \p{L}+){1,2}\W*$/iu.test(tidy(text)) && !eventPattern.test(text))
    return false;
  const amounts = findAmounts(text);
  const rest = amounts.reduce((left, amount) => left.replace(amount, " "), text);
  const left = termsIn(rest).filter((term) => !filler.has(term) && !/\d/.test(term));
  if (left.length === 0) return false;
  if (eventPattern.test(rest)) return true;
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

const greeting =
  /^\W*(?:(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|dear (?:sir|madam|team|sir or madam)|guten tag|hola)(?: (?:there|all|team|everyone|guys|folks))?\b[\s,.!:;-]*)+/i;

const tidy = (text: string): string =>
  text
    .replace(greeting, "")
    .trim()
    .replace(/([.!?,;:]?)\s*\n\s*/g, (_hit, mark: string) => `${mark || "."} `)
    .replace(/\s+/g, " ");

/** The person's own words as one clean sentence or more. */
function sentence(text: string): string {
  const words = tidy(text);
  const short = words.length > longestStory ? `${words.slice(0, longestStory - 1).replace(/\s\S*$/, "")}…` : words;
  const start = short.charAt(0).toUpperCase() + short.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start.replace(/[,;:-]+$/, "")}.`;
}
