import { endsBefore, holds, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { respell, respellText } from "../words/spelling";
import { type Concept, phrasesByFirstWord, readTerms, type Term, weights } from "../words/vocabulary";
import { wordSet } from "../words/word-list";
import { withoutStruck } from "./collisions";

/** The score of each concept, and the words that it comes from. */
export type ConceptReading = Record<Concept, { score: number; words: string[] }>;

const homes = "house|home|apartment|flat|building|condo|place|block";
const ownHomes = "house's|home's|apartment's|flat's|building's|condo's|place's|block's";
const whose = "my|our|the|a|an|his|her|their|your|*'s";
const vehicles = "car|vehicle|truck|van|bike|house|home|apartment|flat";

/** Words for cars and homes that are not damaged. `after` must follow them. */
const notDamaged: { said: Phrase; after?: Phrase }[] = [
  // "outside my house", "car park"
  {
    said: phrase(
      `( outside|near|behind|opposite|beside|by | in front | next|close to | across from ) of? ${whose}
        !${homes}{0,2} ${homes} building|complex|block?`,
    ),
  },
  {
    said: phrase(`${homes}|${ownHomes} building|building's|complex|complex's|block|block's?`),
    after: phrase("car park | carpark|parking|carport|driveway|garage"),
  },
  {
    said: phrase("in|from|at|on my|our|the house|house's|home|home's|apartment|apartment's|flat|flat's"),
    after: phrase("driveway|carport|garage|parking* | car port"),
  },
  // "not the car", "the car is fine"
  { said: phrase(`not about? my|our|the|a|an ${vehicles}`) },
  {
    said: phrase(
      `_ itself|is|was|are|were{1,3} totally|completely|luckily? ( fine|ok|okay|alright|unharmed|undamaged|
        untouched|intact|good | not damaged|hurt )`,
    ),
  },
  // "hit a wall"
  {
    said: phrase(
      `hit|scrap*|scratch*|clipped|bumped|against|into|on a|an !neighbour|neighbor|my|our? wall|fence|gate|
        building|house`,
    ),
  },
];

/** Words before a damaged thing: "smashed my windscreen", "drove into my living room wall". */
const doneTo = phrase(
  `( into|onto|on|over|through|hit|hits|damag*|scratch*|scrap*|dent*|smash*|crack*|flood*|ruin*|destroy*|broke|
    breaking|soak*|crush*|stole|keyed|burn*|against|rammed|wrecked|vandali*|bumped|clipped|sideswiped|killed|fried|
    stained | on top of )
  ( up|into|against | the _{1,2} of|in|on )? my|our|the|a|an`,
);
const placeWord = phrase("from|of|in|at|on|by|near|to|with|outside|behind");
const owner = phrase("my|our");
const happened = wordSet(`
  was were got is are has have had been broke burst cracked leaked leaks flooded caught fell exploded died collapsed
  overflowed
`);
const maxNounWords = 4;

/** Words of this weight fit both concepts. Alone, their sum is limited to less than a decision needs. */
const weakWeight = 1;
const weakLimit = 1.4;

const weather = phrase("storm*|wind|winds|gale*|hurricane*|tornado*|cyclone*|typhoon*|blizzard*");
const outerParts = phrase("window|windows|roof|roofs|fence|shutter|shutters|awning|antenna|tiles|shed");

/** How much a text is about a damaged vehicle and about a damaged home, and the words that tell it. */
export function readConcepts(said: string): ConceptReading {
  const text = withoutStruck(respellText(said));
  const tokens = tokenize(text);
  const reading = weigh(withoutNotDamaged(text, tokens));
  // After a storm, windows and a roof without a car are those of a home.
  if (reading.vehicle.score === 0 && holds(weather, tokens) && holds(outerParts, tokens)) reading.home.score += 1;
  const [first, ...others] = thingsIn(text);
  if (first && others.length === 0) {
    reading[first].score += 4;
    reading[first === "vehicle" ? "home" : "vehicle"].score *= 0.4;
  }
  return reading;
}

/** The concepts of the damaged things: both in "fell on my car and on the roof of my house". */
export const damagedThings = (text: string): Concept[] => thingsIn(withoutStruck(respellText(text)));

function thingsIn(text: string): Concept[] {
  const tokens = tokenize(text);
  return [...new Set([...objectsOf(text, tokens), ...subjectsOf(text, tokens)])];
}

function withoutNotDamaged(text: string, tokens: Token[]): string {
  const hidden = new Set<number>();
  for (const { said, after } of notDamaged) {
    for (let index = 0; index < tokens.length; ) {
      const isRight = (at: number) => !after || matchAt(after, tokens, at) >= 0;
      const end = hidden.has(index) ? -1 : matchAt(said, tokens, index, tokens.length, isRight);
      for (let at = index; at < end; at++) hidden.add(at);
      index = Math.max(end, index + 1);
    }
  }
  let rest = "";
  let from = 0;
  for (const index of [...hidden].sort((left, right) => left - right)) {
    const { start, end } = tokens[index] ?? { start: from, end: from };
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return rest + text.slice(from);
}

function objectsOf(text: string, tokens: Token[]): Concept[] {
  const concepts: Concept[] = [];
  for (let index = 0; index < tokens.length; ) {
    const start = matchAt(doneTo, tokens, index);
    if (start < 0) index++;
    else {
      const end = nounEnd(tokens, start);
      concepts.push(...conceptOf(text, tokens.slice(start, end), holds(owner, tokens, index, end)));
      index = Math.max(end, start);
    }
  }
  return concepts;
}

function subjectsOf(text: string, tokens: Token[]): Concept[] {
  return [...tokens.keys()].flatMap((index) => {
    const { text: word } = tokens[index] ?? { text: "" };
    if ((word !== "my" && word !== "our") || endsBefore(placeWord, tokens, index)) return [];
    const end = nounEnd(tokens, index + 1, maxNounWords + 1);
    for (let verb = index + 2; verb < end; verb++) {
      if (happened.has(tokens[verb]?.text ?? "")) return conceptOf(text, tokens.slice(index + 1, verb), true);
    }
    return [];
  });
}

/** The end of the words that may name a thing: at a stop, or after `most` words. */
function nounEnd(tokens: Token[], start: number, most = maxNounWords): number {
  let words = 0;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.kind === "break" || /^[,.;!?]$/.test(token.text)) return index;
    if (!token.glued || index === start) words++;
    if (words > most || index > start + 3 * most) return index;
  }
  return tokens.length;
}

/** The concept that the words name. Words without an owner need a higher score: "on the floor" is a place. */
function conceptOf(text: string, words: Token[], isOwn: boolean): Concept[] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  const { vehicle, home } = weigh(text.slice(first.start, last.end));
  if (vehicle.score === home.score || Math.max(vehicle.score, home.score) < (isOwn ? 1.5 : 3)) return [];
  return [vehicle.score > home.score ? "vehicle" : "home"];
}

function weigh(text: string): ConceptReading {
  const reading: ConceptReading = { vehicle: { score: 0, words: [] }, home: { score: 0, words: [] } };
  const weak: Record<Concept, number> = { vehicle: 0, home: 0 };
  const counted = new Set<string>();
  const count = (term: string, factor = 1) => {
    const found = weights.get(term);
    if (!found || counted.has(term)) return;
    counted.add(term);
    if (found.weight <= weakWeight) weak[found.concept] += found.weight;
    else reading[found.concept].score += found.weight * factor;
    reading[found.concept].words.push(term);
  };
  const terms = readTerms(text);
  const single: string[] = [];
  for (let index = 0; index < terms.length; ) {
    const term = terms[index]?.text ?? "";
    const known = phrasesByFirstWord
      .get(term)
      ?.find(({ words }) => words.every((word, at) => isWord(terms[index + at], word, at, words.length)));
    if (known) count(known.term);
    else single.push(term);
    index += known?.words.length ?? 1;
  }
  for (const term of single) weighTerm(term, count, reading);
  for (const concept of ["vehicle", "home"] as const) {
    reading[concept].score += reading[concept].score > 0 ? weak[concept] : Math.min(weak[concept], weakLimit);
  }
  return reading;
}

/** Whether the term is the word. The last word of a phrase may continue: "car door-handle" has "car door" in it. */
const isWord = (term: Term | undefined, word: string, at: number, count: number): boolean =>
  (term?.text === word || (at === count - 1 && term?.text.startsWith(`${word}-`) === true)) &&
  (at === 0 || term?.follows === true);

function weighTerm(term: string, count: (term: string, factor?: number) => void, { vehicle }: ConceptReading): void {
  const known = [term, term.replace(/s$/, ""), ...term.split("-")].find((form) => weights.has(form));
  if (known) count(known);
  else if (/^(?:a|m|b|i-?)\d{1,3}$/.test(term)) vehicle.score += 1.5;
  else if (/^(?:[qx]\d|[a-z]\d{2,3}[di]?|\d{3}[di]|cx-?\d|gl[abce])$/.test(term)) vehicle.score += 2.5;
}

const event = phrase(
  `hit|crash*|collid*|collision|bumped|bumping|rearended|backed|reversed|reversing|scratch*|scrape|scraped|
    scraping|dent*|ding*|smash*|crack*|broke*|break*|shatter*|chip*|burst*|leak*|flood*|drip*|soak*|spill*|fire|
    burn*|smoke|explo*|storm*|hail*|wind|lightning|fell|fall|falls|falling|collaps*|stole|stolen|steal*|theft|
    thief|thieves|burgl*|robb*|vandal*|keyed|graffiti|slash*|punctur*|pothole|deer|skid*|slid*|spun|overflow*|
    clog*|blocked|blockage|surge|ruin*|destroy*|wreck*|accident|torn|tore|ripped|bent|blew|blown|sank|mold*|mould*|
    damp|wet|stain*|melt*|fried|dropped|drove|swerv*|towed|knocked|tipped|clipped|rammed|sideswiped|totalled|
    totaled|bust|busted|snapped|fused|died|kicked|spray|sprayed|shorted|warped|buckled|dinged|pried|scuff*|froze*|
    frozen|egged|jammed |
  rear -? ended | short circuit | ran into`,
);

/** Whether a text tells of an event with damage. */
export const tellsEvent = (text: string): boolean => holds(event, respell(tokenize(text)));
