import { expect, test } from "vitest";
import { askedMatter } from "./asked-matter";

test.each([
  ["do you cover pets?", "Pets"],
  ["is my lost luggage insured?", "Journeys and lost luggage"],
  ["do you pay a lawyer?", "Lawsuits and legal costs"],
  ["are dental bills covered", "Health and medical costs"],
  ["is my DRONE insured?", "Boats and aircraft"],
  ["my credit card was stolen", "Money that was stolen or lost"],
])("%j asks about %j", (question, matter) => {
  expect(askedMatter(question)).toBe(matter);
});

test.each(["do you cover hail?", "is my car insured?", "", "petsitter", "visa"])(
  "%j asks about none of them",
  (question) => {
    expect(askedMatter(question)).toBeUndefined();
  },
);
