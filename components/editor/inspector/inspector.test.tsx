import { act, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import Inspector from "./inspector";

const task = (kind: string, config: object = {}): TaskDefinition => ({
  id: kind,
  kind,
  label: kind,
  config: { ...(taskKinds[kind]?.defaults() as object), ...config },
});

function inspectTask(shown: TaskDefinition, others: TaskDefinition[] = []) {
  const edges = others.map(({ id }, index) => ({ id: `e${index}`, from: shown.id, to: id }));
  const document = testDocument("", "", { tasks: [shown, ...others], startTaskId: shown.id, edges });
  const view = renderInEditor(<Inspector />, document);
  act(() => view.store.getState().inspect({ taskId: shown.id }));
  const config = (id = shown.id) =>
    view.store.getState().document.definition.tasks.find((one) => one.id === id)?.config;
  return { ...view, config };
}

test("a duration is typed as a number with a unit and stored as ISO 8601; invalid text stays in the box", async () => {
  const { user, config, store } = inspectTask(task("delay"));
  const box = screen.getByRole("textbox", { name: "Wait for" });
  await user.clear(box);
  await user.type(box, "1.5");
  expect(config()).toMatchObject({ for: "PT90M" });
  await user.selectOptions(screen.getByRole("combobox", { name: "Unit of Wait for" }), "minutes");
  await user.clear(box);
  await user.type(box, "soon");
  expect(screen.getByText("Type how many minutes, as a number like 4 or 1.5.")).toBeDefined();
  act(() => store.getState().select({}));
  act(() => store.getState().inspect({ taskId: "delay" }));
  expect(screen.getByRole("textbox", { name: "Wait for" })).toHaveProperty("value", "soon");
});

test("a value becomes a setting, and a setting becomes a value again", async () => {
  const { user, config, store } = inspectTask(task("delay", { for: "PT2H" }));
  await user.click(screen.getByRole("button", { name: "Make a setting of Wait for" }));
  expect(config()).toMatchObject({ for: { setting: "wait_for" } });
  expect(store.getState().document.definition.settings).toMatchObject([{ key: "wait_for", value: "PT2H" }]);
  await user.click(screen.getByRole("button", { name: "Type a value for Wait for" }));
  expect(config()).toMatchObject({ for: "PT2H" });
});

test("the ways out of a task lead to a task that exists, or to a new one", async () => {
  const { user, store } = inspectTask(task("say"), [task("letter")]);
  const picker = screen.getByRole("button", { name: "Add a way to a task" });
  await user.click(picker);
  await user.click(await screen.findByRole("option", { name: /^A new task …/ }));
  expect(store.getState().asking).toEqual({ about: "kind", after: { taskId: "say", as: "branch" } });
  expect(store.getState().document.definition.edges).toHaveLength(1);
});

test("the edges out of a task are reordered and removed", async () => {
  const { user, store } = inspectTask(task("delay"), [task("say"), task("letter")]);
  const section = screen.getByRole("region", { name: "What follows" });
  await user.click(within(section).getByRole("button", { name: "Try the way to letter earlier" }));
  expect(store.getState().document.definition.edges.map(({ to }) => to)).toEqual(["letter", "say"]);
  await user.click(within(section).getByRole("button", { name: "Remove the way to say" }));
  expect(store.getState().document.definition.edges.map(({ to }) => to)).toEqual(["letter"]);
});

test("a task that ends the session offers no way to another task", () => {
  inspectTask(task("letter"));
  const section = within(screen.getByRole("region", { name: "What follows" }));
  expect(section.getByText("Nothing: the session ends here.")).toBeDefined();
  expect(section.queryByRole("combobox")).toBeNull();
  expect(section.queryByRole("button")).toBeNull();
});

test("a key that only one task uses changes while it is typed; a shared one asks where it changes", async () => {
  const values = (key: string) => ({ values: [{ key, value: "x" }] });
  const { user, config } = inspectTask(task("set", values("colour")), [
    { ...task("set", values("colour")), id: "other" },
  ]);
  await user.click(screen.getByRole("button", { name: /^colour/ }));
  const box = screen.getByRole("combobox", { name: "Key" });
  await user.clear(box);
  await user.type(box, "paint");
  expect(config()).toMatchObject(values("colour"));
  await user.click(screen.getByRole("button", { name: "Rename in 2 tasks" }));
  expect([config(), config("other")]).toMatchObject([values("paint"), values("paint")]);
  await user.clear(box);
  await user.type(box, "shade");
  await user.click(screen.getByRole("button", { name: "Only here" }));
  expect([config(), config("other")]).toMatchObject([values("shade"), values("paint")]);
  await user.type(box, "s");
  expect(config()).toMatchObject(values("shades"));
});

test("an optional key is removed by clearing it, and an empty one has no writers or readers", async () => {
  const { user, config } = inspectTask(task("decide_by_table"));
  const box = screen.getByRole("combobox", { name: "Number of the row kept as (optional)" });
  const frame = within(box.parentElement as HTMLElement);
  expect(frame.queryByText(/Written by/)).toBeNull();
  await user.type(box, "row_number");
  expect(config()).toMatchObject({ rowInto: "row_number" });
  expect(frame.getByText(/Written by/)).toBeDefined();
  await user.clear(box);
  expect(config()).not.toHaveProperty("rowInto");
  expect(screen.queryByText(/^A key begins with a small letter/)).toBeNull();
});

test("rows are added, moved and removed; an unfinished value must be finished before its row moves", async () => {
  const rows = [
    { key: "one", value: "1" },
    { key: "two", value: "2" },
  ];
  const { user, config } = inspectTask(task("set", { values: rows }));
  await user.click(screen.getByRole("button", { name: /^Move one.* down$/ }));
  expect(config()).toMatchObject({ values: [{ key: "two" }, { key: "one" }] });
  await user.click(screen.getByRole("button", { name: "Add to Values" }));
  expect(config()).toMatchObject({ values: [{ key: "two" }, { key: "one" }, { key: "new" }] });
  const box = screen.getByRole("combobox", { name: "Key" });
  await user.clear(box);
  await user.type(box, "No key");
  await user.click(screen.getByRole("button", { name: /^Move two.* down$/ }));
  expect(screen.getByText("A value here is not taken yet: finish it first.")).toBeDefined();
  expect(document.activeElement).toBe(box);
  await user.click(screen.getByRole("button", { name: /^Remove new/ }));
  expect(config()).toMatchObject({ values: [{ key: "two" }, { key: "one" }] });
});

test("JSON changes the task when it is applied; an invalid text is kept with the reason", async () => {
  // A phone has the text box instead of the code editor, which needs layout.
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: false } as MediaQueryList);
  const { user, config } = inspectTask(task("say"));
  await user.click(screen.getByRole("tab", { name: "JSON" }));
  const box = screen.getByRole("textbox", { name: "Task as JSON" });
  await user.clear(box);
  await user.type(box, "no JSON");
  await user.click(screen.getByRole("button", { name: "Apply" }));
  expect(screen.getByText(/^This is not JSON yet/)).toBeDefined();
  expect(box).toHaveProperty("value", "no JSON");
  await user.clear(box);
  await user.click(box);
  await user.paste(JSON.stringify({ id: "say", kind: "say", label: "Say", config: { message: "Bye" } }));
  await user.click(screen.getByRole("button", { name: "Apply" }));
  expect(config()).toEqual({ message: "Bye" });
});

test("collections to answer questions from are ticked; one that is not there can only be removed", async () => {
  const { user, store } = renderInEditor(<Inspector />, testDocument("a", "", { collections: ["lost"] }));
  act(() =>
    store.setState({
      collections: [
        { name: "handbook", audience: "staff" },
        { name: "policy-terms", audience: "claimants" },
      ],
    }),
  );
  const chosen = () => store.getState().document.definition.collections;
  const sources = screen.getByRole("group", { name: "Questions are answered from" });
  await user.click(within(sources).getByRole("checkbox", { name: "policy-terms (for everybody)" }));
  expect(chosen()).toEqual(["policy-terms", "lost"]);
  await user.click(within(sources).getByRole("checkbox", { name: "lost (not in this installation)" }));
  expect(chosen()).toEqual(["policy-terms"]);
  expect(within(sources).queryByRole("checkbox", { name: /lost/ })).toBeNull();
  await user.click(within(sources).getByRole("checkbox", { name: "policy-terms (for everybody)" }));
  expect(chosen()).toEqual([]);
  expect(within(sources).getByRole("checkbox", { name: "handbook (for staff only)" })).toBeDefined();
});

test("who may start the workflow is ticked, how is chosen, and its sessions get words of their own", async () => {
  const { user, store } = renderInEditor(<Inspector />, testDocument("a", ""));
  const definition = () => store.getState().document.definition;
  const who = screen.getByRole("group", { name: "Who may start it" });
  await user.click(within(who).getByRole("checkbox", { name: "Reviewers" }));
  expect(definition().startedBy).toEqual(["claimant", "reviewer"]);
  expect(definition().startedWith).toBe("new");
  await user.selectOptions(screen.getByRole("combobox", { name: "How it is started" }), "Behind “Ask a question”");
  expect(definition().startedWith).toBe("ask");
  const words = screen.getByRole("group", { name: "What its sessions are called" });
  const one = within(words).getByRole("textbox", { name: "One of them" });
  await user.clear(one);
  await user.type(one, "request");
  expect(definition().sessionWord).toEqual({ one: "request", many: "claims" });
});

test("passages, criticism and answer are chosen among what other tasks write", async () => {
  const check = task("grade", { passages: ["lost.passages"] });
  const { user, config } = inspectTask(task("compose", { passages: [] }), [task("search"), check, task("say")]);
  const passages = screen.getByRole("group", { name: "Passages" });
  expect(within(passages).getAllByRole("checkbox")).toHaveLength(1);
  await user.click(within(passages).getByRole("checkbox", { name: "passages (search)" }));
  expect(config()).toMatchObject({ passages: ["passages"] });
  const criticism = screen.getByRole("combobox", { name: "Criticism (optional)" });
  await user.selectOptions(criticism, "check.criticism (grade)");
  expect(config()).toMatchObject({ criticism: "check.criticism" });
  await user.selectOptions(criticism, "None");
  expect(config()).not.toHaveProperty("criticism");
});

test("a path that no task writes can only be removed, and a message takes its sources from an answer", async () => {
  const others = [task("search"), task("compose"), task("say")];
  const { user, config, store } = inspectTask(task("grade", { passages: ["lost.passages", "passages"] }), others);
  const passages = screen.getByRole("group", { name: "Passages" });
  await user.click(within(passages).getByRole("checkbox", { name: "lost.passages (no task sets it)" }));
  expect(config()).toMatchObject({ passages: ["passages"] });
  act(() => store.getState().inspect({ taskId: "say" }));
  const sources = screen.getByRole("combobox", { name: "Sources of (optional)" });
  const offered = within(sources)
    .getAllByRole("option")
    .map(({ textContent }) => textContent);
  expect(offered).toEqual(["None", "answer (compose)", "check.best (grade)"]);
  await user.selectOptions(sources, "check.best (grade)");
  expect(config("say")).toMatchObject({ citations: "check.best" });
});
