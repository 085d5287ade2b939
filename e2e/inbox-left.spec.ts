import type { Page } from "@playwright/test";
import { buttonOf, caseOf, decisionOf, factsOf, fileCase, openCase, optionsOf, reasonOf, write } from "./case-page";
import { bearer, expect, test } from "./people";

// What becomes of the work on a case whose page was left before the answer.

/** Holds back what the page sends with these words, until it is called. */
async function holdBack(page: Page, words: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/*", async (route) => {
    if (route.request().postData()?.includes(words)) await promise;
    await route.continue();
  });
  return resolve;
}

const problem = (page: Page, words: string) => page.getByRole("alert").filter({ hasText: words });

test("a decision that is refused after its case was left is told elsewhere, and its words are in its form", async ({
  as,
  request,
}) => {
  const [left, next] = [
    await fileCase(request, "Somebody scratched my car on Oak Street, $2,811"),
    await fileCase(request, "Somebody scratched my car on Elm Street, $2,812"),
  ];
  const page = await as("reviewer");
  await page.goto(`/inbox/${left.id}?sort=newest`);
  await expect(buttonOf(page, "Approve")).toBeVisible();
  const answer = await holdBack(page, "Looks right");
  await reasonOf(page).fill("Looks right");
  await buttonOf(page, "Approve").click();
  await expect(decisionOf(page)).toContainText("Approved by you");
  // The answer is not awaited.
  await optionsOf(page).filter({ hasText: "$2,812.00" }).first().click();
  await expect(page).toHaveURL(new RegExp(next.id));
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(page).toHaveURL(/\/sessions/);

  const claimed = await request.post(`/api/v1/reviews/${left.id}/claim`, { headers: bearer("reviewer2"), data: {} });
  expect(claimed.status()).toBe(200);
  answer();
  await expect(problem(page, "Not decided: $2,811.00")).toContainText("What you typed is kept.");
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByRole("link", { name: "Open the case" }).click();
  await expect(decisionOf(page).getByRole("alert")).toContainText("Tom Becker has this. Decide anyway?");
  await expect(reasonOf(page)).toHaveValue("Looks right");
  await expect(problem(page, "Not decided")).toHaveCount(0);
});

test("the reviewer of a decision that evidence cancels is told on the page that they are on", async ({
  as,
  request,
}) => {
  const { id, sessionId } = await fileCase(request, "The fridge leaked in my flat on Oak Street, $2,821");
  const page = await as("reviewer");
  await openCase(page, id);
  await reasonOf(page).fill("All documents are there.");
  const answered = page.waitForResponse((response) => Boolean(response.request().postData()?.includes("approve")));
  await buttonOf(page, "Approve").click();
  await answered;
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(page).toHaveURL(/\/sessions/);
  await write(request, sessionId, "The plumber now says the floor is damaged too");
  await expect(problem(page, "Cancelled, Approved: $2,821.00")).toContainText("The claimant added something");
  await page.getByRole("link", { name: "Open the case" }).click();
  await expect(decisionOf(page).getByRole("alert")).toContainText("You wrote: All documents are there.");
});

test("a decision that is undone on another page has its words back", async ({ as, request }) => {
  const { id } = await fileCase(request, "A stone broke my car's windscreen on Oak Street, $2,831");
  const page = await as("reviewer");
  await openCase(page, id);
  await reasonOf(page).fill("Not covered without the glass add-on.");
  await buttonOf(page, "Reject").click();
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(page).toHaveURL(/\/sessions/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await openCase(page, id);
  await expect(reasonOf(page)).toHaveValue("Not covered without the glass add-on.");
});

test("a correction that is refused after its case was left is told with what was typed", async ({ as, request }) => {
  const { id } = await fileCase(request, "Burst pipe in my flat on Elm Street, $2,841");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Edit facts").click();
  const answer = await holdBack(page, "amount_cents");
  await factsOf(page).getByRole("textbox", { name: "Amount" }).fill("-5");
  await factsOf(page).getByRole("textbox", { name: "Amount" }).press("Enter");
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(page).toHaveURL(/\/sessions/);
  answer();
  await expect(problem(page, "Amount not corrected: $2,841.00")).toContainText("You typed “-5”.");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(problem(page, "Amount not corrected")).toHaveCount(0);
});

test("a case is claimed at once and left before the answer; a refusal is told on the next page", async ({
  as,
  request,
}) => {
  const [left, next] = [
    await fileCase(request, "Hail dented my car on Oak Street, $2,861"),
    await fileCase(request, "Hail dented my car on Elm Street, $2,862"),
  ];
  const page = await as("reviewer");
  await page.goto(`/inbox/${left.id}?sort=newest`);
  await expect(buttonOf(page, "Claim")).toBeVisible();
  const answer = await holdBack(page, '"act":"claim"');
  await buttonOf(page, "Claim").click();
  const row = optionsOf(page).filter({ hasText: "$2,861.00" });
  await expect(row).toContainText("assigned to You");
  await expect(caseOf(page).getByText("Assigned to you")).toBeVisible();
  // The answer is not awaited.
  await optionsOf(page).filter({ hasText: "$2,862.00" }).click();
  await expect(page).toHaveURL(new RegExp(next.id));
  await expect(page.getByRole("heading", { level: 1, name: /2,862/ })).toBeVisible();

  const claimed = await request.post(`/api/v1/reviews/${left.id}/claim`, { headers: bearer("reviewer2"), data: {} });
  expect(claimed.status()).toBe(200);
  answer();
  await expect(problem(page, "Not done: $2,861.00")).toContainText("Tom Becker is working on this case.");
  await expect(row).toContainText("assigned to Tom Becker");
});

test("without a connection a case stays on the screen with what was typed, whatever is pressed", async ({
  as,
  request,
}) => {
  const { id } = await fileCase(request, "A tile fell on my car on Elm Street, $2,851");
  const page = await as("reviewer");
  await openCase(page, id);
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await reasonOf(page).fill("Half a sentence");
  for (const name of ["Claim", "Snooze", "Show the graph", "Next case", "Approve"]) {
    await buttonOf(page, name).click();
    await page.keyboard.press("Escape");
  }
  await optionsOf(page).filter({ hasNotText: "$2,851.00" }).first().click();
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(decisionOf(page).getByRole("alert")).toContainText("Nothing was decided; what you typed is kept.");
  await expect(page).toHaveURL(new RegExp(id));
  await expect(reasonOf(page)).toHaveValue("Half a sentence");
  await page.context().setOffline(false);
  await buttonOf(page, "Snooze").click();
  await expect(page.getByRole("dialog", { name: "Snooze this case" })).toBeVisible();
});
