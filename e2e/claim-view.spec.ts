import type { Page } from "@playwright/test";
import { card, conversation, newClaimPath, say, untilAnswered } from "./claim-page";
import { expect, tellClaim, test } from "./people";

const phone = { viewport: { width: 390, height: 844 } };
const newest = (page: Page) => conversation(page).getByRole("article").last();

/** Whether the facts are drawn above the conversation. */
async function hasFactsAbove(page: Page): Promise<boolean> {
  const [facts, log] = [await card(page).boundingBox(), await conversation(page).boundingBox()];
  return facts !== null && log !== null && facts.y + facts.height <= log.y + 1;
}

test("on a phone the newest reply is in view after each message and on opening; the facts stay in place", async ({
  as,
}) => {
  const page = await as("claimant2", phone);
  await page.goto(newClaimPath);
  for (const text of ["Someone scratched my parked Golf, $640", "it was yesterday on Oak Street", "no wait, $650"]) {
    await say(page, text);
    await untilAnswered(page);
    await expect(newest(page)).toContainText("Is this right?");
    await expect(newest(page)).toBeInViewport({ ratio: 0.5 });
    await expect.poll(() => hasFactsAbove(page)).toBe(true);
  }
  await page.reload();
  await expect(newest(page)).toBeInViewport({ ratio: 0.5 });
});

test("on a phone Confirm in the facts leads to the outcome, and a closed claim opens at it", async ({
  as,
  request,
}) => {
  const told = "Someone scratched my parked Golf on Oak Street yesterday, $12";
  const sessionId = await tellClaim(request, told, "claimant2");
  const page = await as("claimant2", phone);
  await page.goto(`/claims/${sessionId}`);
  await card(page).getByRole("button", { name: "Confirm" }).click();
  const outcome = page.getByRole("article", { name: "Letter" }).getByText("Approved", { exact: true });
  await expect(outcome).toBeInViewport();
  await page.reload();
  await expect(outcome).toBeInViewport();
});

test("after a click the focus that a script sets has no frame; after a key it has one", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "Someone scratched my parked Audi, $645", "claimant2");
  const page = await as("claimant2");
  const row = page.locator(`a[href="/claims/${sessionId}"]`);
  const heading = page.getByRole("heading", { level: 1 });
  await page.goto("/claims");
  await row.click();
  await expect(conversation(page)).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(heading).toHaveCSS("outline-style", "none");
  await page.goto("/claims");
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(conversation(page)).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(heading).toHaveCSS("outline-style", "solid");
});
