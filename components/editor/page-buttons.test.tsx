import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { MoreButton } from "./page-buttons";
import { renderInEditor } from "./testing/test-editor";

test("the menu “More” has each action once, and runs the chosen one", async () => {
  const { user, store } = renderInEditor(<MoreButton />, testDocument("a", ""));
  await user.click(screen.getByRole("button", { name: "More" }));
  const names = (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent);
  expect(names).toEqual([
    "Name, who may start it and more",
    "Paste",
    "Who reads and writes each key",
    "Rules as one page",
    "Export",
    "Import",
  ]);
  await user.click(screen.getByRole("menuitem", { name: "Import" }));
  expect(store.getState().asking).toEqual({ about: "import" });
});

test("the menu “More” opens the form of the workflow, also when a task is selected", async () => {
  const { user, store } = renderInEditor(<MoreButton />, testDocument("a", ""));
  store.getState().select({ taskIds: ["a"] });
  await user.click(screen.getByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Name, who may start it and more" }));
  expect(store.getState().selection).toMatchObject({ taskIds: [], edgeIds: [] });
  expect(store.getState().inspected).toMatchObject({ focuses: true, request: 1 });
});
