/** Counting ends here: a list of more is "999+". */
export const countCap = 1_000;

/** A count as people read it. */
export const countText = (count: number): string => (count >= countCap ? "999+" : String(count));

/** The most items of one part of a list, and of one act on several. */
export const maxItems = 100;
