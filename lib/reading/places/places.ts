import { endsBefore, findPhrase, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { readConcepts, tellsEvent } from "../matters/concepts";
import { respell } from "../words/spelling";
import { wordSet } from "../words/word-list";
import { once, trimEnd } from "../words/words";
import { addressEnd, homeAddressEnd } from "./addresses";
import { personsPlace } from "./persons-places";
import { placeInstead } from "./place-corrections";
import { isStreetName, nounPhrase } from "./place-names";
import { isAddress, preposition, room, tidyPlace } from "./place-words";

const streetWords = wordSet("Street St Road Rd Avenue Ave Lane Drive Boulevard Blvd Square Plaza Highway");
const tests = {
  name: ({ kind, raw }: Token) => kind === "word" && /^\p{Lu}/u.test(raw) && raw.length > 1,
  street: ({ raw }: Token) => streetWords.has(raw),
  "street-name": ({ kind, raw }: Token) => kind === "word" && isStreetName(raw),
};
const named = phrase(
  `place|location|address|adress|addres is|was|to|=|: | place|location|address|adress should be |
    place|location|address|adress|addres [:=] | where [:=]`,
);
/** The start of another fact after a named place: "and the day was", "but it costs". */
const otherFact = phrase(
  `and|but|so|because ( the|my|our|also ){0,2} ( day|date|time|amount|total|cost|costs|price|damage|damages|repair|
    repairs|bill|garage|estimate|it|it's|its|that|i|we|he|she|they|there|happened|yesterday|today|monday|tuesday|
    wednesday|thursday|friday|saturday|sunday|what | on <day> | [$] | #3+ )`,
  { day: ({ text }: Token) => /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/.test(text) },
);
/** Words before "place:" with another meaning: "my rental place: the drain leaked". */
const ofOtherWords = phrase("!the|and|but|so|also|change|set|is|was");
const streetName = phrase(
  `#1-5 ( ~_ )? !lane|lanes|more|other|car|cars|hour|hours|minute|minutes|on|in|at|of|the|a|an|my|from|to|and|or|by{1,2}
    street|road|avenue|ave|lane|boulevard|blvd |
  ( #1-5 ~_? )? <name> ( ~- ~_ ){0,2} ( <name> ( ~- ~_ ){0,2} ){0,2} <street> #1-4? |
  #1-5 n|s|e|w|north|south|east|west? #1-3 ~st|nd|rd|th <street> | <street-name> .? #1-4 |
    #1-4 rue de|du|des|la{0,2} <name>`,
  tests,
);
const beforeStreet = phrase("[,]? on|in|at");
const noStreet = phrase("not|*n't on|in|at?");
const ownHome = phrase("my|our _? flat|apartment|house|home|condo|studio");
const denied = phrase("*n't|not|isnt|wasnt|didnt|never | instead of | rather than");
const stood = phrase("happened|occurred|parked|stood|started|parking _? | broke out _?");
const noPlace = wordSet(`
  wrong incorrect different missing fine ok okay right correct unknown good off changed false
`);
/** The largest length of a place after its preposition. */
const maxPlaceLength = 120;
const maxNamedLength = 80;

/** A place in a text with its offsets. `end` is `start` when the words of the place belong to what happened. */
interface NamedPlace {
  start: number;
  end: number;
  place: string;
  /** The offsets of the place that it corrects: "in the kitchen, no, in the bathroom". */
  retracted?: { start: number; end: number };
  /** A person was there when it happened: the words belong to what happened. */
  isOfPerson?: boolean;
}

/** Where it happened, in the words of the person ("the kitchen", "the A4", "near the school"), or null. */
export const readPlace = (text: string): string | null => findPlace(text)?.place ?? null;

interface Span {
  start: number;
  end: number;
}

/** The first place in a text, with its preposition. */
export function findPlace(text: string): NamedPlace | null {
  const tokens = respell(tokenize(text));
  const spoken = readNamed(text, tokens);
  if (spoken) return { ...spoken, place: tidyPlace(spoken.place) };
  const concepts = once(() => readConcepts(text));
  // Places where only a person was, and not the damage.
  const skipped: Span[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.start < (skipped.at(-1)?.end ?? 0)) continue;
    const found = findAfterPreposition(text, tokens, index);
    const whose = found && personsPlace(tokens, index, found.noun, concepts);
    if (found && whose === "elsewhere") skipped.push(found);
    else if (found) return correctedPlace(text, found) ?? placeOf(text, tokens, index, { ...found, whose });
  }
  return findStreet(text, tokens, skipped) ?? findRoom(text, tokens, skipped, concepts);
}

/** A place after a preposition: its noun, and the offsets of the preposition (`start`) and of both ends. */
interface PlaceAfterPreposition extends Span {
  noun: string;
  /** The end of the preposition. */
  from: number;
}

function findAfterPreposition(text: string, tokens: Token[], index: number): PlaceAfterPreposition | null {
  const prepositionEnd = matchAt(preposition, tokens, index);
  const from = tokens[prepositionEnd - 1]?.end;
  if (prepositionEnd < 0 || from === undefined || tokens[prepositionEnd]?.glued) return null;
  const clause = clauseOf(text, from, /[,.;:!?\n()$]/, maxPlaceLength);
  const noun = nounPhrase(clause);
  if (!noun || endsBefore(denied, tokens, index)) return null;
  const isInHospital = tokens[index]?.text === "in" && isHospital(noun);
  if ((isGarage(noun) || isInHospital) && !endsBefore(stood, tokens, index)) return null;
  const nounEnd = from + clause.length - clause.trimStart().length + noun.length;
  const end = isAddress(noun)
    ? addressEnd(text, nounEnd)
    : (streetAfter(text, nounEnd) ?? homeAddressEnd(text, noun, nounEnd));
  return { noun, from, start: tokens[index]?.start ?? 0, end };
}

/** The end of a street that says where the place before `end` is: "the kitchen of my flat on Oak Street". */
function streetAfter(text: string, end: number): number | undefined {
  const tokens = tokenize(text.slice(end, end + maxPlaceLength));
  const street = matchAt(beforeStreet, tokens, 0);
  const last = street < 0 ? -1 : matchAt(streetName, tokens, street);
  return last < 0 ? undefined : addressEnd(text, end + (tokens[last - 1]?.end ?? 0));
}

/** The place that corrects the found one: "in the kitchen, no, in the bathroom". */
function correctedPlace(text: string, { start, from, end }: PlaceAfterPreposition): NamedPlace | null {
  const instead = placeInstead(text, end);
  if (!instead) return null;
  const retracted = { start: instead.hasPreposition ? start : from, end: instead.start };
  return { start: instead.start, end: instead.end, place: instead.place, retracted };
}

function placeOf(
  text: string,
  tokens: Token[],
  index: number,
  { start, from, end, whose }: PlaceAfterPreposition & { whose: ReturnType<typeof personsPlace> | null },
): NamedPlace {
  const place = tidyPlace(`${text.slice(start, from)} ${text.slice(from, end).trim()}`);
  const first = whose === "lives" ? (tokens[startOfLiving(tokens, index)]?.start ?? start) : start;
  return { start: first, end, place, ...(whose === "here" && { isOfPerson: true }) };
}

/** A room, or the own home of a person who tells of an event, in a text about a home. */
function findRoom(
  text: string,
  tokens: Token[],
  skipped: Span[],
  concepts: () => ReturnType<typeof readConcepts>,
): NamedPlace | null {
  const own = once(() => findPhrase(ownHome, tokens));
  // "it is about my flat" names the kind of claim, not a place.
  const found = findPhrase(room, tokens) ?? (own() && tellsEvent(text) ? own() : null);
  if (!found || skipped.some((one) => standsIn(tokens[found.start], one))) return null;
  const { vehicle, home } = concepts();
  if (vehicle.score >= home.score) return null;
  const words = textOf(text, tokens, found);
  const start = tokens[found.start]?.start ?? 0;
  return { start, end: start, place: /^(?:my|our)\b/.test(words) ? words : `the ${words}` };
}

const textOf = (text: string, tokens: Token[], { start, end }: { start: number; end: number }): string =>
  text.slice(tokens[start]?.start, tokens[end - 1]?.end).toLowerCase();

/** The text from here to one of the signs, with at most `most` characters. */
function clauseOf(text: string, from: number, stop: RegExp, most: number): string {
  const clause = text.slice(from, from + most);
  const end = clause.search(stop);
  return end < 0 ? clause : clause.slice(0, end);
}

/** The place that a text names as such: "place: the kitchen", "the location was Mill Road". */
function readNamed(text: string, tokens: Token[]): NamedPlace | null {
  const found = findPhrase(named, tokens);
  if (!found || endsBefore(ofOtherWords, tokens, found.start)) return null;
  const from = tokens[found.end - 1]?.end ?? 0;
  const whole = clauseOf(text, from, /[\n.;!?]/, maxNamedLength);
  const inside = tokenize(whole);
  const next = findPhrase(otherFact, inside);
  const clause = next ? trimEnd(whole.slice(0, inside[next.start]?.start).trimEnd(), ",") : whole;
  const spoken = clause.trim();
  const [first, second] = tokenize(spoken);
  if (spoken.length < 2 || noPlace.has(first?.text ?? "")) return null;
  if (first?.text === "not" && second?.text !== "far") return null;
  const start = tokens[found.start]?.start ?? 0;
  // "location: Mill Road, Leeds, $500": the address ends before the amount.
  const comma = clause.indexOf(",");
  const end = comma < 0 ? from + clause.trimEnd().length : addressEnd(text, from + comma);
  return { start, end, place: text.slice(from, end).trim() };
}

const standsIn = (token: Token | undefined, { start, end }: { start: number; end: number }): boolean =>
  token !== undefined && token.start >= start && token.start < end;

/** The first token of "and I live at". */
const startOfLiving = (tokens: Token[], index: number): number =>
  index - (/^(?:and|but)$/.test(tokens[index - 3]?.text ?? "") ? 3 : 2);

function findStreet(text: string, tokens: Token[], skipped: { start: number; end: number }[]): NamedPlace | null {
  for (const index of tokens.keys()) {
    const end = matchAt(streetName, tokens, index);
    const isInside = tokens[index]?.glued && tokens[index - 1]?.text === "-";
    if (
      end < 0 ||
      isInside ||
      endsBefore(noStreet, tokens, index) ||
      skipped.some((one) => standsIn(tokens[index], one))
    )
      continue;
    const start = tokens[index]?.start ?? 0;
    const last = addressEnd(text, tokens[end - 1]?.end ?? start);
    // "adress 12 oak lane": the word names the place, and is not part of it.
    const before = tokens[index - 1];
    const isNamed = before !== undefined && /^add?ress?$/.test(before.text);
    return { start: isNamed ? before.start : start, end: last, place: text.slice(start, last) };
  }
  return null;
}

/** "the garage" is the workshop, unless something happened there. */
const isGarage = (place: string): boolean => /^(?:the |a )?garage$/i.test(place);

/** "my daughter is in hospital" is about her health. */
const isHospital = (place: string): boolean => /^(?:the |a )?(?:hospital|clinic|emergency room)$/i.test(place);
