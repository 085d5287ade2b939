import type { Page } from "@playwright/test";
import { card, chooseToStart, conversation, newButton, said, say, sessionOf, startClaim } from "./claim-page";
import { bearer, expect, fileClaim, referenceOf, reviewOf, test } from "./people";

const progress = (page: Page) => page.getByRole("region", { name: "Claim progress" });
const letter = (page: Page) => page.getByRole("article", { name: "Letter" });
const decision = (page: Page) => page.getByRole("region", { name: "Decision" });
const reason = (page: Page) => decision(page).getByRole("textbox", { name: "Reason" });
const verdict = (page: Page, name: "Approve" | "Reject" | "Request information") =>
  decision(page).getByRole("button", { name });

/** Searches for a reference in a tab of the inbox and opens the one case that is found. */
async function openCase(page: Page, reference: string, tab = "open"): Promise<void> {
  await page.goto(`/inbox?tab=${tab}&q=${reference}`);
  await page.getByRole("listbox", { name: "Reviews" }).getByRole("option").click();
  await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
  await expect(page.getByRole("region", { name: "Case" }).getByText(reference, { exact: true })).toBeVisible();
}

test("a claimant describes a small damage, confirms it and gets the letter at once", async ({ as, request }) => {
  const page = await as("claimant");
  await startClaim(page);
  await say(page, "someone backed into my parked Golf this morning, garage says 640");
  await expect(card(page).getByText("$640.00")).toBeVisible();
  await card(page).getByRole("button", { name: "Confirm" }).click();
  await expect(letter(page).getByText("We have approved your claim for $640.00")).toBeVisible();
  const reference = await referenceOf(request, await sessionOf(page));
  await page.reload();
  await expect(letter(page).getByText("Approved", { exact: true })).toBeVisible();
  await expect(letter(page).getByText("$640.00", { exact: true })).toBeVisible();
  await expect(letter(page).getByText(reference, { exact: true })).toBeVisible();
});

test("a reviewer approves a large claim, the claimant is told, and a designer saw its task on the graph", async ({
  as,
  request,
}) => {
  const [claimant, reviewer, designer] = [await as("claimant"), await as("reviewer"), await as("designer")];
  await startClaim(claimant);
  await say(claimant, "Burst pipe in the kitchen, floor ruined, I guess around 2.5k");
  await expect(card(claimant).getByText("$2,500.00")).toBeVisible();
  await say(claimant, "yes");
  await expect(conversation(claimant).getByText("Sent to a specialist")).toBeVisible();
  const sessionId = await sessionOf(claimant);

  await designer.goto(`/workflows/insurance-claims?session=${sessionId}`);
  const graph = designer.getByRole("region", { name: "Workflow graph" });
  await expect(graph.getByText("waits here for a reviewer")).toBeVisible();

  await openCase(reviewer, await referenceOf(request, sessionId));
  await expect(reviewer.getByRole("heading", { level: 1, name: "$2,500.00" })).toBeVisible();
  await expect(conversation(reviewer).getByText("floor ruined").first()).toBeVisible();
  await verdict(reviewer, "Approve").click();
  await expect(decision(reviewer).getByText(/Approved by you/)).toBeVisible();

  await expect(letter(claimant).getByText("We have approved your claim for $2,500.00")).toBeVisible();
  await expect(graph.getByText("ended here")).toBeVisible();
  await expect(graph.getByText("waits here for a reviewer")).toBeHidden();
});

test("a reviewer rejects with a reason and the letter gives it", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "Kitchen fire, the cupboards burned, estimate $5,400", "claimant");
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await openCase(reviewer, await referenceOf(request, sessionId));
  await verdict(reviewer, "Reject").click();
  await expect(reason(reviewer)).toBeFocused();
  await reason(reviewer).fill("The policy does not cover cooking fires.");
  await verdict(reviewer, "Reject").click();
  await expect(decision(reviewer).getByText(/Rejected by you/)).toBeVisible();
  await claimant.goto(`/claims/${sessionId}`);
  await expect(letter(claimant).getByText("Not approved", { exact: true })).toBeVisible();
  await expect(letter(claimant).getByText("The policy does not cover cooking fires.")).toBeVisible();
});

test("a reviewer asks for information, the claimant answers, and the same reviewer approves", async ({
  as,
  request,
}) => {
  const sessionId = await fileClaim(
    request,
    "My neighbour's bathtub overflowed into my flat, $3,300 damage",
    "claimant",
  );
  const reference = await referenceOf(request, sessionId);
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await openCase(reviewer, reference);
  await verdict(reviewer, "Request information").click();
  await decision(reviewer).getByRole("textbox", { name: "Question" }).fill("Which floor do you live on?");
  await verdict(reviewer, "Request information").click();
  await expect(decision(reviewer).getByText(/Information requested by you/)).toBeVisible();

  await claimant.goto(`/claims/${sessionId}`);
  await expect(conversation(claimant).getByText("Which floor do you live on?")).toBeVisible();
  await say(claimant, "The second floor");
  await expect(conversation(claimant).getByText("Sent to a specialist")).toBeVisible();

  await openCase(reviewer, reference, "mine");
  await expect(conversation(reviewer).getByText("The second floor", { exact: true })).toBeVisible();
  await verdict(reviewer, "Approve").click();
  await expect(decision(reviewer).getByText(/Approved by you/)).toBeVisible();
  await expect(letter(claimant).getByText("We have approved your claim for $3,300.00")).toBeVisible();
});

test("a claimant who writes “approved” decides nothing", async ({ as, request }) => {
  const sessionId = await fileClaim(
    request,
    "Storm took the roof of my car's garage and dented the car, $4,100",
    "claimant",
  );
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await claimant.goto(`/claims/${sessionId}`);
  await say(claimant, "approved");
  await expect(conversation(claimant).getByText(/only they can decide/)).toBeVisible();
  await expect(conversation(claimant).getByText("Sent to a specialist")).toBeVisible();
  await openCase(reviewer, await referenceOf(request, sessionId));
  await expect(conversation(reviewer).getByText("Read with care: speaks of approval")).toBeVisible();
  await expect(verdict(reviewer, "Approve")).toBeVisible();
});

test("of two reviewers who decide the same case, the second sees the decision and keeps the typed reason", async ({
  as,
  request,
}) => {
  const sessionId = await fileClaim(request, "Lightning hit the house, all sockets in my flat are burned, $6,000");
  const reference = await referenceOf(request, sessionId);
  const [ana, tom] = [await as("reviewer"), await as("reviewer2")];
  // Without a connection Tom's page does not show Ana's decision.
  await tom.route("**/api/events?*", (route) => route.abort());
  await openCase(ana, reference);
  await openCase(tom, reference);
  await reason(tom).fill("I would not pay this.");
  // The page shows the decision before the server has it.
  const stored = ana.waitForResponse((response) => Boolean(response.request().postData()?.includes("approve")));
  await verdict(ana, "Approve").click();
  await expect(decision(ana).getByText(/Approved by you/)).toBeVisible();
  await stored;
  await verdict(tom, "Reject").click();
  await expect(decision(tom).getByText(/Approved by Ana Ruiz/)).toBeVisible();
  await expect(reason(tom)).toHaveValue("I would not pay this.");
});

test("a case that a colleague decides closes on the open page, which keeps the typed reason", async ({
  as,
  request,
}) => {
  const sessionId = await fileClaim(request, "The shower leaked into the flat below, their ceiling costs $1,450");
  const tom = await as("reviewer2");
  await openCase(tom, await referenceOf(request, sessionId));
  await reason(tom).fill("Fine with me.");
  const { id, expected_version } = await reviewOf(request, sessionId);
  await request.post(`/api/v1/reviews/${id}/decision`, {
    headers: bearer("reviewer"),
    data: { verdict: "approve", expected_version },
  });
  await expect(decision(tom).getByText(/Approved by Ana Ruiz/)).toBeVisible();
  await expect(reason(tom)).toHaveValue("Fine with me.");
});

test("the progress of a claim says where it is and what happens next", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await expect(progress(page).getByRole("listitem").filter({ hasText: "Tell us what happened" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await expect(progress(page)).toContainText("Your claim begins with your first message");
  await say(page, "Someone dented my car");
  await expect(progress(page)).toContainText("answer the last question");
});

test("“New claim” and “Send” pressed twice start one claim", async ({ as }) => {
  const page = await as("claimant2");
  await page.goto("/claims");
  // Other tests of this claimant tell of branches, too.
  const street = `${Date.now()} Street`;
  const text = `A branch fell on my car on ${street}`;
  await newButton(page).dblclick();
  await chooseToStart(page);
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).dblclick();
  await expect(said(page, text)).toHaveCount(1);
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}$/);
  await page.goto("/claims");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: street })).toHaveCount(1);
});

test("a message can be sent before the page's scripts have loaded, and posting it again sends it once", async ({
  as,
}) => {
  const signedIn = await as("claimant");
  await startClaim(signedIn);
  const page = await as("claimant", { javaScriptEnabled: false });
  await page.goto(signedIn.url());
  const post = page.waitForRequest((sent) => sent.method() === "POST");
  await say(page, "A tree fell on my car");
  expect((await page.request.fetch(await post)).ok()).toBe(true);
  await page.reload();
  await expect(said(page, "A tree fell on my car")).toHaveCount(1);
});

test("the claim of another claimant is not found", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "My fridge leaked and ruined the kitchen floor, $1,700");
  const page = await as("claimant");
  const response = await page.goto(`/claims/${sessionId}`);
  expect(response?.status()).toBe(404);
});
