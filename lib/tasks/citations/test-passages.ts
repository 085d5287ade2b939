import { randomUUID } from "node:crypto";
import { citationOf } from "./citation-of";
import type { Composed, Passage } from "./schema";

/** A passage for a test. */
export const testPassage = (text: string, own: Partial<Passage> = {}): Passage => ({
  id: randomUUID(),
  documentId: randomUUID(),
  document: "Home terms",
  version: 1,
  heading: "Water",
  text,
  page: null,
  score: 0.03,
  ...own,
});

/** An answer of one sentence, with its source. */
export const testComposed = (text: string, passage: Passage, quote: string): Composed => ({
  answer: `${text} [1]`,
  citations: [citationOf(passage, quote)],
  answerable: true,
});
