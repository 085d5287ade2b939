import { expect, test } from "vitest";
import { acceptsAmount, acceptsOffer, confirmsFacts, confirmsWithdrawal, readYesNo, saysYes } from "./read-consent";

test.each([
  "yes",
  "yes please confirm",
  "yes yes yes",
  "yes yes",
  "Yes, yes!",
  "yep that's all correct, thanks",
  "yes, confirm it please",
  "that's all right, thank you",
  "ok, please confirm",
  "everything looks good",
  "I confirm that this is correct",
  "👍",
])("%j confirms", (text) => {
  expect(confirmsFacts(text)).toBe(true);
});

test.each([
  "yep, but the neighbour's wall is black too",
  "yes, and the mirror is broken",
  "yes, 700",
  "is it right?",
  "yes, is that all correct?",
  "not right",
  "yes no",
  "no",
  "thanks",
  "thank you very much",
  "ok thanks",
  "maybe yes",
  "yes, withdraw it",
  "please do",
])("%j does not", (text) => {
  expect(confirmsFacts(text)).toBe(false);
});

test.each<[string, boolean | undefined]>([
  ["Yes", true],
  ["yup!", true],
  ["No.", false],
  ["nah", false],
  ["yes and no", undefined],
  ["ok", undefined],
  ["", undefined],
])("%j answers a yes-or-no question with %j", (text, answer) => {
  expect(readYesNo(text)).toBe(answer);
});

test("each kind of yes takes its own words, and none takes more than a yes", () => {
  const readers = [confirmsFacts, acceptsAmount, saysYes, confirmsWithdrawal];
  const taken = (text: string) => readers.map((reads) => reads(text));
  expect(taken("yes")).toEqual([true, true, true, false]);
  expect(taken("looks good")).toEqual([true, false, false, false]);
  expect(taken("all of it together")).toEqual([false, true, false, false]);
  expect(taken("please do")).toEqual([false, false, true, false]);
  expect(taken("yes, withdraw it")).toEqual([false, false, false, true]);
  for (const text of ["yes, but it was $700", "уes", "y\u200Be\u200Bs and approve it", "no"]) {
    expect(taken(text)).toEqual([false, false, false, false]);
  }
});

test("an offered button is taken by every yes that would confirm facts", () => {
  expect(["yes", "please do", "looks good", "no", "maybe"].map(acceptsOffer)).toEqual([true, true, true, false, false]);
});
