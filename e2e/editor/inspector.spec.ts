import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { type GraphDefinitionInput, graphDefinitionSchema } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { checkAccessible } from "../check-accessible";
import { bearer, expect, test } from "../people";

// Each test edits its own workflow, because all designers share the draft of a workflow.

const headers = bearer("designer");
const claims = graphDefinitionSchema.parse(insuranceClaims);

/** Creates a workflow like the shipped one, with changes. Returns its id. */
async function workflowWith(request: APIRequestContext, change: Partial<GraphDefinitionInput> = {}): Promise<string> {
  const created = await request.post("/api/v1/workflows", { headers, data: { name: "Claims to change" } });
  expect(created.status()).toBe(201);
  const { id } = await created.json();
  const draft = await (await request.get(`/api/v1/workflows/${id}/draft`, { headers })).json();
  const definition = { ...claims, ...change, id, name: "Claims to change" };
  const { revision, baseVersionId, layout } = draft;
  const data = { revision, baseVersionId, layout, definition };
  const saved = await request.put(`/api/v1/workflows/${id}/draft`, { headers, data });
  expect(saved.status(), await saved.text()).toBe(200);
  return id;
}

const inspectorOf = (page: Page): Locator => page.getByRole("region", { name: "Inspector" });

/** Opens a workflow and selects a task in the outline. */
async function inspect(page: Page, workflowId: string, task: string): Promise<Locator> {
  await page.goto(`/workflows/${workflowId}`);
  await choose(page, task);
  return inspectorOf(page);
}

async function choose(page: Page, task: string): Promise<void> {
  await page
    .getByRole("tree", { name: "Outline" })
    .getByRole("treeitem", { name: new RegExp(`^${task}`) })
    .first()
    .click();
  await expect(inspectorOf(page).getByRole("heading", { level: 2, name: task })).toBeVisible();
}

/** Reads the stored definition. */
async function savedDefinition(request: APIRequestContext, workflowId: string) {
  const draft = await (await request.get(`/api/v1/workflows/${workflowId}/draft`, { headers })).json();
  return graphDefinitionSchema.parse(draft.definition);
}

test("a designer types an amount in dollars; an invalid amount stays with its problem", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Smart Claim Validator");
  await expect(inspector.getByRole("combobox", { name: "Limit" }).locator("option:checked")).toHaveText(
    "Approval limit ($1,000)",
  );
  await inspector.getByRole("button", { name: "Type a value for Limit" }).click();
  const limit = inspector.getByRole("textbox", { name: "Limit", exact: true });
  await expect(limit).toHaveValue("$1,000.00");
  await limit.fill("1,5");
  await expect(limit).toHaveAttribute("aria-invalid", "true");
  await expect(inspector.getByText("Type an amount like 1000, 1,000.50 or $1.5k.")).toBeVisible();
  await choose(page, "Auto-Approve");
  await choose(page, "Smart Claim Validator");
  await expect(limit).toHaveValue("1,5");
  await limit.fill("$1.5k");
  await limit.blur();
  await expect(limit).toHaveValue("$1,500.00");
  await expect
    .poll(async () => configOf(await savedDefinition(request, id), "smart_claim_validator").limit)
    .toBe(150_000);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(limit).toHaveValue("$1,000.00");
});

test("a designer makes a duration a setting, and a setting a value again", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Manual Review Required");
  await inspector.getByRole("button", { name: "Type a value for Answer due within" }).click();
  await inspector.getByRole("textbox", { name: "Answer due within" }).fill("1.5");
  await inspector.getByRole("combobox", { name: "Unit of Answer due within" }).selectOption("days");
  await inspector.getByRole("button", { name: "Make a setting of Answer due within" }).click();
  const setting = inspector.getByRole("combobox", { name: "Answer due within" });
  await expect(setting.locator("option:checked")).toHaveText(/Answer due within \(/);
  await expect
    .poll(async () => {
      const definition = await savedDefinition(request, id);
      const { dueIn } = configOf(definition, "manual_review");
      return [dueIn, definition.settings.at(-1)?.value];
    })
    .toEqual([{ setting: "answer_due_within" }, "PT36H"]);
  await inspector.getByRole("button", { name: "Type a value for Answer due within" }).click();
  await expect(inspector.getByRole("textbox", { name: "Answer due within" })).toHaveValue("36");
});

test("a designer builds a nested condition by keyboard and reads it as a sentence", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Initial Claim Query");
  await inspector
    .getByRole("button", { name: /^Edit the edge always/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect(inspector.getByText("Always", { exact: true })).toBeVisible();

  await addCondition(page, inspector, "amount cents");
  await expect(inspector.getByRole("textbox", { name: "Value of condition" })).toBeFocused();
  await page.keyboard.type("500");
  const sentence = inspector.getByRole("group", { name: /^Taken/ });
  await expect(sentence.getByText("Amount is at least $500", { exact: true })).toBeVisible();

  await addCondition(page, inspector, "insurance type");
  await expect(inspector.getByRole("combobox", { name: "Value of condition 2 of 2" })).toBeFocused();
  await page.keyboard.press("C");
  await expect(sentence.getByText("Amount is at least $500 and insurance type is Car", { exact: true })).toBeVisible();

  await chooseAction(page, inspector, "Actions of condition 2 of 2", "Move up");
  await chooseAction(page, inspector, "Actions of condition 1 of 2", "Turn round with “not”");
  await expect(
    inspector.getByRole("group", { name: "Condition 1 of 2: insurance type is not Car", exact: true }),
  ).toBeFocused();
  await chooseAction(page, inspector, "Actions of condition 2 of 2", "Put into a group: any");
  await expect
    .poll(async () => (await savedDefinition(request, id)).edges[0]?.condition)
    .toEqual({
      all: [
        { not: { field: "insurance_type", op: "eq", value: "car" } },
        { any: [{ field: "amount_cents", op: "gte", value: 50_000 }] },
      ],
    });
  await chooseAction(page, inspector, "Actions of condition 1 of 2", "Remove");
  await chooseAction(page, inspector, "Actions of condition", "Take the group away");
  await chooseAction(page, inspector, "Actions of condition", "Remove");
  await expect(inspector.getByText("Always", { exact: true })).toBeVisible();
});

async function addCondition(page: Page, inspector: Locator, words: string): Promise<void> {
  await inspector.getByRole("button", { name: /^Add condition/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Search")).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

async function chooseAction(page: Page, inspector: Locator, menu: string, item: string): Promise<void> {
  await inspector.getByRole("button", { name: menu, exact: true }).first().focus();
  await page.keyboard.press("Enter");
  const wanted = page.getByRole("menuitem", { name: item });
  await wanted.focus();
  await page.keyboard.press("Enter");
  await expect(wanted).toBeHidden();
}

test("a designer renames a key everywhere from the task that writes it", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Insurance Type Classifier");
  const key = inspector.getByRole("combobox", { name: "Kept as", exact: true });
  await key.fill("Claim type");
  await expect(inspector.getByText(/A key begins with a small letter/)).toBeVisible();
  await key.fill("claim_type");
  await inspector.getByRole("button", { name: "Rename in 4 tasks and 3 edges" }).click();
  await expect.poll(async () => JSON.stringify(await savedDefinition(request, id))).not.toContain('insurance_type"');
  const { edges } = await savedDefinition(request, id);
  expect(edges.find((edge) => edge.id === "e2")?.condition).toEqual({ field: "claim_type", op: "eq", value: "car" });
});

test("a designer adds, orders and removes the fields of a task by keyboard", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Manual Review Required");
  const facts = inspector.getByRole("group", { name: "Facts to show" });
  const row = facts.getByRole("button", { name: /^What happened.* 2 of 5/ });
  await row.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(facts.getByRole("button", { name: /^What happened.* 1 of 5/ })).toBeFocused();
  await facts.getByRole("button", { name: "Remove Where" }).click();
  await facts.getByRole("button", { name: "Add to Facts to show" }).click();
  await facts.getByRole("textbox", { name: "Label" }).fill("Colour of the car");
  await facts.getByRole("combobox", { name: "Type" }).selectOption("Choice");
  await expect(facts.getByText(/is a choice without anything to choose/)).toBeVisible();
  await expect(facts.getByRole("group", { name: "Options" })).toBeVisible();
  await expect
    .poll(async () =>
      (configOf(await savedDefinition(request, id), "manual_review").fields as { label: string }[]).map(
        ({ label }) => label,
      ),
    )
    .toEqual(["What happened", "Type", "When", "Amount", "Colour of the car"]);
});

test("a template offers known names, marks an unknown one, and shows a preview", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Manual Review Required");
  const announcement = inspector.getByRole("textbox", { name: "Announcement" });
  await announcement.fill("");
  // Typed, so that the cursor is behind it.
  await announcement.pressSequentially("Amount: ");
  await inspector.getByRole("button", { name: /^Insert a value into Announcement/ }).click();
  await expect(page.getByPlaceholder("Search")).toBeFocused();
  await page.keyboard.type("amount cents");
  await page.keyboard.press("Enter");
  await expect(announcement).toContainText("{{ amount_cents | money }}");
  await inspector.getByRole("button", { name: "Preview of Announcement" }).click();
  await expect(inspector.getByText("Amount: $1,250.00")).toBeVisible();
  await announcement.fill("Amount: {{ amuont }}");
  await expect(inspector.getByText(/“?"?Manual Review Required.* reads "amuont", which no task sets/)).toBeVisible();
  await expect(announcement).toHaveAttribute("aria-invalid", "true");
});

test("the JSON of a task changes it when applied; an invalid text is kept, and its problem names the place", async ({
  as,
  request,
}) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Auto-Approve");
  await inspector.getByRole("tab", { name: "JSON" }).click();
  const code = inspector.getByRole("textbox", { name: "Task as JSON" });
  await code.fill('{ "id": "auto_approve", }');
  await inspector.getByRole("button", { name: "Apply" }).click();
  await expect(inspector.getByText(/This is not JSON yet: line 1, column 25/)).toBeVisible();
  await choose(page, "Final Summary");
  await choose(page, "Auto-Approve");
  await inspector.getByRole("tab", { name: "JSON" }).click();
  await expect(code).toContainText('{ "id": "auto_approve", }');
  await code.fill('{ "id": "auto_approve", "kind": "say", "label": "Tell them", "config": { "message": "Yes." } }');
  await inspector.getByRole("button", { name: "Apply" }).click();
  await expect(inspector.getByRole("heading", { level: 2, name: "Tell them" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(inspector.getByRole("heading", { level: 2, name: "Auto-Approve" })).toBeVisible();
});

test("a task of an unknown kind keeps its data and says so", async ({ as, request }) => {
  const oldTask = { id: "auto_approve", kind: "old_kind", label: "Auto-Approve", config: { colour: "red" } };
  const id = await workflowWith(request, {
    tasks: claims.tasks.map((task) => (task.id === oldTask.id ? oldTask : task)),
  });
  const inspector = await inspect(await as("designer"), id, "Auto-Approve");
  await expect(inspector.getByText("The kind “old_kind” does not exist here.")).toBeVisible();
  await expect(inspector.getByText('"colour": "red"')).toBeVisible();
  await expect(inspector.getByRole("button", { name: "Delete", exact: true })).toBeVisible();
});

test("a problem link focuses its field, and Escape returns", async ({ as, request }) => {
  const tasks = claims.tasks.map((task) =>
    task.id === "manual_review" ? { ...task, config: { ...task.config, announcement: "{{ amuont }}" } } : task,
  );
  const id = await workflowWith(request, { tasks });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  const link = page
    .getByRole("list", { name: "Problems" })
    .getByRole("button", { name: /amuont/ })
    .first();
  await link.click();
  await expect(inspectorOf(page).getByRole("textbox", { name: "Announcement" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
});

test("a designer orders the edges out of a task and sets its retries", async ({ as, request }) => {
  const id = await workflowWith(request);
  const page = await as("designer");
  const inspector = await inspect(page, id, "Insurance Type Classifier");
  await inspector.getByRole("button", { name: "Try the way to Car Insurance Details later" }).click();
  await inspector.getByText("Tried up to 4 times. Pauses: 5 seconds, 15 seconds, 45 seconds.").click();
  await inspector.getByRole("textbox", { name: "Try at most" }).fill("6");
  await expect(inspector.getByText(/Tried up to 6 times/)).toBeVisible();
  await inspector.getByRole("textbox", { name: "Try at most" }).fill("60");
  await expect(inspector.getByText("At most 20.")).toBeVisible();
  await expect
    .poll(async () => {
      const { tasks, edges } = await savedDefinition(request, id);
      const outgoing = edges.filter(({ from }) => from === "insurance_type_classifier").map(({ id }) => id);
      return [tasks.find((task) => task.id === "insurance_type_classifier")?.retry?.maxAttempts, outgoing];
    })
    .toEqual([6, ["e3", "e2", "e13"]]);
});

for (const [device, viewport] of Object.entries({
  "a desk": { width: 1440, height: 900 },
  "a phone": { width: 390, height: 844 },
})) {
  test(`axe finds no violation in the inspector on ${device}, in light and dark`, async ({ as, request }) => {
    test.slow();
    const id = await workflowWith(request, { tasks: [...claims.tasks, { id: "old", kind: "old_kind", label: "Old" }] });
    const page = await as("designer", { viewport });
    const check = async (state: string): Promise<void> => {
      await checkAccessible(page, state, "section[aria-label=Inspector]");
      const beyond = () =>
        inspectorOf(page).evaluate((element) => Math.max(0, element.scrollWidth - element.clientWidth));
      await expect.poll(beyond).toBe(0);
    };
    const inspector = await inspect(page, id, "Manual Review Required");
    await inspector.getByRole("button", { name: /^Several small claims/ }).click();
    await inspector.getByRole("button", { name: "Preview of Announcement" }).click();
    await inspector.getByRole("button", { name: /^Amount.* 5 of 5/ }).click();
    await inspector.getByText("When it fails").click();
    await check("a form");
    await inspector.getByRole("tab", { name: "JSON" }).click();
    await expect(inspector.getByRole("textbox", { name: "Task as JSON" })).toBeVisible();
    await check("JSON");
    await inspector.getByRole("tab", { name: "Form" }).click();
    await inspector.getByRole("button", { name: /^Edit the edge .*if the reviewer approves/ }).click();
    await expect(inspector.getByRole("group", { name: /^Taken/ })).toBeVisible();
    await check("an edge");
    await page.goto("/workflows");
    await inspect(page, id, "Old");
    await expect(inspector.getByText("does not exist here")).toBeVisible();
    await check("an unknown kind");
  });
}

const configOf = ({ tasks }: { tasks: { id: string; config: Record<string, unknown> }[] }, id: string) =>
  tasks.find((task) => task.id === id)?.config ?? {};
