import { expect, test } from "vitest";
import { confirmsFacts } from "./read-consent";

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
