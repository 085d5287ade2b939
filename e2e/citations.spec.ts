import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { caseOf, openCase } from "./case-page";
import { checkAccessible } from "./check-accessible";
import { conversation } from "./claim-page";
import { edge, say, storeDraft } from "./editor/draft-workflows";
import { bearer, expect, fileClaim, reviewOf, test } from "./people";

// A claimant and a reviewer open the clauses that answers cite.
let workflow: string;
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  workflow = await publishAnswers(request);
  await request.dispose();
});

/** Publishes a workflow that answers a claim from the terms and then asks a reviewer. */
async function publishAnswers(request: APIRequestContext): Promise<string> {
  const note = (key: string, value: string) => ({ key, value });
  const description = { key: "description", label: "What happened", type: "long_text" };
  const id = await storeDraft(request, {
    tasks: [
      {
        ...{ id: "facts", kind: "set", label: "Facts" },
        config: {
          values: [note("description", "Hail dented the roof of my car"), note("amount_cents", "{{ 250000 }}")],
        },
      },
      {
        ...{ id: "look", kind: "search", label: "Look" },
        config: {
          collections: ["policy-terms"],
          query: "Is hail damage to my vehicle covered?",
          limit: 8,
          into: "found",
        },
      },
      {
        ...{ id: "compose", kind: "compose", label: "Compose" },
        config: { instructions: "Answer.", question: "Is hail covered?", passages: ["found"], into: "draft" },
      },
      { ...say("Tell", "{{ draft.answer }}"), config: { message: "{{ draft.answer }}", citations: "draft" } },
      {
        ...{ id: "review", kind: "review", label: "Review" },
        config: {
          ...{ queue: "claims", question: "Is it covered?", dueIn: "PT4H", announcement: "A person looks at it." },
          fields: [description, { key: "amount_cents", label: "Amount", type: "money" }],
        },
      },
      { id: "letter", kind: "letter", label: "Letter", config: { letter: "Decided." } },
    ],
    edges: [
      edge("facts > look"),
      edge("look > compose"),
      edge("compose > tell"),
      edge("tell > review"),
      edge("review > letter"),
    ],
  });
  const headers = bearer("designer");
  const { revision } = await (await request.get(`/api/v1/workflows/${id}/draft`, { headers })).json();
  const published = await request.post(`/api/v1/workflows/${id}/publish`, { headers, data: { revision } });
  expect(published.status(), await published.text()).toBe(200);
  return id;
}

/** A session of claimant2 whose answer cites the terms, and which waits for a reviewer. */
async function ask(request: APIRequestContext): Promise<{ sessionId: string; citations: { document: string }[] }> {
  const response = await request.post("/execute", {
    headers: bearer("claimant2"),
    data: { workflow, content: "Am I covered for hail?" },
  });
  expect(response.status(), await response.text()).toBe(200);
  const { session_id, citations } = await response.json();
  return { sessionId: session_id, citations };
}

const firstSource = (page: Page) =>
  conversation(page)
    .getByRole("button", { name: /^Source 1: / })
    .first();
const sheetOf = (page: Page) => page.getByRole("dialog", { name: "Motor insurance terms" });

/** Where its edges are, in whole pixels; it moves while it opens. */
async function edgesOf(locator: Locator) {
  const { x = -1, y = -1, width = 0, height = 0 } = (await locator.boundingBox()) ?? {};
  const [left, right, top, bottom] = [x, x + width, y, y + height].map(Math.round);
  return { left, right, top, bottom };
}

test("the claimant opens a cited clause by keyboard, at its quote, and goes on where they were", async ({
  as,
  request,
}) => {
  const { sessionId, citations } = await ask(request);
  expect(citations[0]?.document).toBe("Motor insurance terms");
  const page = await as("claimant2");
  const loaded: string[] = [];
  page.on("response", (response) => loaded.push(new URL(response.url()).pathname));
  await page.goto(`/claims/${sessionId}`);
  await expect(firstSource(page)).toHaveAccessibleName(/^Source 1: Motor insurance terms, .*[Hh]ail/);
  await page.waitForLoadState("networkidle");
  loaded.length = 0;
  await firstSource(page).focus();
  await page.keyboard.press("Enter");
  const clause = sheetOf(page).getByRole("region", { name: "Clause" });
  await expect(clause.locator("mark")).toBeInViewport();
  await expect(clause.locator("mark")).toContainText(/hail/i);
  await expect(clause).toBeFocused();
  // The code of the sheet came with the press.
  await expect.poll(() => loaded.filter((path) => path.endsWith(".js")).length).toBeGreaterThan(0);
  await expect.poll(() => edgesOf(sheetOf(page))).toEqual({ left: 1440 - 420, right: 1440, top: 0, bottom: 900 });
  await checkAccessible(page, "the sheet of a clause");
  await page.keyboard.press("Escape");
  await expect(sheetOf(page)).toBeHidden();
  await expect(firstSource(page)).toBeFocused();
});

test("on a phone the clause is a sheet at the bottom; it stays readable without a connection", async ({
  as,
  request,
}) => {
  const { sessionId } = await ask(request);
  const page = await as("claimant2", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(`/claims/${sessionId}`);
  await firstSource(page).tap();
  await expect(sheetOf(page).locator("mark")).toBeInViewport();
  await expect.poll(() => edgesOf(sheetOf(page))).toMatchObject({ left: 0, right: 390, bottom: 844 });
  await checkAccessible(page, "the sheet of a clause on a phone");
  await sheetOf(page).getByRole("button", { name: "Close" }).tap();
  await expect(sheetOf(page)).toBeHidden();

  await page.context().setOffline(true);
  await firstSource(page).tap();
  await expect(sheetOf(page).getByRole("alert")).toContainText("The clause could not be loaded");
  await expect(sheetOf(page).getByRole("blockquote")).toContainText(/hail/i);
  await page.context().setOffline(false);
  await expect(sheetOf(page).locator("mark")).toBeInViewport();
});

test("a clause that is not for the reader leaves its quote, with a word", async ({ as, request }) => {
  const { sessionId } = await ask(request);
  const page = await as("claimant2");
  await page.route("**/api/passages/**", (route) =>
    route.fulfill({ status: 404, contentType: "application/problem+json", body: '{"code":"not_found"}' }),
  );
  await page.goto(`/claims/${sessionId}`);
  await firstSource(page).click();
  await expect(sheetOf(page).getByRole("alert")).toContainText("This clause cannot be shown");
  await expect(sheetOf(page).getByRole("blockquote")).toContainText(/hail/i);
});

test("the reviewer's case shows the answer, the draft and what was found, and opens each clause", async ({
  as,
  request,
}) => {
  const { sessionId } = await ask(request);
  const { id } = await reviewOf(request, sessionId);
  const page = await as("reviewer");
  await openCase(page, id);
  await expect(caseOf(page).getByRole("region", { name: "Draft answer" })).toContainText(/hail/i);
  await expect(firstSource(page)).toBeVisible();
  const clauses = caseOf(page).getByRole("region", { name: "Policy clauses" });
  await expect(clauses).toContainText("Information only: the decision is yours.");
  await clauses
    .getByRole("button", { name: /^Open the clause: Motor insurance terms/ })
    .first()
    .click();
  await expect(sheetOf(page).locator("mark")).toBeInViewport();
  await checkAccessible(page, "a case with the sheet of a clause");
  await page.keyboard.press("Escape");
  await expect(clauses.getByRole("button", { name: /^Open the clause: Motor/ }).first()).toBeFocused();
  await checkAccessible(page, "a case with a draft and clauses");
});

test("staff read the sources in the session, too", async ({ as, request }) => {
  const { sessionId } = await ask(request);
  const page = await as("admin");
  await page.goto(`/sessions/${sessionId}`);
  await page
    .getByRole("region", { name: "Transcript" })
    .getByRole("button", { name: /^Source 1: / })
    .first()
    .click();
  await expect(sheetOf(page).locator("mark")).toBeInViewport();
});

test("a case that no clause fits says so, and names the nearest as weak", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "A meteorite came down on my car on Elm Street yesterday, $2,733");
  const page = await as("reviewer");
  await openCase(page, (await reviewOf(request, sessionId)).id);
  const clauses = caseOf(page).getByRole("region", { name: "Policy clauses" });
  await expect(clauses).toContainText("No clause fits well what is known of this case. These are the nearest.");
  await expect(clauses.getByRole("listitem").filter({ hasText: "Fits weakly" })).toHaveCount(3);
  await expect(clauses.locator("mark")).toHaveCount(0);
  await checkAccessible(page, "a case that no clause fits");
});

test("a claim has three clauses, which arrive without moving anything", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "Hail dented the roof of my car on Elm Street yesterday, $2,733");
  const { id } = await reviewOf(request, sessionId);
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const page = await as("reviewer", { viewport });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/clauses", async (route) => {
      await held;
      await route.continue();
    });
    await openCase(page, id);
    const clauses = caseOf(page).getByRole("region", { name: "Policy clauses" });
    await expect(clauses).toContainText("Searching the clauses…");
    const talk = caseOf(page).getByRole("heading", { name: "Conversation" });
    await page.evaluate(() => document.fonts.ready);
    const before = await talk.boundingBox();
    release();
    await expect(clauses.getByRole("listitem")).toHaveCount(3);
    await expect(clauses.getByRole("listitem").first()).toContainText(/hail/i);
    await expect.poll(() => talk.boundingBox()).toEqual(before);
    await checkAccessible(page, `a case with clauses at ${viewport.width} px`);
  }
});
