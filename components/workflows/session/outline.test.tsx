import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";
import { Outline } from "./outline";

const node = (id: string, isStart = false): GraphNode => ({
  id,
  label: id.toUpperCase(),
  kind: "say",
  kindLabel: "Say",
  icon: "megaphone",
  summary: "",
  isStart,
  x: 0,
  y: 0,
  width: 224,
  height: 56,
});
const graph: GraphView = {
  workflowId: "w",
  versionNumber: 1,
  name: "W",
  nodes: [node("a", true), node("b")],
  edges: [
    { id: "e1", source: "a", target: "b", label: "amount is 5" },
    { id: "e2", source: "b", target: "a", label: "", isBack: true },
  ],
};
const path: GraphPath = {
  visits: { a: 2, b: 1 },
  taken: { e1: { times: 2, because: ["amount is 5"] } },
  jumps: [{ from: "b", to: "a", times: 1, words: "went back" }],
  currentTaskId: "b",
  tone: "waiting_for_others",
  note: "waits for a reviewer",
};
const renderOutline = (shown: GraphPath | null = null) => {
  const onSelect = vi.fn<(taskId: string) => void>();
  render(<Outline graph={graph} words={{}} path={shown} selectedTaskId={null} onSelect={onSelect} />);
  return { onSelect, user: userEvent.setup(), items: screen.getAllByRole("treeitem") };
};
const texts = (items: HTMLElement[]) => items.map((item) => item.textContent);

test("lists each task with its branches", () => {
  const { items } = renderOutline();
  expect(texts(items)).toEqual(["Astarts here · Say", "if amount is 5  B", "BSay", "then, back to  A"]);
});

test("shows where the session is, which branches it took, and its jumps", () => {
  const { items } = renderOutline(path);
  expect(texts(items)).toEqual([
    "Astarts here · Say · been here × 2",
    "if amount is 5  B, amount is 5, × 2, taken",
    "BSaywaits for a reviewer",
    "then, back to  A",
    "went back  A, without an edge, taken",
  ]);
});

test("has one tab stop, and the arrow keys move it between tasks and branches", async () => {
  const { user, items } = renderOutline();
  expect(items.filter(({ tabIndex }) => tabIndex === 0)).toEqual([items[0]]);
  await user.tab();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(items[1]);
  expect(items.filter(({ tabIndex }) => tabIndex === 0)).toEqual([items[1]]);
  await user.keyboard("{End}");
  expect(document.activeElement).toBe(items[3]);
  await user.keyboard("{Home}");
  expect(document.activeElement).toBe(items[0]);
});

test("Enter and a click select a task, or the task that a branch goes to", async () => {
  const { user, items, onSelect } = renderOutline();
  await user.tab();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onSelect).toHaveBeenLastCalledWith("b");
  if (items[3]) await user.click(items[3]);
  expect(onSelect).toHaveBeenLastCalledWith("a");
});
