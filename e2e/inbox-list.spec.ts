import type { APIRequestContext, Page, Request } from "@playwright/test";
import { announcementsOf } from "./announcements";
import { checkAccessible, checkWidth } from "./check-accessible";
import { bearer, expect, fileClaim, referenceOf, reviewOf, tellClaim, test } from "./people";

const list = (page: Page) => page.getByRole("listbox", { name: "Reviews" });
const row = (page: Page, text: string | RegExp) => list(page).getByRole("option").filter({ hasText: text });
const tab = (page: Page, name: string) => page.getByRole("navigation", { name: "Cases" }).getByRole("link", { name });

/** The requests that a page sends, besides files of the build. */
function requestsOf(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (!/^\/_next\/static|\.\w+$/.test(pathname)) sent.push(pathname + search);
  });
  return sent;
}
const isPageRequest = (path: string) => /^\/(inbox|sessions|claims)/.test(path) || path.startsWith("/api/inbox/cases");

/** The amount of a case tells it apart from those of other tests. */
let nextAmount = 20_000 + Math.floor(Math.random() * 5_000);
function newAmount(): { dollars: number; text: string } {
  nextAmount += 7;
  return { dollars: nextAmount, text: `$${nextAmount.toLocaleString("en-US")}.00` };
}
const file = (request: APIRequestContext, dollars: number) =>
  fileClaim(request, `Burst pipe in the kitchen of my flat, $${dollars}.`);

/** A list draws the rows in view: a new case is at its top. */
const newestFirst = "/inbox?sort=newest";

test("a new case comes as a row, its decision takes it away, and the page is never read again", async ({
  as,
  request,
}) => {
  const page = await as("reviewer");
  await page.goto(newestFirst);
  await expect(list(page)).toBeVisible();
  const sent = requestsOf(page);
  const announced = await announcementsOf(page);
  const { dollars, text } = newAmount();
  const session = await file(request, dollars);
  await expect(row(page, text)).toBeVisible();
  // The cases of other tests are announced, too.
  await expect.poll(() => announced.evaluate((all) => all.flat().join())).toContain("New in the list: $");
  const { id, expected_version } = await reviewOf(request, session);
  await request.post(`/api/v1/reviews/${id}/decision`, {
    headers: bearer("reviewer2"),
    data: { verdict: "reject", reason: "Not covered.", expected_version },
  });
  await expect(row(page, text)).toHaveCount(0);
  expect(sent.filter(isPageRequest)).toEqual([]);
});

test("steps of sessions without a case cause no request of four open inboxes", async ({ as, request }) => {
  const pages = await Promise.all([as("reviewer"), as("reviewer2"), as("reviewer"), as("reviewer2")]);
  for (const page of pages) {
    await page.goto(newestFirst);
    await expect(list(page)).toBeVisible();
  }
  const sent = pages.map(requestsOf);
  for (let turn = 0; turn < 10; turn++) await tellClaim(request, `A deer ran into my car, turn ${turn}`, "claimant");
  // A case after them shows that the streams are open and have read past the turns.
  const { dollars, text } = newAmount();
  await file(request, dollars);
  for (const page of pages) await expect(row(page, text)).toBeVisible();
  expect(sent.flat().filter(isPageRequest)).toEqual([]);
});

test("the tabs of a browser share one stream, and nothing is lost when the one that has it closes", async ({
  as,
  request,
}) => {
  const first = await as("reviewer");
  const context = first.context();
  const open = new Map<Request, Page>();
  // Other tests have streams of this reviewer too: one above the limit of a person is refused, and asked for again.
  context.on("response", (answer) => {
    if (answer.url().includes("/api/events") && answer.ok()) open.set(answer.request(), answer.frame().page());
  });
  const remove = (ended: Request) => open.delete(ended);
  context.on("requestfinished", remove).on("requestfailed", remove);
  /** The tabs that have a stream open. One that closes opens none. */
  const tabsWithStream = () => [...open.values()].filter((tab) => !tab.isClosed());
  await first.goto(newestFirst);
  await expect(list(first)).toBeVisible();
  await expect.poll(tabsWithStream).toEqual([first]);
  const others = [await context.newPage(), await context.newPage()];
  for (const page of others) {
    await page.goto(newestFirst);
    await expect(list(page)).toBeVisible();
  }
  const before = newAmount();
  await file(request, before.dollars);
  for (const page of [first, ...others]) await expect(row(page, before.text)).toBeVisible();
  // The tab opens it again when another one has read its page before an event that the stream is past.
  await expect.poll(tabsWithStream).toEqual([first]);

  const [after] = await Promise.all([newAmount(), first.close()]);
  await file(request, after.dollars);
  for (const page of others) await expect(row(page, after.text)).toBeVisible();
  await expect.poll(tabsWithStream).toHaveLength(1);
  expect([...open.keys()].at(-1)?.url()).toContain("after=");
});

test("search, order and tab are in the address, and a reload shows the same", async ({ as, request }) => {
  const { dollars, text } = newAmount();
  const session = await file(request, dollars);
  const reference = await referenceOf(request, session);
  const page = await as("reviewer");
  await page.goto("/inbox");
  const search = page.getByRole("searchbox", { name: "Search cases" });
  await search.fill(reference.toLowerCase());
  await search.press("Enter");
  await expect(list(page).getByRole("option")).toHaveCount(1);
  await expect(row(page, text)).toBeVisible();
  await page.getByText("Sort and filter").click();
  await page.getByRole("combobox", { name: "Order" }).selectOption("Largest amount first");
  await expect(page).toHaveURL(/sort=amount/);
  await tab(page, "Unassigned").click();
  await expect(page).toHaveURL(/tab=unassigned/);
  await page.reload();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    ...{ tab: "unassigned", q: reference.toLowerCase(), sort: "amount" },
  });
  await expect(row(page, text)).toBeVisible();
  await expect(search).toHaveValue(reference.toLowerCase());
  await search.fill("nobody has this name");
  await search.press("Enter");
  await expect(row(page, text)).toHaveCount(0);
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(row(page, text)).toBeVisible();
});

test("finds a case by words of its claimant", async ({ as, request }) => {
  const word = `flugelhorn${Date.now()}`;
  const { dollars, text } = newAmount();
  await fileClaim(request, `Burst pipe in the kitchen of my flat ruined my ${word}, $${dollars}.`);
  const page = await as("reviewer");
  await page.goto(`/inbox?q=${word.toUpperCase()}`);
  await expect(list(page).getByRole("option")).toHaveCount(1);
  await expect(row(page, text)).toBeVisible();
});

test("an insert never moves the row that has the focus", async ({ as, request }) => {
  const { dollars } = newAmount();
  await file(request, dollars);
  const page = await as("reviewer");
  await page.goto("/inbox?sort=newest");
  await list(page).getByRole("option").first().focus();
  const place = async () => (await page.locator(":focus").boundingBox())?.y;
  const before = await place();
  const announced = await announcementsOf(page);
  await file(request, newAmount().dollars);
  await expect.poll(() => announced.evaluate((readings) => readings.flat().join())).toContain("in the list");
  await expect.poll(place).toBe(before);
  await page.keyboard.press("k");
  await expect(list(page).getByRole("option").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.locator(":focus")).toHaveAttribute("aria-posinset", "2");
});

test("several cases are claimed, tagged and snoozed at once, and the tabs count them", async ({ as, request }) => {
  const amounts = [newAmount(), newAmount()];
  for (const { dollars } of amounts) await file(request, dollars);
  const page = await as("reviewer2");
  await page.goto("/inbox?tab=unassigned&sort=newest");
  await page.getByRole("button", { name: "Choose several" }).click();
  for (const { text } of amounts) await row(page, text).click();
  const marked = page.getByRole("region", { name: "Marked cases" });
  await marked.getByRole("textbox", { name: "Tag for marked cases" }).fill("water");
  await marked.getByRole("button", { name: "Add tag" }).click();
  await expect(marked.getByRole("status")).toHaveText("Done with 2 cases.");
  for (const { text } of amounts) await expect(row(page, text)).toContainText("water");
  await marked.getByRole("button", { name: "Claim" }).click();
  for (const { text } of amounts) await expect(row(page, text)).toHaveCount(0);
  await tab(page, "Mine").click();
  for (const { text } of amounts) await expect(row(page, text)).toContainText("assigned to You");
  for (const { text } of amounts) await row(page, text).click();
  await marked.getByRole("combobox", { name: "Snooze marked cases for" }).selectOption("1 day");
  for (const { text } of amounts) await expect(row(page, text)).toHaveCount(0);
  await tab(page, "Snoozed").click();
  for (const { text } of amounts) await expect(row(page, text)).toContainText("Snoozed, back");
});

test("a saved view is there for colleagues of the queue, and only its owner deletes it", async ({ as }) => {
  const name = `Large and late ${Date.now()}`;
  const page = await as("reviewer");
  await page.goto("/inbox?tab=mine&sort=amount&overdue=true");
  await page.getByText("Views", { exact: true }).click();
  await page.getByRole("textbox", { name: "Save this search as" }).fill(name);
  await page.getByRole("combobox", { name: "Who sees the view" }).selectOption("Everyone of claims");
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();
  const colleague = await as("reviewer2");
  await colleague.goto("/inbox");
  await colleague.getByText("Views", { exact: true }).click();
  await expect(colleague.getByRole("button", { name: `Delete the view ${name}` })).toHaveCount(0);
  await colleague.getByRole("link", { name }).click();
  await expect(tab(colleague, "Mine")).toHaveAttribute("aria-current", "page");
  await expect(colleague.getByText("Sort and filter, 1 on")).toBeVisible();
  await page.getByRole("button", { name: `Delete the view ${name}` }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("axe finds nothing in the list, with its panels open, and on a phone", async ({ as, request }) => {
  test.slow();
  await file(request, newAmount().dollars);
  const page = await as("reviewer");
  await page.goto("/inbox?sort=newest");
  await checkAccessible(page, "list");
  await page.getByText("Sort and filter").click();
  await checkAccessible(page, "filters");
  await page.keyboard.press("Escape");
  await page.getByText("Views", { exact: true }).click();
  await checkAccessible(page, "views");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Choose several" }).click();
  await list(page).getByRole("option").first().click();
  await checkAccessible(page, "several");
  await page.setViewportSize({ width: 390, height: 844 });
  await checkAccessible(page, "phone");
  await checkWidth(page);
  await page.goto("/inbox?q=nothing-like-this");
  await checkAccessible(page, "nothing found");
});

test("on a phone the panels of the list are inside the window", async ({ as }) => {
  const page = await as("reviewer", { viewport: { width: 390, height: 844 } });
  await page.goto("/inbox");
  await page.getByText("Views", { exact: true }).click();
  await expect(page.getByRole("button", { name: "Save view" })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("textbox", { name: "Save this search as" })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  await page.getByText("Sort and filter").click();
  await expect(page.getByRole("textbox", { name: "Tag" })).toBeInViewport({ ratio: 1 });
});

test("the lists of sessions and claims follow what happens without being read again", async ({ as, request }) => {
  const admin = await as("admin");
  await admin.goto("/sessions");
  const claimant = await as("claimant");
  await claimant.goto("/claims");
  await expect(admin.getByRole("list", { name: "Sessions" })).toBeVisible();
  const sent = [admin, claimant].flatMap((page) => [requestsOf(page)]);
  const { dollars, text } = newAmount();
  await fileClaim(request, `Burst pipe in the kitchen of my flat, $${dollars}.`, "claimant");
  await expect(
    admin.getByRole("list", { name: "Sessions" }).getByRole("listitem").filter({ hasText: text }),
  ).toBeVisible();
  await expect(claimant.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  expect(sent.flat().filter(isPageRequest)).toEqual([]);
});
