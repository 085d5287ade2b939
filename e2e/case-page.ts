import type { APIRequestContext, Page } from "@playwright/test";
import { bearer, expect, fileClaim, reviewOf } from "./people";

// What tests find and do on the page of a case.

export const caseOf = (page: Page) => page.getByRole("region", { name: "Case", exact: true });
export const decisionOf = (page: Page) => page.getByRole("region", { name: "Decision", exact: true });
export const factsOf = (page: Page) => page.getByRole("region", { name: "Facts", exact: true });
export const reasonOf = (page: Page) => decisionOf(page).getByRole("textbox", { name: "Reason" });
export const buttonOf = (page: Page, name: string) => caseOf(page).getByRole("button", { name, exact: true });
export const optionsOf = (page: Page) => page.getByRole("listbox", { name: "Reviews" }).getByRole("option");

/** A claim of claimant2 that waits for a reviewer. */
export interface FiledCase {
  sessionId: string;
  id: string;
  expectedVersion: number;
}

export async function fileCase(request: APIRequestContext, text: string): Promise<FiledCase> {
  const sessionId = await fileClaim(request, text);
  const { id, expected_version } = await reviewOf(request, sessionId);
  return { sessionId, id, expectedVersion: expected_version };
}

/** Something that the claimant writes to their claim. */
export async function write(request: APIRequestContext, sessionId: string, content: string): Promise<void> {
  const response = await request.post("/execute", {
    headers: bearer("claimant2"),
    data: { session_id: sessionId, content },
  });
  expect(response.status()).toBe(200);
}

/** Opens a case at its own address. */
export async function openCase(page: Page, id: string): Promise<void> {
  await page.goto(`/inbox/${id}`);
  await expect(caseOf(page)).toBeVisible();
}

/** Claims the open case. The page shows it before it is stored: only a stored claim has its minutes. */
export async function claimCase(page: Page): Promise<void> {
  await buttonOf(page, "Claim").click();
  await expect(caseOf(page).getByText(/^for 1[45] min$/)).toBeVisible();
}
