import { checkAccessible } from "./check-accessible";
import { bearer, expect, test } from "./people";

const terms = [
  "# Bicycle terms",
  "## Theft",
  "A bicycle that was stolen from a locked cellar is covered up to $2,000.",
  "## Accidents",
  "Damage to the bicycle by a fall is covered with an excess of $50.",
].join("\n\n");

const file = (name: string, text: string) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });
/** Names are unique, because all tests share a database. */
const uniqueName = () => `terms-${Date.now().toString(36)}${Math.floor(Math.random() * 1_000)}`;

test("a designer creates a collection, uploads files, asks a question and sees why passages were found", async ({
  as,
}) => {
  const page = await as("designer");
  await page.goto("/workflows");
  await page.getByRole("link", { name: "Documents", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Documents" })).toBeVisible();
  const name = uniqueName();
  await page.getByRole("button", { name: "New collection" }).click();
  const dialog = page.getByRole("dialog", { name: "New collection" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Not a name");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByRole("alert")).toContainText("A name is like policy-terms");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Not a name");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("radio", { name: "Everybody" }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(`/documents/${name}`);
  await expect(page.getByText("No document yet")).toBeVisible();
  await checkAccessible(page, "an empty collection");

  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload files" }).click();
  await (await choosing).setFiles([
    file("bicycle-terms.md", terms),
    file("scan.pdf", "<html>"),
    { name: "large.txt", mimeType: "text/plain", buffer: Buffer.alloc(10_000_001, "x") },
  ]);
  const uploads = page.getByRole("list", { name: "Uploads" }).getByRole("listitem");
  await expect(uploads.filter({ hasText: "bicycle-terms.md" })).toContainText("Published: version 1, 2 passages");
  await expect(uploads.filter({ hasText: "scan.pdf" })).toContainText("it has another format");
  await expect(uploads.filter({ hasText: "large.txt" })).toContainText("The file is larger than 10 MB.");
  await expect(page.getByText("1 file published, 2 not published.")).toBeVisible();
  const documents = page.getByRole("list", { name: "Documents" });
  await expect(documents.getByRole("listitem")).toHaveCount(1);
  await expect(documents).toContainText("version 1 · 2 passages");

  await page.getByRole("textbox", { name: "Question" }).fill("Is a stolen bicycle covered?");
  await page.getByRole("button", { name: "Search" }).click();
  const found = page.getByRole("list", { name: "Passages found" }).getByRole("listitem").first();
  await expect(found).toContainText("A bicycle that was stolen from a locked cellar is covered up to $2,000.");
  await expect(found).toContainText(/Score 0\.\d{4} · place 1 by words · place 1 by embeddings, similarity 0\.\d\d/);
  await expect(found.locator("mark").first()).toHaveText("Bicycle");
  await checkAccessible(page, "a collection with uploads and passages found");
});

test("a document is cut again, downloaded, retracted, published again, and an old version deleted", async ({
  as,
  request,
}) => {
  const name = uniqueName();
  const headers = bearer("designer");
  await request.post("/api/v1/collections", { headers, data: { name, audience: "staff" } });
  const clauses = Array.from({ length: 8 }, (_, index) => `Clause ${index + 1}. ${"The excess is $50. ".repeat(9)}`);
  await request.post(`/api/v1/collections/${name}/documents?name=rules.txt`, { headers, data: clauses.join("\n\n") });
  const page = await as("admin");
  await page.goto(`/documents/${name}`);
  await page.getByRole("link", { name: "rules" }).click();
  const passages = page.getByRole("list", { name: "Passages" }).getByRole("listitem");
  await expect(passages).toHaveCount(3);
  await checkAccessible(page, "a document");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("rules.txt");

  await page.getByRole("button", { name: "Re-cut" }).click();
  await page.getByRole("radio", { name: "Short" }).check();
  await checkAccessible(page, "the dialog of a new cut");
  await page.getByRole("dialog").getByRole("button", { name: "Re-cut" }).click();
  await expect(page.getByText("Version 2, published")).toBeVisible();
  await expect(passages).toHaveCount(8);

  await page.getByRole("button", { name: "Retract" }).click();
  await expect(page.getByRole("dialog")).toContainText("No message cites it.");
  await page.getByRole("dialog").getByRole("button", { name: "Retract" }).click();
  await expect(page.getByText("Version 2, retracted")).toBeVisible();
  await page.getByRole("button", { name: "Publish again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish again" }).click();
  await expect(page.getByText("Version 3, published")).toBeVisible();

  await page.getByRole("link", { name: "Version 1" }).click();
  await expect(page.getByText("Version 1, replaced by a newer version")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(`/documents/${name}`);
  await page.getByRole("link", { name: "rules" }).click();
  await expect(page.getByRole("list", { name: "Versions" }).getByRole("listitem")).toHaveCount(2);
});

test("documents are reached by keyboard alone, and a dialog gives the focus back", async ({ as }) => {
  const page = await as("designer");
  await page.goto("/documents");
  const button = page.getByRole("button", { name: "New collection" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await checkAccessible(page, "the collections");
});

test("claimants and reviewers have no documents to manage", async ({ as }) => {
  for (const person of ["claimant", "reviewer"] as const) {
    const page = await as(person);
    await page.goto("/documents");
    await expect(page.getByRole("heading", { name: "This page is not for your role" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Documents", exact: true })).toHaveCount(0);
  }
});

test("a lost connection loses no question and no file", async ({ as, request }) => {
  const name = uniqueName();
  const headers = bearer("designer");
  await request.post("/api/v1/collections", { headers, data: { name, audience: "staff" } });
  await request.post(`/api/v1/collections/${name}/documents?name=bicycle.md`, { headers, data: terms });
  const page = await as("designer");
  await page.goto(`/documents/${name}`);
  await page.context().setOffline(true);
  await page.getByRole("textbox", { name: "Question" }).fill("Is a fall covered?");
  await page.getByRole("button", { name: "Search" }).click();
  const question = page.getByRole("region", { name: "Try a question" });
  await expect(question.getByRole("alert")).toContainText("GraphFlow could not be reached");
  await expect(page.getByRole("textbox", { name: "Question" })).toHaveValue("Is a fall covered?");
  await page.locator("input[type=file]").setInputFiles([file("more.md", "Helmets are covered.")]);
  const upload = page.getByRole("list", { name: "Uploads" }).getByRole("listitem");
  await expect(upload).toContainText("GraphFlow could not be reached");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try more.md again" }).click();
  await expect(upload).toContainText("Published: version 1, 1 passage");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("list", { name: "Passages found" })).toContainText("by a fall");
});
