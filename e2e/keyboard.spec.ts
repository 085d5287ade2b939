import type { Page } from "@playwright/test";
import { checkZoomed } from "./check-accessible";
import { card, chooseToStart, conversation, newButton, newClaimPath, startClaim } from "./claim-page";
import { bearer, expect, fileClaim, reviewOf, tellClaim, test } from "./people";

const box = (page: Page) => page.getByRole("textbox", { name: "Message" });

/** Records every text of the polite live regions of a page; a screen reader says them. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const announced: string[] = [];
    Object.assign(window, { announced });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const words = element?.closest("main [role=status]")?.textContent;
        if (words) announced.push(words);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { announced: string[] }).announced);
}

test("“New claim” opens a page with the focus in the message box, and stores no claim", async ({ as, request }) => {
  const page = await as("claimant2");
  await page.goto("/claims");
  await newButton(page).focus();
  await page.keyboard.press("Enter");
  await chooseToStart(page);
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}\?new=insurance-claims$/);
  await expect(box(page)).toBeFocused();
  await expect(page).toHaveTitle("New claim · GraphFlow");
  await expect(conversation(page).getByText("What happened")).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto("/claims");
  await expect(newButton(page)).toBeVisible();
  await expect(page.locator(`a[href*="${id}"]`)).toHaveCount(0);
  expect((await request.get(`/session/${id}`, { headers: bearer("admin") })).status()).toBe(404);
});

test("a first message whose answer is lost starts one claim and keeps the typed text until it is stored", async ({
  as,
}) => {
  const page = await as("claimant2");
  await page.goto(newClaimPath);
  const text = "Someone hit my parked Honda on Elm Street";
  await page.route("**/api/chat", (route) => route.abort());
  await box(page).fill(text);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").getByText("Your message was not sent")).toBeVisible();
  await page.reload();
  await expect(box(page)).toHaveValue(text);

  await page.unroute("**/api/chat");
  // The server gets the message, the page does not get the answer.
  await page.route("**/api/chat", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await box(page).press("Enter");
  await expect(conversation(page).getByText(`You said: ${text}`, { exact: true })).toHaveCount(1);
  await expect(box(page)).toHaveValue("");
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}$/);
  await expect(page).toHaveTitle(/^Honda, Elm Street · GraphFlow$/);
  await expect(page.getByRole("heading", { level: 1, name: "Honda, Elm Street" })).toBeVisible();
});

test("a claim can begin before the page's scripts have loaded", async ({ as }) => {
  const page = await as("claimant2", { javaScriptEnabled: false });
  await startClaim(page);
  await box(page).fill("A branch fell on my car");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(conversation(page).getByText("You said: A branch fell on my car", { exact: true })).toHaveCount(1);
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}$/);
});

test("the page shows and announces that a reply is being made, and announces the reply once", async ({
  as,
  request,
}) => {
  const sessionId = await tellClaim(request, "Someone dented my car", "claimant");
  const page = await as("claimant");
  await page.goto(`/claims/${sessionId}`);
  await expect(page.getByText("Waiting for your answer")).toBeVisible();
  const announced = await listen(page);
  const held = Promise.withResolvers<void>();
  await page.route("**/api/chat", async (route) => {
    await held.promise;
    await route.continue();
  });
  await box(page).fill("I do not know the amount");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Reading your message", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Waiting for your answer")).toBeHidden();
  held.resolve();
  await expect(page.getByText("Waiting for your answer")).toBeVisible();
  await expect.poll(announced).toContainEqual(expect.stringContaining("New message: "));
  await box(page).fill("The garage says $470");
  await box(page).press("Enter");
  await expect(card(page).getByText("$470.00")).toBeVisible();
  await expect.poll(async () => (await announced()).filter((words) => words.startsWith("New message")).length).toBe(2);
  const all = await announced();
  expect(all.map((words) => words.split(":")[0])).toEqual([
    ...["Reading your message", "New message", "Reading your message", "New message"],
  ]);
  expect(all[1]).not.toEqual(all[3]);
  // Every reply of the turn, not only the last.
  expect(all[3]).toContain("Is this right?");
});

test("a decision is announced in the list of claims, once", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "The shower leaked into the flat below, $1,460", "claimant");
  const page = await as("claimant");
  await page.goto("/claims");
  const announced = await listen(page);
  const { id, expected_version } = await reviewOf(request, sessionId);
  const data = { verdict: "approve", expected_version };
  await request.post(`/api/v1/reviews/${id}/decision`, { headers: bearer("reviewer"), data });
  await expect
    .poll(announced)
    .toContainEqual(expect.stringContaining("The shower leaked into the flat below: Approved"));
  // Decisions of other tests are announced, too.
  const own = (await announced()).filter((words) => words.includes("The shower leaked into the flat below: Approved"));
  expect(own).toHaveLength(1);
});

test("the focus is never lost: a route change, a quick reply, a refused change", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "Something broke, it costs $480", "claimant");
  const page = await as("claimant");
  await page.goto("/claims");
  await page.locator(`a[href="/claims/${sessionId}"]`).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Something broke" })).toBeFocused();

  await page.getByRole("button", { name: "Car", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(box(page)).toBeFocused();

  await card(page).getByRole("button", { name: "Change" }).focus();
  await page.keyboard.press("Enter");
  await card(page).getByRole("textbox", { name: "Amount" }).fill("-3");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("textbox", { name: "Amount" })).toBeFocused();
  await expect(card(page).getByRole("textbox", { name: "Amount" })).toHaveAttribute("aria-invalid", "true");
  await card(page).getByRole("textbox", { name: "Amount" }).fill("$490");
  await page.keyboard.press("Enter");
  await expect(card(page).getByText("$490.00")).toBeVisible();
  await expect(card(page).getByRole("heading", { name: "Your claim" })).toBeFocused();
  // The outline is also visible when a script has set the focus.
  await expect(card(page).getByRole("heading", { name: "Your claim" })).toHaveCSS("outline-style", "solid");
});

test("the dialog before withdrawing traps the focus, returns it, and moves it to the result", async ({
  as,
  request,
}) => {
  const sessionId = await tellClaim(request, "Someone scratched my car, the garage says $450", "claimant");
  const page = await as("claimant");
  await page.goto(`/claims/${sessionId}`);
  const button = page.getByRole("button", { name: "Withdraw claim" });
  const dialog = page.getByRole("dialog", { name: "Withdraw this claim?" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Keep claim" })).toBeFocused();
  for (let stop = 0; stop < 5; stop++) {
    await page.keyboard.press("Tab");
    // The browser's toolbar takes the focus too; the page behind the dialog never does.
    expect(await page.evaluate(() => document.activeElement?.closest("dialog, body")?.tagName)).toMatch(/DIALOG|BODY/);
    expect(await page.evaluate(() => document.activeElement?.closest("main:not(:has(dialog:modal))"))).toBeNull();
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Yes, withdraw" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /^Back to my / })).toBeVisible();
  await expect(page.locator(":focus")).toContainText("This claim is closed.");
});

test("a decision that arrives while the claimant types keeps the focus and the typed text", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "My neighbour's bathtub overflowed into my flat, $3,350", "claimant");
  const page = await as("claimant");
  await page.goto(`/claims/${sessionId}`);
  await box(page).pressSequentially("One more thing");
  const { id, expected_version } = await reviewOf(request, sessionId);
  const data = { verdict: "approve", expected_version };
  await request.post(`/api/v1/reviews/${id}/decision`, { headers: bearer("reviewer"), data });
  await expect(page.getByRole("link", { name: /^Back to my / })).toBeVisible();
  await expect(page.getByText("One more thing", { exact: true })).toBeVisible();
  await expect(page.locator(":focus")).toContainText("This claim is closed.");
});

test("a wrong password moves the focus to the first field, which is marked and described", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill(`nobody-${Date.now()}@example.com`);
  await page.getByRole("textbox", { name: "Password" }).fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveAttribute("aria-describedby", /\S/);
});

for (const [device, viewport, order] of [
  ["a phone", { width: 390, height: 844 }, ["Confirm", "Withdraw", "log", "Message"]],
  ["a desk", { width: 1440, height: 900 }, ["log", "Confirm", "Withdraw", "Message"]],
] as const) {
  test(`the order of the keyboard is the visual order, on ${device}`, async ({ as, request }) => {
    const sessionId = await tellClaim(request, "Someone scratched my car, the garage says $460", "claimant");
    const page = await as("claimant", { viewport });
    await page.goto(`/claims/${sessionId}`);
    const places = {
      log: conversation(page),
      Confirm: card(page).getByRole("button", { name: "Confirm" }),
      Withdraw: page.getByRole("button", { name: "Withdraw claim" }),
      Message: box(page),
    };
    // The newest message is in view from the start, and what answers it.
    await expect(conversation(page).getByRole("article").last()).toBeInViewport({ ratio: 0.9 });
    await expect(page.getByRole("button", { name: "Yes, that is right" })).toBeInViewport({ ratio: 1 });
    await page.getByRole("main").focus();
    const reached: string[] = [];
    while (reached.at(-1) !== "Message") {
      await page.keyboard.press("Tab");
      for (const [name, place] of Object.entries(places)) {
        if (await place.evaluate((element) => element === document.activeElement)) reached.push(name);
      }
    }
    expect(reached).toEqual(order);
  });
}

test("at 400 % zoom nothing covers the focused element", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "Someone scratched my car, the garage says $465", "claimant");
  const page = await as("claimant", { viewport: { width: 320, height: 256 } });
  await page.goto(`/claims/${sessionId}`);
  await checkZoomed(page, [
    card(page).getByRole("button", { name: "Confirm" }),
    card(page).getByRole("button", { name: "Change" }),
    page.getByRole("button", { name: "Withdraw claim" }),
    box(page),
  ]);
});

test("no animation lasts longer than five seconds", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "Someone scratched my car", "claimant");
  const page = await as("claimant", { reducedMotion: "no-preference" });
  // Some end before the test could ask for them.
  await page.addInitScript(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const read = () => {
      for (const { effect } of document.getAnimations()) times.push(Number(effect?.getComputedTiming().endTime));
    };
    addEventListener("animationstart", read, true);
  });
  await page.goto(`/claims/${sessionId}`);
  const times = () => page.evaluate(() => (window as unknown as { times: number[] }).times);
  await expect.poll(async () => (await times()).length).toBeGreaterThan(0);
  for (const time of await times()) expect(time).toBeLessThanOrEqual(5_000);
});

test("in forced colours buttons have an edge, and only the current page is underlined", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "Someone scratched my car, the garage says $475", "claimant");
  const claimant = await as("claimant", { forcedColors: "active" });
  await claimant.goto(`/claims/${sessionId}`);
  for (const button of [box(claimant), card(claimant).getByRole("button", { name: "Confirm" })]) {
    await expect(button).toHaveCSS("border-top-style", "solid");
    await expect(button).not.toHaveCSS("border-top-width", "0px");
  }
  const edges = (page: Page) =>
    page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link")
      .evaluateAll((links) =>
        links.map((link) => [link.getAttribute("aria-current"), getComputedStyle(link).borderBottomColor]),
      );
  const reviewer = await as("reviewer", { forcedColors: "active" });
  await reviewer.goto("/inbox");
  await expect(async () => {
    const [here, there] = await edges(reviewer);
    expect(here?.[0]).toBe("page");
    expect(there?.[0]).toBeNull();
    expect(here?.[1]).not.toEqual(there?.[1]);
  }).toPass({ timeout: 30_000 });
});

test("every message is an article with author and time, and the message box has a visible name", async ({
  as,
  request,
}) => {
  const sessionId = await tellClaim(request, "Someone scratched my car", "claimant");
  const page = await as("claimant");
  await page.goto(`/claims/${sessionId}`);
  await expect(conversation(page).getByRole("article", { name: /^You (just now|\d+ min ago)$/ })).toHaveCount(1);
  await expect(
    conversation(page)
      .getByRole("article", { name: /^GraphFlow (just now|\d+ min ago)$/ })
      .first(),
  ).toBeVisible();
  await expect(page.locator("label", { hasText: /^Message$/ })).toBeVisible();
});

test("another session is shown only on “Show”, and every page has its title", async ({ as, request }) => {
  const first = await fileClaim(request, "Hail dented my car's roof, $2,610.");
  await fileClaim(request, "Hail dented my car's roof, $2,620.");
  const page = await as("designer");
  await page.goto("/workflows/insurance-claims");
  await expect(page).toHaveTitle("Insurance claims, workflow · GraphFlow");
  await page.goto(`/workflows/insurance-claims?session=${first}`);
  await expect(page).toHaveTitle(/^Insurance claims, session CLM-\w+ · GraphFlow$/);
  const title = await page.title();
  const picker = page.getByRole("combobox", { name: "Session" });
  await picker.focus();
  await page.keyboard.press("ArrowUp");
  await expect(picker).not.toHaveValue(first);
  const chosen = await picker.inputValue();
  await expect(page).toHaveURL(new RegExp(`session=${first}$`));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`session=${chosen}$`));
  await expect(page).not.toHaveTitle(title);
  await expect(page.getByRole("combobox", { name: "Session" })).toHaveValue(chosen);
  await expect(page.locator(":focus")).toHaveCount(1);
});

test("a button that is pressed before the page is hydrated acts afterwards, by keyboard and by mouse", async ({
  as,
}) => {
  const page = await as("designer");
  let release = (): void => {};
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  let held = Promise.resolve();
  const open = async (path: string): Promise<void> => {
    held = new Promise((resolve) => {
      release = resolve;
    });
    await page.goto(path, { waitUntil: "commit" });
  };

  // Browsers open a chooser only for a press of the last seconds; a slow machine needs several tries.
  await expect(async () => {
    await open("/workflows");
    await page.getByRole("button", { name: "Import" }).focus();
    const press = async () => {
      await page.keyboard.press("Enter");
      release();
    };
    await Promise.all([page.waitForEvent("filechooser", { timeout: 15_000 }), press()]);
  }).toPass();

  for (const press of ["keyboard", "mouse"] as const) {
    await open("/workflows");
    const menu = page.getByRole("button", { name: /^Actions for/ }).first();
    await (press === "mouse" ? menu.click() : menu.press("Enter"));
    await expect(page.getByRole("menu")).toHaveCount(0);
    release();
    await expect(page.getByRole("menuitem", { name: "Rename" })).toBeVisible();
  }
});
