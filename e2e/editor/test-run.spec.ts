import type { Page } from "@playwright/test";
import { checkAccessible, checkWidth } from "../check-accessible";
import { expect, test } from "../people";
import { say, storeDraft } from "./draft-workflows";

const paneOf = (page: Page) => page.getByRole("region", { name: "Test run" });
const conversationOf = (page: Page) => paneOf(page).getByRole("list", { name: "Conversation" });
const messageOf = (page: Page) => paneOf(page).getByRole("textbox", { name: "Message" });
const cardOf = (page: Page, name: string) =>
  page.getByRole("region", { name: "Workflow graph" }).getByRole("button", { name });

/** Opens the test run of a workflow and waits for its first words. */
async function openTestRun(page: Page, workflowId = "insurance-claims"): Promise<void> {
  await page.goto(`/workflows/${workflowId}`);
  await page.getByRole("button", { name: "Test run", exact: true }).click();
  await expect(conversationOf(page)).toBeVisible();
}

/** Tells the claim as far as its confirmation. */
async function tellClaim(page: Page): Promise<void> {
  await messageOf(page).fill("Hail dented my car on Oak Street on 20 November 2026, $2,610");
  await messageOf(page).press("Enter");
  await expect(paneOf(page).getByRole("button", { name: "Confirm", exact: true })).toBeVisible();
}

test("a designer walks through the shipped workflow as claimant and reviewer, and sees the path", async ({ as }) => {
  const page = await as("designer");
  await openTestRun(page);
  await expect(cardOf(page, "Initial Claim Query")).toContainText("waits here for the claimant");
  await tellClaim(page);
  await paneOf(page).getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(cardOf(page, "Manual Review Required")).toContainText("waits here for a reviewer");
  await expect(paneOf(page).getByText("Amount is at least $1,000.00")).toBeVisible();

  await paneOf(page).getByRole("button", { name: "Reject" }).click();
  await expect(paneOf(page).getByRole("alert")).toHaveText("Give a reason, so that the claimant understands.");
  await expect(paneOf(page).getByRole("textbox", { name: "Reason" })).toBeFocused();
  await paneOf(page).getByRole("button", { name: "Approve" }).click();
  await expect(conversationOf(page).getByText("We have approved your claim for $2,610.00.")).toBeVisible();
  await expect(paneOf(page).getByRole("heading", { name: "The test run has ended" })).toBeVisible();
  const outline = page.getByRole("tree", { name: "Outline" });
  await expect(outline.getByRole("treeitem", { name: /Manual Review Required.*passed/ })).toBeVisible();
  await expect(outline.getByRole("treeitem", { name: /Car Insurance Details.*taken/ })).toBeVisible();

  await page.reload();
  await expect(conversationOf(page).getByText("We have approved your claim for $2,610.00.")).toBeVisible();
  await paneOf(page).getByRole("button", { name: "Close the test run" }).click();
  await expect(paneOf(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Test run", exact: true })).toBeFocused();
});

test("a changed text is in the next answer, and a task of a step opens beside the run", async ({ as, request }) => {
  const letter = { id: "letter", kind: "letter", label: "Letter", config: { letter: "Dear you." } };
  const id = await storeDraft(request, {
    tasks: [say("Hello", "Good morning."), letter],
    edges: [{ id: "e", from: "hello", to: "letter" }],
  });
  const page = await as("designer");
  await openTestRun(page, id);
  await expect(conversationOf(page).getByText("Good morning.")).toBeVisible();
  await paneOf(page).getByText("Steps (2)").click();
  await paneOf(page).getByRole("button", { name: "2. Letter" }).click();
  await expect(page.getByRole("tab", { name: "Inspector" })).toHaveAttribute("aria-selected", "true");
  const inspector = page.getByRole("region", { name: "Inspector" });
  const name = inspector.getByRole("textbox", { name: "Name", exact: true }).first();
  await name.fill("Farewell");
  await page.keyboard.press("Tab");
  await page.getByRole("tab", { name: "Test run" }).click();
  await expect(paneOf(page).getByText("The draft has changed. The next answer runs on it.")).toBeVisible();
  await paneOf(page).getByRole("button", { name: "Start again" }).first().click();
  await expect(paneOf(page).getByRole("button", { name: "2. Farewell" })).toBeVisible();
  await expect(paneOf(page).getByText("The draft has changed.")).toHaveCount(0);
});

test("a request to another system is shown with its secrets by name, and takes the designer's answer", async ({
  as,
  request,
}) => {
  const config = {
    ...{
      method: "POST",
      url: "https://crm.example.com/policies/{{ reference }}",
      body: '{"claim": "{{ reference }}"}',
    },
    headers: [{ name: "Authorization", value: "Bearer {{ secrets.CRM_TOKEN }}" }],
    response: [{ from: "policy.id", into: "policy_id", type: "text" }],
  };
  const letter = { id: "letter", kind: "letter", label: "Letter", config: { letter: "Policy {{ policy_id }} pays." } };
  const id = await storeDraft(request, {
    tasks: [{ id: "ask", kind: "http_request", label: "Ask the CRM", config }, letter],
    edges: [{ id: "e", from: "ask", to: "letter" }],
  });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await page.getByRole("button", { name: "Test run", exact: true }).click();
  const sent = paneOf(page).getByRole("region", { name: "Request" });
  await expect(sent).toContainText("POST https://crm.example.com/policies/TEST-RUN");
  await expect(sent).toContainText("authorization: Bearer ***CRM_TOKEN***");
  await expect(cardOf(page, "Ask the CRM")).toContainText("waits here for another system");
  await checkAccessible(page, "a request");
  await paneOf(page).getByRole("textbox", { name: "Answer" }).fill('{"policy": {"id": "P-7"}}');
  await paneOf(page).getByRole("button", { name: "Give this answer" }).click();
  await expect(conversationOf(page).getByText("Policy P-7 pays.")).toBeVisible();
});

test("without a connection the text stays, and the run goes on afterwards", async ({ as }) => {
  const page = await as("designer");
  await openTestRun(page);
  await page.context().setOffline(true);
  await messageOf(page).fill("Hail dented my car");
  await messageOf(page).press("Enter");
  await expect(paneOf(page).getByRole("alert")).toContainText("GraphFlow could not be reached.");
  await expect(messageOf(page)).toHaveValue("Hail dented my car");
  await page.context().setOffline(false);
  await messageOf(page).press("Enter");
  await expect(paneOf(page).getByRole("listitem").filter({ hasText: "Claimant" })).toContainText("Hail dented my car");
});

test("the test run is accessible in light and dark, also on a phone, where it covers the page", async ({ as }) => {
  const page = await as("designer");
  await openTestRun(page);
  await tellClaim(page);
  await checkAccessible(page, "a confirmation");
  await page.setViewportSize({ width: 390, height: 844 });
  await checkAccessible(page, "a confirmation on a phone");
  await paneOf(page).getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(paneOf(page).getByRole("button", { name: "Approve" })).toBeVisible();
  await checkWidth(page, "the test run");
  await checkAccessible(page, "a decision on a phone");
  await page.getByRole("button", { name: "Back to the outline" }).click();
  await expect(page.getByRole("treeitem", { name: /Manual Review Required.*waits here for a reviewer/ })).toBeVisible();
  await checkWidth(page, "the outline with the path");
});

test("a test run is no session", async ({ as }) => {
  const page = await as("designer");
  await openTestRun(page);
  await tellClaim(page);
  await page.goto("/sessions");
  await page.getByRole("searchbox").fill("TEST-RUN");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText(/No session/);
});
