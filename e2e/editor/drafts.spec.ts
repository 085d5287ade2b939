import { bearer, expect } from "../people";
import { test as servers } from "../servers";

const test = servers.extend<{ here: string; there: string }>({
  here: async ({ baseURL }, use) => use(baseURL ?? ""),
  there: async ({ ownServer }, use) => use(ownServer.url),
});

const json = { "content-type": "application/json" };
const designer = { ...bearer("designer"), ...json };

async function send(url: string, method: string, body?: object, headers: Record<string, string> = designer) {
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: response.status, body: await response.json() };
}

/** Creates a draft of two tasks that can be published. Returns its address in the API. */
async function newDraft(url: string): Promise<{ id: string; address: string; revision: number }> {
  const { body } = await send(`${url}/api/v1/workflows`, "POST", { name: `Draft ${crypto.randomUUID().slice(0, 8)}` });
  const address = `${url}/api/v1/workflows/${body.id}`;
  const draft = await send(`${address}/draft`, "GET");
  const { revision, baseVersionId, definition, layout } = draft.body;
  const tasks = [
    { id: "hello", kind: "say", label: "Hello", config: { message: "Hello." } },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: "Dear you." } },
  ];
  const filled = { ...definition, startTaskId: "hello", tasks, edges: [{ id: "e", from: "hello", to: "letter" }] };
  const saved = await send(`${address}/draft`, "PUT", { revision, baseVersionId, definition: filled, layout });
  expect(saved.status).toBe(200);
  return { id: body.id, address, revision: saved.body.revision };
}

test("a designer creates a workflow by name and sees what is missing", async ({ as }) => {
  const page = await as("designer");
  await page.goto("/workflows");
  await page.getByRole("button", { name: "New workflow" }).click();
  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Give it a name, please.");
  const name = `Expenses ${crypto.randomUUID().slice(0, 8)}`;
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await page.context().setOffline(true);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText("GraphFlow could not be reached.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue(name);
  await page.context().setOffline(false);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(/\/workflows\/expenses-[0-9a-f]+$/);
  await page.goto("/workflows");
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("not published yet");
});

test("two servers store one of two saves of a revision, and publish one of two versions", async ({ here, there }) => {
  const { id, address, revision } = await newDraft(here);
  const other = `${there}/api/v1/workflows/${id}`;
  const { body: draft } = await send(`${other}/draft`, "GET");
  const { baseVersionId, definition, layout } = draft;
  const saveAt = (url: string, description: string) =>
    send(`${url}/draft`, "PUT", { revision, baseVersionId, definition: { ...definition, description }, layout });
  const saves = await Promise.all([saveAt(address, "Here."), saveAt(other, "There.")]);
  expect(saves.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = saves.find(({ status }) => status === 409);
  const stored = saves[0]?.status === 200 ? "Here." : "There.";
  expect(refused?.body).toMatchObject({ code: "draft_conflict", draft: { definition: { description: stored } } });

  const publishAt = (url: string) => send(`${url}/publish`, "POST", { revision: revision + 1, note: "At once." });
  const publishings = await Promise.all([publishAt(address), publishAt(other)]);
  expect(publishings.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await send(`${other}/draft`, "GET")).body).toMatchObject({ baseVersionNumber: 1, isDirty: false });
});

test("every server shows who has a workflow open, until the last tab closes", async ({ here, there }) => {
  const { id } = await newDraft(here);
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
  const beat = async (url: string, tabId: string, leaving = false) => {
    const { status, body } = await send(`${url}/api/presence`, "POST", { place: `workflow:${id}`, tabId, leaving });
    expect(status).toBe(200);
    return body.people.length;
  };
  expect(await beat(here, one)).toBe(1);
  expect(await beat(there, two)).toBe(1);
  expect(await beat(there, one, true)).toBe(1);
  expect(await beat(here, two, true)).toBe(0);
  const reviewer = { ...bearer("reviewer"), ...json };
  const place = { place: `workflow:${id}`, tabId: one };
  expect((await send(`${here}/api/presence`, "POST", place, reviewer)).status).toBe(403);
});

test("a designer may save a workflow of 2 MB but not a larger one, and other people may save none", async ({
  here,
}) => {
  const { address, revision } = await newDraft(here);
  const { body: draft } = await send(`${address}/draft`, "GET");
  const { baseVersionId, definition, layout } = draft;
  const sized = (bytes: number) => {
    const config = { letter: "x".repeat(bytes) };
    return {
      revision,
      baseVersionId,
      definition: { ...definition, tasks: [{ ...definition.tasks[1], config }] },
      layout,
    };
  };
  expect(await send(`${address}/draft`, "PUT", sized(10_000_000))).toMatchObject({
    status: 413,
    body: { code: "too_large" },
  });
  const claimant = { ...bearer("claimant"), ...json };
  expect((await send(`${address}/draft`, "PUT", sized(1_900_000), claimant)).status).toBe(403);
  expect((await send(`${address}/draft`, "PUT", sized(1_900_000), json)).status).toBe(401);
  expect((await send(`${address}/draft`, "PUT", sized(1_900_000))).status).toBe(200);
  expect((await send(`${address}/publish`, "POST", { revision: 0, note: "x".repeat(70_000) })).status).toBe(413);
});

test("the built server finds the layout of a workflow", async ({ here }) => {
  const { address } = await newDraft(here);
  const { body: draft } = await send(`${address}/draft`, "GET");
  const { status, body } = await send(`${address}/layout`, "POST", { definition: draft.definition });
  expect([status, Object.keys(body.positions)]).toEqual([200, ["hello", "letter"]]);
});
