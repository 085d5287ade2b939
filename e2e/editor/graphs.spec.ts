import type { Locator, Page } from "@playwright/test";
import { checkAccessible } from "../check-accessible";
import { expect, test, testShapes } from "./stored-graphs";

const canvasOf = (page: Page): Locator => page.getByRole("region", { name: "Workflow graph" });
const cardsOf = (page: Page): Locator => canvasOf(page).locator(".react-flow__node-task");
const card = (page: Page, name: string): Locator => cardsOf(page).filter({ hasText: name });

/** The faults of a drawn graph: illegible text, cut text, or text outside its box. */
function findFaults(): string[] {
  const faults: string[] = [];
  const canvas = document.querySelector("[aria-label='Workflow graph']");
  const flow = canvas?.querySelector(".react-flow");
  const strip = canvas?.querySelector(".canvas-strip");
  if (!flow || !strip) return ["there is no canvas"];
  const [frame, controls] = [flow.getBoundingClientRect(), strip.getBoundingClientRect()];
  if (controls.top < frame.bottom - 1) faults.push("the controls lie over the canvas");
  const zoom = new DOMMatrix(getComputedStyle(flow.querySelector(".react-flow__viewport") ?? flow).transform).a;
  const cards = [...flow.querySelectorAll<HTMLElement>(".react-flow__node")];
  const labels = [...flow.querySelectorAll<HTMLElement>(".edge-text")];
  for (const text of [...flow.querySelectorAll(".task-text"), ...labels]) {
    const size = Number.parseFloat(getComputedStyle(text).fontSize) * zoom;
    if (size < 10) faults.push(`text of ${size} px: ${text.textContent}`);
  }
  for (const one of cards) {
    const content = one.querySelector<HTMLElement>(":scope > div:not(.react-flow__handle)");
    if ((content?.offsetHeight ?? 0) > one.offsetHeight) faults.push(`a card grows: ${one.textContent}`);
  }
  for (const label of labels) {
    const isCut = label.scrollHeight > label.clientHeight + 1 || label.scrollWidth > label.clientWidth + 1;
    if (isCut) faults.push(`a label is cut: ${label.textContent}`);
    const box = label.parentElement;
    if (box && (label.offsetHeight > box.offsetHeight + 1 || label.offsetWidth > box.offsetWidth + 1)) {
      faults.push(`a label leaves its box: ${label.textContent}`);
    }
  }
  const parts = [...cards, ...labels].map((part) => part.getBoundingClientRect());
  const fits = parts.every(
    ({ left, right, top, bottom }) =>
      left >= frame.left - 1 && right <= frame.right + 1 && top >= frame.top - 1 && bottom <= frame.bottom + 1,
  );
  const hasMinimap = canvas?.querySelector(".react-flow__minimap") !== null;
  if (!fits && !hasMinimap) faults.push("it does not fit and has no minimap");
  return faults;
}

/** The parts of the graph that are outside the canvas. */
function findOutside(): string[] {
  const flow = document.querySelector("[aria-label='Workflow graph'] .react-flow");
  const frame = flow?.getBoundingClientRect();
  if (!flow || !frame) return ["there is no canvas"];
  return [...flow.querySelectorAll(".react-flow__node, .edge-text, .react-flow__edge-path")].flatMap((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const isInside =
      left >= frame.left - 1 && right <= frame.right + 1 && top >= frame.top - 1 && bottom <= frame.bottom + 1;
    return isInside ? [] : [part.textContent || "a line"];
  });
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test(`every shape opens at ${width} x ${height} with legible text, whole labels and visible controls`, async ({
    open,
  }) => {
    test.setTimeout(180_000);
    const page = await open("designer", "/workflows", { width, height });
    for (const { id, tasks } of testShapes) {
      await page.goto(`/workflows/${id}`);
      await expect(cardsOf(page)).toHaveCount(tasks.length);
      await page.evaluate(() => document.fonts.ready);
      await expect.poll(() => page.evaluate(findFaults), { message: id }).toEqual([]);
      await page.getByRole("button", { name: "Show the whole graph" }).click();
      await expect.poll(() => page.evaluate(findOutside), { message: `${id} as a whole` }).toEqual([]);
    }
  });
}

test("the outcomes of a session differ in colour, icon and words, on the card and in the outline", async ({
  open,
  installation: { sessions },
}) => {
  const page = await open("designer", "/workflows");
  const looks = new Set<string>();
  for (const [name, words] of [
    ["approved", "ended here, approved"],
    ["rejected", "ended here, rejected"],
    ["withdrawn", "was withdrawn here"],
    ["failed", "failed here"],
  ] as const) {
    await page.goto(`/workflows/leave?session=${sessions[name]}`);
    const current = cardsOf(page).filter({ hasText: words });
    await expect(current).toContainText("Told");
    await expect(page.getByRole("tree", { name: "Outline" }).getByText(words)).toBeVisible();
    const border = await current
      .locator(":scope > div")
      .nth(1)
      .evaluate((box) => getComputedStyle(box).borderTopColor);
    const icon = await current.locator("svg").last().getAttribute("class");
    looks.add(`${border} ${icon}`);
    looks.add(border);
    looks.add(icon ?? "");
  }
  expect(looks.size).toBe(12);
});

test("an edge shows its condition as a sentence, and a taken edge shows why it was taken", async ({
  open,
  installation: { sessions },
}) => {
  const page = await open("designer", `/workflows/insurance-claims?session=${sessions.smallClaim}`);
  const canvas = canvasOf(page);
  await expect(canvas.getByText("the reviewer approves")).toBeVisible();
  await expect(canvas.getByText(/amount is more than \$0 and less than \$1,000, .* and \d+ more/)).toBeVisible();
  await expect(canvas.getByText("otherwise: number of recent small claims is 4")).toBeVisible();
  await expect(canvas.getByText("1000")).toBeHidden();
  const taken = { name: /^otherwise to Manual Review Required, number of recent small claims is 4/ };
  await expect(page.getByRole("treeitem", taken)).toBeVisible();
});

test("repeated tasks and edges show a count, and a step without an edge is drawn with its label", async ({
  open,
  installation: { sessions },
}) => {
  const page = await open("reviewer", `/sessions/${sessions.jumped}`);
  await expect(card(page, "The team lead decides").getByText("× 2")).toBeVisible();
  const canvas = canvasOf(page);
  await expect(canvas.getByText("went straight here")).toBeVisible();
  const jump = canvas.locator("[aria-label='From The team lead decides to Told, without an edge: went straight here']");
  await expect(jump.locator("path").first()).toHaveCSS("stroke-dasharray", /8px, 6px/);
  const back = canvas.locator("[aria-label^='From Propose other days back to Ask for days off']");
  await expect(back.locator("path").first()).toHaveCSS("stroke-dasharray", /1px, 5px/);
  await expect(
    canvas.locator("[aria-label='From Ask for days off to The team lead decides, taken, × 2']"),
  ).toBeAttached();
});

test("the graph beside a case opens with legible text and a minimap", async ({ open }) => {
  const page = await open("reviewer", "/inbox");
  await page.getByRole("listbox", { name: "Reviews" }).getByRole("option").first().click();
  await page.getByRole("button", { name: "Show the graph" }).click();
  await expect(cardsOf(page).first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  // The pane is narrower than the graph, so a label at its border may be cut.
  const findOtherFaults = async () =>
    (await page.evaluate(findFaults)).filter((fault) => !fault.startsWith("a label is cut"));
  await expect.poll(findOtherFaults).toEqual([]);
  await expect(page.getByRole("img", { name: "The whole graph, small" })).toBeVisible();
});

test("a focused card shows its whole name", async ({ open }) => {
  const page = await open("designer", "/workflows/long-names");
  const name = card(page, "1 Ask the policy holder").locator(".task-text").first();
  const isCut = () => name.evaluate((element) => element.scrollHeight > element.clientHeight + 1);
  await expect.poll(isCut).toBe(true);
  await card(page, "1 Ask the policy holder").focus();
  await page.keyboard.press("Shift");
  await expect.poll(isCut).toBe(false);
});

test("on a phone a tap on the outline opens the task as a full page with a link back", async ({ open }) => {
  const page = await open("designer", "/workflows/insurance-claims", { width: 390, height: 844, isTouch: true });
  const item = page.getByRole("treeitem", { name: /^Auto-Approve/ });
  await item.tap();
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { name: "Auto-Approve" })).toBeInViewport();
  await checkAccessible(page, "the task on a phone");
  await page.getByRole("button", { name: "Back to the outline" }).click();
  await expect(inspector).toBeHidden();
  await expect(item).toBeFocused();
  await expect(item).toBeInViewport();
});

test("on a phone a tap on the outline of a session shows the task in the lower half of the window", async ({
  open,
  installation: { sessions },
}) => {
  const path = `/workflows/insurance-claims?session=${sessions.smallClaim}`;
  const page = await open("designer", path, { width: 390, height: 844, isTouch: true });
  await page.getByRole("treeitem", { name: /^Auto-Approve/ }).tap();
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { name: "Auto-Approve" })).toBeInViewport();
  await expect(page.getByRole("treeitem", { name: /^Auto-Approve/ })).toBeInViewport();
  await checkAccessible(page, "the task on a phone");
  await page.getByRole("button", { name: "Close the inspector" }).click();
  await expect(inspector).not.toBeInViewport();
});

test("sessions on the graph are accessible in light and dark", async ({ open, installation: { sessions } }) => {
  const page = await open("designer", "/workflows");
  for (const session of Object.values(sessions)) {
    await page.goto(`/sessions/${session}`);
    await expect(cardsOf(page).first()).toBeVisible();
    await checkAccessible(page, "a session on the graph");
  }
});

test("a changed selection redraws only two of 200 cards", async ({ open }) => {
  const page = await open("designer", "/workflows");
  await page.addInitScript(countRedraws);
  await page.goto("/workflows/two-hundred");
  await expect(cardsOf(page)).toHaveCount(200);
  await card(page, "Task 1").first().click();
  await expect(page.getByRole("region", { name: "Inspector" }).getByRole("heading", { name: "Task 1" })).toBeVisible();
  const takeDrawn = () => page.evaluate(() => (window as unknown as { drawnCards: string[] }).drawnCards.splice(0));
  const drawn: string[] = [];
  // The pointer may draw cards after the click, too.
  await expect
    .poll(async () => {
      const more = await takeDrawn();
      drawn.push(...more);
      return more.length;
    })
    .toBe(0);
  expect(drawn).toContain("t0");
  await page
    .getByRole("treeitem", { name: /^Task 2,?/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Inspector" }).getByRole("heading", { name: "Task 2" })).toBeVisible();
  const readDrawn = () => page.evaluate(() => (window as unknown as { drawnCards: string[] }).drawnCards.toSorted());
  await expect.poll(readDrawn).toEqual(["t0", "t1"]);
});

/** Records the id of every card that React draws. It reads the fibers of each commit, as the developer tools do. */
function countRedraws(): void {
  interface Fiber {
    alternate: Fiber | null;
    child: Fiber | null;
    sibling: Fiber | null;
    flags: number;
    type: unknown;
    elementType: unknown;
    memoizedProps: { id?: string; data?: { task?: object } } | null;
  }
  const drawnCards: string[] = [];
  const performedWork = 1;
  const visit = (fiber: Fiber | null, before: Fiber | null): void => {
    for (let one = fiber; one; one = one.sibling) {
      const isNew = one.alternate === null;
      const props = one.memoizedProps;
      const isCard = typeof one.type === "function" && props?.data?.task !== undefined;
      if (isCard && (one.flags & performedWork) !== 0) drawnCards.push(props?.id ?? "");
      // A fiber that React skipped keeps its children.
      if (isNew || one.child !== one.alternate?.child) visit(one.child, before);
    }
  };
  Object.assign(window, {
    drawnCards,
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_id: number, root: { current: Fiber }) => visit(root.current, null),
    },
  });
}
