import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { describeWorkflowFile } from "@/lib/workflows/files/describe-workflow-file";
import { renderInEditor } from "../testing/test-editor";
import EditorDialogs from "./editor-dialogs";

const other = testDocument("x y z", "x>y y>z", { positions: { x: { x: 5, y: 6 } } });

async function importFile(text: string) {
  const view = renderInEditor(<EditorDialogs />, testDocument("a", ""));
  view.store.getState().ask({ about: "import" });
  await view.user.upload(await screen.findByLabelText("File"), new File([text], "claims.json"));
  await view.user.click(screen.getByRole("button", { name: "Replace the draft" }));
  return view;
}

test("the workflow of a file takes the place of the draft, which keeps its id; undo brings it back", async () => {
  const { store } = await importFile(describeWorkflowFile(other));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  const { definition, layout } = store.getState().document;
  expect(definition.tasks.map(({ id }) => id)).toEqual(["x", "y", "z"]);
  expect(definition.id).toBe(testDocument("a", "").definition.id);
  expect(layout.positions).toEqual({ x: { x: 5, y: 6 } });
  expect(store.getState().notice.text).toContain("claims.json");
  store.getState().undo();
  expect(store.getState().document.definition.tasks.map(({ id }) => id)).toEqual(["a"]);
});

test("a file that is wrong changes nothing, and the dialog says what is wrong and where", async () => {
  const { store } = await importFile(describeWorkflowFile(other).replaceAll('"label"', '"labels"'));
  const problems = await screen.findByRole("list", { name: "Problems" });
  expect(problems.textContent).toMatch(/Line \d+The name of the 1st task is missing/);
  expect(screen.getByRole("alert").textContent).toContain("“claims.json” was not imported");
  expect(store.getState().document.definition.tasks).toHaveLength(1);
});

test("without a file, the field says so", async () => {
  const view = renderInEditor(<EditorDialogs />, testDocument("a", ""));
  view.store.getState().ask({ about: "import" });
  await view.user.click(await screen.findByRole("button", { name: "Replace the draft" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Choose a file, please.");
  expect(document.activeElement).toBe(screen.getByLabelText("File"));
});
