import { findPhrase, holds, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { respellText } from "../words/spelling";
import { type Concept, weights } from "../words/vocabulary";
import { withoutSpans } from "../words/words";
import { damagesBoth, withoutStruck } from "./collisions";
import { damagedThings, readConcepts, tellsEvent } from "./concepts";

/** The end of the words for one event. */
const clauseEnd = phrase("[.;!?] | and|plus|also|then | as well as | , my|our|the");
const joined = phrase(
  `on|over|onto|into|through|hit|damaged|broke|dented|flooded|destroyed|smashed|crushed? ( my|our|the|both _{0,2} of
      ){0,1}
    my|our|the`,
);
const priced = phrase("( for|is|was|costs|cost|about|around|repair|repairs|damage|[:=-] ){0,2} [$€£]? #2+");
/** Stolen things are not damage to a home. */
const taken = phrase("stole|stolen|took|taken|steal*");

/** Whether a text tells of a damaged vehicle and of a damaged home. These are two claims. */
export function severalDamages(said: string): boolean {
  const plain = respellText(said);
  const text = withoutTakers(withoutBetween(withoutStruck(plain)));
  if (damagesBoth(plain)) return true;
  const { vehicle, home } = readConcepts(text);
  if (vehicle.words.length === 0 || home.words.length === 0) return false;
  const tokens = tokenize(text);
  return isBoth(pricedThings(tokens)) || isBoth(clauseThings(text, tokens));
}

const more = phrase(
  `too|also|another|additionally|besides|second|both|moreover|furthermore|plus | as well | in addition | on top |
  two|separate|more|other claims|damages|claim|damage | ^ and|plus`,
);
/** Words that replace a thing and do not add one: "it was my car, not a pipe". */
const denies = phrase("not|wasn't|wasnt|isn't|isnt|instead|rather|wrong|mistake|mistaken|nothing|never !only");
const corrects = phrase(
  `sorry|actually|correction|description|happened|meant|mean|typo|no|oops|change|should | it|that|this was|is |
    it's|its|that's|thats`,
);
const ownThing = phrase("my|our|claim|claims");
const clearly = (concept: Concept) => (token: Token) => {
  const known = token.kind === "word" ? weights.get(token.base) : undefined;
  return known?.concept === concept && known.weight >= clearWeight;
};
const clearWeight = 3;
const mine = "my|our !in|on|at|by|from|near|of|and{0,2} <thing>";
const own: Record<Concept, Phrase> = {
  vehicle: phrase(mine, { thing: clearly("vehicle") }),
  home: phrase(mine, { thing: clearly("home") }),
};

/** Whether a text adds damage to the other concept than the `known` one, and does not replace it. */
export function addsDamage(said: string, known: Concept): boolean {
  const text = withoutTakers(withoutBetween(withoutStruck(respellText(said))));
  const tokens = tokenize(text);
  const isMore = holds(more, tokens);
  if (tokens.at(-1)?.text === "?" || holds(denies, tokens) || (!isMore && holds(corrects, tokens))) return false;
  const other: Concept = known === "vehicle" ? "home" : "vehicle";
  if (severalDamages(said)) return true;
  if (isMore && tellsEvent(text) && holds(own[other], tokens) && !holds(own[known], tokens)) return true;
  const damaged = damagedThings(text);
  if (damaged.includes(known)) return false;
  const reading = readConcepts(text);
  const isClear = reading[other].score >= clearWeight && reading[other].score > reading[known].score;
  return damaged.includes(other) || (isMore && isClear && holds(ownThing, tokens));
}

const takers = phrase("burglar|burglars|robber|robbers|intruder|intruders");
const carried = phrase(
  "car|cars|van|truck|house|home|flat|apartment|garage [-]? key|keys|fob|papers|remote|seat|charger",
);

/**
 * The text without those who took things, and with "keys" for "car keys": they are neither a damaged home nor a
 * damaged car.
 */
function withoutTakers(text: string): string {
  const tokens = tokenize(text);
  const spans = tokens.flatMap((token, index) => {
    const end = matchAt(carried, tokens, index);
    if (end >= 0) return [{ start: token.start, end: tokens[end - 1]?.start ?? token.end }];
    return matchAt(takers, tokens, index) >= 0 ? [token] : [];
  });
  return withoutSpans(text, spans);
}

const between = phrase("between my|our|the !and{1,4} and my|our|the !and");

/** The text without two things that something fell or was between: it hit neither of them. */
function withoutBetween(text: string): string {
  const tokens = tokenize(text);
  const found = findPhrase(between, tokens);
  if (!found) return text;
  const [from, to] = [tokens[found.start], tokens[found.end - 1]];
  return withoutSpans(text, [{ start: from?.start ?? 0, end: to?.end ?? text.length }], "there");
}

const isBoth = (things: Set<Concept>): boolean => things.size > 1;

/** The concepts with a price: "Car 900, roof 4,000". */
function pricedThings(tokens: Token[]): Set<Concept> {
  const things = tokens.flatMap(({ kind, base }, index) => {
    const known = kind === "word" ? weights.get(base) : undefined;
    const isClear = known && (known.concept === "home" || known.weight >= 3);
    return isClear && matchAt(priced, tokens, index + 1) >= 0 ? [known.concept] : [];
  });
  return new Set(things);
}

/** The concepts that are damaged, clause by clause: "fell on my car and on the roof of my house". */
function clauseThings(text: string, tokens: Token[]): Set<Concept> {
  const things = new Set<Concept>();
  let start = 0;
  let isTold = false;
  for (let index = 0; index <= tokens.length; index++) {
    const isEnd = index === tokens.length || tokens[index]?.kind === "break" || matchAt(clauseEnd, tokens, index) >= 0;
    if (!isEnd || index < start) continue;
    const clause = text.slice(tokens[start]?.start, tokens[index - 1]?.end);
    isTold ||= tellsEvent(clause);
    for (const thing of index > start ? clauseThing(clause, isTold) : []) things.add(thing);
    start = index + 1;
  }
  return things;
}

/** The damaged concepts of a clause. A clause with only a thing continues the event before: "and on the roof". */
function clauseThing(clause: string, isTold: boolean): Concept[] {
  const tokens = tokenize(clause);
  const isTaken = holds(taken, tokens);
  const damaged = damagedThings(clause).filter((thing) => thing === "vehicle" || !isTaken);
  if (damaged.length > 0 || !isTold || isTaken) return damaged;
  if (matchAt(joined, tokens, 0) < 0 && !tellsEvent(clause)) return [];
  const { vehicle, home } = readConcepts(clause);
  if (Math.max(vehicle.score, home.score) < clearWeight || vehicle.score === home.score) return [];
  return [vehicle.score > home.score ? "vehicle" : "home"];
}
