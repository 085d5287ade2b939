import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { wordSet } from "../replies/words";

/** Whether the token ends a sentence, unless it stands inside a number or a name. */
export const isStop = ({ kind, text }: Token): boolean =>
  kind === "break" || (kind === "symbol" && /^[.!?;]$/.test(text));

/** Whether a sentence ends here: a stop inside a number or a name does not end it. */
export const isEnd = (tokens: Token[], index: number): boolean => {
  const token = tokens[index];
  return token !== undefined && isStop(token) && !(token.text === "." && tokens[index + 1]?.glued === true);
};

/** Words that begin a reason. */
export const givesReason = wordSet("because if although even though since");
const partsBegin = new Set([...givesReason, ",", "and", "but"]);
/** Whether a part of a sentence ends before the token. */
export const endsPart = (tokens: Token[], index: number): boolean => {
  const text = tokens[index]?.text ?? "";
  if (text === ",") return tokens[index + 1]?.kind !== "number" || tokens[index + 1]?.glued !== true;
  if (text === "even") return tokens[index + 1]?.text === "though";
  // "Since Monday" is a day.
  if (text === "since") return matchAt(ownClause, tokens, index + 1) >= 0;
  return partsBegin.has(text) && !partsBegin.has(tokens[index - 1]?.text ?? "");
};

/** The parts of a sentence between commas and the words that join clauses. */
export function partsOf(tokens: Token[], start: number, end: number): [number, number][] {
  const starts = [start];
  for (let index = start + 1; index < end; index++) if (endsPart(tokens, index)) starts.push(index);
  return starts
    .map((from, index): [number, number] => [from, starts[index + 1] ?? end])
    .filter(([from, to]) => from < to);
}

const ownClause = phrase("i|we|he|she|they|it|my|our|his|her|their|the|someone|nobody");
