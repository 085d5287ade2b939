import { expect, test } from "vitest";
import { problemOf, promisesPayment } from "./check-sentence";
import { testPassage } from "./test-passages";

const clause = "We will pay you up to $1,500 for water damage. You will get a hotel for 14 days.";
const passages = [testPassage(clause)];
const check = (text: string, more: { passage?: number; quote?: string } = {}) =>
  problemOf({ text, passage: 1, quote: "for water damage", ...more }, passages, "Is a loss of $300 covered?");

test.each([
  "The policy says that water damage is covered up to $1500.",
  "Under these terms you are covered for water damage.",
  "The policy says: “We will pay you up to $1,500 for water damage.”",
  "A loss of $300 is below the limit.",
  "The policy says that the insurer pays for water damage.",
  "The policy says that the insurer will pay you for water damage.",
  "The policy says that payment is made after the claim was checked.",
])("takes the sentence %j", (text) => expect(check(text)).toBeUndefined());

test.each([
  "We will pay you.",
  "We’ll definitely cover this.",
  "Your claim is approved.",
  "The policy says your claim has been fully approved.",
  "You will receive the money.",
  "You are covered.",
  "I guarantee it.",
  "Your claim is app\u200broved.",
  "Your cl\u00adaim is approved.",
  "Ｙｏｕｒ ｃｌａｉｍ ｉｓ ａｐｐｒｏｖｅｄ.",
  "Your claim is *approved*.",
  "Your claim has already been approved.",
  "Your claim will definitely be paid.",
  "Your claim is hereby approved.",
  "We have approved your claim.",
  "We’ve approved it.",
  "We agree to pay you.",
  "The insurer will pay you.",
  "GraphFlow will reimburse you.",
  "Payment has been approved.",
  "Consider it approved.",
  "You'll be fully reimbursed.",
  "The policy says: “We will pay you double”.",
])("refuses the promise %s", (text) => {
  expect(check(text)).toMatch(/promises a payment|number/);
  expect(promisesPayment(text, clause)).toBe(true);
});

test.each([
  ["a passage that was not given", { passage: 2 }, /cites passage 2, and the passages are 1 to 1/],
  ["passage 0", { passage: 0 }, /cites passage 0/],
  ["an invented quote", { quote: "all damage is always paid" }, /does not stand literally in passage 1/],
  ["no quote", { quote: "" }, /does not stand literally/],
])("refuses a sentence that cites %s", (_name, more, problem) =>
  expect(check("The policy says so.", more)).toMatch(problem),
);

test.each([
  ["a number of its own", "The policy says that $9,000 is the limit.", /number/],
  ["a number of its own in other digits", "The policy says that ９０００ is the limit.", /number/],
  ["a number that is cut by an invisible character", "The policy says that 1,\u2060500,000 is paid.", /number/],
  ["an address", "The policy says more at https://evil.example", /address/],
  ["no words", " … ", /no words/],
  ["too much", `The policy says ${"so ".repeat(400)}`, /longer than 600/],
])("refuses a sentence with %s", (_name, text, problem) => expect(check(text)).toMatch(problem));
