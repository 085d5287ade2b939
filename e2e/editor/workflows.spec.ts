import type { Page } from "@playwright/test";
import { graphDefinitionSchema } from "@/lib/engine";
import { describeWorkflowFile } from "@/lib/workflows/files/describe-workflow-file";
import { checkAccessible, checkWidth } from "../check-accessible";
import { bearer, expect, test } from "../people";
import { cardOf, readDraft } from "./draft-workflows";

const layout = {
  positions: { hello: { x: 40, y: 20 }, bye: { x: 400, y: 300 } },
  notes: [],
  groups: [],
};
const unique = (name: string) => `${name} ${crypto.randomUUID().slice(0, 8)}`;

/** The file of a workflow of two tasks that may be published. */
function fileOf(name: string, kind = "say"): string {
  const tasks = [
    { id: "hello", kind, label: "Hello", config: { message: "Hello." } },
    { id: "bye", kind: "letter", label: "Good bye", config: { letter: "Dear you." } },
  ];
  const id = name.toLowerCase().replaceAll(" ", "-");
  const edges = [{ id: "e", from: "hello", to: "bye" }];
  return describeWorkflowFile({
    definition: graphDefinitionSchema.parse({ id, name, startTaskId: "hello", tasks, edges }),
    layout,
  });
}

const upload = (text: string | Buffer, name = "workflow.json") => ({
  ...{ name, mimeType: "application/json", buffer: Buffer.from(text) },
});

async function dropFile(page: Page, text: string, name = "workflow.json"): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([content, fileName]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ""], fileName ?? ""));
      return transfer;
    },
    [text, name],
  );
  // A drag sends the event again and again.
  await expect(async () => {
    await page.dispatchEvent("main", "dragover", { dataTransfer });
    await expect(page.getByText("Drop the file to import it as a new draft")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.dispatchEvent("main", "drop", { dataTransfer });
}

const rowOf = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
const dialogOf = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function openList(page: Page, path = "/workflows"): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Workflows", level: 1 })).toBeVisible();
}

test("a designer creates a workflow from a template, and from a file", async ({ as, request }) => {
  const page = await as("designer");
  await openList(page);
  await page.getByRole("button", { name: "New workflow" }).click();
  const dialog = dialogOf(page, "New workflow");
  await dialog.getByRole("radio", { name: "Insurance claims" }).check();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Insurance claims");
  const name = unique("Ours");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await checkAccessible(page, "the dialog of a new workflow");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(/\/workflows\/ours-/);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const { definition } = await readDraft(request, new URL(page.url()).pathname.split("/").at(-1) ?? "");
  expect(definition.tasks.length).toBeGreaterThan(5);

  await openList(page);
  await page.getByRole("button", { name: "New workflow" }).click();
  await dialog.getByRole("radio", { name: "A file" }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Choose a file, please.");
  await dialog.getByLabel("File", { exact: true }).setInputFiles(upload('{\n  "format": "graphflow-workflow",'));
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Line 2, column 34: a name in double quotes");
  const imported = unique("From a file");
  await dialog.getByLabel("File", { exact: true }).setInputFiles(upload(fileOf(imported)));
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: imported, level: 1 })).toBeVisible();
  const id = imported.toLowerCase().replaceAll(" ", "-");
  await expect(page).toHaveURL(new RegExp(`/workflows/${id}$`));
  expect((await readDraft(request, id)).layout.positions).toEqual(layout.positions);
});

test("a file is dropped on the list; the second one of its name gets a number and says so", async ({ as }) => {
  const page = await as("designer");
  const name = unique("Dropped");
  await openList(page);
  await dropFile(page, fileOf(name));
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await openList(page);
  await dropFile(page, fileOf(name, "send_fax"));
  const dialog = dialogOf(page, `“${name} (2)” is imported as a draft`);
  await expect(dialog).toContainText(`Another workflow is called “${name}” already`);
  await expect(dialog.getByRole("list", { name: "Problems" })).toContainText("send_fax");
  await checkAccessible(page, "the dialog of an imported file");
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await expect(rowOf(page, `${name} (2)`)).toBeVisible();
  await page.getByRole("link", { name: `${name} (2)` }).click();
  await expect(cardOf(page, "Hello")).toBeVisible();
});

test("a file that cannot be imported says what it is, or what is wrong and where", async ({ as }) => {
  const page = await as("designer");
  await openList(page);
  const dialog = dialogOf(page, "Import");
  const refused = async (text: string, name: string, words: string) => {
    await dropFile(page, text, name);
    await expect(dialog.getByRole("alert")).toContainText(`“${name}” was not imported`);
    await expect(dialog.getByRole("alert")).toContainText(words);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
  };
  const n8n = JSON.stringify({ name: "x", nodes: [{ name: "Start" }], connections: {} });
  await refused(n8n, "flow.json", "This is a workflow of n8n, not a workflow of GraphFlow.");
  await refused('<bpmn:definitions xmlns:bpmn="x"/>', "claims.bpmn", "This is a BPMN diagram");
  await refused("id: claims\nsteps:\n  - a", "claims.yml", "This is a YAML file");
  await refused("\u0089PNG\u0000", "picture.png", "This file is not text");
  await refused(" ".repeat(10 * 1024 * 1024), "large.json", "The file has 10 MB. A workflow has at most 2 MB.");
  const newer = fileOf("Newer").replace('"version": 1', '"version": 2');
  await refused(newer, "newer.json", "The file has version 2 of the format; this GraphFlow reads version 1.");

  await page.context().setOffline(true);
  await refused(fileOf("Offline"), "offline.json", "GraphFlow could not be reached.");
  await page.context().setOffline(false);

  await dropFile(page, fileOf("Wrong").replaceAll('"label"', '"labels"').replace('"kind": "say",', ""), "wrong.json");
  const problems = dialog.getByRole("list", { name: "Problems" }).getByRole("listitem");
  await expect(problems).toHaveText([
    /^Line 20.*The kind of the 1st task is missing\..*definition\.tasks\[0\]\.kind/,
    /^Line 20.*The name of the 1st task is missing\..*definition\.tasks\[0\]\.label/,
    /^Line 20.*The 1st task has unknown parts: "labels"/,
    /^Line 28.*The name of the 2nd task is missing/,
    /^Line 28.*The 2nd task has unknown parts: "labels"/,
  ]);
  await checkAccessible(page, "the problems of a file");
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Choose another file" }).click();
  const name = unique("Corrected");
  await (await chooser).setFiles(upload(fileOf(name)));
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("a workflow is renamed, duplicated, archived and unarchived from the list", async ({ as, request }) => {
  const page = await as("designer");
  const name = unique("Letters");
  const headers = bearer("designer");
  const file = await request.post("/api/v1/workflows/import", {
    headers: { ...headers, "content-type": "application/json" },
    data: Buffer.from(fileOf(name)),
  });
  const { id } = await file.json();
  await request.post(`/api/v1/workflows/${id}/publish`, { headers, data: { revision: 1 } });
  await openList(page);
  await act(page, name, "Rename");
  const rename = dialogOf(page, `Rename “${name}”`);
  await rename.getByRole("textbox", { name: "Name" }).fill("");
  await rename.getByRole("button", { name: "Rename" }).click();
  await expect(rename.getByRole("alert")).toHaveText("Give it a name, please.");
  const newName = unique("Notes");
  await rename.getByRole("textbox", { name: "Name" }).fill(newName);
  await rename.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("status").filter({ hasText: `It is called “${newName}” now.` })).toBeVisible();
  await expect(rowOf(page, newName)).toContainText("version 1 · 2 tasks");

  await act(page, newName, "Duplicate");
  const duplicate = dialogOf(page, `Duplicate “${newName}”`);
  await expect(duplicate.getByRole("textbox", { name: "Name of the copy" })).toHaveValue(`${newName} (copy)`);
  await duplicate.getByRole("button", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: `${newName} (copy)`, level: 1 })).toBeVisible();

  const start = () => request.post("/execute", { headers: bearer("claimant"), data: { content: "Hi", workflow: id } });
  expect((await start()).status()).toBe(200);
  await openList(page);
  await act(page, newName, "Archive");
  await dialogOf(page, `Archive “${newName}”?`).getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("status").filter({ hasText: `“${newName}” is archived.` })).toBeFocused();
  await expect(page.getByRole("link", { name: newName, exact: true })).toHaveCount(0);
  const refused = await start();
  expect([refused.status(), (await refused.json()).detail]).toEqual([
    ...[409, "This workflow is archived. Nothing new can be started with it."],
  ]);
  await page.getByRole("link", { name: /^Archived/ }).click();
  await expect(rowOf(page, newName)).toContainText("archived");
  await checkAccessible(page, "the archived workflows");
  await act(page, newName, "Unarchive");
  await dialogOf(page, `Unarchive “${newName}”?`).getByRole("button", { name: "Unarchive" }).click();
  await expect(page.getByRole("status").filter({ hasText: `“${newName}”` })).toBeFocused();
  await expect(page.getByRole("link", { name: newName, exact: true })).toHaveCount(0);
  expect((await start()).status()).toBe(200);
});

test("the editor says that its workflow is archived, also when it is published, and unarchives it", async ({
  as,
  request,
}) => {
  const page = await as("designer");
  const headers = bearer("designer");
  const sent = { headers: { ...headers, "content-type": "application/json" } };
  const imported = await request.post("/api/v1/workflows/import", {
    ...sent,
    data: Buffer.from(fileOf(unique("Old"))),
  });
  const { id } = await imported.json();
  await request.patch(`/api/v1/workflows/${id}`, { ...sent, data: { archived: true } });
  await page.goto(`/workflows/${id}`);
  const notice = page.getByRole("region", { name: "Archived" });
  await expect(notice).toContainText("This workflow is archived: nobody can start it.");
  await checkAccessible(page, "an archived workflow");
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = dialogOf(page, "Publish");
  await expect(dialog.getByRole("region", { name: "Archived" })).toBeVisible();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published as version 1. The workflow is archived").first()).toBeVisible();
  await notice.getByRole("button", { name: "Unarchive" }).press("Enter");
  await expect(notice.getByText("It is in the list again, and people can start it.")).toBeFocused();
  const started = await request.post("/execute", {
    headers: bearer("claimant"),
    data: { content: "Hi", workflow: id },
  });
  expect(started.status()).toBe(200);
});

test("the list is used by keyboard alone, and at 390 px", async ({ as }) => {
  const page = await as("designer", { viewport: { width: 390, height: 844 } });
  const name = unique("Keys");
  await openList(page);
  // A press that waits for the scripts longer than five seconds opens no chooser: browsers want a recent press for it.
  await expect(async () => {
    await page.getByRole("button", { name: "Import" }).focus();
    const chooser = page.waitForEvent("filechooser", { timeout: 10_000 });
    await page.keyboard.press("Enter");
    await (await chooser).setFiles(upload(fileOf(name)));
  }).toPass();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await openList(page);
  await page.getByRole("button", { name: `Actions for ${name}` }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialogOf(page, /^Rename/).getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: `Actions for ${name}` })).toBeFocused();
  await page.keyboard.press("Enter");
  for (const action of ["Rename", "Duplicate", "Export", "Archive"]) {
    await expect(page.getByRole("menuitem", { name: action })).toBeFocused();
    if (action !== "Archive") await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  const archive = dialogOf(page, /^Archive/);
  await expect(archive.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(archive.getByRole("button", { name: "Archive" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: `“${name}” is archived.` })).toBeFocused();
  await checkAccessible(page, "the list at 390 px");
  await checkWidth(page);
});

test("a workflow is exported from the list and from the editor, and imported in place of a draft", async ({ as }) => {
  const page = await as("designer");
  const name = unique("Exported");
  await openList(page);
  await dropFile(page, fileOf(name));
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = dialogOf(page, "Export");
  const download = async (format: string) => {
    await dialog.getByRole("radio", { name: format }).check();
    const file = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await file).createReadStream()) chunks.push(chunk as Buffer);
    await expect(dialog).toBeHidden();
    return { file: (await file).suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  };
  await checkAccessible(page, "the dialog of an export");
  const json = await download("JSON");
  expect(json.file).toMatch(/^exported-.*-draft\.json$/);
  expect(json.text).toBe(fileOf(name));

  await openList(page);
  await act(page, name, "Export");
  const { text: svg } = await download("SVG");
  const isSound = await page.evaluate((markup) => {
    const document = new DOMParser().parseFromString(markup, "image/svg+xml");
    return document.querySelector("parsererror") === null && document.querySelectorAll("text").length > 2;
  }, svg);
  expect(isSound).toBe(true);
  await act(page, name, "Export");
  expect((await download("Mermaid")).text).toContain("Good bye");

  await page.getByRole("link", { name, exact: true }).click();
  // The list has a button "Import", too.
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const importing = dialogOf(page, "Import");
  await importing
    .getByLabel("File", { exact: true })
    .setInputFiles(upload(json.text.replace("Good bye", "Farewell"), "changed.json"));
  await importing.getByRole("button", { name: "Replace the draft" }).click();
  await expect(cardOf(page, "Farewell")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(cardOf(page, "Good bye")).toBeVisible();
});
