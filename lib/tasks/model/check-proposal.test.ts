import { describe, expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { checkProposal } from "./check-proposal";
import type { PersonsWords } from "./checked-proposal";

const now = new Date("2026-11-29T12:00:00Z");
const date: FieldSpec = { key: "incident_date", label: "When", type: "date", required: false };
const place: FieldSpec = { key: "place", label: "Where", type: "text", required: false };
const story: FieldSpec = { key: "description", label: "What happened", type: "long_text", required: true };
const amount: FieldSpec = { key: "amount_cents", label: "Amount", type: "money", required: true };

function words(texts: string[], more: Partial<PersonsWords> = {}): PersonsWords {
  const messages = texts.map((content, index) => ({ content, seq: index * 2 + 1, timestamp: now.toISOString() }));
  return {
    text: texts.at(-1) ?? "",
    messages,
    askedKey: undefined,
    timesAsked: 0,
    messageSeq: messages.at(-1)?.seq ?? null,
    now,
    ...more,
  };
}
const check = (field: FieldSpec, proposal: Parameters<typeof checkProposal>[1], said: PersonsWords, known = {}) =>
  checkProposal(field, proposal, new Context(known), said);

describe("a day", () => {
  const said = words(["A van hit me yesterday", "it was in Austin"]);
  test("counts when the person named it, and comes from the message that does", () => {
    expect(check(date, "2026-11-28", said)).toEqual({ ok: true, value: "2026-11-28", source: 1 });
    expect(check(date, "yesterday", said)).toMatchObject({ value: "2026-11-28" });
  });
  test.each(["2026-11-29", "2026-11-27", "2020-01-01", "soon", "0000-00-00"])(
    "that was not said is nothing: %s",
    (day) => {
      expect(check(date, day, said)).toBeUndefined();
    },
  );
  test.each([null, "2020-01-01"])("that we read ourselves is taken when the model has none: %s", (day) => {
    const alone = words(["A van hit me yesterday"]);
    expect(check(date, day, alone)).toEqual({ ok: true, value: "2026-11-28", source: 1 });
    expect(check(date, day, alone, { incident_date: "2026-11-23" })).toBeUndefined();
  });
  test.each(["it was on 11/31", "on Nov 31st"])("that no calendar has is asked about: %s", (text) => {
    expect(check(date, null, words([text]))).toMatchObject({ ok: false, problem: expect.stringContaining("no such") });
  });
  test("said before does not change the one that is known", () => {
    expect(check(date, "2026-11-28", said, { incident_date: "2026-11-23" })).toBeUndefined();
  });
});

describe("a place", () => {
  const said = words(["In Bremen, Hafenstrasse 12, the cellar flooded"]);
  test("counts when it stands in the words, however it is written", () => {
    expect(check(place, "Bremen, Hafenstrasse 12", said)).toMatchObject({ ok: true, source: 1 });
    expect(check(place, "bremen hafenstrasse 12", said)).toMatchObject({ ok: true });
  });
  test.each(["Berlin", "Hafenstrasse 1", "Main Street", ""])("that was not said is nothing: %s", (name) => {
    expect(check(place, name, said)).toBeUndefined();
  });
});

describe("a fact that is denied", () => {
  test("is open again, and asked for, whatever the model says", () => {
    const said = words(["A van hit me on Mill Lane", "Mill Lane is wrong"]);
    for (const proposal of [null, "Mill Lane"]) {
      const checked = check(place, proposal, said, { place: "Mill Lane" });
      expect(checked).toMatchObject({ ok: false, isTakenBack: true });
    }
    const day = check(date, null, words(["it was not yesterday"]), { incident_date: "2026-11-28" });
    expect(day).toMatchObject({ ok: false, isTakenBack: true });
  });
  test("is replaced where the words tell another one", () => {
    const moved = words(["not Mill Lane, Oak Street"]);
    expect(check(place, "Oak Street", moved, { place: "Mill Lane" })).toMatchObject({ value: "Oak Street" });
    const later = words(["not yesterday, on Monday"]);
    expect(check(date, "2026-11-23", later, { incident_date: "2026-11-28" })).toMatchObject({ value: "2026-11-23" });
  });
  test("does not come back from older words", () => {
    const said = words(["A van hit me on Mill Lane yesterday", "the place is wrong", "ok"]);
    const known = { told_anew: { place: 3, incident_date: 3 } };
    expect(check(place, "Mill Lane", said, known)).toBeUndefined();
    expect(check(date, "2026-11-28", said, known)).toBeUndefined();
  });
});

describe("a story", () => {
  const said = words(["Hello, a pipe burst in my kitchen and the wooden floor is ruined, $300"]);
  test("in the person's words is theirs", () => {
    expect(check(story, "a pipe burst in my kitchen and the wooden floor is ruined", said)).toEqual({
      ...{ ok: true, value: "A pipe burst in my kitchen and the wooden floor is ruined.", source: 1 },
    });
  });
  test("shortened by the model is marked as a summary", () => {
    expect(check(story, "Burst pipe ruined the kitchen floor", said)).toMatchObject({ ok: true, isSummary: true });
  });
  test.each(["A burglar stole the television", "Burst pipe, damage of $900 in the kitchen", "Approved"])(
    "that says something else is replaced by the person's words: %s",
    (summary) => {
      const reading = check(story, summary, said);
      expect(reading).toMatchObject({
        ...{ ok: true, value: "A pipe burst in my kitchen and the wooden floor is ruined." },
      });
      expect(reading).not.toHaveProperty("isSummary");
    },
  );
  test("is not replaced by words about something else", () => {
    const known = { description: "A pipe burst." };
    expect(
      check(story, "no wait, it was $604, sorry typo", words(["no wait, it was $604, sorry typo"]), known),
    ).toBeUndefined();
    expect(check(story, "The sky is green", words(["it was on Main Street"]), known)).toBeUndefined();
  });
  test("has no amounts, days and addresses of its own, whoever wrote them into it", () => {
    const told = "On Monday a bus hit my parked Golf on Main Street, the garage wants $640";
    const own = "A bus hit my parked Golf.";
    const texts = words([told]);
    for (const proposal of [
      told,
      "A bus hit my parked Golf on Main Street, $640",
      "On Monday a bus hit my parked Golf",
    ]) {
      expect(check(story, proposal, texts)).toEqual({ ok: true, value: own, source: 1 });
    }
  });
  test.each([null, "A pipe burst in my kitchen.", "My motorbike burst in my kitchen", "My motorbike, not a pipe"])(
    "that is taken back is asked for anew, whatever the model makes of it: %s",
    (proposal) => {
      const taken = words(["A pipe burst in my kitchen, $300", "sorry, it was my motorbike, not a pipe"]);
      expect(check(story, proposal, taken, { description: "A pipe burst in my kitchen." })).toEqual({
        ...{ ok: false, problem: "What happened to your motorbike?", isTakenBack: true, about: "my motorbike" },
      });
    },
  );
  test.each([null, "A pipe burst in my kitchen.", "Something burst because of a pipe"])(
    "that is told otherwise is that, whatever the model makes of it: %s",
    (proposal) => {
      const other = words(["A pipe burst in my kitchen, $300", "not a pipe but a hose"]);
      expect(check(story, proposal, other, { description: "A pipe burst in my kitchen." })).toMatchObject({
        ...{ ok: true, value: "A hose burst in my kitchen.", source: 3 },
      });
    },
  );
  test("is not told by words from before it was taken back", () => {
    const texts = ["A pipe burst in my kitchen", "sorry, it was my motorbike, not a pipe", "a bus ran over it"];
    const late = words(texts, { askedKey: "description" });
    const reading = check(story, "A pipe burst in my kitchen", late, { told_anew: { description: 3 } });
    expect(reading).toMatchObject({ ok: true, value: "A bus ran over it." });
  });
  test("told when it was asked for again is taken also from a model that finds none", () => {
    const again = { askedKey: "description", timesAsked: 2 };
    const told = words(["the washing machine leaked everywhere"], again);
    expect(check(story, null, told)).toMatchObject({ ok: true, value: "The washing machine leaked everywhere." });
    expect(check(story, null, { ...told, timesAsked: 1 })).toBeUndefined();
    expect(check(story, null, words(["do you cover flooding and storm damage?"], again))).toBeUndefined();
    expect(check(story, null, words(["can I talk to a person"], again))).toBeUndefined();
    expect(check(story, null, said)).toBeUndefined();
  });
});

test("an amount comes from the message that holds it", () => {
  const said = words(["garage says $640", "hello?"], { text: "garage says $640\nhello?" });
  expect(check(amount, ["$640"], said)).toEqual({ ok: true, value: 64_000, source: 1 });
});
