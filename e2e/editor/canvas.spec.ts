import type { Page } from "@playwright/test";
import { checkAccessible } from "../check-accessible";
import { expect, test } from "../people";
import { canvasOf, cardOf, dragTo, edge, middleOf, readDraft, say, storeDraft, undoOf } from "./draft-workflows";

const chain = {
  tasks: [say("Ask"), say("Check"), say("Tell")],
  edges: [edge("ask > check"), edge("check > tell")],
};
const fork = {
  tasks: [say("Ask"), say("Small"), say("Large"), say("Tell")],
  edges: [edge("ask > small if amount"), edge("ask > large"), edge("small > tell"), edge("large > tell")],
  positions: { ask: { x: 256, y: 32 }, small: { x: 96, y: 208 }, large: { x: 416, y: 208 }, tell: { x: 256, y: 384 } },
};
const palette = (page: Page) => page.getByRole("list", { name: "Palette" });
const paletteItem = (page: Page, name: string) => palette(page).getByRole("button", { name: new RegExp(`^${name}`) });
const selected = (page: Page) => canvasOf(page).locator(".react-flow__node[aria-pressed=true]");
const readEdges = async (...args: Parameters<typeof readDraft>) =>
  (await readDraft(...args)).definition.edges.map(({ from, to }) => `${from} > ${to}`);

test("a task is added after the selection, on an edge and where it is dropped, and each is one step", async ({
  as,
  request,
}) => {
  const id = await storeDraft(request, chain);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Check").click();
  await canvasOf(page).getByRole("button", { name: "Palette" }).click();
  await expect(page.getByText("Comes after “Check”.")).toBeVisible();
  await paletteItem(page, "Say").click();
  await expect(selected(page)).toHaveText(/^Say/);
  await expect(cardOf(page, "Say")).toBeFocused();
  await expect.poll(() => readEdges(request, id)).toEqual(["ask > check", "check > say", "say > tell"]);

  await canvasOf(page).getByRole("button", { name: "Palette" }).click();
  const [above, below] = [await middleOf(cardOf(page, "Ask")), await middleOf(cardOf(page, "Check"))];
  const onEdge = { x: above.x, y: (above.y + below.y) / 2 };
  await dragTo(page, await middleOf(paletteItem(page, "Classify")), onEdge);
  await expect(selected(page)).toHaveText(/^Classify/);
  await expect
    .poll(() => readEdges(request, id))
    .toEqual(["ask > classify", "classify > check", "check > say", "say > tell"]);

  await undoOf(page).click();
  await expect(cardOf(page, "Classify")).toHaveCount(0);
  await undoOf(page).click();
  await expect.poll(() => readEdges(request, id)).toEqual(["ask > check", "check > tell"]);
});

test("a dragged card snaps to the grid as one step and stays there after a reload", async ({ as, request }) => {
  const id = await storeDraft(request, chain);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  const from = await middleOf(cardOf(page, "Tell"));
  await dragTo(page, from, { x: from.x + 300, y: from.y + 37 });
  await expect(undoOf(page)).toHaveAttribute("aria-description", /^Move/);
  await expect.poll(async () => (await readDraft(request, id)).layout.positions.tell?.x).toBeGreaterThan(300);
  const { layout } = await readDraft(request, id);
  expect((layout.positions.tell?.x ?? 1) % 16).toBe(0);
  expect(layout.positions.ask).toEqual({ x: 96, y: 32 });
  const apart = async () => (await middleOf(cardOf(page, "Tell"))).x - (await middleOf(cardOf(page, "Ask"))).x;
  const before = await apart();
  await page.reload();
  await cardOf(page, "Ask").waitFor();
  await expect.poll(apart).toBeCloseTo(before, 0);
  await expect(undoOf(page)).toHaveAttribute("aria-description", /^Move/);
});

test("by keyboard: one tab stop, arrows follow the edges, Enter inspects, Alt+arrows move a card in one step", async ({
  as,
  request,
}) => {
  const id = await storeDraft(request, fork);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").waitFor();
  const countStops = () =>
    canvasOf(page)
      .locator(".react-flow")
      .evaluate(
        (flow) => [flow, ...flow.querySelectorAll("*")].filter((one) => (one as HTMLElement).tabIndex === 0).length,
      );
  await expect.poll(countStops).toBe(1);
  await canvasOf(page).getByRole("application").focus();
  await page.keyboard.press("ArrowDown");
  await expect(cardOf(page, "Small")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cardOf(page, "Large")).toBeFocused();
  await expect(selected(page)).toHaveText(/^Large/);
  await page.keyboard.press("ArrowDown");
  await expect(cardOf(page, "Tell")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(cardOf(page, "Ask")).toBeFocused();

  for (let press = 0; press < 3; press++) await page.keyboard.press("Alt+ArrowLeft");
  await expect.poll(async () => (await readDraft(request, id)).layout.positions.ask).toEqual({ x: 208, y: 32 });
  await page.keyboard.press("Control+z");
  await expect(undoOf(page)).toHaveAttribute("aria-disabled", "true");
  await expect(cardOf(page, "Ask")).toBeFocused();
  await page.keyboard.press("Control+y");
  await expect(undoOf(page)).toHaveAttribute("aria-description", /^Move/);

  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Inspector" }).getByRole("heading", { name: "Ask" })).toBeFocused();
});

test("by keyboard: A adds, C connects, E selects an edge, Delete deletes, ? lists keys, Ctrl+K lists actions", async ({
  as,
  request,
}) => {
  const id = await storeDraft(request, chain);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Tell").click();
  await page.keyboard.press("a");
  await expect(page.getByRole("searchbox", { name: "Search the kinds of task" })).toBeFocused();
  await page.keyboard.type("letter");
  await page.keyboard.press("Enter");
  await expect(cardOf(page, "Final letter")).toBeFocused();

  await cardOf(page, "Ask").click();
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog", { name: /Ask/ })).toBeVisible();
  await page.keyboard.type("final");
  await page.keyboard.press("Enter");
  await expect.poll(() => readEdges(request, id)).toContain("ask > final_letter");
  await expect(cardOf(page, "Ask")).toBeFocused();

  await cardOf(page, "Check").click();
  await page.keyboard.press("Delete");
  await expect.poll(() => readEdges(request, id)).toContain("ask > tell");
  await expect(cardOf(page, "Ask")).toBeFocused();
  await page.keyboard.press("e");
  await expect(canvasOf(page).getByText("The edge from “Ask” to “Tell” is selected.")).toBeAttached();
  await page.keyboard.press("Delete");
  await expect.poll(() => readEdges(request, id)).toEqual(["tell > final_letter", "ask > final_letter"]);

  await page.keyboard.press("?");
  await expect(
    page.getByRole("dialog", { name: "Keys" }).getByText("Go to the next task", { exact: true }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  const list = page.getByRole("dialog", { name: "Actions" });
  await expect(list.getByRole("option", { name: /^Duplicate/ })).toContainText("Ctrl");
  await page.keyboard.type("add a note");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.type("a note, not a key: c?");
  await page.keyboard.press("Escape");
  await expect
    .poll(async () => (await readDraft(request, id)).layout.notes.map(({ text }) => text))
    .toEqual(["a note, not a key: c?"]);
});

test("edges are drawn and moved by dragging, and the reason of a refusal is shown beside the pointer", async ({
  as,
  request,
}) => {
  const id = await storeDraft(request, chain);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  const handleOf = (task: string) => canvasOf(page).locator(`[data-id=${task}] .card-source`);
  await cardOf(page, "Ask").hover();
  await dragTo(page, await middleOf(handleOf("ask")), await middleOf(cardOf(page, "Tell")));
  await expect.poll(() => readEdges(request, id)).toContain("ask > tell");

  await cardOf(page, "Ask").hover();
  const start = await middleOf(handleOf("ask"));
  const refused = await middleOf(cardOf(page, "Check"));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(refused.x + 30, refused.y + 20, { steps: 4 });
  await page.mouse.move(refused.x, refused.y, { steps: 4 });
  await expect(
    canvasOf(page)
      .getByText(/There is such an edge already/)
      .first(),
  ).toBeVisible();
  await page.mouse.up();
  await expect(undoOf(page)).toHaveAttribute("aria-description", "Connect “Ask” to “Tell”");

  const places = await Promise.all(["Ask", "Check"].map((name) => middleOf(cardOf(page, name))));
  await page.mouse.click(places[0]?.x ?? 0, ((places[0]?.y ?? 0) + (places[1]?.y ?? 0)) / 2);
  await expect(canvasOf(page).getByText("The edge from “Ask” to “Check” is selected.")).toBeAttached();
  const end = canvasOf(page).locator(".react-flow__edgeupdater-target");
  await dragTo(page, await middleOf(end), await middleOf(cardOf(page, "Ask"), 60, 10));
  await expect.poll(() => readEdges(request, id)).toContain("ask > ask");
});

test("a connection dropped on the empty canvas adds a task there", async ({ as, request }) => {
  const id = await storeDraft(request, chain);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").hover();
  const from = await middleOf(canvasOf(page).locator("[data-id=ask] .card-source"));
  const to = { x: from.x - 240, y: from.y + 60 };
  await dragTo(page, from, to);
  await paletteItem(page, "Say").click();
  await expect.poll(() => readEdges(request, id)).toContain("ask > say");
  const distance = async () => {
    const card = await middleOf(cardOf(page, "Say"));
    return Math.hypot(card.x - to.x, card.y - to.y);
  };
  await expect.poll(distance).toBeLessThan(24);
});

test("copied tasks are pasted into another workflow, and other text is refused", async ({ as, request }) => {
  const [first, second] = [await storeDraft(request, fork), await storeDraft(request, chain)];
  const page = await as("designer", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`/workflows/${first}`);
  await cardOf(page, "Small").click();
  await cardOf(page, "Tell").click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press("Control+c");
  await page.goto(`/workflows/${second}`);
  await cardOf(page, "Ask").click();
  await page.keyboard.press("Control+v");
  await expect(selected(page)).toHaveCount(2);
  await expect.poll(() => readEdges(request, second)).toContain("small > tell_2");
  await undoOf(page).click();
  await expect.poll(() => readEdges(request, second)).toEqual(["ask > check", "check > tell"]);

  await page.evaluate(() => navigator.clipboard.writeText('{"nodes": []}'));
  await cardOf(page, "Ask").click();
  await page.keyboard.press("Control+v");
  await expect(page.getByText("What is on the clipboard is not part of a workflow.").first()).toBeVisible();
  await page.keyboard.press("Control+d");
  await expect(cardOf(page, "Ask 2")).toBeFocused();
  await page.keyboard.press("Control+x");
  await expect(cardOf(page, "Ask 2")).toHaveCount(0);
});

test("notes are written and coloured, and a group moves with the cards in it", async ({ as, request }) => {
  const id = await storeDraft(request, chain);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").click();
  await cardOf(page, "Check").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+g");
  await expect(page.locator(":focus")).toHaveRole("textbox");
  await page.keyboard.type("Begin");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Group: Begin" })).toBeFocused();
  await canvasOf(page).getByRole("button", { name: "Blue" }).click();
  await page.getByRole("group", { name: "Group: Begin" }).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect
    .poll(async () => (await readDraft(request, id)).layout.positions)
    .toEqual({ ask: { x: 112, y: 32 }, check: { x: 112, y: 160 }, tell: { x: 96, y: 288 } });
  const name = await middleOf(canvasOf(page).locator(".group-handle"));
  await dragTo(page, name, { x: name.x + 160, y: name.y });
  await expect.poll(async () => (await readDraft(request, id)).layout.positions.check?.x).toBeGreaterThan(200);
  const { layout } = await readDraft(request, id);
  expect(layout.positions.ask?.x).toBe(layout.positions.check?.x);
  expect(layout.positions.tell?.x).toBe(96);

  await canvasOf(page).getByRole("button", { name: "Add a note" }).click();
  await expect(page.getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.type("Call back");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveCount(0);
  await page.keyboard.press("Delete");
  await expect.poll(async () => (await readDraft(request, id)).layout.notes).toEqual([]);
});

test("the search finds text, shows each hit, and replaces all hits in one step", async ({ as, request }) => {
  const tasks = [say("Ask Dana", "Dear Dana"), say("Check"), say("Tell", "Bye, Dana. Dana?")];
  const id = await storeDraft(request, { tasks, edges: [edge("ask_dana > check if amount"), edge("ask_dana > tell")] });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Check").click();
  await page.keyboard.press("/");
  const search = page.getByRole("search", { name: "Search the workflow" });
  await expect(search.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("dana");
  await expect(search.getByRole("status")).toHaveText("1 of 4; 3 can be replaced.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(selected(page)).toHaveText(/^Tell/);
  await search.getByRole("textbox", { name: "Replace with" }).fill("Lee");
  await search.getByRole("button", { name: /^All/ }).click();
  await expect(cardOf(page, "Ask Lee")).toBeVisible();
  await expect(undoOf(page)).toHaveAttribute("aria-description", "Replace “dana” in 3 places");
  await undoOf(page).click();
  await expect(cardOf(page, "Ask Dana")).toBeVisible();
  await expect(undoOf(page)).toHaveAttribute("aria-disabled", "true");
  await search.getByRole("searchbox").fill("amount is at least");
  await expect(search.getByRole("list", { name: "Hits" }).getByRole("button")).toHaveText(/From Ask Dana to Check/);
});

test("cards show their problems, also with an unknown kind, and edges show their condition", async ({
  as,
  request,
}) => {
  const tasks = [...fork.tasks, { id: "old", kind: "gone", label: "Old one", config: {} }];
  const id = await storeDraft(request, {
    tasks,
    edges: [...fork.edges, edge("tell > old")],
    positions: { ...fork.positions, old: { x: 256, y: 512 } },
  });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await expect(canvasOf(page).getByText("amount is at least 5")).toBeVisible();
  await expect(canvasOf(page).getByText("otherwise")).toBeVisible();
  await expect(cardOf(page, "Old one")).toContainText("This kind of task is not known here");
  await expect(cardOf(page, "Old one")).toContainText(/\d problem/);
  await expect(cardOf(page, "Ask")).toContainText("Start");
});

test("several cards are selected with a rectangle, also by touch", async ({ as, request }) => {
  const id = await storeDraft(request, fork);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  const [first, last] = [await middleOf(cardOf(page, "Ask"), -330, -40), await middleOf(cardOf(page, "Large"), 20, 10)];
  await page.keyboard.down("Shift");
  await dragTo(page, first, last);
  await page.keyboard.up("Shift");
  await expect(selected(page)).toHaveCount(3);
  await expect(canvasOf(page).getByText("3 tasks are selected.")).toBeAttached();
  await cardOf(page, "Ask").focus();
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveCount(0);
  const several = canvasOf(page).getByRole("button", { name: "Select several" });
  await several.click();
  await expect(several).toHaveAttribute("aria-pressed", "true");
  await dragTo(page, first, last);
  await expect(selected(page)).toHaveCount(3);
  await page.keyboard.press("Control+a");
  await expect(selected(page)).toHaveCount(4);
});

test("an empty workflow explains how to add the first task", async ({ as, request }) => {
  const id = await storeDraft(request, { tasks: [], edges: [] });
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await canvasOf(page).getByRole("button", { name: "Add the first task" }).click();
  await paletteItem(page, "Talk").click();
  await expect(cardOf(page, "Talk")).toContainText("Start");
  await expect(cardOf(page, "Talk")).toBeFocused();
});

test("the canvas is accessible in light and dark, with its panels open", async ({ as, request }) => {
  const id = await storeDraft(request, fork);
  const page = await as("designer");
  await page.goto(`/workflows/${id}`);
  await cardOf(page, "Ask").click();
  const check = (state: string) => checkAccessible(page, state);
  await check("a card is selected");
  await page.keyboard.press("a");
  await palette(page).waitFor();
  await check("the palette is open");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.getByRole("search").getByRole("searchbox").fill("e");
  await check("the search is open");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Actions" }).waitFor();
  await check("the list of actions is open");
});
