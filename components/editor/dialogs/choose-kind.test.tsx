import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import EditorDialogs from "./editor-dialogs";

test("a kind is found by typing and added with Enter", async () => {
  const { user, store } = renderInEditor(<EditorDialogs />, testDocument("a", ""));
  store.getState().ask({ about: "kind", after: { taskId: "a", as: "next" } });
  await user.type(await screen.findByRole("combobox", { name: "Search kinds of tasks" }), "wait a while");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  const { tasks, edges } = store.getState().document.definition;
  expect(tasks.map(({ kind }) => kind)).toEqual(["say", "delay"]);
  expect(edges).toMatchObject([{ from: "a", to: tasks[1]?.id }]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("the list says that nothing is found", async () => {
  const { user, store } = renderInEditor(<EditorDialogs />, testDocument("a", ""));
  store.getState().ask({ about: "kind" });
  await user.type(await screen.findByRole("combobox"), "zzz{Enter}");
  expect(screen.getByText("Nothing is called like that.")).toBeDefined();
  expect(store.getState().document.definition.tasks).toHaveLength(1);
});

test("the arrow keys choose the end of an edge", async () => {
  const { user, store } = renderInEditor(<EditorDialogs />, testDocument("a b c", "a>b"));
  store.getState().ask({ about: "move", edgeId: "e1", end: "to" });
  await screen.findByRole("dialog", { name: "Let the edge from “A” lead to" });
  await user.click(screen.getByRole("combobox"));
  await user.keyboard("{End}{Enter}");
  expect(store.getState().document.definition.edges).toMatchObject([{ from: "a", to: "c" }]);
});
