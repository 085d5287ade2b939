import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export type Role = "claimant" | "reviewer" | "designer" | "admin";

/** Somebody signed in, in a browser of their own. */
async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Continue as ${role}` }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

interface People {
  /** Opens a browser for a person and signs them in. */
  as(role: Role, options?: Parameters<import("@playwright/test").Browser["newContext"]>[0]): Promise<Page>;
}

/** `test` with people; their browsers are closed when it ends. */
export const test = base.extend<People>({
  as: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, options) => {
      const context = await browser.newContext({ baseURL, ...options });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, role);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** A claim of claimant2, filed and confirmed through the API, at the reviewer's gate; gives its session's id. */
export async function fileClaim(request: APIRequestContext, text: string, key = "demo-claimant2-key"): Promise<string> {
  const execute = async (data: Record<string, string>) => {
    const response = await request.post("/execute", { data, headers: { authorization: `Bearer ${key}` } });
    expect(response.status()).toBe(200);
    return response.json();
  };
  const { session_id } = await execute({ content: text });
  await execute({ session_id, content: "yes" });
  return session_id;
}

/** The reference of a session, as staff read it. */
export async function referenceOf(request: APIRequestContext, sessionId: string): Promise<string> {
  const response = await request.get(`/session/${sessionId}`, { headers: { authorization: "Bearer demo-admin-key" } });
  return (await response.json()).context.reference;
}

export { expect };
