import { readAs, type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { placeNouns } from "./place-nouns";
import { realWords } from "./real-words";
import { weights } from "./vocabulary";
import { wordList, wordSet } from "./word-list";

/** Words for events and people. The words for things and places are in their own lists. */
const others = wordList(`
    scratch scratched scratches scratching scrape scraped scraping dented denting damage damaged damages broke broken
    breaking smashed smash shattered cracked cracking crashed crash crashing collided collision bumped burst bursting
    leaked leaking leakage flooded flooding flood dripping dripped soaked soaking spilled burned burning burnt smoke
    exploded explosion storm hailstorm lightning falling fallen collapsed stolen stealing theft thief thieves burglary
    burglar burgled robbed robbery vandalised vandalized vandalism graffiti slashed punctured puncture pothole skidded
    slipped sliding overflowed overflowing overflow clogged blocked ruined ruining destroyed wrecked accident ripped
    stained melted dropped driving drove driver swerved towed knocked clipped rammed sideswiped totaled totalled
    snapped kicked sprayed warped buckled scuffed frozen someone somebody neighbour neighbours neighbor neighbors
    landlord tenant cyclist burglars parked parking insurance estimate window windows mirror water tiles happened
    morning evening yesterday behind against reversed reversing backed injured injury injuries hospital ambulance
    ceiling radiator washing machine appliance furniture front street corner outside thanksgiving christmas halloween
    valentines
  `);
/** Known words that no word is corrected to: makes and models (too close to other words), and misspelt ones. */
const noTargets = wordSet(`
  golf polo corsa astra focus clio civic camry prius yaris audi benz ford opel skoda škoda leon fabia volvo mazda
  honda lexus dacia chevy dodge jeep buick acura saab lada fiat juke micra jetta passat tiguan fiesta twingo megane
  tesla accord altima sentra tucson elantra suzuki subaru nissan toyota jaguar renault seat lyft uber vespa watch
  books clothes target marina costco tesco aldi lidl ikea walmart harley yamaha kawasaki ducati octavia infiniti
  cadillac ferrari mondeo sportage moose kangaroo boar marten lavadora cocina wohnung appartment vehical balkony
`);
/** The weight of known words that are too close to ordinary words ("charged"). No word is corrected to them. */
const ambiguousWeight = 2.4;
const shortest = 4;
const longest = 20;

const targets = new Set(
  [
    ...[...weights].filter(([, { weight }]) => weight !== ambiguousWeight).map(([term]) => term),
    ...others,
    ...placeNouns,
  ].filter((word) => /^[a-z]{4,20}$/.test(word) && !noTargets.has(word)),
);
const isKnown = (word: string): boolean =>
  [word, word.replace(/s$/, "")].some((form) => targets.has(form) || weights.has(form)) || realWords.has(word);

/** Words of three letters with two of them swapped, which are not words themselves. */
const short = new Map([
  ...["cra", "acr"].map((word) => [word, "car"] as const),
  ...["vna", "avn"].map((word) => [word, "van"] as const),
  ...["teh", "hte"].map((word) => [word, "the"] as const),
  ...["adn", "nad"].map((word) => [word, "and"] as const),
  ...["wsa", "ahd"].map((word) => [word, word === "wsa" ? "was" : "had"] as const),
]);

/** The number of typos that a word of this length may have. */
const maxTypos = (word: string): number => (word.length >= 8 ? 2 : 1);

/** The word without one of its letters, for each letter, and without two of them when `most` is 2. */
function shortened(word: string, most: number): Set<string> {
  const found = new Set([word]);
  let last = [word];
  for (let count = 0; count < most; count++) {
    const next = new Set<string>();
    for (const one of last) for (let at = 0; at < one.length; at++) next.add(one.slice(0, at) + one.slice(at + 1));
    for (const one of next) found.add(one);
    last = [...next];
  }
  return found;
}

/** The known words by what is left of them without some letters. A misspelt word has the same rest as the right one. */
const byRest: ReadonlyMap<string, string[]> = [...targets].reduce((index, target) => {
  for (const rest of shortened(target, maxTypos(target))) {
    const same = index.get(rest);
    if (same) same.push(target);
    else index.set(rest, [target]);
  }
  return index;
}, new Map<string, string[]>());

/**
 * The known word that a misspelt one means ("scrached", "kichen", "windsheild"): the one with the fewest typos. All
 * other words, known or not, are returned as they are, in lower case.
 */
export function correctSpelling(word: string): string {
  const known = short.get(word);
  if (known !== undefined) return known;
  if (word.length < shortest || word.length > longest || !/^[a-z]+$/.test(word) || isKnown(word)) return word;
  let best = word;
  let fewest = Number.POSITIVE_INFINITY;
  const seen = new Set<string>();
  for (const rest of shortened(word, word.length >= 7 ? 2 : 1)) {
    for (const target of byRest.get(rest) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      const typos = typosBetween(word, target);
      if (typos <= maxTypos(target) && typos < fewest && isLikely(word, target)) {
        best = target;
        fewest = typos;
      }
    }
  }
  return best;
}

/** A misspelt word has the right first letter, or its first two letters are swapped. */
function isLikely(word: string, target: string): boolean {
  if (word[0] !== target[0] && !(word[0] === target[1] && word[1] === target[0])) return false;
  if (target.length > shortest) return true;
  const isSwapped = word.length === target.length && [...word].sort().join("") === [...target].sort().join("");
  return isSwapped || word.replace(/(.)\1/, "$1") === target || word === target.replace(/(.)\1/, "$1$1$1");
}

/** The smallest number of letters that are missing, extra, wrong or swapped with their neighbour. */
export function typosBetween(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let at = 1; at <= right.length; at++) {
      const isSame = left[row - 1] === right[at - 1];
      const isSwapped = row > 1 && at > 1 && left[row - 1] === right[at - 2] && left[row - 2] === right[at - 1];
      current[at] = Math.min(
        (last[at] ?? 0) + 1,
        (current[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (beforeLast[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[right.length] ?? 0;
}

/** The tokens with the right words in the place of misspelt ones. Names are not changed. */
export function respell(tokens: Token[]): Token[] {
  const meanings = new Map<string, string>();
  return tokens.map((token, index) => {
    if (token.kind !== "word" || isName(token, tokens[index - 1])) return token;
    const meant = meanings.get(token.base) ?? correctSpelling(token.base);
    meanings.set(token.base, meant);
    return meant === token.base ? token : readAs(token, meant);
  });
}

/** A word in the middle of a sentence that starts with a capital letter. */
const isName = ({ raw }: Token, before: Token | undefined): boolean =>
  /^\p{Lu}\p{Ll}/u.test(raw) && before !== undefined && before.kind !== "break" && !/^[.!?:"]$/.test(before.text);

/** The text with the right words in the place of misspelt ones. */
export function respellText(text: string): string {
  let rest = "";
  let from = 0;
  for (const token of respell(tokenize(text))) {
    if (token.kind !== "word" || token.text === token.raw.toLowerCase().replaceAll("’", "'")) continue;
    rest += text.slice(from, token.start) + token.text;
    from = token.end;
  }
  return rest + text.slice(from);
}
