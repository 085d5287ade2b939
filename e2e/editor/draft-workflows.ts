import type { APIRequestContext, Locator, Page } from "@playwright/test";
import type { GraphDefinitionInput } from "@/lib/engine";
import { bearer, expect } from "../people";

/** A task of a draft. Its id is its name in lower case. */
export const say = (label: string, message = "Hello.") => ({
  id: label.toLowerCase().replaceAll(" ", "_"),
  kind: "say",
  label,
  config: { message },
});

/** Reads an edge from "a > b", or from "a > b if field" with the condition that the field is at least 5. */
export function edge(text: string) {
  const [ends = "", field] = text.split(" if ");
  const [from = "", to = ""] = ends.split(" > ");
  const condition = field ? { condition: { field, op: "gte" as const, value: 5 } } : {};
  return { id: `e_${from}_${to}`, from, to, ...condition };
}

interface Draft {
  tasks: GraphDefinitionInput["tasks"];
  edges: GraphDefinitionInput["edges"];
  /** The positions of the cards; one column by default. */
  positions?: Record<string, { x: number; y: number }>;
}

/** Creates a workflow with this draft. Returns its id. */
export async function storeDraft(request: APIRequestContext, draft: Draft): Promise<string> {
  const headers = bearer("designer");
  const created = await request.post("/api/v1/workflows", { headers, data: { name: `Canvas ${crypto.randomUUID()}` } });
  const { id } = (await created.json()) as { id: string };
  const draftUrl = `/api/v1/workflows/${id}/draft`;
  const { revision, baseVersionId, definition } = await (await request.get(draftUrl, { headers })).json();
  const { tasks, edges } = draft;
  const column = tasks.map(({ id }, index) => [id, { x: 96, y: 32 + index * 128 }]);
  const saved = await request.put(draftUrl, {
    headers,
    data: {
      revision,
      baseVersionId,
      definition: { ...definition, tasks, edges, startTaskId: tasks[0]?.id ?? "" },
      layout: { positions: draft.positions ?? Object.fromEntries(column), notes: [], groups: [] },
    },
  });
  expect(saved.status(), await saved.text()).toBe(200);
  return id;
}

/** Reads the stored draft. */
export async function readDraft(request: APIRequestContext, id: string) {
  const response = await request.get(`/api/v1/workflows/${id}/draft`, { headers: bearer("designer") });
  return (await response.json()) as {
    definition: { startTaskId: string; tasks: { id: string; label: string }[]; edges: { from: string; to: string }[] };
    layout: {
      positions: Record<string, { x: number; y: number }>;
      notes: { text: string; x: number; y: number; tone: string }[];
      groups: { label: string; x: number; y: number; width: number }[];
    };
  };
}

export const canvasOf = (page: Page) => page.getByRole("region", { name: "Workflow graph" });
/** The card of a task by name. */
export const cardOf = (page: Page, name: string) =>
  canvasOf(page).getByRole("button", { name: new RegExp(`^${name}\\s?,`) });
export const undoOf = (page: Page) => page.getByRole("button", { name: "Undo", exact: true });

/** Drags from one point to another in several steps. */
export async function dragTo(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Where an element is, as soon as it stands still: a canvas moves its cards while it opens. */
export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let box: Awaited<ReturnType<Locator["boundingBox"]>> = null;
  await expect(async () => {
    const before = await locator.boundingBox();
    await locator.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
    box = await locator.boundingBox();
    expect(box).not.toBeNull();
    expect(box).toEqual(before);
  }).toPass({ intervals: [20, 50, 100], timeout: 30_000 });
  if (!box) throw new Error("The element is not visible.");
  return box;
}

/** The centre of an element, with an offset in pixels. */
export async function middleOf(locator: Locator, dx = 0, dy = 0): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2 + dx, y: y + height / 2 + dy };
}
