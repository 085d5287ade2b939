import type { KeyboardEvent } from "react";
import { describe, expect, it } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { outlineItems } from "./outline-items";
import { keyEffect } from "./outline-keys";

const { definition } = testDocument("apple banana avocado", "apple>banana? apple>avocado banana>avocado");
const items = outlineItems(definition);
const typed = () => ({ text: "", at: Number.NEGATIVE_INFINITY });
const press = (id: string, key: string, more: Partial<KeyboardEvent> = {}, letters = typed()) =>
  keyEffect({ key, altKey: false, ctrlKey: false, metaKey: false, ...more } as KeyboardEvent, {
    id,
    items,
    typed: letters,
  });

describe("keys in the outline", () => {
  it.each([
    ["apple", "ArrowDown", "e1"],
    ["e1", "ArrowUp", "apple"],
    ["apple", "ArrowRight", "e1"],
    ["e2", "ArrowLeft", "apple"],
    ["avocado", "Home", "apple"],
    ["apple", "End", "avocado"],
    ["apple", "ArrowUp", undefined],
  ])("move: from %s with %s", (from, key, to) => expect(press(from, key)).toEqual({ focus: to }));

  it("find a task by the first letters of its name", () => {
    expect(press("apple", "a")).toEqual({ focus: "avocado" });
    expect(press("avocado", "a")).toEqual({ focus: "apple" });
    const letters = typed();
    press("apple", "b", {}, letters);
    expect(press("banana", "a", {}, letters)).toEqual({ focus: "banana" });
    expect(press("e1", "z")).toEqual({ focus: undefined });
  });

  it.each([
    ["apple", "Enter", {}, "Edit"],
    ["e1", "Enter", {}, "Edit the condition"],
    ["apple", "F2", {}, "Rename"],
    ["apple", "Insert", {}, "Add a task after"],
    ["e1", "Insert", {}, "Insert a task here"],
    ["e1", "Delete", {}, "Delete"],
    ["e1", "ArrowUp", { altKey: true }, "Try it earlier"],
    ["apple", "Enter", { ctrlKey: true }, "Connect to…"],
    ["e1", "Enter", { metaKey: true }, "Lead to another task…"],
    ["apple", "d", { ctrlKey: true }, "Duplicate"],
    ["apple", "c", { ctrlKey: true }, "Copy"],
    ["apple", "x", { metaKey: true }, "Cut"],
    ["apple", "v", { ctrlKey: true }, "Paste"],
  ])("run an action: on %s with %s", (id, key, more, action) => expect(press(id, key, more)).toEqual({ action }));

  it("ignore other keys, so the browser handles them", () => {
    expect(press("e1", "c", { ctrlKey: true })).toBeUndefined();
    expect(press("apple", "constructor", { ctrlKey: true })).toBeUndefined();
    expect(press("apple", "ArrowUp", { altKey: true })).toBeUndefined();
    expect(press("apple", "Tab")).toBeUndefined();
    expect(press("apple", "/")).toBeUndefined();
    expect(press("apple", "?")).toBeUndefined();
    expect(press("apple", " ")).toEqual({ isSelection: true });
  });
});
