import type { Browser, Page } from "@playwright/test";
import { withDatabase } from "../faults/claims/check-invariants";
import { waitForHydration } from "../hydration";
import { cookiesOf, expect, test } from "../people";
import { cardOf, edge, readDraft, say, storeDraft, undoOf } from "./draft-workflows";

/** Creates a second designer with the password of the first one, and signs in. */
async function openAsLena(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const name = `lena-${crypto.randomUUID()}` as const;
  await withDatabase(process.env.DATABASE_URL, (database) =>
    database.query(
      `INSERT INTO app_user (id, email, name, password_hash, roles, queues)
       SELECT gen_random_uuid(), $1, 'Lena Vogt', password_hash, roles, queues
       FROM app_user WHERE email = 'designer@example.com'`,
      [`${name}@example.com`],
    ),
  );
  const storageState = await cookiesOf(name, browser);
  const context = await browser.newContext({ ...(baseURL && { baseURL }), storageState });
  waitForHydration(context);
  return context.newPage();
}

test("two designers see each other's name and changes, and when the other leaves", async ({
  as,
  request,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const id = await storeDraft(request, { tasks: [say("Ask"), say("Tell")], edges: [edge("ask > tell")] });
  const mira = await as("designer");
  await mira.goto(`/workflows/${id}`);
  await cardOf(mira, "Ask").click();
  const lena = await openAsLena(browser, baseURL);
  await lena.goto(`/workflows/${id}`);
  await expect(lena.getByText("Mira Chen is editing")).toBeVisible();
  await expect(mira.getByText("Lena Vogt is editing")).toBeVisible();

  await lena.getByRole("treeitem", { name: /^Tell/ }).first().focus();
  await lena.keyboard.press("F2");
  await expect(lena.getByRole("textbox", { name: "Name of the task" })).toBeFocused();
  await lena.keyboard.type("Answer");
  await lena.keyboard.press("Enter");
  await expect(cardOf(mira, "Answer")).toBeVisible();
  await expect(undoOf(mira)).toHaveAttribute("aria-description", "Take over what Lena Vogt changed");

  // Both rename the same task at once. The dialog shows both names, and the chosen one is saved.
  await mira.context().setOffline(true);
  const rename = async (page: Page, name: string) => {
    await page.getByRole("treeitem", { name: /^Ask/ }).first().focus();
    await page.keyboard.press("F2");
    await expect(page.getByRole("textbox", { name: "Name of the task" })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  };
  await rename(mira, "Ask the claimant");
  await rename(lena, "Ask Dana");
  await expect.poll(async () => (await readDraft(request, id)).definition.tasks[0]?.label).toBe("Ask Dana");
  await mira.context().setOffline(false);
  await expect(mira.getByText("Another designer has changed this")).toBeVisible();
  await mira.getByRole("button", { name: "Show", exact: true }).click();
  const dialog = mira.getByRole("dialog");
  await expect(dialog.getByText("Ask the claimant", { exact: true })).toBeVisible();
  await expect(dialog.getByText("Ask Dana", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: /^Keep yours/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(cardOf(lena, "Ask the claimant")).toBeVisible();

  await lena.close();
  await expect(mira.getByText("Lena Vogt is editing")).toBeHidden({ timeout: 60_000 });
  await lena.context().close();
});
