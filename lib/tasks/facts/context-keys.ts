// Context keys that the tasks which ask people keep for themselves. They stand alone, so that a browser can check
// config by them without the code that reads people's words.

/** Where each fact was read: field key -> seq of the message. */
export const factSourcesKey = "fact_sources";
/** The keys of facts whose words are a model's summary, and not the person's own. */
export const summarisedKey = "summarised_facts";
/** For each fact that was removed or taken back the seq of the newest message that no longer tells it. */
export const cutoffsKey = "forgotten_facts";
/** Cutoffs of facts that were taken back, in sessions that began before the two were one value. It is only read. */
export const formerCutoffsKey = "told_anew";
/** What a confirmation leaves in the context. */
export const confirmationKeys = ["confirmed_at", "confirmed"];
/** What a question offered, so that a yes takes it: field key -> value. */
export const offersKey = "offers";
/** The amounts that the open question names: field key -> choices. */
export const choicesKey = "offered_choices";
/** That the optional fields have been asked for. */
export const optionalAskedKey = "optional_asked";
/** What the claimant proposed while their confirmed facts were with a reviewer. */
export const proposedKey = "proposed_changes";
/** How often each task that asks has been done with: task id -> times. */
export const roundsKey = "task_rounds";
/** That the claimant was told why the last reviewer rejected. */
export const rejectionToldKey = "rejection_told";
