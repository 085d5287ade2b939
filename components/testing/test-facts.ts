import type { Fact } from "@/lib/tasks/schema";

/** A required fact that the claimant wrote in message 1; `change` says what is different. */
export const testFact = (change: Partial<Fact> & Pick<Fact, "key">): Fact => ({
  label: change.key,
  type: "text",
  value: null,
  text: null,
  required: true,
  sourceMessageSeq: 1,
  isSummarised: false,
  ...change,
});

export const amountFact = testFact({
  key: "amount_cents",
  label: "Amount",
  type: "money",
  value: 64_000,
  text: "$640.00",
});
export const placeFact = testFact({ key: "place", label: "Where", value: "Main Street", text: "Main Street" });
