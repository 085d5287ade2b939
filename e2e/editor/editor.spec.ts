import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { graphDefinitionSchema } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { checkAccessible } from "../check-accessible";
import { bearer, expect, reviewOf, test } from "../people";

// Each test edits its own workflow, because all designers share the draft of a workflow.

const headers = bearer("designer");
const claims = graphDefinitionSchema.parse(insuranceClaims);

async function newWorkflow(request: APIRequestContext, name: string): Promise<string> {
  const created = await request.post("/api/v1/workflows", { headers, data: { name } });
  expect(created.status()).toBe(201);
  return (await created.json()).id;
}

const draftOf = async (request: APIRequestContext, id: string) =>
  (await request.get(`/api/v1/workflows/${id}/draft`, { headers })).json();

/** Creates a draft like the shipped workflow. */
async function claimsToChange(request: APIRequestContext): Promise<string> {
  const id = await newWorkflow(request, "Claims to change");
  const { revision, baseVersionId, layout } = await draftOf(request, id);
  const data = { revision, baseVersionId, layout, definition: { ...claims, id, name: "Claims to change" } };
  const saved = await request.put(`/api/v1/workflows/${id}/draft`, { headers, data });
  expect(saved.status(), await saved.text()).toBe(200);
  return id;
}

async function publish(request: APIRequestContext, id: string): Promise<void> {
  const { revision } = await draftOf(request, id);
  const published = await request.post(`/api/v1/workflows/${id}/publish`, { headers, data: { revision, note: "" } });
  expect(published.status(), await published.text()).toBe(200);
}

async function say(request: APIRequestContext, data: Record<string, string>) {
  const answer = await request.post("/execute", { data, headers: bearer("claimant2") });
  expect(answer.status()).toBe(200);
  return answer.json();
}

const outline = (page: Page): Locator => page.getByRole("tree", { name: "Outline" });
const item = (page: Page, name: string | RegExp): Locator => outline(page).getByRole("treeitem", { name });
const saved = (page: Page): Locator => page.getByRole("status").filter({ hasText: /^Saved/ });
const labelsIn = async (request: APIRequestContext, id: string): Promise<string[]> =>
  (await draftOf(request, id)).definition.tasks.map(({ label }: { label: string }) => label);

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/workflows/${id}`);
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
}

/** Renames a task in the outline by keyboard. */
async function rename(page: Page, task: string | RegExp, name: string): Promise<void> {
  await item(page, task).first().focus();
  await page.keyboard.press("F2");
  await expect(page.getByRole("textbox", { name: "Name of the task" })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(item(page, new RegExp(`^${name}`)).first()).toBeFocused();
}

test("one setting changes the limit in edges, reasons, the letter and new sessions", async ({ as, request }) => {
  const id = await claimsToChange(request);
  await publish(request, id);
  const message = "Somebody scratched my parked car on Main Street on 10 November, the repair costs $600";
  const old = await say(request, { content: message, workflow: id });

  const page = await as("designer");
  await open(page, id);
  await expect(item(page, /amount is .*less than \$1,000/)).toBeVisible();
  const settings = page.getByRole("region", { name: "Settings" });
  await settings.getByRole("textbox", { name: "Approval limit" }).fill("$500");
  await settings.getByRole("textbox", { name: "Approval limit" }).blur();
  await expect(item(page, /amount is .*less than \$500/)).toBeVisible();
  await expect(outline(page).getByText("$1,000")).toHaveCount(0);
  const graph = page.getByRole("region", { name: "Workflow graph" });
  await expect(graph.getByText(/amount is .*less than \$500/)).toBeVisible();
  await expect(saved(page)).toBeVisible();

  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await expect(
    dialog.getByRole("region", { name: "Impact" }).getByRole("row", { name: /Confirm Details 1 1/ }),
  ).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Changes" })).toContainText("from $1,000 to $500");
  await dialog.getByRole("textbox", { name: "Note" }).fill("Half the limit");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 and your draft")).toBeVisible();

  expect(await say(request, { session_id: old.session_id, content: "yes" })).toMatchObject({ status: "Completed" });
  const next = await say(request, { content: message, workflow: id });
  const waiting = await say(request, { session_id: next.session_id, content: "yes" });
  expect(waiting).toMatchObject({ status: "WaitingForInput", waiting_for: "reviewer" });
  const review = await reviewOf(request, next.session_id);
  expect(JSON.stringify(review)).toContain("Amount is at least $500");
  const small = await say(request, { content: message.replace("$600", "$400"), workflow: id });
  const letter = await say(request, { session_id: small.session_id, content: "yes" });
  expect(letter.response).toContain("below $500");
});

test("undo and redo still work after leaving the page and coming back", async ({ as, request }) => {
  const id = await claimsToChange(request);
  const page = await as("designer");
  await open(page, id);
  await rename(page, /^Auto-Approve/, "Pay at once");
  await rename(page, /^Pay at once/, "Pay today");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(item(page, /^Pay at once/).first()).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(item(page, /^Pay today/).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(item(page, /^Auto-Approve/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => labelsIn(request, id)).toContain("Auto-Approve");
});

test("offline changes are kept when the page closes, and are saved when there is a connection", async ({
  as,
  request,
}) => {
  const id = await claimsToChange(request);
  const page = await as("designer");
  await open(page, id);
  await page.context().setOffline(true);
  await rename(page, /^Auto-Approve/, "Pay at once");
  await expect(page.getByText("Offline, kept here")).toBeVisible();
  await page.close();
  expect(await labelsIn(request, id)).toContain("Auto-Approve");

  await page.context().setOffline(false);
  const next = await page.context().newPage();
  await open(next, id);
  await expect(item(next, /^Pay at once/).first()).toBeVisible();
  await expect.poll(() => labelsIn(request, id)).toContain("Pay at once");
  await next.context().setOffline(true);
  await rename(next, /^Pay at once/, "Pay today");
  await expect(next.getByText("Offline, kept here")).toBeVisible();
  await next.context().setOffline(false);
  await expect(saved(next)).toBeVisible();
  await expect.poll(() => labelsIn(request, id)).toContain("Pay today");
});

test("two designers change different tasks, and both changes are saved", async ({ as, request }) => {
  const id = await claimsToChange(request);
  const [one, other] = [await as("designer"), await as("designer")];
  await open(one, id);
  await open(other, id);
  await rename(one, /^Auto-Approve/, "Pay at once");
  await expect(saved(one)).toBeVisible();
  await rename(other, /^Final Summary/, "Write the letter");
  await expect(item(other, /^Pay at once/).first()).toBeVisible();
  await expect.poll(() => labelsIn(request, id)).toEqual(expect.arrayContaining(["Pay at once", "Write the letter"]));
});

test("two designers change the same name, see both names side by side, and lose nothing", async ({ as, request }) => {
  const id = await claimsToChange(request);
  const [one, other] = [await as("designer"), await as("designer")];
  await open(one, id);
  await open(other, id);
  await rename(one, /^Auto-Approve/, "Pay at once");
  await expect(saved(one)).toBeVisible();
  await rename(other, /^Auto-Approve/, "Approve by rule");
  await expect(other.getByText("Another designer has changed this")).toBeVisible();
  await rename(other, /^Final Summary/, "Write the letter");
  await other.getByRole("button", { name: "Show", exact: true }).click();
  const dialog = other.getByRole("dialog");
  await expect(dialog.getByText("Approve by rule", { exact: true })).toBeVisible();
  await expect(dialog.getByText("Pay at once", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: /^Keep theirs/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => labelsIn(request, id)).toEqual(expect.arrayContaining(["Pay at once", "Write the letter"]));
});

test("a designer builds an expense approval by keyboard, and sessions reach both ends", async ({ as, request }) => {
  test.setTimeout(240_000);
  const id = await newWorkflow(request, "Expense approval");
  const page = await as("designer");
  await open(page, id);
  const add = async (kind: string, name: string) => {
    await page.getByRole("combobox", { name: "Search kinds of tasks" }).fill(kind);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Name of the task" })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(item(page, new RegExp(`^${name}`)).first()).toBeFocused();
  };
  const problems = page.getByRole("status").filter({ hasText: /problem/i });
  // The empty canvas has the same button.
  await page.getByRole("button", { name: "Add the first task" }).first().focus();
  await page.keyboard.press("Enter");
  await add("Talk", "Ask for the expense");
  await page.keyboard.press("Insert");
  await add("Wait for a reviewer", "Ask a reviewer");
  await page.keyboard.press("Insert");
  await add("Set values", "Approve");
  await page.keyboard.press("Insert");
  await add("Final letter", "Write the letter");
  // A second branch is for a rejection.
  await item(page, /^Ask a reviewer/)
    .first()
    .focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Add a branch" }).press("Enter");
  await add("Say", "Tell the claimant why not");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("combobox", { name: "Search tasks" }).fill("letter");
  await page.keyboard.press("Enter");
  await expect(outline(page).locator("[role=treeitem]:focus")).toHaveAccessibleName("Then write the letter.");
  await expect(problems).toHaveText("1 problem");

  // Of the two edges out of the review, the one to "Approve" gets a condition.
  await item(page, "Then approve.").focus();
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(inspector.getByRole("button", { name: /^Add condition/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Search")).toBeFocused();
  await page.keyboard.type("decision");
  await page.keyboard.press("Enter");
  await expect(inspector.getByRole("combobox", { name: /^Value/ })).toBeFocused();
  await page.keyboard.type("a");
  await expect(item(page, "If the reviewer approves, approve.")).toBeVisible();
  await expect(problems).toHaveText("No problem");
  await expect(saved(page)).toBeVisible();

  await page.getByRole("button", { name: "Publish" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await expect(dialog.getByText("No session is open")).toBeVisible();
  await dialog.getByRole("button", { name: "Publish" }).press("Enter");
  await expect(page.getByText("Version 1 and your draft")).toBeVisible();

  for (const verdict of ["approve", "reject"] as const) {
    const content = "I bought a chair for my desk at the office, it was $120";
    const { session_id } = await say(request, { content, workflow: id });
    const review = await reviewOf(request, session_id);
    const decided = await request.post(`/api/v1/reviews/${review.id}/decision`, {
      headers: bearer("reviewer"),
      data: { verdict, expected_version: review.expected_version, reason: "Looked at it" },
    });
    expect(decided.status(), await decided.text()).toBe(200);
    await expect
      .poll(async () => (await request.get(`/session/${session_id}`, { headers: bearer("admin") })).json())
      .toMatchObject({ status: "Completed", context: { outcome: verdict === "approve" ? "approved" : "rejected" } });
  }
});

test("the focus is on the heading after opening a workflow, and comes back to the outline from every list", async ({
  as,
  request,
}) => {
  const id = await claimsToChange(request);
  const page = await as("designer");
  await page.goto("/workflows");
  await page.locator(`a[href="/workflows/${id}"]`).press("Enter");
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Claims to change" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Workflow graph" }).getByRole("button").first()).toBeVisible();
  const task = item(page, /^Confirm Details/).first();
  for (const [key, opened] of [
    ["Control+k", page.getByRole("dialog")],
    ["?", page.getByRole("dialog")],
    ["/", page.getByRole("search", { name: "Search the workflow" })],
  ] as const) {
    await task.focus();
    await page.keyboard.press(key);
    await expect(opened).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opened).toHaveCount(0);
    await expect(task, key).toBeFocused();
  }
});

test("every state of the editor is accessible, light and dark, also on a phone", async ({ as, request }) => {
  test.setTimeout(180_000);
  const id = await claimsToChange(request);
  const page = await as("designer");
  const check = (state: string) => checkAccessible(page, state);
  await open(page, id);
  await check("opened");
  await item(page, /^Smart Claim Validator/)
    .first()
    .click();
  await check("a task");
  await page.getByRole("button", { name: "More about Approval limit" }).click();
  await check("a setting");
  await item(page, /^Auto-Approve/)
    .first()
    .press("Delete");
  await page.getByRole("button", { name: "Publish" }).click();
  await check("publishing");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add task" }).click();
  await check("adding");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await item(page, /^Final Summary/)
    .first()
    .click();
  await check("a task on a phone");
  await page.getByRole("button", { name: "Back to the outline" }).click();
  await expect(item(page, /^Final Summary/).first()).toBeFocused();
  await check("the outline on a phone");
  const more = page.getByRole("button", { name: "More", exact: true });
  await more.click();
  await page.getByRole("menuitem", { name: "Name, who may start it and more" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Claims to change" })).toBeFocused();
  await page.getByRole("checkbox", { name: "Reviewers" }).check();
  await check("the workflow on a phone");
  await page.getByRole("button", { name: "Back to the outline" }).click();
  await expect(more).toBeFocused();
  await expect.poll(async () => (await draftOf(request, id)).definition.startedBy).toEqual(["claimant", "reviewer"]);
});
