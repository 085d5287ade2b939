import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderOnCanvas } from "../canvas/test-canvas";
import { Palette } from "./palette";

const pairsOf = ({ editor }: ReturnType<typeof renderOnCanvas>) =>
  editor.getState().document.definition.edges.map(({ from, to }) => `${from} > ${to}`);

test("the first kind that matches the search is added with Enter", async () => {
  const canvas = renderOnCanvas(<Palette target={{}} />, "a", "");
  const user = userEvent.setup();
  await user.type(screen.getByRole("searchbox", { name: "Search the kinds of task" }), "final{Enter}");
  const { tasks } = canvas.editor.getState().document.definition;
  expect(tasks.map(({ label }) => label)).toEqual(["A", "Final letter"]);
  expect(canvas.editor.getState().selection.taskIds).toEqual(["final_letter"]);
});

test("a kind is inserted after the task that the palette was opened for", async () => {
  const palette = <Palette target={{ after: { taskId: "a", as: "next" } }} />;
  const canvas = renderOnCanvas(palette, "a b", "a>b");
  expect(screen.getByText("Comes after “A”.")).toBeTruthy();
  await userEvent.setup().click(screen.getByRole("button", { name: /^Say/ }));
  expect(pairsOf(canvas).toSorted()).toEqual(["a > say", "say > b"]);
});

test("the arrow keys move between the search and the kinds", async () => {
  renderOnCanvas(<Palette target={{}} />, "a", "");
  const user = userEvent.setup();
  const search = screen.getByRole("searchbox");
  const [first, second] = screen.getByRole("list", { name: "Palette" }).querySelectorAll("button");
  search.focus();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(first);
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(second);
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(document.activeElement).toBe(search);
});

test("a search without a match says so", async () => {
  renderOnCanvas(<Palette target={{}} />, "a", "");
  await userEvent.setup().type(screen.getByRole("searchbox"), "nothing like it");
  expect(screen.getByText("No kind of task is called like that.")).toBeTruthy();
});
