import { card, conversation, say, sessionOf, startClaim } from "./claim-page";
import { bearer, expect, referenceOf, reviewOf, tellClaim, test } from "./people";

test("a claimant who wants to cancel everything withdraws the claim with one press", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await say(page, "someone backed into my parked Golf, garage says 640");
  await expect(card(page).getByRole("button", { name: "Confirm" })).toBeVisible();
  await say(page, "forget it, cancel everything");
  await page.getByRole("button", { name: "Withdraw now" }).click();
  await expect(conversation(page).getByText("You have withdrawn this claim.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeHidden();
});

test("a claimant asks for a person, and a reviewer sees why", async ({ as, request }) => {
  const [page, reviewer] = [await as("claimant"), await as("reviewer")];
  await startClaim(page);
  await say(page, "A pipe burst in my kitchen");
  await page.getByRole("button", { name: "I do not know yet" }).click();
  await expect(page.getByRole("button", { name: "I will come back later" })).toBeVisible();
  await say(page, "can I talk to a person?");
  await expect(conversation(page).getByText("Sent to a specialist")).toBeVisible();
  const reference = await referenceOf(request, await sessionOf(page));
  await say(page, "how long will it take?");
  await expect(
    conversation(page)
      .getByText(/usually answer within/)
      .last(),
  ).toBeVisible();

  await reviewer.goto(`/inbox?tab=open&q=${reference}`);
  await reviewer.getByRole("listbox", { name: "Reviews" }).getByRole("option").click();
  await expect(reviewer.getByText("The claimant asked for a person").first()).toBeVisible();
  await expect(reviewer.getByText("Amount is not known").first()).toBeVisible();
});

test("a matter that is not insured is answered with a button to ask for a person", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await say(page, "my dog needs surgery, $2,000");
  await expect(conversation(page).getByText(/Pets are not insured here/)).toBeVisible();
  await page.getByRole("button", { name: "Let a person look at it" }).click();
  await expect(conversation(page).getByText("Sent to a specialist")).toBeVisible();
});

test("a confirmation has quick replies; a doubt confirms nothing, and its answer is in view on a phone", async ({
  as,
}) => {
  const page = await as("claimant", { viewport: { width: 390, height: 844 } });
  await startClaim(page);
  await say(page, "someone backed into my parked Golf, garage says 1640");
  await expect(page.getByRole("button", { name: "Yes, that is right" })).toBeVisible();
  await say(page, "fine I guess?");
  await expect(conversation(page).getByText("Nothing is confirmed yet")).toBeInViewport();
  await page.getByRole("button", { name: "Something is not right" }).click();
  await expect(conversation(page).getByText("What should I change?")).toBeInViewport();
  await page.getByRole("button", { name: "Yes, that is right" }).click();
  await expect(conversation(page).getByText("Sent to a specialist")).toBeVisible();
});

test("a request to cancel is taken back with one press, or confirmed by message", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await say(page, "someone backed into my parked Golf, garage says 640");
  await say(page, "forget it, cancel everything");
  await page.getByRole("button", { name: "No, keep my claim" }).click();
  await expect(card(page).getByRole("button", { name: "Confirm" })).toBeVisible();
  await say(page, "forget it");
  await expect(page.getByRole("button", { name: "Withdraw now" })).toBeVisible();
  await say(page, "Yes, withdraw it");
  await expect(conversation(page).getByText("You have withdrawn this claim.")).toBeVisible();
  await expect(page.getByText("This claim is closed.")).toBeVisible();
});

test("the page of a decided claim says how to write about it", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "A truck hit my parked Golf, the repair costs $120", "claimant2");
  const page = await as("claimant2");
  await page.goto(`/claims/${sessionId}`);
  await say(page, "can I change it later?");
  await expect(conversation(page).getByText(/until you confirm the facts/)).toBeVisible();
  await page.getByRole("button", { name: "Let a person look at it" }).click();
  await expect(conversation(page).getByText("Sent to a specialist")).toBeVisible();
  const { id, expected_version } = await reviewOf(request, sessionId);
  const decision = { verdict: "reject", reason: "The damage is older.", expected_version };
  await request.post(`/api/v1/reviews/${id}/decision`, { data: decision, headers: bearer("reviewer") });
  await expect(page.getByRole("article", { name: "Letter" }).getByText("Amount asked for")).toBeVisible();
  await expect(page.getByText(/start a new claim and name CLM-/)).toBeVisible();
});
