import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { waitForHydration } from "./hydration";

/** The demo accounts. */
export type Person = "claimant" | "reviewer" | "designer" | "admin" | "claimant2" | "reviewer2";
/** The cookies of somebody who is signed in. */
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Signs a person with the demo password in as the sign-in page does, without opening it. Returns the cookies. */
export async function cookiesOf(
  person: Person | `lena-${string}`,
  browser: Browser,
  options?: BrowserContextOptions,
): Promise<SignedIn> {
  const context = await browser.newContext(options);
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: `${person}@example.com`, password: "graphflow-demo", json: "true" };
  const answer = await context.request.post("/api/auth/callback/credentials", { form });
  expect(answer.status(), await answer.text()).toBe(200);
  const cookies = await context.storageState();
  await context.close();
  return cookies;
}

interface Fixtures {
  /** Opens a browser for a person who is signed in. No page of it may throw. */
  as(person: Person, options?: BrowserContextOptions): Promise<Page>;
}

interface SharedFixtures {
  /** Each person signs in once for all tests of a worker. */
  signedIn: Map<Person, Promise<SignedIn>>;
}

/** `test` with signed-in people. */
export const test = base.extend<Fixtures, SharedFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  signedIn: [async ({}, use) => use(new Map()), { scope: "worker" }],

  context: async ({ context }, use) => {
    waitForHydration(context);
    await use(context);
  },

  as: async ({ browser, signedIn }, use) => {
    const contexts: BrowserContext[] = [];
    const thrown: string[] = [];
    await use(async (person, options) => {
      const known = signedIn.get(person) ?? cookiesOf(person, browser);
      signedIn.set(person, known);
      const context = await browser.newContext({ storageState: await known, ...options });
      if (options?.javaScriptEnabled !== false) waitForHydration(context);
      context.on("weberror", (error) => thrown.push(`${person}: ${error.error()}`));
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(thrown, "uncaught errors in a page").toEqual([]);
  },
});

/** The headers of a demo account's API key. */
export const bearer = (person: Person) => ({ authorization: `Bearer demo-${person}-key` });

/** A claim filed and confirmed through the API; returns its session's id. From $1,000 it waits for a reviewer. */
export async function fileClaim(
  request: APIRequestContext,
  text: string,
  person: Person = "claimant2",
): Promise<string> {
  const sessionId = await tellClaim(request, text, person);
  await execute(request, person, { session_id: sessionId, content: "yes" });
  return sessionId;
}

/** A claim sent through the API and not confirmed; returns its session's id. */
export async function tellClaim(request: APIRequestContext, text: string, person: Person): Promise<string> {
  return (await execute(request, person, { content: text })).session_id;
}

async function execute(request: APIRequestContext, person: Person, data: Record<string, string>) {
  const response = await request.post("/execute", { data, headers: bearer(person) });
  expect(response.status()).toBe(200);
  return response.json();
}

/** The open review of a session, found with the reviewer's key; on another server with its `url`. */
export async function reviewOf(
  request: APIRequestContext,
  sessionId: string,
  url = "",
): Promise<{ id: string; expected_version: number }> {
  let cursor: string | undefined;
  let review: { id: string; expected_version: number } | undefined;
  do {
    const query = new URLSearchParams({ status: "open", limit: "100", ...(cursor && { cursor }) });
    const response = await request.get(`${url}/api/v1/reviews?${query}`, { headers: bearer("reviewer") });
    const page = await response.json();
    review = page.reviews.find((one: { session_id: string }) => one.session_id === sessionId);
    cursor = page.next_cursor;
  } while (!review && cursor);
  if (!review) throw new Error(`There is no open review of session ${sessionId}.`);
  return review;
}

/** The reference of a session, as staff read it. */
export async function referenceOf(request: APIRequestContext, sessionId: string): Promise<string> {
  const response = await request.get(`/session/${sessionId}`, { headers: bearer("admin") });
  return (await response.json()).context.reference;
}

export { expect };
