import { endsBefore, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { tellsEvent } from "../matters/concepts";
import { weights } from "../words/vocabulary";
import { oneOf } from "../words/word-list";
import { beginsStreet, isHouseNumber, isProper, isStreetName } from "./place-names";
import { town } from "./towns";

/** Words after the name of a road: a part of it, or a direction. */
const onTheRoad = phrase(
  `[,]? ( at|near|by|around|before|after|past | just before|after|past | close to )? the?
    ( km|kilometer|kilometers|kilometre|kilometres|mile|milepost|exit|junction|jct|ausfahrt |
      mile|kilometer|kilometre marker|post )
    .? #1-4 ( ~[.,] ~#1-2 )? |
  [,]? northbound|southbound|eastbound|westbound |
  [,]? ( toward|towards|near|in | outside of? | in? direction of? ) <name> <name>?`,
  { name: ({ kind, raw }: Token) => kind === "word" && isProper(raw) },
);
const abbreviated = /^(?:\p{L}*str|st|rd|ave|blvd|dr|ln|apt|no|hwy)$/iu;
const streetWord = /^(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|square)$/i;
/** Words with a number in their name: "US 101", "Terminal 5". */
const takesNumber = /^(?:US|Terminal|Route|Highway|Hwy|Gate|Pier|Platform|SR|CR|FM)$/;
const postcode = /^(?:[A-Z]{1,2}\d{1,2}[A-Z]?|\d[A-Z]{2}|\d{5}(?:-\d{4})?)$/;
const links = /^(?:de|du|des|la|le|del|della|di|da|do|dos|of|the|am|an|der|den|van|von|upon|y|e)$/;
const maxParts = 4;
const maxWords = 5;
/** The largest length of an address. */
const maxLength = 160;
const noTown = oneOf(
  `sorry|wait|oops|actually|rather|correction|wrong|nope|please|thanks|yes|okay|well|yeah|instead|again|maybe|
    probably`,
  "i",
);
/** Words that may follow the name of a town: "Boston on Monday", but not "Tom hit me". */
const goesOn = oneOf(
  `on|at|in|when|and|by|yesterday|today|last|this|where|while|after|before|because|my|the|our|a|an|near|from|is|
    was|with|for|around|about|during`,
  "i",
);

/** The offset where the address ends that continues the place before `end`: with an exit, a house number, a city. */
export function addressEnd(text: string, end: number): number {
  const ahead = text.slice(end, end + maxLength);
  const tokens = tokenize(ahead);
  const [name = ""] = /\S*$/.exec(text.slice(Math.max(0, end - maxLength), end)) ?? [];
  // The point of "Musterstr. 5" and "High St., Oxford" does not end a sentence.
  const isShort = ahead.startsWith(".") && abbreviated.test(name);
  let lead = name;
  let at = isShort ? 1 : 0;
  let last = 0;
  for (let part = 0; part < maxParts; part++) {
    const road = matchAt(onTheRoad, tokens, at);
    const next = road >= 0 ? road : partEnd(tokens, at, ahead, lead);
    if (next <= at) break;
    [at, last, lead] = [next, next, tokens[next - 1]?.raw ?? ""];
  }
  return last === 0 ? end : end + (tokens[last - 1]?.end ?? 0);
}

const ownHome = /(?:^|\s)(?:home|house|place|flat|apartment|condo|driveway|garage|yard|garden)$/i;
/** "12 oak lane", in letters of any size. */
const houseInStreet = phrase(
  `[,:–-]? ( at|in|on|that's|its | it's )? #1-5 ( ~_ )?
    !lane|lanes|other|more|car|cars|on|in|at|of|the|a|an|my|and|or{1,2}
    street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|square`,
);

/** ", texas" after "austin" */
const townAfter = phrase(`[,]? ( ${town.source} )`);

/** The offset where "at home, 12 oak lane" or "austin, texas" ends, whose first part ends at `end`. */
export function homeAddressEnd(text: string, noun: string, end: number): number {
  const ahead = text.slice(end, end + maxLength);
  const tokens = tokenize(ahead);
  const state = endsBefore(town, tokenize(noun), tokenize(noun).length) ? matchAt(townAfter, tokens, 0) : -1;
  if (state >= 0) return end + (tokens[state - 1]?.end ?? 0);
  if (!ownHome.test(noun)) return end;
  const found = matchAt(houseInStreet, tokens, 0);
  return found < 0 ? end : addressEnd(text, end + (tokens[found - 1]?.end ?? 0));
}

/** The end of the next part of an address (", MA 02110", " Texas", ", 12 rue de Rivoli"), or -1. */
function partEnd(tokens: Token[], start: number, text: string, lead: string): number {
  const hasComma = tokens[start]?.text === ",";
  const words = wordsFrom(tokens, hasComma ? start + 1 : start, text);
  const isStreet = isStreetName(lead) || takesNumber.test(lead);
  let last = -1;
  let hasName = false;
  for (const [index, { raw }] of words.entries()) {
    const [before = hasComma ? "" : lead, after = ""] = [words[index - 1]?.raw, words[index + 1]?.raw];
    const isName = isProper(raw) || isStreetName(raw) || (beginsStreet(raw) && after !== "");
    const isLink = links.test(raw) && hasName;
    const isNumber =
      isHouseNumber(raw) &&
      (isStreetName(before) ||
        takesNumber.test(before) ||
        hasName ||
        isNameAhead(words, index + 1) ||
        (streetWord.test(before) &&
          raw.length <= 3 &&
          /^(?:\d{1,2}\p{L}?)$/u.test(raw) &&
          endsClause(tokens, words[index]?.to)));
    const isSide = /^(?:N|S|E|W|NE|NW|SE|SW)$/.test(raw) && (hasName || streetWord.test(before));
    if (!isName && !isLink && !isNumber && !isSide && !postcode.test(raw)) break;
    hasName ||= isName;
    if (!isLink) last = index;
  }
  const part = words[last];
  if (part === undefined) return hasComma ? townEnd(tokens, words, lead) : -1;
  if (!hasName && !isStreet && !streetWord.test(lead) && !/^\d{5}/.test(part.raw)) return -1;
  const after = words[last + 1];
  // "Tom hit me": Tom is not a place.
  return after && last === 0 && hasName && !goesOn.test(after.raw) ? -1 : part.to;
}

/** Whether a clause may end here: "Oak Street 5, Leeds", but not "on Oak Street 5 cars". */
const endsClause = (tokens: Token[], at = 0): boolean =>
  tokens[at]?.kind !== "number" &&
  (tokens[at]?.kind !== "word" || goesOn.test(tokens[at]?.raw ?? "")) &&
  tokens[at]?.text !== "$";

/** The end of a town in small letters, alone after a street ("5 elm street, boston"), or -1. */
function townEnd(tokens: Token[], words: { raw: string; to: number }[], lead: string): number {
  const [town] = words;
  if (
    !town ||
    !streetWord.test(lead) ||
    weights.has(town.raw) ||
    tellsEvent(town.raw) ||
    goesOn.test(town.raw) ||
    noTown.test(town.raw)
  )
    return -1;
  const isAlone = tokens[town.to] === undefined || /^[,.!?]$/.test(tokens[town.to]?.text ?? "");
  return isAlone && /^\p{Ll}{3,}$/u.test(town.raw) ? town.to : -1;
}

const isNameAhead = (words: { raw: string }[], index: number): boolean => {
  const raw = words[index]?.raw ?? "";
  return isProper(raw) || isStreetName(raw) || beginsStreet(raw);
};

/** The next words with their signs ("Saint-Denis", "221B", "12-14"), up to another sign. */
function wordsFrom(tokens: Token[], from: number, text: string): { raw: string; to: number }[] {
  const words: { raw: string; to: number }[] = [];
  for (let index = from; index < tokens.length && words.length <= maxWords; ) {
    const first = tokens[index];
    if (first?.kind !== "word" && first?.kind !== "number") break;
    let to = index + 1;
    while (tokens[to]?.glued && (isPart(tokens[to]) || (tokens[to]?.text === "-" && isPart(tokens[to + 1])))) to++;
    // "Musterstr. 5", "St. Louis"
    const isShort = tokens[to]?.text === "." && tokens[to]?.glued && /(?:str|st|ul)$/i.test(tokens[to - 1]?.text ?? "");
    if (isShort && tokens[to + 1]) to++;
    words.push({ raw: text.slice(first.start, tokens[to - 1]?.end), to });
    index = to;
  }
  return words;
}

const isPart = (token: Token | undefined): boolean => token?.kind === "word" || token?.kind === "number";
