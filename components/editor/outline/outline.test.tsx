import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import { Outline } from "./outline";

const setup = () => renderInEditor(<Outline />, testDocument("ask check tell", "ask>check check>tell"));
const item = (name: RegExp) => screen.getByRole("treeitem", { name });

test("arrow keys move the focus over tasks and edges, Home and End to the first and last one", async () => {
  const { user } = setup();
  await user.tab();
  expect(document.activeElement).toBe(item(/^ASK/));
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(item(/^Then CHECK/));
  await user.keyboard("{End}");
  expect(document.activeElement).toBe(item(/^TELL/));
  await user.keyboard("{Home}");
  expect(document.activeElement).toBe(item(/^ASK/));
});

test("F2 renames a task: Enter saves the name, Escape cancels", async () => {
  const { user, store } = setup();
  await user.tab();
  await user.keyboard("{F2}Question{Enter}");
  expect(document.activeElement).toBe(item(/^Question/));
  expect(store.getState().history.undo.map(({ label }) => label)).toHaveLength(1);
  await user.keyboard("{F2}Other{Escape}");
  expect(document.activeElement).toBe(item(/^Question/));
  expect(store.getState().history.undo).toHaveLength(1);
});

test("Delete removes a task and moves the focus to the next one", async () => {
  const { user, store } = setup();
  await user.click(item(/^CHECK/));
  item(/^CHECK/).focus();
  await user.keyboard("{Delete}");
  await waitFor(() => expect(screen.queryByRole("treeitem", { name: /^CHECK/ })).toBeNull());
  expect(document.activeElement).toBe(item(/^TELL/));
  expect(store.getState().document.definition.tasks.map(({ id }) => id)).toEqual(["ask", "tell"]);
});

test("a click selects a task or an edge", async () => {
  const { user, store } = setup();
  await user.click(item(/^CHECK/));
  expect(item(/^CHECK/).getAttribute("aria-selected")).toBe("true");
  expect(store.getState().selection.taskIds).toEqual(["check"]);
  await user.click(item(/^Then TELL/));
  expect(store.getState().selection).toMatchObject({ taskIds: [], edgeIds: ["e2"] });
});

test("the actions of an edge are in its menu", async () => {
  const { user, store } = setup();
  await user.click(screen.getByRole("button", { name: /^Actions for Then CHECK/ }));
  await user.click(await screen.findByRole("menuitem", { name: /^Insert a task here/ }));
  expect(store.getState().asking).toEqual({ about: "kind", edgeId: "e1" });
});
