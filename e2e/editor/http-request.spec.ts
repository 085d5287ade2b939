import { graphDefinitionSchema } from "@/lib/engine";
import { checkAccessible } from "../check-accessible";
import { bearer, expect, test } from "../people";

const headers = bearer("designer");

const definition = {
  name: "Asks the CRM",
  startTaskId: "ask",
  tasks: [
    {
      ...{ id: "ask", kind: "http_request", label: "Ask the CRM" },
      config: {
        ...{ method: "POST", url: "https://crm.example.com/policies/{{ reference }}" },
        headers: [{ name: "Authorization", value: "Bearer {{ secrets.CRM_TOKEN }}" }],
        body: '{"claim": "{{ reference }}"}',
        response: [{ from: "policy.id", into: "policy_id", type: "text" }],
      },
    },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: "Policy {{ policy_id }} pays." } },
  ],
  edges: [{ id: "a", from: "ask", to: "letter" }],
};

test("a designer fills in a request with a secret by name, and sees what the installation lacks", async ({
  as,
  request,
}) => {
  const created = await request.post("/api/v1/workflows", { headers, data: { name: definition.name } });
  const { id } = await created.json();
  const draftUrl = `/api/v1/workflows/${id}/draft`;
  const { revision, baseVersionId, layout } = await (await request.get(draftUrl, { headers })).json();
  const data = { revision, baseVersionId, layout, definition: graphDefinitionSchema.parse({ ...definition, id }) };
  expect((await request.put(draftUrl, { headers, data })).status()).toBe(200);

  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await page
    .getByRole("tree", { name: "Outline" })
    .getByRole("treeitem", { name: /^Ask the CRM/ })
    .first()
    .click();
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(inspector.getByText("Authorization: Bearer •••")).toBeVisible();
  await expect(inspector.getByText("policy_id = policy.id")).toBeVisible();
  await expect(inspector.getByRole("combobox", { name: "Method" })).toHaveValue("POST");

  await inspector.getByRole("button", { name: "Add to Values of the answer" }).click();
  const row = inspector.getByRole("group", { name: "Values of the answer" });
  await row.getByRole("textbox", { name: "From" }).fill("policy.limit");
  await row.getByRole("combobox", { name: "Into" }).fill("policy_limit");
  await row.getByRole("combobox", { name: "Type" }).selectOption({ label: "Money, in dollars" });
  await expect(async () => {
    const draft = await (await request.get(draftUrl, { headers })).json();
    expect(draft.definition.tasks[0].config.response[1]).toEqual({
      ...{ from: "policy.limit", into: "policy_limit", type: "money" },
    });
  }).toPass();
  await checkAccessible(page, "the form of a request");

  // Only the server knows its hosts and secrets.
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Publish/ }).click();
  await expect(page.getByText("HTTP_ALLOWED_HOSTS").first()).toBeVisible();
  await expect(page.getByText("there is no secret “CRM_TOKEN” in this installation").first()).toBeVisible();
});
