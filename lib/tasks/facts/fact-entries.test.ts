import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { readEntry, writeEntry } from "./fact-entries";

test("entries are stored by key, and the context value goes with its last entry", () => {
  const context = new Context();
  writeEntry(context, "offers", "a", 1);
  writeEntry(context, "offers", "b", 2);
  expect(context.get("offers")).toEqual({ a: 1, b: 2 });
  writeEntry(context, "offers", "a", undefined);
  expect([readEntry(context, "offers", "a"), readEntry(context, "offers", "b")]).toEqual([undefined, 2]);
  writeEntry(context, "offers", "b", undefined);
  expect(context.values()).toEqual({});
});

test("an entry that is there already changes nothing", () => {
  const draft = new Context({ offers: { a: 1 } }).draft();
  writeEntry(draft, "offers", "a", 1);
  writeEntry(draft, "other", "a", undefined);
  expect(draft.values()).toEqual({ offers: { a: 1 } });
});

test.each(["constructor", "toString", "hasOwnProperty"])("%s is a key like others", (key) => {
  const context = new Context({ offers: { a: 1 } });
  expect(readEntry(context, "offers", key)).toBeUndefined();
  writeEntry(context, "offers", key, 5);
  expect(readEntry(context, "offers", key)).toBe(5);
});
