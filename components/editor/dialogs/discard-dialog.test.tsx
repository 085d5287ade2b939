import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import EditorDialogs from "./editor-dialogs";

const published = testDocument("a b", "a>b");

function setup(answer: () => Promise<Response>) {
  const view = renderInEditor(<EditorDialogs />, testDocument("a", ""), vi.fn<typeof fetch>(answer));
  view.store.getState().ask({ about: "discard" });
  return view;
}

test("discarding brings back the published version, and undo brings back the draft", async () => {
  const { user, store } = setup(async () =>
    Response.json({
      workflowId: "test",
      revision: 2,
      baseVersionId: "v1",
      baseVersionNumber: 1,
      ...published,
      author: null,
      updatedAt: "2026-11-15T12:00:00Z",
      isDirty: false,
      isArchived: false,
    }),
  );
  await user.click(await screen.findByRole("button", { name: "Discard draft" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(store.getState().document.definition.tasks).toHaveLength(2);
  store.getState().undo();
  expect(store.getState().document.definition.tasks).toHaveLength(1);
});

test("a server that does not answer discards nothing, and the dialog says so", async () => {
  const { user, store } = setup(async () => {
    throw new TypeError("Failed to fetch");
  });
  await user.click(await screen.findByRole("button", { name: "Discard draft" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The server does not answer. Nothing was discarded.");
  expect(store.getState().document.definition.tasks).toHaveLength(1);
});
