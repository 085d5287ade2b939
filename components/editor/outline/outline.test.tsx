import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
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

const choose = async (user: ReturnType<typeof setup>["user"], row: string, action: RegExp) => {
  await user.click(screen.getByRole("button", { name: `Actions for ${row}` }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
};

test("the menu of a task copies, cuts and pastes it through the clipboard", async () => {
  const { user, store } = setup();
  await choose(user, "CHECK", /^Copy/);
  await waitFor(() => expect(store.getState().notice.text).toBe("Copied “CHECK”."));
  expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject({
    graphflow: "clip",
    tasks: [{ id: "check" }],
  });
  await choose(user, "ASK", /^Paste/);
  await waitFor(() => expect(document.activeElement).toBe(item(/^CHECK 2/)));
  await choose(user, "TELL", /^Cut/);
  await waitFor(() => expect(screen.queryByRole("treeitem", { name: /^TELL/ })).toBeNull());
  await choose(user, "ASK", /^Paste/);
  await waitFor(() => expect(document.activeElement).toBe(item(/^TELL/)));
  store.getState().undo();
  store.getState().undo();
  await waitFor(() => expect(item(/^TELL/)).toBeDefined());
  expect(store.getState().document.definition.tasks.map(({ id }) => id)).toEqual(["ask", "check", "tell", "check_2"]);
});

test("a copy can be pasted in the same tab when the browser refuses its clipboard", async () => {
  const { user, store } = setup();
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("Refused", "NotAllowedError"));
  vi.spyOn(navigator.clipboard, "readText").mockRejectedValue(new DOMException("Refused", "NotAllowedError"));
  sessionStorage.clear();
  await choose(user, "ASK", /^Paste/);
  await waitFor(() => expect(store.getState().notice.text).toBe("There is nothing to paste: copy a task first."));
  await choose(user, "CHECK", /^Copy/);
  await waitFor(() => expect(store.getState().notice.text).toContain("Copied “CHECK” for this tab"));
  await choose(user, "ASK", /^Paste/);
  await waitFor(() => expect(document.activeElement).toBe(item(/^CHECK 2/)));
});
