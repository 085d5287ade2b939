import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { bearer, expect, reviewOf, test } from "../people";
import { boxOf, canvasOf, cardOf, dragTo, middleOf, readDraft } from "./draft-workflows";

const paletteItem = (page: Page, name: string): Locator =>
  page.getByRole("list", { name: "Palette" }).getByRole("button", { name: new RegExp(`^${name}`) });
const handleOf = (page: Page, taskId: string): Locator => canvasOf(page).locator(`[data-id=${taskId}] .card-source`);
const readEdges = async (request: APIRequestContext, id: string): Promise<string[]> =>
  (await readDraft(request, id)).definition.edges.map(({ from, to }) => `${from} > ${to}`).toSorted();

/** Presses the "+" below a card and chooses the kind of the task that follows. */
async function addAfter(page: Page, task: string, taskId: string, kind: string): Promise<void> {
  await cardOf(page, task).hover();
  await handleOf(page, taskId).click();
  await paletteItem(page, kind).click();
  await expect(cardOf(page, kind)).toBeFocused();
}

test("a designer builds and publishes a workflow by mouse, and a reviewer approves and rejects claims in it", async ({
  as,
  request,
}) => {
  test.setTimeout(240_000);
  const page = await as("designer");
  await page.goto("/workflows");
  await page.getByRole("button", { name: "New workflow" }).click();
  const naming = page.getByRole("dialog", { name: "New workflow" });
  await naming.getByRole("textbox", { name: "Name" }).fill(`Expense approval ${crypto.randomUUID().slice(0, 8)}`);
  await naming.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(/\/workflows\/expense-approval/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await canvasOf(page).getByRole("button", { name: "Add the first task" }).click();
  await paletteItem(page, "Talk").click();
  await addAfter(page, "Talk", "talk", "Wait for a reviewer");
  await addAfter(page, "Wait for a reviewer", "wait_for_a_reviewer", "Final letter");

  // A kind that is dropped on an edge is inserted on the edge.
  await canvasOf(page).getByRole("button", { name: "Palette" }).click();
  const [above, below] = await Promise.all(
    ["Wait for a reviewer", "Final letter"].map((name) => boxOf(cardOf(page, name))),
  );
  const x = (above?.x ?? 0) + (above?.width ?? 0) / 2;
  const y = ((above?.y ?? 0) + (above?.height ?? 0) + (below?.y ?? 0)) / 2;
  await paletteItem(page, "Set values").scrollIntoViewIfNeeded();
  await dragTo(page, await middleOf(paletteItem(page, "Set values")), { x, y });
  await expect
    .poll(() => readEdges(request, id))
    .toEqual(["set_values > final_letter", "talk > wait_for_a_reviewer", "wait_for_a_reviewer > set_values"]);

  // A connection that is dropped on the empty canvas opens the palette. Then the new task is connected to the letter.
  await canvasOf(page).getByRole("button", { name: "Show the whole graph" }).click();
  await cardOf(page, "Wait for a reviewer").hover();
  const start = await middleOf(handleOf(page, "wait_for_a_reviewer"));
  await dragTo(page, start, { x: start.x + 220, y: start.y + 70 });
  await paletteItem(page, "Say").click();
  await expect(cardOf(page, "Say")).toBeFocused();
  await cardOf(page, "Say").hover();
  await dragTo(page, await middleOf(handleOf(page, "say")), await middleOf(cardOf(page, "Final letter")));
  await expect.poll(() => readEdges(request, id)).toHaveLength(5);

  const inspector = page.getByRole("region", { name: "Inspector" });
  await page.getByRole("treeitem", { name: "Then set values." }).click();
  await inspector.getByRole("button", { name: /^Add condition/ }).click();
  await page.getByRole("option", { name: "decision Choice" }).click();
  await inspector.getByRole("combobox", { name: /^Value/ }).selectOption({ label: "approve" });
  await expect(canvasOf(page).getByText("the reviewer approves")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "No problem" })).toBeAttached();

  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await dialog.getByRole("textbox", { name: "Note" }).fill("The first one");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 1 and your draft")).toBeVisible();

  const reviewer = await as("reviewer");
  for (const verdict of ["Approve", "Reject"] as const) {
    const message = { workflow: id, content: "I bought a chair for my desk at the office, it was $120" };
    const started = await request.post("/execute", { data: message, headers: bearer("claimant") });
    const { session_id } = await started.json();
    const review = await reviewOf(request, session_id);
    await reviewer.goto(`/inbox/${review.id}`);
    const decision = reviewer.getByRole("region", { name: "Decision" });
    if (verdict === "Reject") await decision.getByRole("textbox", { name: "Reason" }).fill("Not for the office.");
    await decision.getByRole("button", { name: verdict }).click();
    await expect
      .poll(async () => (await request.get(`/session/${session_id}`, { headers: bearer("admin") })).json())
      .toMatchObject({
        status: "Completed",
        context: { outcome: verdict === "Approve" ? "approved" : "rejected" },
      });
    const claimant = await as("claimant");
    await claimant.goto(`/claims/${session_id}`);
    await expect(claimant.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("the outline and the inspector are resized by dragging and by keys, and keep their widths", async ({ as }) => {
  const page = await as("designer");
  await page.goto("/workflows/insurance-claims");
  const inspector = page.getByRole("separator", { name: "Width of the inspector" });
  const outline = page.getByRole("separator", { name: "Width of the outline" });
  await canvasOf(page).locator(".react-flow__node-task").first().waitFor();
  const before = (await boxOf(canvasOf(page))).width;
  const from = await middleOf(outline);
  await dragTo(page, from, { x: from.x + 80, y: from.y });
  await expect(outline).toHaveAttribute("aria-valuenow", "400");
  await inspector.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(inspector).toHaveAttribute("aria-valuenow", "368");
  await expect.poll(async () => (await canvasOf(page).boundingBox())?.width).toBeCloseTo(before - 96, 0);
  await page.reload();
  await expect(outline).toHaveAttribute("aria-valuenow", "400");
  await expect(inspector).toHaveAttribute("aria-valuenow", "368");
  await outline.dblclick();
  await expect(outline).toHaveAttribute("aria-valuenow", "320");
});

test("on a phone a button scrolls the graph into view, and at 400 % the page does not scroll sideways", async ({
  as,
}) => {
  const page = await as("designer", { viewport: { width: 390, height: 844 } });
  await page.goto("/workflows/insurance-claims");
  await page.getByRole("button", { name: "Show the graph" }).click();
  await expect(canvasOf(page).getByRole("button", { name: "Show the whole graph" })).toBeInViewport();
  for (const [width, height] of [
    [390, 844],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(wide, { message: `${width} px` }).toBe(0);
  }
});

test("a dialog opens in the middle of the window, and notices use the font of the page", async ({ as }) => {
  const page = await as("designer", { reducedMotion: "no-preference" });
  await page.goto("/workflows/insurance-claims");
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await dialog.waitFor();
  // The animation is stopped at its first frame.
  const middle = await dialog.evaluate((element) => {
    const name = getComputedStyle(element).animationName;
    element.style.animation = "none";
    element.getBoundingClientRect();
    element.style.animation = `${name} 1000s paused`;
    const { left, right } = element.getBoundingClientRect();
    return { name, x: (left + right) / 2 - innerWidth / 2 };
  });
  expect(middle.name).toBe("enter");
  expect(Math.abs(middle.x)).toBeLessThan(1);
  await page.keyboard.press("Escape");

  await canvasOf(page).locator(".react-flow__node-task").first().waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Actions" }).getByRole("combobox").fill("copy");
  await page.keyboard.press("Enter");
  const dismiss = page.getByRole("button", { name: "Dismiss" });
  await expect(dismiss).toHaveCSS("font-family", /Inter/);
  await dismiss.click();
  await expect(dismiss).toBeHidden();
});
