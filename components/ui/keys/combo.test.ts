import { expect, test } from "vitest";
import { isPressed, keysOf } from "./combo";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test("a letter matches in both cases, and Shift only when the combo has it", () => {
  expect(isPressed("A", press("a"))).toBe(true);
  expect(isPressed("A", press("A", { shiftKey: true }))).toBe(false);
  expect(isPressed("Ctrl+Shift+Z", press("Z", { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(isPressed("Ctrl+Z", press("Z", { ctrlKey: true, shiftKey: true }))).toBe(false);
});

test("Command is Control on a Mac", () => {
  expect(isPressed("Ctrl+K", press("k", { metaKey: true }))).toBe(true);
  expect(keysOf("Ctrl+K", true)).toEqual(["⌘", "K"]);
});

test("a sign matches with and without Shift", () => {
  expect(isPressed("?", press("?", { shiftKey: true }))).toBe(true);
  expect(isPressed("/", press("/"))).toBe(true);
  expect(isPressed("+", press("+", { shiftKey: true }))).toBe(true);
});

test("an arrow with a modifier is another combo", () => {
  expect(isPressed("ArrowUp", press("ArrowUp"))).toBe(true);
  expect(isPressed("ArrowUp", press("ArrowUp", { altKey: true }))).toBe(false);
  expect(isPressed("Alt+ArrowUp", press("ArrowUp", { altKey: true }))).toBe(true);
  expect(keysOf("Alt+ArrowUp", false)).toEqual(["Alt", "↑"]);
});
