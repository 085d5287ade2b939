import { expect, test } from "vitest";
import { keepOrder } from "./keep-order";

test("a new case comes after the shown ones, wherever the current order has it", () => {
  expect(keepOrder(["a", "b"], ["new", "a", "b"])).toEqual(["a", "b", "new"]);
});

test("cases keep their places when the server changes their order", () => {
  expect(keepOrder(["a", "b", "c"], ["c", "b", "a"])).toEqual(["a", "b", "c"]);
});

test("a removed case leaves the list", () => {
  expect(keepOrder(["a", "b", "c"], ["c", "a"])).toEqual(["a", "c"]);
});
