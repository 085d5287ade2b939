import type { Page } from "@playwright/test";
import { expect } from "./people";

// What tests find and do on the page of a claim.

export const conversation = (page: Page) => page.getByRole("log", { name: "Conversation" });
export const card = (page: Page) => page.getByRole("region", { name: "Your claim" });

/** A message of the claimant as a screen reader says it. */
export const said = (page: Page, text: string) => conversation(page).getByText(`You said: ${text}`, { exact: true });

/** Types a message, sends it and waits until the conversation shows it. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(said(page, text)).toHaveCount(1);
}

/** Waits until the reply to what was just said has ended: "Stop" comes with the text that `say` waits for. */
export const untilAnswered = (page: Page) => expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);

/** The id of the session on the page, as soon as it is stored. */
export async function sessionOf(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}$/);
  return page.url().split("/").at(-1) ?? "";
}

/** The button for a new claim. It is "New" while other tests have published workflows too. */
export const newButton = (page: Page) => page.getByRole("button", { name: /^New( claim)?$/ });

/** After "New": chooses what to start, when the page asks. */
export async function chooseToStart(page: Page, name = "Insurance claims"): Promise<void> {
  const choices = page.getByRole("list", { name: "What you can start" });
  await expect(choices.or(page.getByRole("textbox", { name: "Message" })).first()).toBeVisible();
  if (await choices.isVisible()) await choices.getByRole("link", { name }).first().click();
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}/);
}

/** The address of a new insurance claim. */
export const newClaimPath = "/claims/new?workflow=insurance-claims";

/** Opens a new claim from the list of claims. */
export async function startClaim(page: Page): Promise<void> {
  await page.goto("/claims");
  await newButton(page).click();
  await chooseToStart(page);
}
