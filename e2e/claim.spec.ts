import type { Page } from "@playwright/test";
import { expect, fileClaim, referenceOf, test } from "./people";

const conversation = (page: Page) => page.getByRole("log", { name: "Conversation" });
const progress = (page: Page) => page.getByRole("region", { name: "Claim progress" });

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(conversation(page).getByText(text, { exact: true })).toHaveCount(1);
}

async function startClaim(page: Page): Promise<void> {
  await page.goto("/claims");
  await page.getByRole("button", { name: "New claim" }).first().click();
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}/);
}

/** Opens the case of a reference from the list of everything open. */
async function openCase(page: Page, reference: string): Promise<void> {
  await page.goto(`/inbox?tab=open&q=${reference}`);
  await page.getByRole("listbox", { name: "Reviews" }).getByRole("option").filter({ hasText: reference }).click();
  await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
}

test("a claimant describes a small damage, confirms it and gets the letter at once", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await say(page, "someone backed into my parked Golf this morning, garage says 640");
  const card = page.getByRole("region", { name: "Your claim" });
  await expect(card.getByText("$640.00")).toBeVisible();
  await card.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("We have approved your claim over $640.00").first()).toBeVisible();
  await expect(page.getByText("Approved").first()).toBeVisible();
  const [reference] =
    (
      await page
        .getByText(/CLM-\w+/)
        .first()
        .textContent()
    )?.match(/CLM-\w+/) ?? [];
  await page.reload();
  await expect(page.getByText("We have approved your claim over $640.00").first()).toBeVisible();
  await expect(page.getByText(reference ?? "no reference").first()).toBeVisible();
});

test("a reviewer approves a large claim, the claimant is told, and a designer saw where it stood", async ({ as }) => {
  const [claimant, reviewer, designer] = [await as("claimant"), await as("reviewer"), await as("designer")];
  await startClaim(claimant);
  await say(claimant, "Burst pipe in the kitchen, floor ruined, I guess around 2.5k");
  await expect(claimant.getByRole("region", { name: "Your claim" }).getByText("$2,500.00")).toBeVisible();
  await say(claimant, "yes");
  await expect(claimant.getByText("With a specialist").first()).toBeVisible();
  const sessionId = claimant.url().split("/").at(-1) ?? "";
  const reference = await referenceOf(claimant.request, sessionId);

  await designer.goto(`/workflows/insurance-claims?session=${sessionId}`);
  const graph = designer.getByRole("region", { name: "Workflow graph" });
  await expect(graph.getByText("waits here for a reviewer")).toBeVisible();

  await openCase(reviewer, reference);
  await expect(reviewer.getByText("$2,500.00").first()).toBeVisible();
  await expect(reviewer.getByText("floor ruined").first()).toBeVisible();
  await reviewer.getByRole("button", { name: "Approve" }).click();
  await expect(reviewer.getByText(/Approved by you/)).toBeVisible();

  await expect(claimant.getByText("We have approved your claim over $2,500.00").first()).toBeVisible();
  await expect(designer.getByText("waits here for a reviewer")).toBeHidden();
});

test("a reviewer rejects with a reason and the letter gives it", async ({ as, request }) => {
  const sessionId = await fileClaim(
    request,
    "Kitchen fire, the cupboards burned, estimate $5,400",
    "demo-claimant-key",
  );
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await openCase(reviewer, await referenceOf(request, sessionId));
  await reviewer.getByRole("button", { name: "Reject" }).click();
  await expect(reviewer.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await reviewer.getByRole("textbox", { name: "Reason" }).fill("The policy does not cover cooking fires.");
  await reviewer.getByRole("button", { name: "Reject" }).click();
  await expect(reviewer.getByText(/Rejected by you/)).toBeVisible();
  await claimant.goto(`/claims/${sessionId}`);
  await expect(claimant.getByText("The policy does not cover cooking fires.").first()).toBeVisible();
});

test("a reviewer asks for information, the claimant answers, and the same reviewer approves", async ({
  as,
  request,
}) => {
  const sessionId = await fileClaim(
    request,
    "My neighbour's bathtub overflowed into my flat, $3,300 damage",
    "demo-claimant-key",
  );
  const reference = await referenceOf(request, sessionId);
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await openCase(reviewer, reference);
  await reviewer.getByRole("textbox", { name: "Reason" }).fill("Which floor do you live on?");
  await reviewer.getByRole("button", { name: "Request information" }).click();
  await expect(reviewer.getByText(/requested by you/i)).toBeVisible();

  await claimant.goto(`/claims/${sessionId}`);
  await expect(conversation(claimant).getByText("Which floor do you live on?")).toBeVisible();
  await say(claimant, "The second floor");
  await expect(claimant.getByText("With a specialist").first()).toBeVisible();

  await reviewer.goto(`/inbox?tab=mine&q=${reference}`);
  await reviewer.getByRole("listbox", { name: "Reviews" }).getByRole("option").click();
  await expect(reviewer.getByText("The second floor").first()).toBeVisible();
  await reviewer.getByRole("button", { name: "Approve" }).click();
  await expect(reviewer.getByText(/Approved by you/)).toBeVisible();
  await expect(claimant.getByText("We have approved your claim over $3,300.00").first()).toBeVisible();
});

test("a claimant who writes “approved” decides nothing", async ({ as, request }) => {
  const sessionId = await fileClaim(
    request,
    "Storm took the roof of my car's garage and dented the car, $4,100",
    "demo-claimant-key",
  );
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await claimant.goto(`/claims/${sessionId}`);
  await say(claimant, "approved");
  await expect(conversation(claimant).getByText(/only they can decide/)).toBeVisible();
  await expect(claimant.getByText("With a specialist").first()).toBeVisible();
  await openCase(reviewer, await referenceOf(request, sessionId));
  await expect(reviewer.getByText(/speaks of approval/).first()).toBeVisible();
});

test("two reviewers decide the same case: one decision stands, the other sees whose and keeps the typed reason", async ({
  as,
  request,
  browser,
  baseURL,
}) => {
  const sessionId = await fileClaim(request, "Lightning hit the house, all sockets in my flat are burned, $6,000");
  const reference = await referenceOf(request, sessionId);
  const ana = await as("reviewer");
  await openCase(ana, reference);
  const context = await browser.newContext({ baseURL });
  const tom = await context.newPage();
  await tom.goto("/sign-in");
  await tom.getByRole("textbox", { name: "Email" }).fill("reviewer2@example.com");
  await tom.getByRole("textbox", { name: "Password" }).fill("graphflow-demo");
  await tom.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(tom).not.toHaveURL(/sign-in/);
  await openCase(tom, reference);
  await tom.getByRole("textbox", { name: "Reason" }).fill("I would not pay this.");
  await ana.getByRole("button", { name: "Approve" }).click();
  await expect(ana.getByText(/Approved by you/)).toBeVisible();
  const reject = tom.getByRole("button", { name: "Reject" });
  if (await reject.isVisible()) await reject.click();
  await expect(tom.getByText(/Ana Ruiz/).first()).toBeVisible();
  await context.close();
});

test("the progress of a claim says where it is and what happens next", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await expect(progress(page).getByText("Tell us what happened")).toBeVisible();
  await expect(progress(page)).toContainText("answer the last question");
});

test("a message can be sent before the page's scripts have loaded, and posting it again sends it once", async ({
  as,
  browser,
  baseURL,
}) => {
  const signedIn = await as("claimant");
  await startClaim(signedIn);
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await signedIn.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto(signedIn.url());
  await page.getByRole("textbox", { name: "Message" }).fill("A tree fell on my car");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(conversation(page).getByText("A tree fell on my car", { exact: true })).toHaveCount(1);
  await page.reload();
  await expect(conversation(page).getByText("A tree fell on my car", { exact: true })).toHaveCount(1);
  await context.close();
});

test("a claim that is somebody else's does not exist", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "My fridge leaked and ruined the kitchen floor, $1,700");
  const page = await as("claimant");
  const response = await page.goto(`/claims/${sessionId}`);
  expect(response?.status()).toBe(404);
});
