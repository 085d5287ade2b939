import { Fragment } from "react";

/** A text with some of its words marked. */
export function MarkedText({ text, words }: { text: string; words: readonly string[] }) {
  const wanted = new Set(words);
  return text.split(/([\p{L}\p{M}\p{N}]+)/u).map((part, index) =>
    wanted.has(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text do not move
      <mark key={index} className="rounded-[2px] bg-accent-soft text-ink">
        {part}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text do not move
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
