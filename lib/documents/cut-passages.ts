import { type CutPassage, longestPassage, type TextBlock, usualPassage } from "./schema";

/**
 * Cuts a document into passages. A passage lies under one heading and on one page; short paragraphs are put together,
 * long ones are cut between sentences. No text is lost and none is repeated. `length` is the usual number of characters
 * of a passage; a paragraph is cut when it has more than twice as many.
 */
export function cutPassages(blocks: readonly TextBlock[], length = usualPassage): CutPassage[] {
  const longest = Math.min(2 * length, longestPassage);
  const passages: CutPassage[] = [];
  const headings: { level: number; text: string }[] = [];
  let open: CutPassage | undefined;
  const close = () => {
    // Lines, ticks and the like alone have no words that a question can have.
    if (open && /[\p{L}\p{N}]/u.test(open.text)) passages.push(open);
    open = undefined;
  };
  for (const { level, text, page } of blocks) {
    // A longer one is a paragraph that was set as a heading. Every passage below a heading repeats it.
    if (level > 0 && text.length <= longestHeading) {
      close();
      while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
      headings.push({ level, text });
      continue;
    }
    const heading = headings.map((one) => one.text).join(" > ");
    for (const part of partsOf(text, longest)) {
      const isFull = open !== undefined && open.text.length + part.length > length;
      if (open && (isFull || open.page !== page)) close();
      open = open ? { ...open, text: `${open.text}\n${part}` } : { heading, text: part, page };
    }
  }
  close();
  return passages;
}

const longestHeading = 200;

/** A paragraph as parts of at most so many characters: whole sentences if possible, else whole words. */
function partsOf(text: string, longest: number): string[] {
  if (text.length <= longest) return text.trim() === "" ? [] : [text];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const end = cutBefore(head, /[.!?;:]\s/g) ?? cutBefore(head, /\s/g) ?? betweenCharacters(rest, longest);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** The end of the last match in the second half of the text. */
function cutBefore(text: string, pattern: RegExp): number | undefined {
  const last = [...text.matchAll(pattern)].at(-1);
  const end = last && last.index + last[0].length;
  return end !== undefined && end > text.length / 2 ? end : undefined;
}

/** The last place, up to `end`, that is in the middle of no character: emoji and accents are several code units. */
function betweenCharacters(text: string, end: number): number {
  for (let at = end; at > end - 40; at--) {
    const [before, after] = [text.slice(at - 2, at), text.slice(at, at + 2)];
    if (!/^[\uDC00-\uDFFF\p{M}\u200D]/u.test(after) && !/[\uD800-\uDBFF\u200D]$/u.test(before)) return at;
  }
  return end;
}
