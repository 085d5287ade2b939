import { expect, test } from "vitest";
import { z } from "zod";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { findText, type SearchSources } from "./find-text";
import { replaceIn } from "./match-text";

const document: EditorDocument = {
  definition: {
    id: "w",
    name: "W",
    description: "",
    startedBy: ["claimant"],
    startedWith: "new",
    sessionWord: { one: "claim", many: "claims" },
    collections: [],
    startTaskId: "ask",
    settings: [],
    tasks: [
      {
        id: "ask",
        kind: "say",
        label: "Ask Dana",
        config: { message: "Dear Dana,\nyour claim is fine.", into: "dana_key", rows: [{ label: "dana" }] },
      },
      { id: "end", kind: "letter", label: "End", config: {} },
    ],
    edges: [{ id: "e1", from: "ask", to: "end" }],
  },
  layout: {
    positions: {},
    notes: [{ id: "n", text: "Tell Dana", x: 0, y: 0, width: 100, height: 100, tone: "yellow" }],
    groups: [],
  },
};
const sources: SearchSources = {
  sentences: new Map([["e1", "amount is at least $1,000"]]),
  schemaOf: () => z.strictObject({ message: z.string() }),
  fieldsOf: () => ({ message: { label: "Message", widget: "template" } }),
};
const found = (query: string) => findText(document, sources, query).map(({ title, field }) => `${title}: ${field}`);

test("finds names, ids, templates, notes and conditions and ignores case", () => {
  expect(found("dana")).toEqual([
    "Ask Dana: Name",
    "Ask Dana: Message",
    "Ask Dana: into",
    "Ask Dana: label",
    "Note: Text",
  ]);
  expect(found("$1,000")).toEqual(["From Ask Dana to End: Condition"]);
  expect(found("  ")).toEqual([]);
  expect(found("nowhere")).toEqual([]);
});

test("shows the words around a hit", () => {
  const [, message] = findText(document, sources, "dana");
  expect(message?.excerpt).toEqual(["Dear ", "Dana", ", your claim is fine."]);
});

test("texts for people can be replaced, ids and keys cannot", () => {
  const paths = findText(document, sources, "dana").map(({ path }) => path);
  expect(paths).toEqual([["label"], ["config", "message"], undefined, ["config", "rows", 0, "label"], ["text"]]);
});

test("replaces every occurrence and keeps the text between them", () => {
  expect(replaceIn("Dana and DANA and dan", "dana", "Lee")).toBe("Lee and Lee and dan");
  expect(replaceIn("aaa", "aa", "aaaa")).toBe("aaaaa");
  expect(replaceIn("abc", " ", "x")).toBe("abc");
});

test("finds the right position after a letter that is longer in lower case", () => {
  expect(replaceIn("İİ Dana", "dana", "Lee")).toBe("İİ Lee");
});

test("the time grows linearly with the text, also for repeated letters", () => {
  const replace = (size: number) => replaceIn("a".repeat(size), `${"a".repeat(size / 400)}b`, "x");
  expect(growthOf(replace, 50_000)).toBeLessThan(mostLinearGrowth);
  expect(growthOf((size) => findText(document, sources, "a".repeat(size)), 5_000)).toBeLessThan(mostLinearGrowth);
});
