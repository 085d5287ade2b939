import { findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { weights } from "../words/vocabulary";
import { wordSet } from "../words/word-list";
import { withoutSpans } from "../words/words";

const isVehicle = ({ kind, base }: Token): boolean => {
  const known = kind === "word" ? weights.get(base) : undefined;
  return known?.concept === "vehicle" && known.weight >= 3;
};
const solid = wordSet(`
  garage gate mailbox letterbox carport porch step steps pillar post wall fence door shed hedge railing house home
  building flat apartment kitchen balcony terrace window windows chimney roof deck
`);
/** A part of a home that a vehicle can drive against. */
const isSolid = ({ kind, base, text }: Token): boolean =>
  kind === "word" && (solid.has(base) || solid.has(text.replace(/s$/, "")) || weights.get(base)?.concept === "home");
const tests = {
  vehicle: isVehicle,
  solid: isSolid,
  own: ({ text, base }: Token) => text === base,
};

const person = "( i|we | my|our !car|van|truck|house|home{1,2} )";
const into = "into|against|onto|on|through|over|in";
const strikes = `hit|hits|struck|bumped|scraped|clipped|rammed|smashed|crashed|slid|rolled|ran|drove|skidded|backed|
  reversed|slammed|bumped|went|tore|dented`;
/** The claimant's vehicle hit something. The phrase ends before the words for that thing. */
const strike = phrase(
  `my|our ( !*'s ){0,2} <vehicle> [^.;!?]!my|our|a|an|by{0,7} ( ${strikes} ( ${into} )? | into|against|through ) |
  ${person} ( accidentally|just|then|have|had|has|also|slowly|gently ){0,2} (
    drove|backed|reversed|crashed|slid|skidded|swerved|rolled|slammed|rammed|bumped|scraped|scratched|dented|smashed|
    ran|pulled|hit ) ( my|our|the|a ( !*'s ){0,2} <vehicle> | up | back ){0,2} ( ${into} ) |
  ${person} hit|struck|clipped|rammed|bumped|scraped`,
  tests,
);
/** Verbs that imply a vehicle. */
const drives = phrase("drove|driving|backed|reversed|reversing|skidded|swerved|parked|parking|crashed|steered|braked");
const own = phrase("my|our own? ( !*'s ){0,2} <solid>", tests);
const ofOthers = phrase(
  `( my|our _{0,1} ~'? ) <whose> | a|an|the|his|her|their|its|some|someone's|somebody's|another |
    my|our neighbours|neighbors`,
  { whose: ({ text, base }: Token) => text !== base },
);
/** Words for parking and not for a collision: "I backed the van into the garage". */
const parks = phrase(
  "backed|drove|pulled|rolled|reversed|parked [^.;!?]{0,5} into my|our|the garage|carport|driveway|house|home",
);
const hard = phrase("door|doors|wall|gate|post|pillar|frame|fence");
const maxThingLength = 9;

const ownBoth = phrase(
  `my|our ( !*'s ){0,2} <vehicle> ( and|plus|& | as well as ) also? my|our|the ( !*'s ){0,2} <solid> |
  my|our ( !*'s ){0,2} <solid> door|wall|roof|windows? ( and|plus|& | as well as ) also? my|our ( !*'s ){0,2}
    <vehicle>`,
  tests,
);
const asWorkshop = phrase(
  `( guy|man|people|owner|i|we|that _? )? ( is|are|has|have|had|now|just|already|there|where|which ){0,2}
    say|says|said|saying|want|wants|wanted|quote|quoted|quotes|ask|asks|asked|asking|told|tells|charge|charges|charged|
    estimate|estimates|estimated|thinks|reckons|offered|offers|repair|repairs|fixed|fixes|called|gave|checked|looked`,
);
const between = phrase("between");
const onlyOne = phrase(
  "only|just|luckily the|my|our | is|was|are|were not|n't damaged | no damage to | nothing happened",
);

/** The vehicle is not damaged: "the jeep is fine". */
const fine = phrase(
  `<vehicle> ( itself|is|was|has|had|got|luckily|still|totally|completely ){1,3} (
    fine|ok|okay|alright|unharmed|undamaged|untouched|intact | not damaged|hurt | no damage|dent|scratch | nothing )`,
  tests,
);

/** A thing that the claimant's vehicle hit, with its offsets, and whether it belongs to the claimant. */
interface Struck {
  start: number;
  end: number;
  isOwn: boolean;
}

function findStruck(text: string): Struck[] {
  const tokens = tokenize(text);
  const hasVehicle = (tokens.some(isVehicle) || holds(drives, tokens)) && !holds(fine, tokens);
  const found: Struck[] = [];
  for (let index = 0; index < tokens.length && hasVehicle; ) {
    const start = matchAt(strike, tokens, index);
    const ownEnd = start < 0 ? -1 : matchAt(own, tokens, start);
    const isOthers = start >= 0 && matchAt(ofOthers, tokens, start) >= 0;
    if (start < 0 || (ownEnd < 0 && !isOthers)) {
      index++;
      continue;
    }
    const end = thingEnd(tokens, start);
    const isParking = holds(parks, tokens, index, end) && !holds(hard, tokens, start, end);
    if (!isParking && tokens.slice(start, end).some(isSolid)) {
      const isOwn = ownEnd >= 0 && !isOthers;
      found.push({ start: tokens[start]?.start ?? 0, end: tokens[end - 1]?.end ?? text.length, isOwn });
    }
    index = Math.max(end, index + 1);
  }
  return found;
}

const goesOn = phrase("of|at|next|on|in|behind|opposite a|an|the|my|our|his|her|their|door|someone|somebody");

/** The end of the words for a thing: "the wall of the supermarket". */
function thingEnd(tokens: Token[], start: number): number {
  let end = start;
  while (end < tokens.length && end - start < maxThingLength) {
    const token = tokens[end];
    if (!token || token.kind === "break" || token.kind === "number" || /^[,.;:!?()$]$/.test(token.text)) break;
    if (/^(?:and|but|so|with|when|while|because|it|i|we|which|that|is|was|are|were|now|then|both)$/.test(token.text))
      break;
    if (/^(?:of|at|next|on|in|behind|opposite)$/.test(token.text) && matchAt(goesOn, tokens, end) < 0) break;
    end++;
  }
  return end;
}

/** The text without other people's property that the claimant's vehicle hit: that is not damage to their home. */
export const withoutStruck = (text: string): string =>
  withoutSpans(
    text,
    findStruck(text).filter(({ isOwn }) => !isOwn),
    " something ",
  );

/** Whether the claimant's vehicle and a part of their own home were both damaged, by each other or together. */
export function damagesBoth(text: string): boolean {
  const tokens = tokenize(text);
  if (holds(onlyOne, tokens) || holds(fine, tokens)) return false;
  if (findStruck(text).some(({ isOwn }) => isOwn)) return true;
  const both = findPhrase(ownBoth, tokens);
  // "my car and the garage says 900": the garage is a workshop.
  if (both && matchAt(asWorkshop, tokens, both.end) >= 0) return false;
  return both !== null && !holds(between, tokens, Math.max(0, both.start - 2), both.start);
}
