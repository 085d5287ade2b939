import type { ValueTypes } from "@/lib/engine/definition-kit";

// What the tasks that ask note beside the facts: conditions and a review's reasons may name these context keys.

/** The claimant asked for a person: nothing more is asked, the facts that are known go to the next review. */
export const askedForPersonKey = "asked_for_person";
/** The sentence that tells that somebody was hurt. */
export const injuryKey = "told_injury";
/** The other language in which something was written ("Spanish"). */
export const otherLanguageKey = "other_language";
/** What it is about when the workflow has no way for it ("Pets"). */
export const outsideMatterKey = "outside_matter";
/** Such a matter that the claimant has left: they went on with something that the workflow has a way for. */
export const leftMatterKey = "left_matter";
/** Of several damages in one story the one that is filed apart. */
export const filedApartKey = "filed_apart";

/** The types of these keys. */
export const notedTypes: ValueTypes = {
  [askedForPersonKey]: { type: "yes_no" },
  [injuryKey]: { type: "text" },
  [otherLanguageKey]: { type: "text" },
  [outsideMatterKey]: { type: "text" },
  [leftMatterKey]: { type: "text" },
  [filedApartKey]: { type: "text" },
};
