import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { tellsEvent } from "../matters/concepts";
import { addressEnd, homeAddressEnd } from "./addresses";
import { nounPhrase } from "./place-names";
import { isAddress, preposition, tidyPlace } from "./place-words";

/** Words that correct the words before them. */
const cue = phrase(
  `[,.;:!?–-]{0,2} ( ( and|but|oh|ah|well [,]? ){0,1}
    ( no|nope|sorry|wait|oops|actually|rather|correction|wrong | i mean|meant | or rather | make that |
      scratch|strike that | not right )
    [,.;:!–-]{0,2} ){1,4}`,
);
/** Words that name what they correct: "not the kitchen,", "the kitchen is wrong,", "change the kitchen to". */
const named = phrase(
  `( and|but|oh|ah|well|sorry|no|actually [,.!]? ){0,3}
    ( ( not|*n't | it|that|this was|is not | it|that wasn't|isn't ) in|on|at? !in|on|at ( _ ~'? ){0,3} ( [,;–-]
      but? | but )
    | the|my|our? _{1,3} is|was wrong|incorrect|false [,.;–-]
    | i said|wrote|put|told|typed _{1,4} [,;–-]? but|and
    | change|correct|replace|update _{1,4} to|with|into|by )`,
);
const lead = phrase(
  `( ( it|that|this|place|address was|is | it's|its | it happened | it|that|place should be |
      place|where|location is|was|: ) actually|really|rather? |
    change it|that|place|where to | make it )?`,
);
const behind = "behind|opposite|upstairs|downstairs|outside | next door | across the street | around the corner";
const goesOn = phrase(behind);
const tail = phrase("[,]? ( instead|please|thanks|sorry|then | i think | of course ){0,2} [.!]{0,3} $");
/** "sorry, in Leeds a bus scraped my car" */
const tellsOn = phrase("a|an|my|our|the|someone|somebody|i|we|it|there");
/** The end of the place that a correction names. */
const stop = /[,.;!?\n]|\s[-–—]\s|\s(?:not|and|but|instead of|rather than)\s/i;
const maxLength = 100;
/** "my flat" may be the matter of the claim and not the place. */
const ofHome = /^(?:my|our|the|an?)\s(?:\p{Ll}+\s)?(?:flat|apartment|house|home|condo|place)$/iu;

interface Place {
  start: number;
  end: number;
  place: string;
  hasPreposition: boolean;
}

/** The place in the first clause of a text. Null when the clause says more, unless it `mayGoOn` with an event. */
function placeAlone(text: string, mayGoOn = false): Place | null {
  const ahead = text.slice(0, maxLength);
  const cut = ahead.search(stop);
  const said = cut < 0 ? ahead : ahead.slice(0, cut);
  const tokens = tokenize(said);
  const first = Math.max(matchAt(lead, tokens, 0), 0);
  const at = Math.max(matchAt(preposition, tokens, first), first);
  const [start, from] = [tokens[first]?.start, tokens[at]?.start];
  const noun = from === undefined ? null : nounPhrase(said.slice(from));
  if (start === undefined || from === undefined || noun === null || tellsEvent(noun)) return null;
  const nounEnd = said.indexOf(noun, from) + noun.length;
  const rest = tokenize(said.slice(nounEnd));
  const more = Math.max(matchAt(goesOn, rest, 0), 0);
  const tells = mayGoOn && at > first && matchAt(tellsOn, rest, more) >= 0;
  if (!tells && matchAt(tail, rest, more) !== rest.length) return null;
  const ends = more > 0 ? nounEnd + (rest[more - 1]?.end ?? 0) : nounEnd;
  const end = isAddress(noun) && more === 0 ? addressEnd(text, nounEnd) : homeAddressEnd(text, noun, ends);
  return { start, end, place: tidyPlace(text.slice(start, end)), hasPreposition: at > first };
}

/**
 * The place that replaces the one before it ("the kitchen, no, the bathroom"). `end` is the offset after the first
 * one.
 */
export function placeInstead(text: string, end: number): Place | null {
  const ahead = text.slice(end, end + 2 * maxLength);
  const tokens = tokenize(ahead);
  const from = tokens[matchAt(cue, tokens, 0)]?.start;
  const found = from === undefined ? null : placeAlone(ahead.slice(from), true);
  if (from === undefined || found === null) return null;
  return { ...found, start: end + from + found.start, end: end + from + found.end };
}

/**
 * The place in a reply that replaces the known one (`shown`): "no, the bathroom", "the kitchen, no, the bathroom", "the
 * bathroom". Null when the reply says something else.
 */
export function readPlaceInstead(text: string, shown: string | undefined): string | null {
  const tokens = tokenize(text.slice(0, maxLength));
  const denied = Math.max(matchAt(named, tokens, 0), 0);
  const cued = Math.max(matchAt(cue, tokens, denied), denied);
  const from = tokens[cued]?.start ?? 0;
  const first = placeAlone(text.slice(from));
  if (first === null) return null;
  const second = placeInstead(text, from + first.end);
  if (second) return second.place;
  if (denied > 0) return first.place;
  if (shown === undefined || (!first.hasPreposition && ofHome.test(first.place))) return null;
  // A bare name may be the name of a person.
  const isName = !first.hasPreposition && /^\p{Lu}\p{Ll}+$/u.test(first.place);
  const after = tokenize(text.slice(from + first.end));
  if (cued > 0 && !(isName && isRoomLike(shown))) return first.place;
  return !isName && (saysNoMore(after) || matchAt(denial, after, 0) >= 0) ? first.place : null;
}

const isRoomLike = (place: string): boolean => !/\p{Lu}/u.test(place);

const denial = phrase("[,]? ( and|but )? ( not | *n't | instead of | rather than )");
const saysNoMore = (tokens: Token[]): boolean => matchAt(tail, tokens, 0) === tokens.length;
