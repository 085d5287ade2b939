import type { CutPassage, TextBlock } from "./schema";

/** Characters. A passage has about as much as a person reads at a glance, and an embedding can represent. */
const usualLength = 600;
const longestLength = 1_200;

/**
 * Cuts a document into passages. A passage lies under one heading and on one page; short paragraphs are put together,
 * long ones are cut between sentences. No text is lost and none is repeated.
 */
export function cutPassages(blocks: readonly TextBlock[]): CutPassage[] {
  const passages: CutPassage[] = [];
  const headings: { level: number; text: string }[] = [];
  let open: CutPassage | undefined;
  const close = () => {
    if (open) passages.push(open);
    open = undefined;
  };
  for (const { level, text, page } of blocks) {
    if (level > 0) {
      close();
      while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
      headings.push({ level, text });
      continue;
    }
    const heading = headings.map((one) => one.text).join(" > ");
    for (const part of partsOf(text)) {
      const isFull = open !== undefined && open.text.length + part.length > usualLength;
      if (open && (isFull || open.page !== page)) close();
      open = open ? { ...open, text: `${open.text}\n${part}` } : { heading, text: part, page };
    }
  }
  close();
  return passages;
}

/** A paragraph as parts of at most the longest length: whole sentences if possible, else whole words. */
function partsOf(text: string): string[] {
  if (text.length <= longestLength) return text.trim() === "" ? [] : [text];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longestLength) {
    const head = rest.slice(0, longestLength);
    const end = cutBefore(head, /[.!?;:]\s/g) ?? cutBefore(head, /\s/g) ?? longestLength;
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
