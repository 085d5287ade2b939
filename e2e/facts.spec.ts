import type { APIRequestContext, Page } from "@playwright/test";
import { type OpenAiTestServer, startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { checkAccessible } from "./check-accessible";
import { card, conversation } from "./claim-page";
import { bearer, expect, fileClaim, referenceOf, reviewOf, tellClaim, test } from "./people";
import { test as servers } from "./servers";

const amount = (page: Page) => card(page).getByRole("textbox", { name: "Amount" });
const place = (page: Page) => card(page).getByRole("textbox", { name: "Where" });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Sends a message from another device of the claimant. */
async function sayOnOtherDevice(request: APIRequestContext, session_id: string, content: string): Promise<void> {
  const response = await request.post("/execute", { data: { session_id, content }, headers: bearer("claimant") });
  expect(response.status()).toBe(200);
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

// Above the limit: confirmed small claims would count in the rule for several small claims, in other tests too.
const story = "Someone backed into my parked Golf on Main Street, garage says $1,640";

/** The page of a claim that waits for a yes, with the form open. */
async function changing(as: (person: "claimant", options?: object) => Promise<Page>, request: APIRequestContext) {
  const sessionId = await tellClaim(request, story, "claimant");
  const page = await as("claimant");
  await page.goto(`/claims/${sessionId}`);
  await card(page).getByRole("button", { name: "Change" }).click();
  await expect(amount(page)).toHaveValue("1640.00");
  return { page, sessionId };
}

/** Expects that axe finds nothing in the page in its present state, in light and dark, at phone and desktop size. */
async function checkSizes(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await checkAccessible(page, `${width} pixels wide`);
  }
}

test("a correction from another device fills untouched inputs and is shown beside edited ones", async ({
  as,
  request,
}) => {
  test.slow();
  const { page, sessionId } = await changing(as, request);
  await place(page).fill("Oak Street");
  await sayOnOtherDevice(request, sessionId, "no wait, it was $1,604, sorry typo");
  await expect(amount(page)).toHaveValue("1604.00");
  await expect(place(page)).toHaveValue("Oak Street");

  await amount(page).fill("1999");
  await sayOnOtherDevice(request, sessionId, "the garage says $1,610 now");
  await expect(card(page).getByText("The chat now says $1,610.00 here.")).toBeVisible();
  await expect(amount(page)).toHaveValue("1999");
  await checkSizes(page);

  // Saving without a choice is refused and keeps what was typed.
  await press(page, "Save changes");
  await expect(amount(page)).toBeFocused();
  await expect(amount(page)).toHaveValue("1999");
  await press(page, "Keep my Amount");
  await expect(card(page).getByText("The chat now says")).toBeHidden();
  await press(page, "Save changes");
  await expect(card(page).getByText("$1,999.00")).toBeVisible();
  await expect(card(page).getByText("Oak Street")).toBeVisible();
});

test("the chat's value can be taken instead of the typed one", async ({ as, request }) => {
  const { page, sessionId } = await changing(as, request);
  await amount(page).fill("1999");
  await sayOnOtherDevice(request, sessionId, "no wait, it was $1,604, sorry typo");
  await press(page, "Take $1,604.00");
  await expect(amount(page)).toHaveValue("1604.00");
  await card(page).getByRole("link", { name: "Cancel" }).click();
  await expect(card(page).getByText("$1,604.00")).toBeVisible();
});

test("a yes beside unsaved changes asks whether to save or to discard them", async ({ as, request }) => {
  test.slow();
  const { page } = await changing(as, request);
  await amount(page).fill("1999");
  await say(page, "yes");
  await expect(page.getByRole("alert").getByText("You changed the amount to $1999 and did not save it")).toBeVisible();
  await checkSizes(page);
  await press(page, "Save changes first");
  await expect(card(page).getByText("$1,999.00")).toBeVisible();
  await expect(card(page).getByRole("button", { name: "Confirm" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue("yes");

  await card(page).getByRole("button", { name: "Change" }).click();
  await amount(page).fill("1111");
  await page.getByRole("button", { name: "Send" }).click();
  await press(page, "Discard and confirm");
  await expect(card(page).getByText("You confirmed these details.")).toBeVisible();
  await expect(card(page).getByText("$1,999.00")).toBeVisible();
});

test("unsaved changes are named when the claim is confirmed on another device", async ({ as, request }) => {
  const { page, sessionId } = await changing(as, request);
  await amount(page).fill("1999");
  await sayOnOtherDevice(request, sessionId, "yes");
  await expect(card(page).getByText("You changed the amount to $1999, but the claim went on")).toBeVisible();
});

test("an optional fact can be emptied; a required one is asked for again", async ({ as, request }) => {
  const { page } = await changing(as, request);
  await place(page).fill("");
  await press(page, "Save changes");
  await expect(card(page).getByText("Main Street", { exact: true })).toBeHidden();
  await card(page).getByRole("button", { name: "Change" }).click();
  await amount(page).fill("");
  await press(page, "Save changes");
  await expect(
    conversation(page)
      .getByText(/About how much will it cost/)
      .last(),
  ).toBeVisible();
});

test("without scripts a form with older facts is refused, and shows the typed values beside the stored ones", async ({
  as,
  request,
}) => {
  const sessionId = await tellClaim(request, story, "claimant");
  const page = await as("claimant", { javaScriptEnabled: false });
  await page.goto(`/claims/${sessionId}?change=1`);
  await amount(page).fill("1999");
  await place(page).fill("Oak Street");
  await sayOnOtherDevice(request, sessionId, "no wait, it was $1,604, sorry typo");
  await press(page, "Save changes");
  await expect(card(page).getByText("The chat now says $1,604.00 here.")).toBeVisible();
  await expect(amount(page)).toHaveValue("1999");
  await expect(place(page)).toHaveValue("Oak Street");
  await press(page, "Keep my Amount");
  await expect(card(page).getByText("$1,999.00")).toBeVisible();
  await expect(card(page).getByText("Oak Street")).toBeVisible();
});

test("without scripts a yes beside the open form confirms nothing", async ({ as, request }) => {
  const sessionId = await tellClaim(request, story, "claimant");
  const page = await as("claimant", { javaScriptEnabled: false });
  await page.goto(`/claims/${sessionId}?change=1`);
  await say(page, "yes");
  await expect(page.getByText("Save your changes or cancel them first, then confirm.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue("yes");
  await card(page).getByRole("link", { name: "Cancel" }).click();
  await say(page, "yes");
  await expect(card(page).getByText("You confirmed these details.")).toBeVisible();
});

test("a new amount during a review is a proposed change, which the reviewer sees and takes over", async ({
  as,
  request,
}) => {
  test.slow();
  const sessionId = await fileClaim(
    request,
    "My neighbour's bathtub overflowed into my flat, $3,400 damage",
    "claimant",
  );
  const [claimant, reviewer] = [await as("claimant"), await as("reviewer")];
  await claimant.goto(`/claims/${sessionId}`);
  await say(claimant, "it was $3,550 in the end");
  await expect(
    conversation(claimant).getByText("I have passed on $3,550.00 instead of $3,400.00 as a proposed change"),
  ).toBeVisible();
  await say(claimant, "Thanks!");
  await expect(conversation(claimant).getByText(/A specialist decides on your claim/)).toBeVisible();

  const review = await reviewOf(request, sessionId);
  expect(review).toMatchObject({
    expected_version: 2,
    proposed: [{ fact: "amount_cents", from: "$3,400.00", to: "$3,550.00", value: "3550.00" }],
  });
  await reviewer.goto(`/inbox/${review.id}`);
  const facts = reviewer.getByRole("region", { name: "Facts", exact: true });
  await expect(facts.getByText("Claimant proposes")).toBeVisible();
  await checkSizes(reviewer);
  await press(reviewer, "Take over $3,550.00");
  await expect(facts.getByText("(corrected, was $3,400.00)")).toBeVisible();
  await press(reviewer, "Leave Amount as it was");
  await expect(facts.getByText("(corrected, was $3,400.00)")).toBeHidden();
  await press(reviewer, "Take over $3,550.00");
  await reviewer.getByRole("region", { name: "Decision" }).getByRole("button", { name: "Approve" }).click();
  await expect(
    claimant.getByRole("article", { name: "Letter" }).getByText("We have approved your claim for $3,550.00"),
    // A decision can be undone for 8 seconds.
  ).toBeVisible();
});

test("thanks do not change a case that is open at a reviewer", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "Burst pipe in my flat, the floor is ruined, $2,700", "claimant");
  const reviewer = await as("reviewer");
  const { id } = await reviewOf(request, sessionId);
  await reviewer.goto(`/inbox/${id}`);
  await expect(reviewer.getByRole("region", { name: "Case" })).toContainText(await referenceOf(request, sessionId));
  await sayOnOtherDevice(request, sessionId, "Thanks!");
  // The folded message shows its beginning; the whole text is below it.
  await expect(conversation(reviewer).getByText("You are welcome.").first()).toBeVisible();
  await expect(reviewer.getByText("This case changed since you opened it")).toBeHidden();
  await sayOnOtherDevice(request, sessionId, "I found the receipt");
  await expect(reviewer.getByText("This case changed since you opened it")).toBeVisible();
});

test("the page shows a reply although the server could not be reached right after it", async ({ as }) => {
  const page = await as("claimant");
  await page.goto("/claims/new?workflow=insurance-claims");
  let asked = 0;
  await page.route("**/health", (route) => (asked++ < 2 ? route.fulfill({ status: 503 }) : route.continue()));
  await page.route("**/api/events?*", (route) => route.abort());
  await say(page, story);
  await expect(card(page).getByText("$1,640.00")).toBeVisible();
});

test("unsaved changes of the facts survive a reload, until they are saved or cancelled", async ({ as, request }) => {
  const { page } = await changing(as, request);
  await amount(page).fill("1999");
  await page.reload();
  await expect(amount(page)).toHaveValue("1999");
  await expect(place(page)).toHaveValue("Main Street");
  await expect(card(page).getByText("What you changed is still here. It is not saved yet.")).toBeVisible();
  await say(page, "yes");
  await expect(page.getByRole("alert").getByText("You changed the amount to $1999 and did not save it")).toBeVisible();
  await press(page, "Save changes first");
  await expect(card(page).getByText("$1,999.00")).toBeVisible();
  await page.reload();
  await expect(card(page).getByRole("button", { name: "Confirm" })).toBeVisible();

  await card(page).getByRole("button", { name: "Change" }).click();
  await amount(page).fill("1111");
  await card(page).getByRole("link", { name: "Cancel" }).click();
  await page.reload();
  await expect(card(page).getByRole("button", { name: "Confirm" })).toBeVisible();
  await expect(card(page).getByText("$1,999.00")).toBeVisible();
});

test("a reviewer who corrected facts sees what was decided, and by whom each was changed", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "A truck hit my parked Golf on Mill Road, $3,400", "claimant");
  const reviewer = await as("reviewer");
  const { id } = await reviewOf(request, sessionId);
  await reviewer.goto(`/inbox/${id}`);
  const facts = reviewer.getByRole("region", { name: "Facts", exact: true });
  await press(reviewer, "Edit facts");
  await facts.getByRole("textbox", { name: "Amount" }).fill("3550.00");
  await press(reviewer, "Edit facts");
  await expect(facts.getByText("$3,550.00 (corrected, was $3,400.00)")).toBeVisible();
  const decision = reviewer.getByRole("region", { name: "Decision" });
  await decision.getByRole("button", { name: "Approve" }).click();
  await expect(decision.getByText("Corrected with it: the amount to $3,550.00.")).toBeVisible();
  await expect(reviewer.getByRole("heading", { level: 1, name: "$3,550.00 Dana Keller" })).toBeVisible();
  await expect(decision.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(facts.getByText("Changed by you")).toHaveCount(1);
  // A corrected fact still has the message that it came from.
  await expect(facts.getByRole("link", { name: /^Amount: show message/ })).toBeVisible();
  await expect(facts.getByRole("link", { name: /^What happened: show message/ })).toBeVisible();
  await reviewer.goto(`/inbox?tab=decided&q=${await referenceOf(request, sessionId)}`);
  await expect(reviewer.getByRole("option", { name: /\$3,550\.00/ })).toBeVisible();
});

const withModel = servers.extend<{ model: OpenAiTestServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  model: async ({}, use) => {
    const model = await startOpenAiTestServer();
    await use(model);
    await model.close();
  },
  settings: async ({ model }, use) => use({ LLM_BASE_URL: model.baseUrl, LLM_MODEL: "small" }),
});

withModel(
  "words that a model has shortened are marked, and one's own are one press away",
  async ({ as, request, ownServer, model }) => {
    const acknowledgement = "I am sorry to hear that.";
    model.respondWith([
      { content: { acknowledgement, facts: { description: "Truck damaged parked car" } } },
      { content: { label: "car", because: "car" } },
      { content: { acknowledgement, facts: { amount_cents: ["$640"], incident_date: null, place: null } } },
    ]);
    const content = "A truck hit my parked car, it was damaged, the repair costs $640";
    const headers = bearer("claimant");
    const answer = await request.post(`${ownServer.url}/execute`, { data: { content }, headers });
    const page = await as("claimant");
    await page.goto(`/claims/${(await answer.json()).session_id}`);
    await expect(card(page).getByText("Truck damaged parked car")).toBeVisible();
    await expect(card(page).getByText("Summarised by the assistant")).toBeVisible();
    await card(page).getByRole("link", { name: "Your own words" }).click();
    const own = conversation(page)
      .getByRole("article")
      .filter({ hasText: `You said: ${content}` });
    await expect(own).toBeFocused();
    await expect(own).toBeInViewport();
  },
);
