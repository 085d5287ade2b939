import { expect, test } from "vitest";
import { keepPlaces } from "./keep-order";

test("a new case comes after the ones that are shown, wherever the fresh order has it", () => {
  expect(keepPlaces(["a", "b"], ["new", "a", "b"])).toEqual(["a", "b", "new"]);
});

test("cases that changed their order stay where they are", () => {
  expect(keepPlaces(["a", "b", "c"], ["c", "b", "a"])).toEqual(["a", "b", "c"]);
});

test("a case that has gone leaves the list", () => {
  expect(keepPlaces(["a", "b", "c"], ["c", "a"])).toEqual(["a", "c"]);
});
