import type { TopicPassage } from "@/lib/reading/topics/rate-passages";
import { insuredThing } from "@/lib/reading/topics/topic";
import type { Passage } from "../../citations/schema";
import { splitSentences } from "../../replies/words";

/** A found passage as it is compared with a topic. */
export interface ComparedPassage extends TopicPassage {
  found: Passage;
}

/** A found passage, to be compared with a topic. Its first heading is the title of its document. */
export function toCompare(found: Passage): ComparedPassage {
  const below = found.heading.split(" > ").slice(1);
  return {
    found,
    headings: below.length > 0 ? below : [found.heading],
    insured: insuredThing(found.document),
    parts: quotableParts(found.text),
  };
}

/** Characters. A longer paragraph is quoted by the sentence. */
const longestQuote = 400;

/** The paragraphs of a passage, long ones as sentences. Each stands literally in it. */
function quotableParts(text: string): string[] {
  const parts = text
    .split("\n")
    .flatMap((line) => (line.length <= longestQuote ? [line] : splitSentences(line)))
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 0 ? parts : [text];
}
