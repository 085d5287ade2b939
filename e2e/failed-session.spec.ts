import type { APIRequestContext } from "@playwright/test";
import { checkAccessible, checkWidth } from "./check-accessible";
import { bearer, expect, test } from "./people";

const once = { initialDelayMs: 1_000, backoffFactor: 1, maxDelayMs: 1_000 };
const designer = { headers: bearer("designer") };

/** A session that fails: its second task divides by zero. */
async function failSession(request: APIRequestContext): Promise<string> {
  const created = await request.post("/api/v1/workflows", { ...designer, data: { name: "Divides by zero" } });
  const { id } = await created.json();
  const address = `/api/v1/workflows/${id}`;
  const { revision, baseVersionId, definition, layout } = await (
    await request.get(`${address}/draft`, designer)
  ).json();
  const tasks = [
    { id: "hello", kind: "say", label: "Hello", config: { message: "We look it up." } },
    {
      ...{ id: "look", kind: "set", label: "Divide", retry: { ...once, maxAttempts: 1 } },
      config: { values: [{ key: "share", value: "{{ 1 | divided_by: 0 }}" }] },
    },
    {
      ...{ id: "check", kind: "review", label: "Check by hand" },
      config: { queue: "claims", question: "Is it covered?", dueIn: "PT4H", announcement: "A person looks at it." },
    },
    { id: "yes", kind: "letter", label: "Yes", config: { letter: "Covered." } },
    { id: "no", kind: "letter", label: "No", config: { letter: "Not covered." } },
  ];
  const edges = [
    { id: "a", from: "hello", to: "look" },
    { id: "b", from: "look", to: "check" },
    { id: "c", from: "check", to: "yes", condition: { field: "decision", op: "eq", value: "approve" } },
    { id: "d", from: "check", to: "no" },
  ];
  // Programs start it: the claimant's button of other tests stays as it is.
  const started = { startTaskId: "hello", startedWith: "api" };
  const data = { revision, baseVersionId, layout, definition: { ...definition, ...started, tasks, edges } };
  const saved = await request.put(`${address}/draft`, { ...designer, data });
  expect(saved.status(), await saved.text()).toBe(200);
  const note = { revision: (await saved.json()).revision, note: "" };
  const published = await request.post(`${address}/publish`, { ...designer, data: note });
  expect(published.status(), await published.text()).toBe(200);
  const answer = await request.post("/execute", {
    headers: bearer("claimant"),
    data: { content: "Is hail covered?", workflow: id },
  });
  const { session_id, status } = await answer.json();
  expect(status).toBe("Error");
  return session_id;
}

test("an admin lets a failed session go on where a person decides, and not past it", async ({ as, request }) => {
  const sessionId = await failSession(request);
  const staff = await as("reviewer");
  await staff.goto(`/sessions/${sessionId}`);
  await expect(staff.getByText("It is not tried again by itself.")).toBeVisible();
  await expect(staff.getByRole("button", { name: "Go to task" })).toHaveCount(0);

  const page = await as("admin");
  await page.goto(`/sessions/${sessionId}`);
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
  const task = page.getByRole("combobox", { name: "Task" });
  await expect(task.getByRole("option")).toHaveText(["Choose a task", "Hello", "Check by hand"]);
  await checkAccessible(page, "a failed session");
  await page.setViewportSize({ width: 390, height: 844 });
  await checkWidth(page, "a failed session");
  await page.getByRole("button", { name: "Go to task" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose" })).toHaveText("Choose a task first.");
  await task.selectOption("Check by hand");
  await page.getByRole("button", { name: "Go to task" }).click();
  await expect(page.getByRole("button", { name: "Go to task" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("changed by hand");
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("Check by hand");
  const { waiting_for } = await (await request.get(`/session/${sessionId}`, { headers: bearer("admin") })).json();
  expect(waiting_for ?? "reviewer").toBe("reviewer");

  const past = await request.post(`/api/v1/sessions/${sessionId}/task`, {
    headers: bearer("admin"),
    data: { task_id: "yes" },
  });
  expect(past.status()).toBe(409);
});
