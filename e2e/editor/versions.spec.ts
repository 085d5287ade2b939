import type { APIRequestContext, Page } from "@playwright/test";
import type { GraphDefinitionInput } from "@/lib/engine";
import { checkAccessible, checkWidth } from "../check-accessible";
import { bearer, expect, test } from "../people";

const headers = bearer("designer");

const review = { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "A person looks at it." };
const tasks: GraphDefinitionInput["tasks"] = [
  { id: "look", kind: "review", label: "Look at it", config: review },
  {
    id: "letter",
    kind: "letter",
    label: "Letter",
    config: { letter: "Dear you, up to {{ settings.limit | money }} all is fine." },
  },
];
const edges: GraphDefinitionInput["edges"] = [{ id: "e1", from: "look", to: "letter" }];
const settings: GraphDefinitionInput["settings"] = [
  { key: "limit", label: "Approval limit", type: "money", value: 100_000, help: "From here on a person decides." },
];

type Change = Partial<Pick<GraphDefinitionInput, "tasks" | "edges" | "settings" | "name">>;

async function save(request: APIRequestContext, id: string, change: Change): Promise<number> {
  const address = `/api/v1/workflows/${id}/draft`;
  const { revision, baseVersionId, definition, layout } = await (await request.get(address, { headers })).json();
  const next = { ...definition, startTaskId: "look", ...change };
  const saved = await request.put(address, { headers, data: { revision, baseVersionId, definition: next, layout } });
  expect(saved.status(), await saved.text()).toBe(200);
  return (await saved.json()).revision;
}

async function publish(request: APIRequestContext, id: string, change: Change, note: string): Promise<void> {
  const revision = await save(request, id, change);
  const published = await request.post(`/api/v1/workflows/${id}/publish`, { headers, data: { revision, note } });
  expect(published.status(), await published.text()).toBe(200);
}

const thanks = { id: "thanks", kind: "say", label: "Say thank you", config: { message: "Thank you." } };
const second: Change = {
  settings: [{ ...(settings?.[0] as NonNullable<typeof settings>[number]), value: 200_000 }],
  tasks: [
    { id: "look", kind: "review", label: "Look at it", config: { ...review, question: "Is it fair?", dueIn: "P2D" } },
    tasks[1] as (typeof tasks)[number],
    thanks,
  ],
  edges: [
    { id: "e1", from: "look", to: "thanks" },
    { id: "e2", from: "thanks", to: "letter" },
  ],
};

/** A workflow with two versions. */
async function twoVersions(request: APIRequestContext): Promise<string> {
  const name = `Versions ${crypto.randomUUID().slice(0, 8)}`;
  const { id } = await (await request.post("/api/v1/workflows", { headers, data: { name } })).json();
  await publish(request, id, { tasks, edges, settings }, "The first one.");
  await publish(request, id, second, "Kinder, and with a higher limit.");
  return id;
}

async function compare(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole("combobox", { name: "From" }).selectOption(from);
  await page.getByRole("combobox", { name: "To", exact: true }).selectOption(to);
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("region", { name: "Comparison" })).toBeVisible();
}
const canvas = (page: Page) => page.getByRole("region", { name: "Workflow graph" });

test("a designer opens the versions and reads what is different between two of them", async ({ as, request }) => {
  const id = await twoVersions(request);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await page.getByRole("button", { name: "Versions" }).click();
  await expect(page).toHaveURL(`/workflows/${id}/versions`);
  const versions = page.getByRole("list", { name: "Versions" }).getByRole("listitem");
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText("Kinder, and with a higher limit.");
  await expect(versions.last()).toContainText("The first one.");

  await compare(page, "1", "2");
  await expect(page).toHaveURL(/from=1&to=2/);
  const added = page.getByRole("list", { name: "Added" });
  await expect(added.getByRole("button", { name: "The task “Say thank you” was added." })).toBeVisible();
  const changed = page.getByRole("list", { name: "Changed" });
  await expect(changed).toContainText("“Value” changed from $1,000 to $2,000.");
  await expect(changed).toContainText("“Answer due within” changed from 1 hour to 2 days.");
  await expect(changed).toContainText("It leads to “Say thank you”. It led to “Letter”.");
  await expect(canvas(page).getByRole("button", { name: /Say thank you.*Added/ })).toBeVisible();
  await expect(canvas(page).getByRole("button", { name: /Look at it.*Changed/ })).toBeVisible();
});

test("a comparison is accessible; a removed task is still on its graph", async ({ as, request }) => {
  const id = await twoVersions(request);
  const page = await as("designer");
  await page.goto(`/workflows/${id}/versions?from=1&to=2`);
  await expect(canvas(page).getByRole("button", { name: /Say thank you.*Added/ })).toBeVisible();
  await checkAccessible(page, "two versions compared");
  await compare(page, "2", "1");
  await expect(page.getByRole("list", { name: "Removed" })).toContainText("The task “Say thank you” was removed.");
  await expect(canvas(page).getByRole("button", { name: /Say thank you.*Removed/ })).toBeVisible();
});

test("by keyboard alone: compare, go through the changes, and the graph follows", async ({ as, request }) => {
  const id = await twoVersions(request);
  const page = await as("designer");
  await page.goto(`/workflows/${id}/versions?from=1&to=2`);
  const next = page.getByRole("button", { name: "Next change" });
  await next.focus();
  await page.keyboard.press("Enter");
  const first = page.getByRole("button", { name: "The task “Say thank you” was added." });
  await expect(first).toBeFocused();
  await expect(page.getByText(/^Change 1 of \d$/)).toBeVisible();
  await expect(canvas(page).getByRole("button", { name: /Say thank you/ })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("n");
  await expect(first).not.toBeFocused();
  await page.keyboard.press("p");
  await expect(first).toBeFocused();
});

test("at 390 px the comparison is a list, and nothing needs scrolling sideways", async ({ as, request }) => {
  const id = await twoVersions(request);
  const page = await as("designer", { viewport: { width: 390, height: 844 } });
  await page.goto(`/workflows/${id}/versions?from=1&to=2`);
  await page.getByRole("button", { name: "Next change" }).click();
  await expect(page.getByRole("button", { name: "The task “Say thank you” was added." })).toBeFocused();
  await expect(canvas(page)).toHaveCount(0);
  await checkAccessible(page, "a comparison at 390 px");
  await checkWidth(page);
  await page.getByRole("button", { name: "Show the graph" }).click();
  await expect(canvas(page)).toBeVisible();
});

test("an earlier version becomes the draft; changes that are not published are asked about", async ({
  as,
  request,
}) => {
  const id = await twoVersions(request);
  await save(request, id, { name: "Another name" });
  const page = await as("designer");
  await page.goto(`/workflows/${id}/versions`);
  const first = page.getByRole("list", { name: "Versions" }).getByRole("listitem").last();
  await first.getByRole("button", { name: "Restore as draft" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore version 1 as draft" });
  await expect(dialog).toContainText("changes that are not published");
  await checkAccessible(page, "asked before restoring");
  await dialog.getByRole("button", { name: "Replace the draft" }).click();
  await expect(first.getByRole("status")).toContainText("The draft is version 1 now.");
  await first.getByRole("button", { name: "Undo" }).click();
  await expect(first.getByRole("status")).toContainText("The draft is what it was before.");
  const draft = await (await request.get(`/api/v1/workflows/${id}/draft`, { headers })).json();
  expect(draft.definition.name).toBe("Another name");
  await first.getByRole("button", { name: "Restore as draft" }).click();
  await dialog.getByRole("button", { name: "Replace the draft" }).click();
  await first.getByRole("link", { name: "Open the draft" }).click();
  await expect(page.getByRole("treeitem", { name: /Look at it/ })).toBeVisible();
  await expect(page.getByRole("treeitem", { name: /Say thank you/ })).toHaveCount(0);
});

test("waiting sessions are moved to the newest version, with a result for each", async ({ as, request }) => {
  const name = `Moving ${crypto.randomUUID().slice(0, 8)}`;
  const { id } = await (await request.post("/api/v1/workflows", { headers, data: { name } })).json();
  await publish(request, id, { tasks, edges, settings }, "First.");
  const sessions: string[] = [];
  for (const person of ["claimant", "claimant2"] as const) {
    const data = { content: "Hello", workflow: id };
    const started = await (await request.post("/execute", { data, headers: bearer(person) })).json();
    expect(started.waiting_for).toBe("reviewer");
    sessions.push(started.session_id);
  }
  await publish(request, id, second, "Second.");
  const page = await as("designer");
  await page.goto(`/workflows/${id}/versions`);
  const versions = page.getByRole("list", { name: "Versions" }).getByRole("listitem");
  await expect(versions.last()).toContainText("2 sessions waiting");
  await page.getByRole("button", { name: "Move waiting sessions" }).click();
  const dialog = page.getByRole("dialog", { name: "Move waiting sessions" });
  await expect(dialog).toContainText("They go on at “Look at it”.");
  await checkAccessible(page, "the preview of moving sessions");
  await dialog.getByRole("button", { name: "Move 2 sessions" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Done. 2 moved.");
  await expect(dialog.getByRole("list", { name: "Results" }).getByRole("listitem")).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(versions.first()).toContainText("2 sessions waiting");
  for (const session of sessions) {
    const { graph_version } = await (await request.get(`/session/${session}`, { headers: bearer("admin") })).json();
    expect(String(graph_version)).toContain("2");
  }
});

test("each key of a workflow has its readers and writers, which open in the inspector", async ({ as, request }) => {
  const id = await twoVersions(request);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Who reads and writes each key" }).click();
  const keys = page.getByRole("dialog", { name: "Keys" });
  const row = keys.getByRole("listitem").filter({ hasText: "decision_reason" });
  await expect(row).toContainText("Written by Look at it");
  await checkAccessible(page, "the keys");
  await row.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("region", { name: "Inspector" })).toContainText("Look at it");
});

test("the rules of a workflow are one page, for the draft and for each version", async ({ as, request }) => {
  const id = await twoVersions(request);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Rules as one page" }).click();
  await expect(page.getByRole("heading", { name: /Say thank you/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Approval limit \$2,000/ })).toBeVisible();
  await checkAccessible(page, "the rules");
  await page.getByRole("link", { name: "Version 1" }).click();
  await expect(page.getByRole("row", { name: /Approval limit \$1,000/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /Say thank you/ })).toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});
