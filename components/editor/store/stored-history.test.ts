import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { setTaskField } from "@/lib/workflows/commands/task-fields";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { createEditorStore } from "./store";
import { readStoredHistory, storeHistory } from "./stored-history";

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal("sessionStorage", {
    setItem: (key: string, value: string) => stored.set(key, value),
    getItem: (key: string) => stored.get(key) ?? null,
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

function edited(labels: string[]) {
  const store = createEditorStore({ workflowId: "test", document: testDocument("a", ""), kinds: taskKinds });
  for (const value of labels) {
    store.getState().run(setTaskField, { taskId: "a", path: ["label"], value });
    store.getState().endTyping();
  }
  return store.getState();
}

it("reads the history of the same document, in any order of its keys", () => {
  const { document, history } = edited(["One", "Two"]);
  storeHistory("test", document, history);
  const reordered = { layout: document.layout, definition: JSON.parse(JSON.stringify(document.definition)) };
  expect(readStoredHistory("test", reordered)).toEqual(history);
});

it("ignores the history of a changed document and of another workflow", () => {
  const { document, history } = edited(["One"]);
  storeHistory("test", document, history);
  expect(readStoredHistory("test", edited(["Two"]).document).undo).toEqual([]);
  expect(readStoredHistory("other", document).undo).toEqual([]);
  stored.set("graphflow:history:test", "no JSON");
  expect(readStoredHistory("test", document).undo).toEqual([]);
});

it("keeps the newest steps of a large history, and never throws when storage is full", () => {
  const { document } = edited(["One"]);
  const long = {
    label: "Long",
    patches: [],
    inverse: [{ op: "replace" as const, path: ["x"], value: "x".repeat(20_000) }],
  };
  const undo = Array.from({ length: 200 }, (_, index) => ({ ...long, label: `Step ${index}` }));
  storeHistory("test", document, { undo, redo: [] });
  expect(stored.get("graphflow:history:test")?.length).toBeLessThan(1_500_000);
  expect(readStoredHistory("test", document).undo.at(-1)?.label).toBe("Step 199");
  vi.stubGlobal("sessionStorage", {
    setItem: () => {
      throw new Error("full");
    },
  });
  expect(() => storeHistory("test", document, { undo, redo: [] })).not.toThrow();
});

it("ignores a history that leads to an invalid document, or that does not apply", () => {
  const { document, history } = edited(["One"]);
  const [step] = history.undo;
  const wrong = [
    { op: "replace" as const, path: ["definition", "tasks", 0, "label"], value: 7 },
    { op: "replace" as const, path: ["definition", "nothing", "there"], value: "One" },
    { op: "add" as const, path: ["definition", "__proto__", "label"], value: "One" },
  ];
  for (const patch of wrong) {
    const undo = step ? [{ ...step, inverse: [patch] }] : [];
    storeHistory("test", document, { undo, redo: [] });
    expect(readStoredHistory("test", document).undo).toEqual([]);
  }
});
