import type { APIRequestContext, Page } from "@playwright/test";
import { waitForHydration } from "../hydration";
import { bearer, cookiesOf, expect } from "../people";
import { startServer, test } from "../servers";
import { cardOf, edge, readDraft, say, storeDraft } from "./draft-workflows";

const item = (page: Page, name: string | RegExp) => page.getByRole("treeitem", { name }).first();
const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });

async function rename(page: Page, from: RegExp, to: string): Promise<void> {
  await item(page, from).focus();
  await page.keyboard.press("F2");
  await expect(page.getByRole("textbox", { name: "Name of the task" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(to);
  await page.keyboard.press("Enter");
}

const labelsIn = async (request: APIRequestContext, id: string) =>
  (await readDraft(request, id)).definition.tasks.map(({ label }) => label);
const twoTasks = { tasks: [say("Ask"), say("Tell")], edges: [edge("ask > tell")] };

test("the server stops while a designer edits: changes are saved when it is back", async ({
  browser,
  ownServer,
  request,
}) => {
  test.setTimeout(240_000);
  const id = await storeDraft(request, twoTasks);
  const storageState = await cookiesOf("designer", browser, { baseURL: ownServer.url });
  const context = await browser.newContext({ baseURL: ownServer.url, storageState });
  waitForHydration(context);
  const page = await context.newPage();
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").waitFor();
  ownServer.process.kill("SIGKILL");
  await rename(page, /^Ask/, "Ask again");
  await expect(page.getByText("Offline, kept here")).toBeVisible();
  await rename(page, /^Tell/, "Tell all");
  expect(await labelsIn(request, id)).toEqual(["Ask", "Tell"]);
  const again = await startServer({}, ownServer.port);
  await expect(page.getByText(/^Saved/)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => labelsIn(request, id)).toEqual(["Ask again", "Tell all"]);
  await page.context().close();
  again.process.kill();
});

test("a sign-in session ends while a designer edits: the draft is saved after a new sign-in", async ({
  as,
  request,
}) => {
  const id = await storeDraft(request, twoTasks);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").waitFor();
  await page.context().clearCookies();
  await rename(page, /^Ask/, "Ask again");
  await expect(page.getByText("You are signed out, kept here.")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.keyboard.press("Escape");
  const [signIn] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "Sign in" }).click(),
  ]);
  await signIn.getByRole("button", { name: "Continue as designer" }).click();
  await expect(signIn).not.toHaveURL(/sign-in/);
  await signIn.close();
  await rename(page, /^Tell/, "Tell all");
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expect.poll(() => labelsIn(request, id)).toEqual(["Ask again", "Tell all"]);
});

test("a pasted text becomes part of the workflow or is refused with a reason", async ({ as, request }) => {
  const id = await storeDraft(request, twoTasks);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").click();
  const paste = (text: string) =>
    page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      (document.activeElement ?? document.body).dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  const task = (taskId: string) => ({ ...say("Copy"), id: taskId });
  const clip = (tasks: object[]) =>
    JSON.stringify({ graphflow: "clip", tasks, edges: [], settings: [], positions: {}, notes: [], groups: [] });
  const refused = [
    "garbage",
    "{",
    "null",
    "[]",
    "9".repeat(100_000),
    '{"tasks":[{"__proto__":{"id":"x"}}]}',
    `{"__proto__":{"polluted":true},"tasks":[],"edges":[]}`,
    clip(Array.from({ length: 501 }, (_, index) => task(`t${index}`))),
    JSON.stringify({ name: "My workflow", nodes: [{ parameters: {}, name: "Start", type: "n8n-nodes-base.start" }] }),
    `<?xml version="1.0"?><bpmn:definitions><bpmn:process id="p"/></bpmn:definitions>`,
    "x".repeat(10_000_000),
  ];
  for (const text of refused) {
    await paste(text);
    const dismiss = page.getByRole("button", { name: "Dismiss" });
    await dismiss.click();
    await expect(dismiss).toBeHidden();
    expect(await page.evaluate(() => "polluted" in {})).toBe(false);
  }
  expect(await labelsIn(request, id)).toEqual(["Ask", "Tell"]);
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveAttribute("aria-disabled", "true");
  // Ids that differ only in case are two ids.
  await paste(clip([task("copy"), task("COPY")]));
  await expect.poll(() => labelsIn(request, id)).toEqual(["Ask", "Tell", "Copy", "Copy 2"]);
  const { definition } = await readDraft(request, id);
  expect(new Set(definition.tasks.map((one) => one.id.toLowerCase())).size).toBe(4);
});

test("a part of the editor that does not load says so, and is loaded by Try again", async ({ as, request }) => {
  const id = await storeDraft(request, twoTasks);
  const page = await as("designer");
  await page.goto("/workflows");
  const outline = page.getByRole("tree", { name: "Outline" });
  let hasOutline = false;
  // The canvas, the inspector and the settings are loaded after the outline.
  await page.route("**/_next/static/chunks/**", async (route) => {
    hasOutline ||= await outline.isVisible().catch(() => false);
    return hasOutline ? route.abort() : route.continue();
  });
  await page.goto(`/workflows/${id}`);
  const missing = page.getByRole("alert").filter({ hasText: "The graph could not be loaded." });
  await expect(missing).toContainText("What you changed is kept, and the outline goes on.");
  await rename(page, /^Ask/, "Ask again");
  await expect.poll(() => labelsIn(request, id)).toEqual(["Ask again", "Tell"]);
  await page.unroute("**/_next/static/chunks/**");
  await missing.getByRole("button", { name: "Try again" }).click();
  await expect(cardOf(page, "Ask again")).toBeVisible();
});

test("a task of an unknown kind keeps its card, and blocks publishing with a link to it", async ({ as, request }) => {
  const fax = { id: "fax", kind: "fax", label: "Send a fax", config: { number: "123" } };
  const id = await storeDraft(request, { tasks: [say("Ask"), fax], edges: [edge("ask > fax")] });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await expect(cardOf(page, "Send a fax")).toContainText("fax");
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = dialogOf(page, "Publish");
  await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeHidden();
  await dialog.getByRole("button", { name: '"Send a fax" is of the unknown kind "fax".' }).click();
  await expect(page.getByRole("region", { name: "Inspector" })).toContainText("Send a fax");
});

test("an invalid text blocks publishing, and its problem leads to the field", async ({ as, request }) => {
  const wait = { id: "wait", kind: "delay", label: "Wait", config: { for: "PT1H" } };
  const id = await storeDraft(request, { tasks: [wait, say("Tell")], edges: [edge("wait > tell")] });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await item(page, /^Wait/).click();
  const inspector = page.getByRole("region", { name: "Inspector" });
  await inspector.getByRole("textbox", { name: "Wait for" }).fill("soon");
  const message = "“Wait”: “soon hours” is typed in “Wait for” and not taken.";
  await expect(page.getByRole("button", { name: message }).first()).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(dialogOf(page, "Publish").getByText("1 problem first")).toBeVisible();
  await dialogOf(page, "Publish")
    .getByRole("button", { name: /is typed in .* and not taken/ })
    .click();
  await expect(inspector.locator(":focus")).toHaveValue("soon");
});

test("when two designers publish at once, the second is told and keeps the draft", async ({ as, request }) => {
  const id = await storeDraft(request, twoTasks);
  const [one, other] = [await as("designer"), await as("designer")];
  for (const page of [one, other]) {
    await page.goto(`/workflows/${id}`);
    await cardOf(page, "Ask").waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await dialogOf(page, "Publish").getByRole("button", { name: "Publish", exact: true }).waitFor();
  }
  await dialogOf(one, "Publish").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(one.getByText("Published as version 1.").first()).toBeAttached();
  await dialogOf(other, "Publish").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialogOf(other, "Publish").getByRole("alert")).toContainText("It is not published");
  await other.keyboard.press("Escape");
  await expect(item(other, /^Ask/)).toBeVisible();
  const versions = await request.get(`/api/v1/workflows/${id}/draft`, { headers: bearer("designer") });
  expect(await versions.json()).toMatchObject({ baseVersionNumber: 1 });
});

test.describe("by touch on a phone", () => {
  test("a designer builds and publishes a workflow in the outline", async ({ as, request }) => {
    const id = await storeDraft(request, { tasks: [say("Ask")], edges: [] });
    const page = await as("designer", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.goto(`/workflows/${id}`);
    await item(page, /^Ask/)
      .getByRole("button", { name: /^Actions for/ })
      .tap();
    await page.getByRole("menuitem", { name: "Add a task after" }).tap();
    await dialogOf(page, "Add a task").getByRole("option", { name: /^Say/ }).tap();
    await expect(page.getByRole("treeitem")).toHaveCount(3);
    await item(page, /^Ask/)
      .getByRole("button", { name: /^Actions for/ })
      .tap();
    await page.getByRole("menuitem", { name: "Rename" }).tap();
    const name = page.getByRole("textbox", { name: "Name of the task" });
    await expect(name).toBeFocused();
    await name.fill("Say hello");
    await page.keyboard.press("Enter");
    await expect(item(page, /^Say hello/)).toBeVisible();
    await item(page, /^Say hello/).tap();
    const inspector = page.getByRole("region", { name: "Inspector" });
    await inspector.getByRole("textbox", { name: "Message" }).fill("Good morning.");
    await page.getByRole("button", { name: "Back to the outline" }).tap();
    await page.getByRole("button", { name: "Undo", exact: true }).tap();
    await page.getByRole("button", { name: "Redo", exact: true }).tap();
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await page.getByRole("button", { name: "Publish" }).tap();
    await dialogOf(page, "Publish").getByRole("button", { name: "Publish", exact: true }).tap();
    await expect(page.getByText("Published as version 1.").first()).toBeAttached();
    await expect.poll(async () => (await labelsIn(request, id))[0]).toBe("Say hello");
  });
});
