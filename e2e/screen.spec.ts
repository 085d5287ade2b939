import type { APIRequestContext, Page } from "@playwright/test";
import { bearer, expect, fileClaim, type Person, reviewOf, tellClaim, test } from "./people";

// The last file of its project: its tests go to every worker that is free.
test.describe.configure({ mode: "parallel" });

/** Long words without a place to break, in several scripts. */
const unbreakable = [
  `https://example.com/${"photos/of/the/damage/".repeat(3)}1234567890?from=claim`,
  "x".repeat(200),
  "ضرر".repeat(60),
  "損害".repeat(60),
  "👩‍👩‍👧".repeat(40),
].join(" ");
const widths = [390, 768, 1440];

/** The pages of a collection with a document that has such words. */
async function documentPages(request: APIRequestContext): Promise<string[]> {
  const headers = bearer("designer");
  const name = "x".repeat(64);
  await request.post("/api/v1/collections", { headers, data: { name, audience: "staff" } });
  const address = `/api/v1/collections/${name}/documents`;
  const query = new URLSearchParams({ name: `${"n".repeat(200)}.md` });
  const sent = await request.post(`${address}?${query}`, { headers, data: `# ${unbreakable}\n\n${unbreakable}` });
  const { document } = await sent.json();
  return ["/documents", `/documents/${name}`, `/documents/${name}/${document.id}`];
}

/** The pages of each role that show claims with such words. */
const pages: Partial<Record<Person, (request: APIRequestContext) => Promise<string[]>>> = {
  async claimant(request) {
    const toConfirm = await tellClaim(request, `A tree fell on my car, $1,900. ${unbreakable}`, "claimant");
    const inReview = await fileClaim(
      request,
      `Burst pipe in the kitchen of my flat, $2,900. ${unbreakable}`,
      "claimant",
    );
    const closed = await fileClaim(request, `Stone hit the windscreen of my car, $90. ${unbreakable}`, "claimant");
    const claims = [toConfirm, `${toConfirm}?change=1`, inReview, closed].map((claim) => `/claims/${claim}`);
    return ["/claims", "/claims/new", ...claims];
  },
  async reviewer(request) {
    const session = await fileClaim(request, `Fire in the kitchen of my flat, $2,300. ${unbreakable}`);
    const { id } = await reviewOf(request, session);
    return ["/inbox", `/inbox/${id}`, "/inbox?q=nothing-like-this", "/inbox/absences", "/inbox/queues"];
  },
  async designer(request) {
    const session = await fileClaim(request, `Storm, my flat's window is broken, $1,700. ${unbreakable}`);
    return [
      ...["/workflows", "/workflows/insurance-claims", `/workflows/insurance-claims?session=${session}`],
      ...(await documentPages(request)),
    ];
  },
  async admin(request) {
    const session = await fileClaim(request, `The hail dented my car's roof, $2,600. ${unbreakable}`);
    return ["/sessions", `/sessions/${session}`, "/inbox/queues"];
  },
};

for (const [person, pathsOf] of Object.entries(pages) as [Person, (typeof pages)[Person] & object][]) {
  test(`no word is too long for the pages of the ${person}, on a phone, a tablet and a desk`, async ({
    as,
    request,
  }) => {
    test.slow();
    const page = await as(person);
    for (const path of await pathsOf(request)) await fits(page, path);
  });
}

test("no word is too long for the sign-in page, on a phone, a tablet and a desk", async ({ browser }) => {
  const visitor = await browser.newContext();
  await fits(await visitor.newPage(), `/sign-in?from=/${"x".repeat(200)}&error=${"x".repeat(200)}`);
  await visitor.close();
});

async function fits(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: widths[0] ?? 0, height: 844 });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    await expect.poll(() => page.evaluate(findOverflow), { message: `${path} at ${width} px` }).toEqual([]);
  }
}

/** What overflows: the page, a pane that scrolls sideways, a control outside the window. */
function findOverflow(): string[] {
  const nameOf = (element: Element) => `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`;
  // A row of tabs or links may scroll; the canvas is panned.
  const mayScroll = (element: Element) => element.closest("nav, [role=tablist], .react-flow") !== null;
  const { scrollWidth, clientWidth } = document.scrollingElement ?? document.body;
  const panes = [...document.querySelectorAll("body *")].filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 &&
      /auto|scroll/.test(getComputedStyle(element).overflowX) &&
      !mayScroll(element),
  );
  const controls = [...document.querySelectorAll("a, button, input, select, textarea, summary, [role=option]")].filter(
    (element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && !mayScroll(element) && (left < 0 || right > clientWidth + 0.5);
    },
  );
  return [
    ...(scrollWidth > clientWidth ? [`the page: ${scrollWidth} px`] : []),
    ...panes.map((pane) => `a pane: ${nameOf(pane)}`),
    ...controls.map((control) => `a control: ${nameOf(control)}`),
  ];
}

test("nothing moves on a page when the browser replaces the server's times by local ones", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "Burst pipe in my flat, the plumber says $1,600", "claimant");
  const review = await reviewOf(request, sessionId);
  for (const [person, path] of [
    ["claimant", "/claims"],
    ["claimant", `/claims/${sessionId}`],
    ["reviewer", `/inbox/${review.id}`],
    ["admin", "/sessions"],
  ] as const) {
    for (const width of [390, 1440]) {
      const page = await as(person, { viewport: { width, height: 844 } });
      // A row of another test would move the others.
      await page.route("**/api/events?*", (route) => route.abort());
      await page.addInitScript(() => {
        const sum = { shift: 0 };
        Object.assign(window, { sum });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const { sum } = window as unknown as { sum: { shift: number } };
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum.shift))));
          }),
      );
      expect(shift, `${path} at ${width} px`).toBeLessThan(0.01);
    }
  }
});

test("what has arrived of a page stands where it stays when the rest comes", async ({ as, request }) => {
  const sessionId = await fileClaim(request, "The washing machine flooded my flat, $1,650");
  const review = await reviewOf(request, sessionId);
  for (const { person, path, part, next } of [
    { person: "reviewer", path: `/inbox/${review.id}`, part: ["group", "Work on this case"], next: 'id="facts"' },
    { person: "admin", path: `/sessions/${sessionId}`, part: ["region", "Steps"], next: 'id="transcript"' },
  ] as const) {
    const page = await as(person, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const box = () => page.getByRole(part[0], { name: part[1] }).boundingBox();
    await page.goto(path);
    const whole = await box();
    await page.route(`**${path}`, async (route) => {
      const html = await (await route.fetch()).text();
      expect(html).toContain(next);
      await route.fulfill({ contentType: "text/html; charset=utf-8", body: html.slice(0, html.indexOf(next)) });
    });
    await page.goto(path);
    await expect.poll(box, { message: path }).toEqual(whole);
  }
});

test("right-to-left text is shown from right to left, to the claimant and to staff", async ({ as, request }) => {
  const text = "سقطت شجرة على سيارتي car, $1,950";
  const sessionId = await fileClaim(request, text, "claimant");
  const review = await reviewOf(request, sessionId);
  for (const [person, path] of [
    ["claimant", `/claims/${sessionId}`],
    ["reviewer", `/inbox/${review.id}`],
    ["admin", `/sessions/${sessionId}`],
  ] as const) {
    const page = await as(person);
    await page.goto(path);
    // The message and the fact (in a session only in its steps, folded); the assistant's sentences begin in English.
    const words = page.locator("[dir=auto]").filter({ hasText: /^(You said: )?سقطت شجرة/, visible: true });
    await expect(words.nth(person === "admin" ? 0 : 1)).toBeVisible();
    for (const each of await words.all()) await expect(each).toHaveCSS("direction", "rtl");
    if (person === "claimant") await page.getByRole("textbox", { name: "Message" }).fill("شكرا");
    if (person === "claimant") await expect(page.getByRole("textbox")).toHaveCSS("direction", "rtl");
  }
});

test("Enter that confirms a word of an input method sends nothing, also in Safari", async ({ as, request }) => {
  const sessionId = await tellClaim(request, "Someone scratched my car, the garage says $420", "claimant");
  const page = await as("claimant");
  await page.goto(`/claims/${sessionId}`);
  const sent: string[] = [];
  page.on("request", (one) => {
    if (one.method() === "POST") sent.push(one.url());
  });
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("損害");
  for (const composing of [{ keyCode: 229 }, { isComposing: true }]) {
    await box.dispatchEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...composing });
  }
  await expect(box).toHaveValue("損害");
  await box.press("Enter");
  await expect(box).toHaveValue("");
  await expect.poll(() => sent.filter((url) => url.endsWith("/api/chat")).length).toBe(1);
});

test("a status says by icon and tone whose turn it is, and a withdrawn claim is not a success", async ({
  as,
  request,
}) => {
  const [mine, theirs, withdrawn] = await Promise.all([
    tellClaim(request, "Someone scratched my car, the garage says $430", "claimant"),
    fileClaim(request, "Burst pipe in my flat, the plumber says $1,800", "claimant"),
    tellClaim(request, "Someone dented my car, the garage says $440", "claimant"),
  ]);
  const page = await as("claimant");
  await page.goto(`/claims/${withdrawn}`);
  await page.getByRole("button", { name: "Withdraw claim" }).click();
  await page.getByRole("button", { name: "Yes, withdraw" }).click();
  await expect(page.getByText("This claim is closed.")).toBeVisible();
  await page.goto("/claims");
  const looks = new Map<string, string>();
  for (const [claim, words] of [
    [mine, "Waiting for your answer"],
    [theirs, "With a specialist"],
    [withdrawn, "Withdrawn"],
  ] as const) {
    const status = page.locator(`a[href="/claims/${claim}"]`).getByText(words, { exact: true });
    const icon = (await status.locator("svg").getAttribute("class")) ?? "";
    looks.set(words, icon.replaceAll(/\s+/g, " "));
  }
  expect(new Set(looks.values()).size).toBe(3);
  expect(looks.get("Waiting for your answer")).toContain("fill-current");
  expect(looks.get("With a specialist")).not.toContain("fill-current");
  expect(looks.get("Withdrawn")).not.toContain("check");
});
