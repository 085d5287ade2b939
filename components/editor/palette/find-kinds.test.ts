import { expect, test } from "vitest";
import { findKinds } from "./find-kinds";

const kinds = [
  { label: "Talk", description: "Asks the claimant until all is known." },
  { label: "Review", description: "Waits for a person." },
  { label: "Final letter", description: "Writes the closing letter." },
  { label: "Delay", description: "Waits for some time." },
];
const found = (query: string) => findKinds(kinds, query).map(({ label }) => label);

test("a kind whose name matches comes before a kind whose description matches", () => {
  expect(found("de")).toEqual(["Delay"]);
  expect(found("l")).toEqual(["Talk", "Final letter", "Delay"]);
  expect(found("WAITS")).toEqual(["Review", "Delay"]);
  expect(found("rev")).toEqual(["Review"]);
  expect(found("nothing like it")).toEqual([]);
});

test("an empty query finds all kinds, in the order of the palette", () => {
  expect(found(" ")).toEqual(["Talk", "Review", "Final letter", "Delay"]);
});
