import type { Page } from "@playwright/test";
import {
  buttonOf,
  caseOf,
  claimCase,
  decisionOf,
  factsOf,
  fileCase,
  openCase,
  optionsOf,
  reasonOf,
  write,
} from "./case-page";
import { checkAccessible, checkWidth } from "./check-accessible";
import { untilHydrated } from "./hydration";
import { bearer, expect, referenceOf, test } from "./people";

test("at 1280 x 720 the facts, the newest message and the decision are visible together", async ({ as, request }) => {
  const { id } = await fileCase(request, "Hail dented my car's roof on Elm Street, $2,610");
  const page = await as("reviewer", { viewport: { width: 1280, height: 720 } });
  await openCase(page, id);
  await expect(factsOf(page).getByText("$2,610.00")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("log").getByText("Hail dented my car's roof").first()).toBeInViewport({ ratio: 1 });
  await expect(buttonOf(page, "Approve")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("heading", { name: "Why a person decides" })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("waits here for a reviewer");
  // The graph is drawn when it is asked for.
  await expect(page.getByRole("region", { name: "Workflow graph" })).toHaveCount(0);
  await buttonOf(page, "Show the graph").click();
  await expect(page.getByRole("region", { name: "Workflow graph" }).getByText("Manual Review")).toBeVisible();
});

test("a decision can be undone with u, and takes effect when it is not", async ({ as, request }) => {
  const { id, sessionId } = await fileCase(request, "A branch fell on my car on Oak Street, $2,620");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Approve").click();
  await expect(decisionOf(page)).toContainText("Approved by you");
  await expect(buttonOf(page, "Next case")).toBeFocused();
  await page.keyboard.press("u");
  await expect(buttonOf(page, "Approve")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const state = await request.get(`/session/${sessionId}`, { headers: bearer("admin") });
  expect((await state.json()).status).toBe("WaitingForInput");

  await buttonOf(page, "Approve").click();
  await expect(decisionOf(page)).toContainText("Approved by you");
  await expect(buttonOf(page, "Undo")).toHaveCount(0);
  await expect(decisionOf(page)).toContainText("Approved by you");
});

test("the claimant's words inside the time to undo cancel the decision, with what was typed", async ({
  as,
  request,
}) => {
  const { id, sessionId } = await fileCase(request, "The fridge leaked in my flat on Elm Street, $2,630");
  const page = await as("reviewer");
  await openCase(page, id);
  await reasonOf(page).fill("All documents are there.");
  // The outcome is shown before the answer; the page also posts that the case was seen.
  const answered = page.waitForResponse((response) => Boolean(response.request().postData()?.includes("approve")));
  await buttonOf(page, "Approve").click();
  await expect(decisionOf(page)).toContainText("Approved by you");
  await answered;
  await write(request, sessionId, "The plumber now says the floor is damaged too");
  await expect(decisionOf(page).getByRole("alert").filter({ hasText: "was cancelled" })).toBeVisible();
  await expect(decisionOf(page)).toContainText("All documents are there.");
  await expect(buttonOf(page, "Approve")).toBeVisible();
});

test("a decision is on the screen before the server has answered", async ({ as, request }) => {
  const { id } = await fileCase(request, "Hail broke the skylight of my flat on Elm Street, $2,650");
  const page = await as("reviewer");
  await openCase(page, id);
  await claimCase(page);
  const answer = Promise.withResolvers<void>();
  await page.route(`**/inbox/${id}*`, async (route) => {
    if (route.request().method() === "POST") await answer.promise;
    await route.continue();
  });
  await reasonOf(page).fill("Looks right");
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("a");
  await expect(decisionOf(page)).toContainText("Approved by you");
  await expect(decisionOf(page)).toContainText("Looks right");
  answer.resolve();
  // An undone decision puts its words back.
  await buttonOf(page, "Undo").click();
  await expect(reasonOf(page)).toHaveValue("Looks right");
});

test("a refused decision puts the form back with what was typed", async ({ as, request }) => {
  const { id } = await fileCase(request, "Somebody scratched my car on Oak Street, $2,660");
  const [ana, tom] = [await as("reviewer"), await as("reviewer2")];
  await openCase(ana, id);
  await openCase(tom, id);
  // Ana's page does not know yet that Tom has the case.
  const answer = Promise.withResolvers<void>();
  await ana.route(`**/inbox/${id}*`, async (route) => {
    if (route.request().method() === "POST") await answer.promise;
    await route.continue();
  });
  await reasonOf(ana).fill("Looks right");
  await buttonOf(ana, "Approve").click();
  await expect(decisionOf(ana)).toContainText("Approved by you");
  await claimCase(tom);
  answer.resolve();
  await expect(decisionOf(ana).getByRole("alert")).toContainText("Tom Becker has this. Decide anyway?");
  await expect(reasonOf(ana)).toHaveValue("Looks right");
  await expect(buttonOf(ana, "Approve")).toBeFocused();
});

test("of two reviewers at once one decides; the other reads who did and keeps the typed reason", async ({
  as,
  request,
}) => {
  const { id } = await fileCase(request, "Lightning burned all sockets in my flat on Oak Street, $6,010");
  const [ana, tom] = [await as("reviewer"), await as("reviewer2")];
  await openCase(ana, id);
  await openCase(tom, id);
  await expect(caseOf(tom).getByText("Ana Ruiz is looking at this")).toBeVisible();
  await reasonOf(tom).fill("I would not pay this.");
  await buttonOf(ana, "Approve").click();
  await expect(decisionOf(ana)).toContainText("Approved by you");
  await expect(decisionOf(tom)).toContainText(/Approved\s+by Ana Ruiz/);
  await expect(reasonOf(tom)).toHaveValue("I would not pay this.");
});

test("deciding a colleague's case asks first", async ({ as, request }) => {
  const { id } = await fileCase(request, "Storm broke my flat's window on Elm Street, $2,640");
  const [ana, tom] = [await as("reviewer"), await as("reviewer2")];
  await openCase(ana, id);
  await claimCase(ana);
  await openCase(tom, id);
  await reasonOf(tom).fill("Not covered.");
  await buttonOf(tom, "Reject").click();
  await expect(decisionOf(tom).getByRole("alert")).toContainText("Ana Ruiz has this. Decide anyway?");
  await expect(decisionOf(tom).getByRole("alert")).toContainText("Nothing was decided, what you typed is kept.");
  await expect(reasonOf(tom)).toHaveValue("Not covered.");
  await decisionOf(tom).getByRole("button", { name: "Decide anyway" }).click();
  await expect(decisionOf(tom)).toContainText("Rejected by you");
  await expect(decisionOf(tom)).toContainText("Not covered.");
});

test("corrections survive a reload and every verdict", async ({ as, request }) => {
  const { id } = await fileCase(request, "Burst pipe in my flat on Oak Street, $2,650");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Edit facts").click();
  await factsOf(page).getByRole("textbox", { name: "Amount" }).fill("2400");
  await factsOf(page).getByRole("textbox", { name: "Amount" }).press("Enter");
  await buttonOf(page, "Edit facts").click();
  await expect(factsOf(page)).toContainText("Changed by you");
  await page.reload();
  await expect(factsOf(page)).toContainText("$2,400.00 (corrected, was $2,650.00)");
  await expect(decisionOf(page)).toContainText("$2,400.00 for");

  await buttonOf(page, "Request information").click();
  await decisionOf(page).getByRole("textbox", { name: "Question" }).fill("Which room was it?");
  await buttonOf(page, "Request information").click();
  await expect(decisionOf(page)).toContainText("Information requested by you");
  await expect(buttonOf(page, "Undo")).toHaveCount(0);
  await page.reload();
  await expect(factsOf(page)).toContainText("$2,400.00");
});

test("an answer opens the same case again for the same reviewer, also where it stands open", async ({
  as,
  request,
}) => {
  const { id, sessionId } = await fileCase(request, "My neighbour's bathtub overflowed into my flat, $3,310");
  const page = await as("reviewer");
  await openCase(page, `${id}?tab=claimant`);
  await buttonOf(page, "Edit facts").click();
  await factsOf(page).getByRole("textbox", { name: "Amount" }).fill("3300");
  await factsOf(page).getByRole("textbox", { name: "Amount" }).press("Enter");
  await buttonOf(page, "Edit facts").click();
  await expect(factsOf(page)).toContainText("Changed by you");
  await buttonOf(page, "Request information").click();
  await decisionOf(page).getByRole("textbox", { name: "Question" }).fill("Which floor do you live on?");
  await decisionOf(page).getByRole("checkbox", { name: "Police report" }).check();
  await buttonOf(page, "Request information").click();
  await expect(decisionOf(page)).toContainText("was asked in the chat");

  await write(request, sessionId, "The second floor");
  const round = page.getByRole("region", { name: "Last question and answer" });
  await expect(round).toContainText("Which floor do you live on?");
  await expect(round).toContainText("Documents that are wanted: Police report. Files cannot be sent here");
  await expect(round).toContainText("The second floor");
  await expect(page.getByText("New since you looked")).toBeVisible();
  await expect(page.getByRole("log").getByText("The second floor")).toBeInViewport();
  await expect(caseOf(page).getByText(/Assigned to you/)).toBeVisible();
  await buttonOf(page, "Approve").click();
  await expect(decisionOf(page)).toContainText("Approved by you");
});

test("a change is shown before deciding, and “Look again” focuses the claimant's words", async ({ as, request }) => {
  const { id, sessionId } = await fileCase(request, "A cyclist hit my parked car on Elm Street, $2,660");
  const page = await as("reviewer");
  await openCase(page, id);
  await write(request, sessionId, "The mirror is broken as well");
  const alert = decisionOf(page).getByRole("alert");
  await expect(alert).toContainText("New message: The mirror is broken as well");
  await alert.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByRole("article", { name: /^Message \d+, / }).filter({ hasText: "mirror" })).toBeFocused();
  await expect(alert).toHaveCount(0);
});

test("“Next case” never opens a colleague's case, and the focus goes to its heading", async ({ as, request }) => {
  const [mine, theirs] = [
    await fileCase(request, "Kitchen fire in my flat on Oak Street, $9,310"),
    await fileCase(request, "Kitchen fire in my flat on Elm Street, $9,320"),
  ];
  const [ana, tom] = [await as("reviewer"), await as("reviewer2")];
  await openCase(tom, theirs.id);
  await claimCase(tom);
  await openCase(ana, mine.id);
  await buttonOf(ana, "Next case").focus();
  await ana.keyboard.press("Enter");
  await expect(ana).not.toHaveURL(new RegExp(mine.id));
  await expect(ana).not.toHaveURL(new RegExp(theirs.id));
  await expect(ana.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(caseOf(ana).getByText(/Assigned to you/)).toBeVisible();
  await buttonOf(ana, "Release").click();
});

test("a case is assigned, snoozed, escalated and noted", async ({ as, request }) => {
  const { id } = await fileCase(request, "The shower leaked into the flat below, $2,670");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Snooze").click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Tomorrow, 9:00/ })
    .click();
  await expect(caseOf(page).getByText(/Snoozed, comes back/)).toBeVisible();
  await buttonOf(page, "Snooze").click();
  await page.getByRole("dialog").getByRole("button", { name: "Show it again now" }).click();
  await expect(caseOf(page).getByText(/Snoozed, comes back/)).toHaveCount(0);
  await buttonOf(page, "Escalate").click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Why" }).fill("Two claims from one house");
  await page.getByRole("dialog").getByRole("button", { name: "Pass it to the lead" }).click();
  await expect(caseOf(page).getByText(/^Escalated/)).toBeVisible();
  await caseOf(page).getByRole("button", { name: "@Tom Becker" }).click();
  await page.keyboard.type("please look at the photos");
  await buttonOf(page, "Add note").click();
  await expect(caseOf(page).getByText("@Tom Becker please look at the photos")).toBeVisible();

  await openCase(page, (await fileCase(request, "The bathtub leaked into the flat below, $2,675")).id);
  await buttonOf(page, "Assign").click();
  await page.getByRole("dialog").getByRole("button", { name: "Tom Becker" }).click();
  await expect(caseOf(page).getByText("Assigned to Tom Becker")).toBeVisible();
});

test("a rejected case is not a failed one", async ({ as, request }) => {
  const { id, sessionId } = await fileCase(request, "A cooking fire burned my cupboards on Oak Street, $5,410");
  const page = await as("reviewer");
  await openCase(page, id);
  await buttonOf(page, "Reject").click();
  await expect(reasonOf(page)).toBeFocused();
  await reasonOf(page).fill("The policy does not cover cooking fires.");
  await buttonOf(page, "Reject").click();
  await expect(decisionOf(page)).toContainText("Rejected by you");
  await expect(buttonOf(page, "Undo")).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("ended here, rejected");
  await expect(page.getByRole("main")).not.toContainText(/failed/i);
  const session = await request.get(`/session/${sessionId}`, { headers: bearer("admin") });
  expect((await session.json()).status).toBe("Completed");
});

test("from sign-in to a decision with the keyboard alone", async ({ browser, request }) => {
  const { id, sessionId } = await fileCase(request, "Hail broke my car's windscreen on Elm Street, $9,990");
  const reference = await referenceOf(request, sessionId);
  const page = await (await browser.newContext()).newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue as reviewer" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  await expect(optionsOf(page).first()).toBeVisible();
  await untilHydrated(page);
  await tabToList(page);
  await page.keyboard.press("j");
  await expect(optionsOf(page).nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(optionsOf(page).first()).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search cases" })).toBeFocused();
  await page.keyboard.type(reference);
  await page.keyboard.press("Enter");
  await expect(optionsOf(page)).toHaveCount(1);
  await tabToList(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(id));
  await page.keyboard.press("c");
  await expect(buttonOf(page, "Release")).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Actions" })).toContainText("Approve");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(reasonOf(page)).toBeFocused();
  await page.keyboard.type("a reason with the letters of keys");
  await expect(reasonOf(page)).toHaveValue("a reason with the letters of keys");
  await page.keyboard.press("Tab");
  await page.keyboard.press("a");
  await expect(decisionOf(page)).toContainText("Approved by you");
  await page.keyboard.press("u");
  await expect(buttonOf(page, "Approve")).toBeVisible();
  await page.context().close();
});

for (const [place, viewport] of Object.entries({
  "a desk": { width: 1440, height: 900 },
  "a phone": { width: 390, height: 844 },
})) {
  test(`axe finds nothing in any state of a case on ${place}`, async ({ as, request }) => {
    test.slow();
    const filed = await fileCase(request, `Burst pipe in my flat on Oak Street, $${viewport.width + 1_000}`);
    const page = await as("reviewer", { viewport });
    await openCase(page, filed.id);
    await checkAccessible(page, "open");
    await checkWidth(page);
    await buttonOf(page, "Edit facts").click();
    await buttonOf(page, "Reject").click();
    await expect(reasonOf(page)).toHaveAttribute("aria-invalid", "true");
    await checkAccessible(page, "facts being edited, a reason missing");
    await buttonOf(page, "Request information").click();
    await write(request, filed.sessionId, "The ceiling is wet too");
    await expect(decisionOf(page).getByRole("alert")).toBeVisible();
    await checkAccessible(page, "asking about a case that has changed");
    await page.reload();
    await buttonOf(page, "Approve").click();
    await expect(buttonOf(page, "Undo")).toBeVisible();
    await checkAccessible(page, "approved");
  });
}

test("axe finds nothing in the dialogs of a case", async ({ as, request }) => {
  test.slow();
  const page = await as("reviewer");
  await openCase(page, (await fileCase(request, "Burst pipe in my flat on Oak Street, $2,680")).id);
  for (const name of ["Assign", "Snooze", "Escalate"]) {
    await buttonOf(page, name).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await checkAccessible(page, name);
    await page.keyboard.press("Escape");
    await expect(buttonOf(page, name)).toBeFocused();
  }
  for (const [keys, name] of [
    ["?", "Keys"],
    ["Control+k", "Actions"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await checkAccessible(page, name);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

/** Tab up to the list, which is one stop. */
async function tabToList(page: Page): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.getAttribute("role") === "option")) return;
  }
  throw new Error("Tab does not reach the list.");
}

test("the list shows a corrected amount at once and after a reload", async ({ as, request }) => {
  const { id } = await fileCase(request, "Snow broke the roof of my flat on Birch Street, $2,691");
  const page = await as("reviewer");
  await page.goto(`/inbox/${id}?sort=newest`);
  await buttonOf(page, "Edit facts").click();
  const amount = caseOf(page).getByRole("textbox", { name: "Amount" });
  await amount.fill("$2,692");
  await amount.press("Enter");
  const row = optionsOf(page).and(page.locator("[aria-selected=true]"));
  await expect(row).toContainText("$2,692.00");
  await page.reload();
  await expect(row).toContainText("$2,692.00");
  await expect(row).toContainText(/CLM-/);
});

test("at 390 px the buttons of work share a row, and so do those of the decision, each easy to press", async ({
  as,
  request,
}) => {
  const { id } = await fileCase(request, "Snow broke the roof of my flat on Alder Street, $2,695");
  const page = await as("reviewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await openCase(page, id);
  const work = ["Claim", "Assign", "Snooze", "Escalate", "Next case"];
  for (const names of [work, ["Request information", "Reject", "Approve"]]) {
    const boxes = [];
    for (const name of names) boxes.push(await buttonOf(page, name).boundingBox());
    expect(new Set(boxes.map((box) => Math.round(box?.y ?? 0))).size, names.join()).toBe(1);
    for (const box of boxes) expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
  }
  const bar = await decisionOf(page).boundingBox();
  expect(bar?.height ?? 844).toBeLessThanOrEqual(844 / 4);
});
