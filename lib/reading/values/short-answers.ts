import { findPhrase, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { wordSet } from "../words/word-list";

const opening = phrase(
  `( no|nope|sorry|yes|yeah|yep|ok|okay|well|oh|so|hm|hi|hello|wait|actually|as|but|and | i|we already|just? said|told|
    wrote|typed|mean|meant|say|gave|think|guess you|it{0,2} | like i said | thats what i said ) [,.:!–-]{0,2}`,
);
const itIs = phrase(
  `( it|that|this ) ( is|was | should be | reads|says ) | it's|its|that's|thats | here it? is [:]? | here you go [:]?`,
);
const copula = phrase("is|was|are|reads | [:=] | would|should be");
const naming = phrase("called|named? [:]?");
const determiner = wordSet("the my our his her their its a an your this that");
const small = wordSet("what is the of a an your my it in on for to which do you have are was please and or");
const longestName = 6;

/** The words that name a fact: those of its label and its question. */
const namesOf = (names: string): Set<string> =>
  new Set(tokenize(names).flatMap(({ base, kind }) => (kind === "word" && !small.has(base) ? [base] : [])));

/**
 * The end of the words that only lead to an answer: "i said", "it's", "my plate is" when `names` (the label and the
 * question) speak of a plate. 0 without any.
 */
function leadEnd(tokens: Token[], names: string): number {
  const known = namesOf(names);
  let at = 0;
  for (let end = matchAt(opening, tokens, at); end > at; end = matchAt(opening, tokens, at)) at = end;
  const told = matchAt(itIs, tokens, at);
  if (told > at) return told;
  let index = at;
  let isNamed = false;
  while (index - at < longestName && tokens[index]?.kind === "word" && matchAt(copula, tokens, index) < 0) {
    isNamed ||= known.has(tokens[index]?.base ?? "");
    index++;
  }
  const end = matchAt(copula, tokens, index);
  if (!isNamed || end < 0) return at;
  return Math.max(matchAt(naming, tokens, end), end);
}

/**
 * A short answer without the words that lead to it: "i said BX 4711" -> "BX 4711", "my plate is KXT 552" -> "KXT 552"
 * for the question "What is the number plate?". `names`: the label and the question.
 */
export function readShortAnswer(text: string, names: string): string {
  const tokens = tokenize(text);
  const start = tokens[leadEnd(tokens, names)]?.start;
  return start === undefined ? text : trimmed(text.slice(start));
}

/** Only the last point: "B-MW 1234." but "Dr." stays when it is all. */
const trimmed = (text: string): string => (/\s|\d/.test(text) ? text.trim().replace(/[.!]$/, "") : text.trim());

/**
 * The value of a fact that a text names: "the plate is KXT 553" among other words. Null when it does not. `label`: the
 * name of the fact.
 */
export function readNamedValue(text: string, label: string): string | null {
  const tokens = tokenize(text);
  const known = namesOf(label);
  for (const [index, { base }] of tokens.entries()) {
    if (!known.has(base)) continue;
    const end = matchAt(copula, tokens, index + 1);
    if (end < 0 || determiner.has(base)) continue;
    const stop = findPhrase(ends, tokens, end)?.start ?? tokens.length;
    const [first, last] = [tokens[end], tokens[stop - 1]];
    if (!first || !last || stop <= end || stop - end > mostWords || denied.has(first.text)) return null;
    return text.slice(first.start, last.end);
  }
  return null;
}

const ends = phrase("[,;!?] | and|but|not|please|sorry|instead | [.] $ | <break>", {
  break: ({ kind }) => kind === "break",
});
const mostWords = 10;
const denied = wordSet("not wrong incorrect false missing right correct fine ok okay different unknown off");
