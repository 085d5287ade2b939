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

it("undoes and redoes to equal documents", () => {
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

it("joins typing in one field into one step, until a pause, another field or a blur", () => {
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

it("starts a new step after an undo", () => {
  const store = open();
  type(store, "a", "One");
  store.getState().undo();
  type(store, "a", "Two");
  expect(store.getState().history).toMatchObject({ undo: [{ label: "Rename “A”" }], redo: [] });
});

it("selects added parts, deselects removed parts, and keeps no selection in the history", () => {
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

it("shows why a command is refused and changes nothing", () => {
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

it("finds problems after a change, also of an empty workflow", async () => {
  const store = open();
  const problemsAre = (expected: object[]) =>
    vi.waitFor(() => expect(store.getState().problems).toMatchObject(expected));
  expect(store.getState()).toMatchObject({ problems: [], checking: "running" });
  await vi.waitFor(() => expect(store.getState().checking).toBe("done"));
  expect(store.getState().problems).toEqual([]);
  store.getState().run(addTask, { task: { kind: "say", label: "Alone", config: { message: "Hi" } } });
  expect(store.getState().problems).toEqual([]);
  await problemsAre([{ code: "unreachable" }]);
  store.getState().run(deleteParts, { taskIds: ["a", "b", "alone"] });
  await problemsAre([{ code: "start" }]);
});

it("has a problem for an invalid text, until it is valid or its task is deleted", async () => {
  const store = open();
  const { unfinished } = store.getState();
  const problemsAre = (expected: object[]) =>
    vi.waitFor(() => expect(store.getState().problems).toMatchObject(expected));
  await vi.waitFor(() => expect(store.getState().checking).toBe("done"));
  unfinished.set("a-config-message", "x".repeat(50));
  await problemsAre([{ taskId: "a", path: ["config", "message"], isUnfinished: true }]);
  expect(store.getState().problems[0]?.message).toBe(
    `“A”: “${"x".repeat(40)}…” is typed in “Message” and not taken. Finish it, or take it back.`,
  );
  unfinished.delete("a-config-message");
  await problemsAre([]);
  unfinished.set("e1-condition-value", " ");
  await problemsAre([{ edgeId: "e1", path: ["condition", "value"] }]);
  store.getState().run(deleteParts, { edgeIds: ["e1"] });
  await vi.waitFor(() => expect(store.getState().problems.every((problem) => !problem.isUnfinished)).toBe(true));
});

it("checks anew when publishing is asked for: a problem of the server may be solved without an edit", async () => {
  vi.useRealTimers();
  const store = open();
  await vi.waitFor(() => expect(store.getState().checking).toBe("done"), { timeout: 10_000 });
  const own = store.getState().problems;
  const ofServer = { code: "config" as const, message: "“crm.example.com” is not among the hosts.", taskId: "a" };
  store.setState({ problems: [...own, ofServer] });
  store.getState().ask({ about: "publish" });
  await vi.waitFor(() => expect(store.getState().problems).toEqual(own));
});
