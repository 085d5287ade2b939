import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { endsPart, isEnd } from "./sentence-parts";

/** Where a question to us begins that needs no mark: a request ("can you change it") and a story begin otherwise. */
export const unmarked = phrase(
  `( oh|and|but|so|ok|okay|also|well|hey|hi|hello|btw|lol|pls|please [,]? ){0,3} (
    do|does|is|are|am|must|should|shall i|we|u|it|this|that|my|our|your|the|a|an|insurance|there |
    do|will|would you|u ( also|still|then|really|even|actually ){0,1} !please|change|correct|add|note|put|write |
    will|would|can|could i|we|it|this|that|my|our|the|insurance | what|how about |
    what|and if | what happens|happen if|when|to | who pays|decides|covers |
    how much|long do|does|will|would|is|are|can |
    how|when|where|why do|does|will|would|can|is|are i|we|you|u|it|this|that|my|our|the |
    what|which is|are|does|do i|we|you|covered|insured|my|the|included )`,
);

/** The tokens with a mark at the end of every question that has none. */
export function withQuestionMarks(tokens: Token[]): Token[] {
  const places = new Set<number>();
  for (let start = 0; start < tokens.length; ) {
    let end = start;
    while (end < tokens.length && !isEnd(tokens, end)) end++;
    const place = tokens[end]?.text === "?" ? undefined : endOfUnmarked(tokens.slice(start, end));
    if (place !== undefined) places.add(start + place);
    start = end + 1;
  }
  if (places.size === 0) return tokens;
  const marked = tokens.flatMap((token, index) =>
    places.has(index) ? [markAfter(tokens[index - 1]), token] : [token],
  );
  return places.has(tokens.length) ? [...marked, markAfter(tokens.at(-1))] : marked;
}

/** Where a question of the sentence ends: at its end, or before the first comma when another part follows. */
function endOfUnmarked(sentence: Token[]): number | undefined {
  const begins = (at: number) => matchAt(unmarked, sentence, at) >= 0;
  const commas = sentence.flatMap(({ text }, index) => (text === "," && endsPart(sentence, index) ? [index] : []));
  const [first = sentence.length, last = -1] = [commas[0], commas.at(-1)];
  if (begins(last + 1)) return sentence.length;
  return begins(0) ? first : undefined;
}

function markAfter(token: Token | undefined): Token {
  const at = token?.end ?? 0;
  return { kind: "symbol", text: "?", base: "?", raw: "", start: at, end: at, glued: true };
}
