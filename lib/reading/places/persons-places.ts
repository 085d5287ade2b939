import { endsBefore, holds, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import type { ConceptReading } from "../matters/concepts";
import { wordSet } from "../words/word-list";
import { room } from "./place-words";

const relatives = wordSet(`
  wife husband son daughter mother father mum mom dad parents partner girlfriend boyfriend family kids children
  brother sister friend roommate flatmate
`);
const tests = { relative: ({ text }: Token) => relatives.has(text) };
const person = "i|we|she|he|they|everyone|everybody|nobody | my|our <relative> | and i";
const states = `( just|still|already|also|only|both|all|alone|away|out|off|asleep|sleeping|busy|shopping|visiting|
    staying|sitting|watching|working|travelling|traveling|abroad|overseas|home|over|fast|sound |
    with my|our|the|some _{1,2} |
  on|in a|my|our|the? holiday|holidays|vacation|trip|business|leave|break|honeymoon|cruise|weekend|bed ){0,3}`;
/** Words before the place where a person was. */
const was = phrase(
  `( ( ${person} ) ( was|were|am|is|are | had|have|has been ) | i'm|we're|he's|she's|they're ) ${states} |
  while|when|was|were staying|visiting|travelling|traveling|working|holidaying |
    while|when on|in holiday|holidays|vacation|business ${states}`,
  tests,
);
const works = phrase("i|we|he|she work|works|worked");
const lives = phrase("( and|but )? i|we live|lived|reside");

/** Places where a person is with their vehicle. */
const ofTraffic = phrase(
  `street|st|road|rd|avenue|ave|lane|boulevard|blvd|highway|hwy|motorway|freeway|autobahn|interstate|junction|
    intersection|crossroads|crossing|roundabout|exit|bridge|tunnel|carpark|parking|lot|toll|border|ferry|carwash|
    petrol|gas|light|lights|kerb|curb|ramp|bend|bypass|corner|traffic | car park | drive -? thru|through | # |
    stop sign`,
);
/** Words that tell that a person was in their vehicle. */
const inVehicle = phrase(
  `hit|hits|struck|rammed|ended|rearended|sideswiped|clipped|bumped|backed|crashed|drove|ran|into me|us |
  i|we hit|slid|skidded|crashed|backed|reversed|swerved|drove|braked|scraped|bumped`,
);
/**
 * What a place after words about a person is: "elsewhere" when only the person was there ("I was at work"), "here" when
 * the damage was there too ("I was on Main Street when a van hit me"), "lives" when it is their home. Undefined without
 * words about a person. `index` is the token of the preposition.
 */
export function personsPlace(
  tokens: Token[],
  index: number,
  place: string,
  concepts: () => ConceptReading,
): "elsewhere" | "here" | "lives" | undefined {
  const isVehicle = () => concepts().vehicle.score > concepts().home.score;
  if (endsBefore(lives, tokens, index)) return isVehicle() ? "elsewhere" : "lives";
  if (endsBefore(works, tokens, index)) return "elsewhere";
  if (!endsBefore(was, tokens, index)) return undefined;
  const words = tokenize(place);
  if (isVehicle()) return holds(ofTraffic, words) || holds(inVehicle, tokens) ? "here" : "elsewhere";
  return holds(room, words) ? "here" : "elsewhere";
}
