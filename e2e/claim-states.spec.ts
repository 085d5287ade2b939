import { findViolations } from "./check-accessible";
import { chooseToStart, newButton, newClaimPath, startClaim } from "./claim-page";
import { expect, fileClaim, referenceOf, tellClaim, test } from "./people";

for (const [device, viewport] of Object.entries({
  "a phone": { width: 390, height: 844 },
  "a desk": { width: 1440, height: 900 },
})) {
  test(`axe finds nothing in any state of a claim, on ${device}`, async ({ as, request }) => {
    test.slow();
    const page = await as("claimant", { viewport });
    const box = page.getByRole("textbox", { name: "Message" });
    const card = page.getByRole("region", { name: "Your claim" });
    const found: string[] = [];
    const look = async (state: string) => void found.push(...(await findViolations(page, { state })));

    await page.goto(newClaimPath);
    await expect(box).toBeFocused();
    await look("new");
    await box.fill("x".repeat(4_001));
    await look("too long");
    await page.route("**/api/chat", (route) => route.abort());
    await box.fill("Something broke, it costs $480");
    await box.press("Enter");
    await expect(page.getByRole("alert").getByText("Your message was not sent")).toBeVisible();
    await look("not sent");
    const held = Promise.withResolvers<void>();
    await page.unroute("**/api/chat");
    await page.route("**/api/chat", async (route) => {
      await held.promise;
      await route.continue();
    });
    await box.press("Enter");
    await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
    await look("being read");
    held.resolve();
    await page.getByRole("button", { name: "Car", exact: true }).click();
    await expect(card.getByRole("button", { name: "Change" })).toBeVisible();
    await look("to confirm");
    await card.getByRole("button", { name: "Change" }).click();
    await card.getByRole("textbox", { name: "Amount" }).fill("-3");
    await card.getByRole("button", { name: "Save changes" }).click();
    await expect(card.getByRole("alert")).toBeVisible();
    await look("a refused change");
    await page.getByRole("button", { name: "Withdraw claim" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look("asked whether to withdraw");
    await page.getByRole("button", { name: "Yes, withdraw" }).click();
    await expect(page.getByText("This claim is closed.")).toBeVisible();
    await look("withdrawn");
    await page.goto(
      `/claims/${await fileClaim(request, "Burst pipe in my flat, the plumber says $1,650", "claimant")}`,
    );
    await look("in review");
    await page.goto(`/claims/${await tellClaim(request, "Someone scratched my car", "claimant")}?change=1`);
    await look("asked for one field");
    expect(found).toEqual([]);
  });
}

test("what was typed for a new claim is there when “New claim” is pressed again", async ({ as }) => {
  const page = await as("claimant2");
  await startClaim(page);
  await page.getByRole("textbox", { name: "Message" }).pressSequentially("My neighbour");
  const { pathname } = new URL(page.url());
  await page.getByRole("navigation").getByRole("link", { name: /^My / }).click();
  await newButton(page).click();
  await chooseToStart(page);
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue("My neighbour");
  await expect(page).toHaveURL((url) => url.pathname === pathname);
});

test("the title of a page names what it shows", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "A truck hit my parked Passat on Mill Road, $1,350", "claimant");
  const [claimant, admin] = [await as("claimant"), await as("admin")];
  await claimant.goto(`/claims/${sessionId}`);
  await expect(claimant).toHaveTitle("Passat, Mill Road · GraphFlow");
  await expect(claimant.getByRole("heading", { level: 1, name: "Passat, Mill Road" })).toBeVisible();
  await admin.goto(`/sessions/${sessionId}`);
  await expect(admin).toHaveTitle(/^CLM-\w+ Dana Keller, session · GraphFlow$/);
  const reviewer = await as("reviewer");
  await reviewer.goto(`/inbox?q=${await referenceOf(request, sessionId)}`);
  await reviewer.getByRole("option", { name: /\$1,350\.00/ }).click();
  await expect(reviewer).toHaveTitle("$1,350.00 Dana Keller, case · GraphFlow");
});
