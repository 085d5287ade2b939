import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { addTask } from "@/lib/workflows/commands/add-task";
import { connect } from "@/lib/workflows/commands/connect";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import { setTaskField } from "@/lib/workflows/commands/task-fields";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { createEditorStore, type EditorStore } from "./store";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const open = (tasks = "a b", edges = "a>b"): EditorStore =>
  createEditorStore({ workflowId: "test", document: testDocument(tasks, edges), kinds: taskKinds });
const labelOf = (store: EditorStore, id: string) =>
  store.getState().document.definition.tasks.find((task) => task.id === id)?.label;
const type = (store: EditorStore, taskId: string, value: string) =>
  store.getState().run(setTaskField, { taskId, path: ["label"], value });

it("undoes and redoes, and gives the same document again", () => {
  const store = open();
  const first = store.getState().document;
  for (let index = 0; index < 250; index++)
    store.getState().run(addTask, { task: { kind: "say", label: `T${index}` } });
  const last = store.getState().document;
  for (let index = 0; index < 250; index++) store.getState().undo();
  expect(store.getState().document).toEqual(first);
  for (let index = 0; index < 250; index++) store.getState().redo();
  expect(store.getState().document).toEqual(last);
});

it("takes typing in one field as one step, until a pause, another field, or leaving it", () => {
  const store = open();
  const steps = () => store.getState().history.undo.length;
  for (const text of ["H", "He", "Hey"]) type(store, "a", text);
  expect(steps()).toBe(1);
  vi.advanceTimersByTime(1_001);
  type(store, "a", "Hey!");
  expect(steps()).toBe(2);
  type(store, "b", "Other");
  expect(steps()).toBe(3);
  store.getState().endTyping();
  type(store, "b", "Others");
  expect(steps()).toBe(4);
  for (let index = 0; index < 3; index++) store.getState().undo();
  expect([labelOf(store, "a"), labelOf(store, "b")]).toEqual(["Hey", "B"]);
  store.getState().undo();
  expect(labelOf(store, "a")).toBe("A");
  expect(store.getState().notice.text).toBe("Undone: Rename “A”");
});

it("does not go on typing over an undo", () => {
  const store = open();
  type(store, "a", "One");
  store.getState().undo();
  type(store, "a", "Two");
  expect(store.getState().history).toMatchObject({ undo: [{ label: "Rename “A”" }], redo: [] });
});

it("keeps selection out of the history, selects what was added and forgets what is gone", () => {
  const store = open();
  const { added } = store.getState().run(addTask, { task: { kind: "say", label: "New" }, after: { taskId: "a" } }) as {
    added: object;
  };
  expect(added).toMatchObject({ taskIds: ["new"], edgeIds: [] });
  expect(store.getState().selection.taskIds).toEqual(["new"]);
  store.getState().select({ taskIds: ["a", "new"] });
  expect(store.getState().history.undo).toHaveLength(1);
  store.getState().run(deleteParts, { taskIds: ["new"] });
  expect(store.getState().selection.taskIds).toEqual(["a"]);
});

it("says why a command was refused and changes nothing", () => {
  const store = open();
  const before = store.getState().document;
  const result = store.getState().run(connect, { from: "a", to: "b" });
  expect(result).toMatchObject({ ok: false });
  expect(store.getState()).toMatchObject({
    document: before,
    history: { undo: [] },
    notice: { isQuiet: false, count: 1 },
  });
});

it("finds the problems a moment after a change, those of an empty workflow too", () => {
  const store = open();
  expect(store.getState().problems).toEqual([]);
  store.getState().run(addTask, { task: { kind: "say", label: "Alone", config: { message: "Hi" } } });
  expect(store.getState().problems).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(store.getState().problems).toMatchObject([{ code: "unreachable" }]);
  store.getState().run(deleteParts, { taskIds: ["a", "b", "alone"] });
  vi.advanceTimersByTime(200);
  expect(store.getState().problems).toMatchObject([{ code: "start" }]);
});

it("finds the problems of 500 tasks in a time that grows with them, not with their square", () => {
  vi.useRealTimers();
  const ids = Array.from({ length: 500 }, (_, index) => `t${index}`);
  const edges = ids.slice(1).map((id, index) => `t${index}>${id}`);
  const document = testDocument(ids.join(" "), edges.join(" "));
  createEditorStore({ workflowId: "test", document, kinds: taskKinds });
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now();
    createEditorStore({ workflowId: "test", document, kinds: taskKinds });
    return performance.now() - began;
  }).toSorted((a, b) => a - b);
  console.log(`problems of 500 tasks: ${times[4]?.toFixed(1)} ms`);
  expect(times[4]).toBeLessThan(500);
});
