import type { APIRequestContext, Browser, BrowserContext, Page } from "@playwright/test";
import { checkAccessible } from "./check-accessible";
import { conversation, said } from "./claim-page";
import { type SecondInstallation, startInstallation } from "./editor/second-installation";
import { waitForHydration } from "./hydration";
import { bearer, cookiesOf, expect, test } from "./people";

// Each template is published by a designer and run to each of its ends by a claimant and a reviewer in browsers, on an
// installation of their own: what is published there is offered to every claimant. Several ends of a template run at
// the same time, because each decision takes effect only after eight seconds.

test.describe.configure({ mode: "serial", timeout: 400_000 });
test.use({ baseURL: undefined });

const viewport = { width: 1440, height: 900 };
let installation: SecondInstallation;
let claimant: BrowserContext;
let reviewer: BrowserContext;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(400_000);
  installation = await startInstallation();
  claimant = (await open(browser, "claimant")).context();
  reviewer = (await open(browser, "reviewer")).context();
});
test.afterAll(async () => installation?.stop());

async function open(browser: Browser, person: "claimant" | "reviewer" | "designer", phone = false): Promise<Page> {
  const size = phone ? { width: 390, height: 844 } : viewport;
  const storageState = await cookiesOf(person, browser, { baseURL: installation.url });
  const context = await browser.newContext({ baseURL: installation.url, viewport: size, storageState });
  waitForHydration(context);
  return context.newPage();
}

/** Creates a workflow from a template and publishes it, as the page of the designer does. */
async function publishTemplate(request: APIRequestContext, template: string): Promise<string> {
  const headers = bearer("designer");
  const url = `${installation.url}/api/v1/workflows`;
  const created = await request.post(url, { headers, data: { name: names[template], template } });
  expect(created.status(), await created.text()).toBe(201);
  const { id } = await created.json();
  const { revision } = await (await request.get(`${url}/${id}/draft`, { headers })).json();
  const published = await request.post(`${url}/${id}/publish`, { headers, data: { revision } });
  expect(published.status(), await published.text()).toBe(200);
  return id;
}

const names: Record<string, string> = {
  "expense-approval": "Expense approval",
  "complaint-handling": "Complaint handling",
  "onboarding-questions": "Onboarding question line",
};

/** Chooses what to start behind "New". */
async function start(page: Page, name: string): Promise<void> {
  await page.goto("/claims");
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What would you like to start?" })).toBeVisible();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeFocused();
}

/** The reference of the claimant's session, as its page shows it. */
async function referenceOf(page: Page): Promise<string> {
  const shown = page.getByText(/^(?:EXP|CMP|QST)-[A-Z0-9]{8}$/).first();
  return (await shown.textContent())?.trim() ?? "";
}

/** The reviewer opens the case of the reference and decides it with a button. */
async function decide(page: Page, reference: string, button: string, reason: string): Promise<void> {
  // The case of a second decision is opened by a job.
  await expect(async () => {
    await page.goto(`/inbox?q=${reference}`);
    await expect(page.getByRole("listbox", { name: "Reviews" }).getByRole("option")).toHaveCount(1, {
      timeout: 10_000,
    });
  }).toPass();
  await page.getByRole("listbox", { name: "Reviews" }).getByRole("option").click();
  await page.getByRole("textbox", { name: /^(?:Reason|Answer)$/ }).fill(reason);
  await page.getByRole("button", { name: button, exact: true }).click();
  // A decision takes effect when it can be undone no more.
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveCount(0);
}

const letterOf = (page: Page) => conversation(page).getByRole("article", { name: "Letter" });

test("the button stays “New claim” until a designer publishes another workflow, then it asks which", async ({
  browser,
  request,
}) => {
  const page = await claimant.newPage();
  await page.goto("/claims");
  await expect(page.getByRole("button", { name: "New claim" })).toBeVisible();
  for (const template of Object.keys(names)) await publishTemplate(request, template);
  await page.goto("/claims");
  await page.getByRole("button", { name: "New", exact: true }).press("Enter");
  const list = page.getByRole("list", { name: "What you can start" });
  await expect(list.getByRole("link")).toHaveCount(4);
  await checkAccessible(page, "what to start");
  await list.getByRole("link", { name: "Onboarding question line" }).press("Enter");
  await expect(page).toHaveTitle("New question · GraphFlow");
  await expect(page.getByRole("region", { name: "Your question" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Question progress" })).toBeVisible();
  await checkAccessible(page, "a new question");
  const phone = await open(browser, "claimant", true);
  await start(phone, "Expense approval");
  await expect(phone.getByRole("heading", { level: 1, name: "New expense" })).toBeVisible();
  await checkAccessible(phone, "a new expense on a phone");
});

test("a person without the role is refused in words", async ({ request }) => {
  const answer = await request.post(`${installation.url}/execute`, {
    headers: bearer("reviewer"),
    data: { content: "hello" },
  });
  expect(answer.status()).toBe(403);
  expect((await answer.json()).detail).toBe("“Insurance claims” can only be started by claimants.");
});

interface End {
  workflow: string;
  says: string[];
  /** Decisions, each with its reason, and what the claimant says after it. */
  decisions?: [button: string, reason: string, reply?: string][];
  status: string;
  letter: RegExp;
}

const expense = (amount: string, receipt: string) => [
  "Taxi to the airport for the Acme meeting",
  "travel",
  amount,
  "yesterday",
  receipt,
  "yes",
];
const complaint = (wish: string) => ["The parcel was late and the courier never rang", "15 November 2026", wish, "yes"];

const ends: Record<string, End> = {
  "an expense by the rule": {
    workflow: "Expense approval",
    says: expense("$40", "yes"),
    status: "Approved",
    letter: /We pay \$40\.00/,
  },
  "an expense by the manager": {
    workflow: "Expense approval",
    says: expense("$140", "no"),
    decisions: [["Approve", "Fine"]],
    status: "Approved",
    letter: /your manager has approved it/,
  },
  "an expense that the manager rejects": {
    workflow: "Expense approval",
    says: expense("$400", "yes"),
    decisions: [["Reject", "Take the train"]],
    status: "Not approved",
    letter: /Take the train/,
  },
  "an expense by two people": {
    workflow: "Expense approval",
    says: expense("$2,400", "yes"),
    decisions: [
      ["Approve", "Needed"],
      ["Approve", "In the budget"],
    ],
    status: "Approved",
    letter: /finance team have approved it/,
  },
  "an expense that finance rejects": {
    workflow: "Expense approval",
    says: expense("$2,500", "yes"),
    decisions: [
      ["Approve", "Needed"],
      ["Reject", "No budget"],
    ],
    status: "Not approved",
    letter: /No budget/,
  },
  "an expense that the manager leaves to finance": {
    workflow: "Expense approval",
    says: expense("$180", "no"),
    decisions: [
      ["Let finance decide", "A new kind of cost"],
      ["Approve", "From the travel budget"],
    ],
    status: "Approved",
    letter: /the finance team has approved it\. They wrote: From the travel budget/,
  },
  "a complaint to note": {
    workflow: "Complaint handling",
    says: complaint("Only take note"),
    status: "Noted",
    letter: /taken note/,
  },
  "a complaint that is right": {
    workflow: "Complaint handling",
    says: complaint("Money back"),
    decisions: [["Approve", "The courier was ill", "yes"]],
    status: "Resolved",
    letter: /you get your money back/,
  },
  "a complaint that is right after more documents": {
    workflow: "Complaint handling",
    says: complaint("Money back"),
    decisions: [
      ["More documents", "The invoice, please", "The invoice says $80, paid on 2 November"],
      ["Approve", "You have paid for it", "yes"],
    ],
    status: "Resolved",
    letter: /you get your money back.*You have paid for it/s,
  },
  "a complaint that is not right, and accepted": {
    workflow: "Complaint handling",
    says: complaint("An explanation"),
    decisions: [["Reject", "It came in time", "yes"]],
    status: "Not upheld",
    letter: /no fault on our side/,
  },
  "a complaint that is right at the second look": {
    workflow: "Complaint handling",
    says: complaint("Replacement"),
    decisions: [
      ["Reject", "It came in time", "no"],
      ["Approve", "We checked again"],
    ],
    status: "Resolved",
    letter: /Two people have looked/,
  },
  "a complaint that is not right at the second look": {
    workflow: "Complaint handling",
    says: complaint("Money back"),
    decisions: [
      ["Reject", "It came in time", "no"],
      ["Reject", "It is as it is"],
    ],
    status: "Not upheld",
    letter: /It is as it is/,
  },
  "a question about time off": {
    workflow: "Onboarding question line",
    says: ["How many vacation days do I have?", "yes"],
    status: "Answered",
    letter: /handbook has answered/,
  },
  "a question about equipment": {
    workflow: "Onboarding question line",
    says: ["Where do I get my laptop?", "1 December 2026", "yes"],
    status: "Answered",
    letter: /handbook has answered/,
  },
  "a question for a colleague": {
    workflow: "Onboarding question line",
    says: ["How many vacation days do I have?", "no"],
    decisions: [["Send the answer", "30 in your contract"]],
    status: "Answered",
    letter: /A colleague answers: 30 in your contract/,
  },
  "a question without an answer": {
    workflow: "Onboarding question line",
    says: ["Who wins the next election?", "Something else"],
    decisions: [["Cannot be answered", "We do not know"]],
    status: "Not answered",
    letter: /We cannot answer this/,
  },
};

/** More would only wait for the processor. */
const endsAtOnce = 3;

for (const workflow of Object.values(names)) {
  test(`“${workflow}” comes to each of its ends`, async ({ browser }) => {
    const waiting = Object.entries(ends).filter(([, end]) => end.workflow === workflow);
    const runNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [name, end] = next;
        await test.step(name, () => runTo(browser, end));
      }
    };
    await Promise.all(Array.from({ length: endsAtOnce }, runNext));
  });
}

/** Each end has windows of its own: Chromium draws only the front page of a window, and clicks wait for the others. */
async function runTo(browser: Browser, end: End): Promise<void> {
  const openAs = async (person: BrowserContext) => {
    const storageState = await person.storageState();
    const context = await browser.newContext({ baseURL: installation.url, viewport, storageState });
    waitForHydration(context);
    return context;
  };
  const contexts = [await openAs(claimant), await openAs(reviewer)] as const;
  const [page, inbox] = [await contexts[0].newPage(), await contexts[1].newPage()];
  await start(page, end.workflow);
  for (const [index, text] of end.says.entries()) {
    // A yes from a page that does not have its question yet confirms nothing. The last one confirms the facts.
    const confirms = index === end.says.length - 1 && end.workflow !== names["onboarding-questions"];
    const asks = page.getByRole("button", { name: confirms ? "Confirm" : "Yes" });
    if (text === "yes") await expect(asks.first()).toBeVisible();
    await answer(page, text);
  }
  const reference = await referenceOf(page);
  const questions = conversation(page).getByText(/Are you satisfied with this answer\?|write here what it says/);
  for (const [button, reason, reply] of end.decisions ?? []) {
    await expect(conversation(page).getByText(/Sent to a specialist/)).toBeVisible();
    const asked = await questions.count();
    await decide(inbox, reference, button, reason);
    if (reply === undefined) continue;
    await expect(questions).toHaveCount(asked + 1);
    await answer(page, reply);
  }
  await expect(letterOf(page)).toContainText(end.letter);
  await expect(letterOf(page).getByText(end.status, { exact: true })).toBeVisible();
  await expect(page.getByRole("log")).not.toContainText(/\bclaim/i);
  await page.goto("/claims");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: reference })).toContainText(end.status);
  for (const context of contexts) await context.close();
}

/** Says it, and waits until the reply has ended. */
async function answer(page: Page, text: string): Promise<void> {
  const before = await said(page, text).count();
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  // A message that a busy server refuses stays in the box, to be sent again.
  await expect(async () => {
    await page.getByRole("button", { name: "Send" }).click();
    // The page shows the text at once, and "Stop" beside it until the reply has ended or the server has refused.
    await expect(said(page, text)).toHaveCount(before + 1);
    await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0, { timeout: 60_000 });
    expect(await said(page, text).count()).toBe(before + 1);
  }).toPass({ timeout: 180_000 });
}
