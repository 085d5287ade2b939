import { setImmediate as yieldToOthers } from "node:timers/promises";

/** Lines, and characters, that are read without a pause: other requests wait meanwhile. */
const linesAtOnce = 5_000;
const charactersAtOnce = 200_000;

/** Characters. A paragraph goes no further: it is worked on at once. A longer line is several. */
export const longestParagraph = 100_000;

/** The lines of a text. One that is longer than a paragraph may be comes in parts, and other requests are answered. */
export async function* readLines(text: string): AsyncGenerator<string> {
  let [lines, characters] = [0, 0];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    for (let from = start; from === start || from < end; ) {
      const to = endOfPart(text, from, end);
      lines += 1;
      characters += to - from;
      if (lines >= linesAtOnce || characters >= charactersAtOnce) {
        [lines, characters] = [0, 0];
        await yieldToOthers();
      }
      yield text.slice(from, to);
      if (to === end) break;
      from = to;
    }
    start = end + 1;
  }
}

/** Where the part of a line ends: after its last sentence, else its last space, else between two characters. */
function endOfPart(text: string, from: number, end: number): number {
  if (end - from <= longestParagraph) return end;
  const limit = from + longestParagraph;
  const part = text.slice(from, limit);
  for (const mark of [". ", " "]) {
    const last = part.lastIndexOf(mark);
    if (last > longestParagraph / 2) return from + last + mark.length;
  }
  // Not before an accent or the second half of a character.
  for (let at = limit; at > from + longestParagraph / 2; at--)
    if (!/^[\uDC00-\uDFFF\p{M}\u200D]/u.test(text.slice(at, at + 2))) return at;
  return limit;
}
