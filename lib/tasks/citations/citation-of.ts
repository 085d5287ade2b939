import type { Citation, Passage } from "./schema";

/** The citation of words that stand literally in a passage. */
export const citationOf = (
  { id, document, heading, version }: Pick<Passage, "id" | "document" | "heading" | "version">,
  quote: string,
): Citation => ({ passage: id, quote, document, heading, version });
