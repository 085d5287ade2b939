import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { setTaskField } from "@/lib/workflows/commands/task-fields";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { createEditorStore } from "./store";
import { keepHistory, readKeptHistory } from "./stored-history";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("sessionStorage", {
    setItem: (key: string, value: string) => kept.set(key, value),
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
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

it("gives the history back for the same document, whatever the order of its keys", () => {
  const { document, history } = edited(["One", "Two"]);
  keepHistory("test", document, history);
  const reordered = { layout: document.layout, definition: JSON.parse(JSON.stringify(document.definition)) };
  expect(readKeptHistory("test", reordered)).toEqual(history);
});

it("forgets it when the document has changed since, and for another workflow", () => {
  const { document, history } = edited(["One"]);
  keepHistory("test", document, history);
  expect(readKeptHistory("test", edited(["Two"]).document).undo).toEqual([]);
  expect(readKeptHistory("other", document).undo).toEqual([]);
  kept.set("graphflow:history:test", "no JSON");
  expect(readKeptHistory("test", document).undo).toEqual([]);
});

it("keeps the newest steps where all are too many characters, and never throws when storage is full", () => {
  const { document } = edited(["One"]);
  const long = {
    label: "Long",
    patches: [],
    inverse: [{ op: "replace" as const, path: ["x"], value: "x".repeat(20_000) }],
  };
  const undo = Array.from({ length: 200 }, (_, index) => ({ ...long, label: `Step ${index}` }));
  keepHistory("test", document, { undo, redo: [] });
  expect(kept.get("graphflow:history:test")?.length).toBeLessThan(1_500_000);
  expect(readKeptHistory("test", document).undo.at(-1)?.label).toBe("Step 199");
  vi.stubGlobal("sessionStorage", {
    setItem: () => {
      throw new Error("full");
    },
  });
  expect(() => keepHistory("test", document, { undo, redo: [] })).not.toThrow();
});

it("forgets a history that leads to something else than a document, or nowhere", () => {
  const { document, history } = edited(["One"]);
  const [step] = history.undo;
  const wrong = [
    { op: "replace" as const, path: ["definition", "tasks", 0, "label"], value: 7 },
    { op: "replace" as const, path: ["definition", "nothing", "there"], value: "One" },
    { op: "add" as const, path: ["definition", "__proto__", "label"], value: "One" },
  ];
  for (const patch of wrong) {
    const undo = step ? [{ ...step, inverse: [patch] }] : [];
    keepHistory("test", document, { undo, redo: [] });
    expect(readKeptHistory("test", document).undo).toEqual([]);
  }
});
