import { matchAt, phrase } from "@/lib/tokens/phrase";
import type { Token } from "@/lib/tokens/tokens";

/** Words beside an amount that do not name what it is for. */
const nameless = new Set(
  `a an the my our his her their its and or plus also then with for of at to in on is was are were be it that this these
  cost costs costing price prices quote quotes quoted estimate estimated bill invoice total amount sum worth repair
  repairs fix fixing replace replacing replacement about around roughly circa maybe perhaps approx say says said wants
  want asks garage mechanic shop plumber roofer dealer one two three another other i we he she they would will be only
  just like dollars dollar usd bucks new they took stole broke so no not yes sorry actually wait first second`.split(
    /\s+/,
  ),
);
const mostWords = 3;
const forWhat = phrase("for|on the|my|our|a|an|his|her|their|new{0,2}");

/** What an amount between two tokens is said to be for ("TV 400": "TV", "$500 for the door": "door"), or "". */
export const partName = (tokens: Token[], from: number, to: number): string =>
  nameBefore(tokens, from) || nameAfter(tokens, to);

function nameBefore(tokens: Token[], from: number): string {
  let end = from;
  while (/^[(:=$–-]$/.test(tokens[end - 1]?.text ?? "")) end--;
  while (tokens[end - 1]?.kind === "word" && nameless.has(tokens[end - 1]?.text ?? "")) end--;
  return nameOf(tokens, end, -1);
}

function nameAfter(tokens: Token[], to: number): string {
  const start = matchAt(forWhat, tokens, to);
  return start < 0 ? "" : nameOf(tokens, start, 1);
}

/** At most so many words that name something, from here on in one direction. */
function nameOf(tokens: Token[], at: number, step: 1 | -1): string {
  const words: string[] = [];
  for (let index = step > 0 ? at : at - 1; words.length < mostWords; index += step) {
    const token = tokens[index];
    if (token?.kind !== "word" || nameless.has(token.text)) break;
    words.push(token.raw);
  }
  return (step > 0 ? words : words.reverse()).join(" ");
}
