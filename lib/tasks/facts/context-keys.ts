import type { ValueTypes } from "@/lib/engine/definition-kit";

// Context keys of the tasks that ask people. They have a file of their own, so that a browser can check config by them
// without the code that reads people's words.

/** Where each fact was read: field key -> seq of the message. */
export const factSourcesKey = "fact_sources";
/** Where the claimant stated a fact that a reviewer has corrected: field key -> seq of the message. */
export const statedSourcesKey = "stated_sources";
/** The keys of facts whose words are a model's summary and not the person's own. */
export const summarisedKey = "summarised_facts";
/** For each fact that was removed or taken back the seq of the newest message that no longer tells it. */
export const cutoffsKey = "forgotten_facts";
/** Cutoffs of facts that were taken back, in sessions that began before the two were one value. It is only read. */
export const formerCutoffsKey = "told_anew";
/** What a confirmation stores. */
export const confirmationKeys = ["confirmed_at", "confirmed"];
/** The value that the open question offers and a yes takes: field key -> value. */
export const offersKey = "offers";
/** The amounts that the open question names: field key -> choices. */
export const choicesKey = "offered_choices";
/** Whether the optional fields have been asked for. */
export const optionalAskedKey = "optional_asked";
/** What the claimant proposed during a review of their confirmed facts. */
export const proposedKey = "proposed_changes";
/** How often the session has left each task that asks: task id -> times. */
export const roundsKey = "task_rounds";
/** Whether the claimant was told why the last reviewer rejected. */
export const rejectionToldKey = "rejection_told";

// Findings in what the claimant wrote. Conditions and a review's reasons may name these keys.

/** Whether the claimant asked for a person: nothing more is asked, the known facts go to the next review. */
export const askedForPersonKey = "asked_for_person";
/** The sentence that tells of an injury. */
export const injuryKey = "told_injury";
/** The language of a message in a language that is not read here ("Spanish"). */
export const otherLanguageKey = "other_language";
/** The name of the matter when the workflow does not handle it ("Pets"). */
export const outsideMatterKey = "outside_matter";
/** Such a matter, after the claimant continued with one that the workflow handles. */
export const formerMatterKey = "left_matter";
/** The label of the damage that needs another claim, when one message names several. */
export const filedApartKey = "filed_apart";
/** The reference of another session that the claimant named: its decision is appealed, or this one belongs to it. */
export const earlierReferenceKey = "earlier_reference";

/** The types of the findings. */
export const findingTypes: ValueTypes = {
  [askedForPersonKey]: { type: "yes_no" },
  [injuryKey]: { type: "text" },
  [otherLanguageKey]: { type: "text" },
  [outsideMatterKey]: { type: "text" },
  [formerMatterKey]: { type: "text" },
  [filedApartKey]: { type: "text" },
  [earlierReferenceKey]: { type: "text" },
};
