import { expect, test } from "vitest";
import { applyCommand, CommandRefusedError, replay } from "../define-command";
import { testDocument } from "../test-document";
import { replaceText, type TextChange } from "./replace-text";

const document = testDocument("a", "", {
  settings: [{ key: "limit", label: "Limit", type: "money", value: 5 }],
  notes: [{ id: "n", text: "Old", x: 0, y: 0, width: 100, height: 100, tone: "yellow" }],
});
const replaced = (...changes: TextChange[]) => applyCommand(document, replaceText, { find: "Old", changes });

test("replaces in tasks, settings, notes and the workflow as one step", () => {
  const { document: next, inverse } = replaced(
    { taskId: "a", path: ["config", "message"], value: "New" },
    { settingKey: "limit", path: ["label"], value: "New limit" },
    { noteId: "n", path: ["text"], value: "New note" },
    { path: ["name"], value: "New name" },
  );
  expect(next.definition).toMatchObject({
    name: "New name",
    settings: [{ label: "New limit" }],
    tasks: [{ config: { message: "New" } }],
  });
  expect(next.layout.notes).toMatchObject([{ text: "New note" }]);
  expect(replay(next, inverse)).toEqual(document);
});

test("refuses a text that is too long, a part that is gone, and a template that could not be read", () => {
  const refused = (change: TextChange) => () => replaced(change);
  expect(refused({ settingKey: "limit", path: ["label"], value: "x".repeat(61) })).toThrow(CommandRefusedError);
  expect(refused({ noteId: "gone", path: ["text"], value: "x" })).toThrow("not there any more");
  expect(refused({ taskId: "a", path: ["config", "message"], value: "Hello {{ name" })).toThrow("placeholder");
});
