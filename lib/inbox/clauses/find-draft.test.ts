import { expect, test } from "vitest";
import { findDraft } from "./find-draft";

const ids = ["01", "02", "03"].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
const passage = (index: number, text: string, score: number) => ({
  ...{
    id: ids[index] ?? "",
    documentId: ids[0] ?? "",
    document: "Home terms",
    version: 2,
    heading: "Home terms > Water",
  },
  ...{ text, score, page: null },
});
const burst = passage(0, "A burst pipe is covered.", 0.03);
const flood = passage(1, "Rivers flood. Flood damage of the cellar is covered up to $5,000.", 0.05);
const citation = (index: number, quote: string) => ({
  ...{ passage: ids[index] ?? "", quote, document: "Home terms", heading: "Home terms > Water", version: 2 },
});
const composed = (answer: string, answerable = true) => ({
  ...{ answer, answerable, citations: answerable ? [citation(0, "A burst pipe is covered.")] : [] },
});

test("The draft has the cited passage first, then the others with the sentence that fits the question", () => {
  const context = { parts: { own: { passages: [flood, burst] } }, draft: composed("Yes. [1]") };
  expect(findDraft(context, "Is flood damage in my cellar insured?")).toEqual({
    answer: "Yes. [1]",
    citations: [citation(0, "A burst pipe is covered.")],
    passages: [
      { ...citation(0, "A burst pipe is covered."), fits: true },
      { ...citation(1, "Flood damage of the cellar is covered up to $5,000."), fits: true },
    ],
  });
});

test("What was found says whether it is about the question, and what is comes first", () => {
  const context = { found: [burst, flood], draft: composed("I cannot say.", false) };
  const fits = (question: string) => findDraft(context, question)?.passages.map((one) => [one.passage, one.fits]);
  expect(fits("Are my bees insured?")).toEqual([
    [ids[1], false],
    [ids[0], false],
  ]);
  expect(fits("Is a burst pipe insured?")).toEqual([
    [ids[0], true],
    [ids[1], false],
  ]);
});

test("The best attempt that was graded is the draft, not the newest one", () => {
  const grade = { verdict: "give_up", criticism: "…", tries: 4, score: 0.5, best: composed("The best. [1]") };
  expect(findDraft({ draft: composed("The newest. [1]"), grade }, "pipe")?.answer).toBe("The best. [1]");
  expect(findDraft({ draft: composed("The newest. [1]"), grade: { ...grade, best: null } }, "pipe")?.answer).toBe(
    "The newest. [1]",
  );
});

test("Where the documents have no answer, what was found is still shown", () => {
  const draft = findDraft({ found: [burst, burst], draft: composed("I cannot say.", false) }, "comets");
  expect(draft).toMatchObject({ answer: "", citations: [], passages: [{ passage: ids[0] }] });
});

test("A case without an answer and without passages has no draft", () => {
  expect(findDraft({ description: "hail", amount_cents: 5, list: [], nested: { a: { b: null } } }, "hail")).toBeNull();
});
