import { endsBefore, findPhrase, holds, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";

/** Words without meaning between a correction and the amount: "actually, it's about". */
const small = `( [,.:;!-]{0,3} it|it's|its|that|that's|thats|is|was|are|to|be|about|around|like|more|only|just|the|a|
  an|right|correct|amount|total|price|cost|costs|sum|should|would|make|well|i|my|here|of|for|at|they|he|she|garage|
  mechanic|shop|say|says|said ){0,12} [,.:;!$-]{0,4}`;

/** Words that correct the amount before them, anywhere between two amounts. */
const clear = [
  `typo|mistyped|misread|misspoke|miscounted|correct|corrected|correction|oops|ooops|whoops|woops |
   i actually|really{0,2} mean|meant | scratch|strike|forget|cancel that | my|by mistake|bad|error | take that back`,
  `extra|missing|one zero | zero too many|much|few |
   ( wrong | not the right ) _? number|amount|one|paper|figure|quote|bill|invoice|price|sum|page|line|estimate`,
  "no|oh|oops|but|ah [,.!]{0,3} wait | wait [,.!]{0,3} no|sorry | no [,.!]{0,3} sorry | hold|hang on",
  `( that|this|it was|is | that's|thats|it's|its|this's ) only|just|all? ( a mistake | an error | a mixup | a mix -
    up | wrong|incorrect|outdated | the wrong )`,
  "sorry|no [,.]{0,3} ( that|this|it was|is | that's|thats|it's|its ) only|just|with|without|for|the|before",
  "edit|edited|update :",
  "final bill|invoice|quote|price|amount|cost|estimate|number",
  `revised|updated|corrected|raised|increased|adjusted|changed it|that|the? _? up|down? ( to | : ) |
   revised|updated|corrected quote|estimate|bill|amount|invoice|total|price|offer`,
].map((source) => phrase(source));
/** Words that correct when only words without meaning follow before the next amount. */
const clearAtEnd = [
  // "sorry no, just checked the email, it's", but not "sorry no photos yet"
  `sorry [,.!-]{0,3} no ( [,.;:!-] | wait|it|its|it's|that|i|i'm|we|just|the|my|they|he|she|make )? ( [^,.;!?]{0,8}
    [,.;!?]{1,3} ){0,3} [^,.;!?]{0,8}`,
  `sorry|wait|no|nope [,.!-]{0,3} ( i|i've | i have )? just|now|only{0,3} ( double -? )? ( checked|doublechecked|
    looked|reread|found | re - read ) [^.;!?]{0,20}`,
  `( no|noo|nooo|nope|sorry|wait|pardon|apologies|update | excuse me ) ${small}`,
].map((source) => phrase(source));
const sorryNo = phrase(
  "sorry [,.!-]{0,3} no ( [,.;:!-] | $ | wait|it|its|it's|that|i|i'm|we|just|the|my|they|he|she|make )",
);

/** Words that may correct or not: they never make a claim smaller. */
const vague = phrase(
  `( actually|really|rather|now|meanwhile|but | more like | closer to | make it|that | in fact | turns|turned out )
  ( [,]{0,2} it|the|my|they _? ( say|says|said|want|wants|ask|asks | turned out ) )? ${small}`,
);
const atFirst = phrase("first|initially|originally|thought|guessed|assumed | used to be");
const atLast = phrase("but|now|then|later | turned|turns out");
/** Words that add another thing. */
const addition = phrase(
  `also|plus|too|another|additional|additionally|forgot|forgotten|add|added|adding|besides |
  on top | as well | extra ( !zero | [^_] | $ ) | second one`,
);
const sentenceLength = 16;

/** Whether the tokens between two amounts add the second one to the first: "add $50". */
export const isAddition = (tokens: Token[], from: number, to: number): boolean => holds(addition, tokens, from, to);

/** The token after the first words that add another thing, or -1. */
export const firstAddition = (tokens: Token[]): number => findPhrase(addition, tokens)?.end ?? -1;

/** Whether the tokens between two amounts clearly correct the first one. */
export function takesBackClearly(tokens: Token[], from: number, to: number): boolean {
  if (clear.some((cue) => holds(cue, tokens, from, to))) return true;
  return clearAtEnd.some(
    (cue, index) => endsBefore(cue, tokens, to, from) && (index > 0 || holds(sorryNo, tokens, from, to)),
  );
}

/** Whether the tokens between two amounts may correct the first one. */
export const isTakenBack = (tokens: Token[], from: number, to: number): boolean =>
  (takesBackClearly(tokens, from, to) || endsBefore(vague, tokens, to, from)) && !isAddition(tokens, from, to);

/** "first they said 800, but then 1200" */
export const isTakenBackAtLast = (tokens: Token[], previous: { from: number; to: number; floor: number }, to: number) =>
  holds(atLast, tokens, previous.to, to) &&
  holds(atFirst, tokens, Math.max(previous.floor, previous.from - sentenceLength), previous.from);
