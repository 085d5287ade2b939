import type { Page } from "@playwright/test";
import { expect, referenceOf, test } from "./people";

const conversation = (page: Page) => page.getByRole("log", { name: "Conversation" });
const card = (page: Page) => page.getByRole("region", { name: "Your claim" });

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(conversation(page).getByText(`You said: ${text}`, { exact: true })).toHaveCount(1);
}

async function startClaim(page: Page): Promise<void> {
  await page.goto("/claims");
  await page.getByRole("button", { name: "New claim" }).click();
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}/);
}

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
  const reference = await referenceOf(request, page.url().split("/").at(-1) ?? "");
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

test("a matter that is not insured is said plainly, with a button for a person", async ({ as }) => {
  const page = await as("claimant");
  await startClaim(page);
  await say(page, "my dog needs surgery, $2,000");
  await expect(conversation(page).getByText(/Pets are not insured here/)).toBeVisible();
  await page.getByRole("button", { name: "Let a person look at it" }).click();
  await expect(conversation(page).getByText("Sent to a specialist")).toBeVisible();
});
