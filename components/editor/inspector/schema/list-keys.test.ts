import { expect, test } from "vitest";
import type { GraphDefinition } from "@/lib/engine";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { findKeyUse } from "./known-keys";
import { listKeys } from "./list-keys";

const { definition } = testDocument("note greet", "note>greet?");
const workflow: GraphDefinition = {
  ...definition,
  tasks: [
    { id: "note", kind: "set", label: "Note", config: { values: [{ key: "mood", value: "fine" }] } },
    { id: "greet", kind: "say", label: "Greet", config: { message: "Hello {{ nickname }}, {{ reference }}." } },
  ],
};

test("lists each key with its writers and readers; unread, unwritten and given keys can be told apart", () => {
  const keys = listKeys(findKeyUse(workflow));
  const names = (uses: readonly { name: string }[]) => uses.map(({ name }) => name);
  const rows = keys.map(({ key, writtenBy, readBy, isGiven }) => [key, names(writtenBy), names(readBy), isGiven]);
  expect(rows).toEqual(
    expect.arrayContaining([
      ["mood", ["Note"], [], false],
      ["nickname", [], ["Greet"], false],
      ["amount_cents", [], ["Note to Greet"], false],
      ["reference", [], ["Greet"], true],
    ]),
  );
  expect(keys.find(({ key }) => key === "mood")?.type).toMatchObject({ input: "choice" });
  expect(keys.some(({ key }) => key === "settings")).toBe(false);
});
