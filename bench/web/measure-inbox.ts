import { setTimeout } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Row } from "./measure-editor";
import { measureFrames } from "./measure-frames";
import { measureLive } from "./measure-live";
import { notePaints, type Spread, spreadOf } from "./measure-work";

const headers = { authorization: "Bearer demo-reviewer-key" };
const viewport = { width: 1440, height: 900 };

/** A figure with its bound: what is larger misses it. */
export const atMost = (name: string, bound: number, value: number, digits = 0): Row => ({
  ...{ name, bound: `<= ${bound}`, isMet: value <= bound },
  measured: value.toFixed(digits),
});

/** The server's process, and API keys of reviewers who read its events. */
export interface MeasuredServer {
  baseURL: string;
  pid: number;
  readerKeys: string[];
}

/** Figures of the inbox with the cases that are stored: the server's answers, the list in a browser, live delivery. */
export async function measureInbox(server: MeasuredServer, executablePath: string): Promise<Row[]> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await signIn(browser, server.baseURL);
    const rows = [
      ...(await measureAnswers(page)),
      ...(await measureList(page)),
      atMost("The key of a decision to its paint, ms p95", 50, (await measureDecisionPaint(page)).p95),
    ];
    await page.close();
    return [...rows, ...(await measureLive(browser, server))];
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, baseURL: string): Promise<Page> {
  const page = await browser.newPage({ baseURL, viewport });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue as reviewer" }).click();
  await page.waitForURL(/inbox/);
  return page;
}

/** From asking to the whole answer, 30 times. */
async function timesOf(page: Page, ask: (round: number) => string): Promise<Spread> {
  const times: number[] = [];
  for (let round = 0; round < 33; round++) {
    const begun = performance.now();
    const response = await page.request.get(ask(round), { headers });
    await response.body();
    // The first answers compile and warm up.
    if (round >= 3) times.push(performance.now() - begun);
  }
  return spreadOf(times);
}

async function measureAnswers(page: Page): Promise<Row[]> {
  const list = await timesOf(page, () => "/api/inbox/cases");
  const decided = await timesOf(page, () => "/api/inbox/cases?tab=decided");
  const counts = await timesOf(page, () => "/api/inbox/counts");
  const rare = await timesOf(page, (round) => `/api/inbox/cases?q=at+number+${100 + round * 17}`);
  const common = await timesOf(page, () => "/api/inbox/cases?q=hail");
  return [
    atMost("First page of open cases, ms p95", 50, list.p95),
    atMost("First page of decided cases, ms p95", 50, decided.p95),
    atMost("Counts of all tabs, ms p95", 100, counts.p95),
    atMost("Search for words of one claimant, ms p95", 150, rare.p95),
    atMost("Search for a word of many claimants, ms p95", 150, common.p95),
    atMost("Decision by API, ms p95", 100, (await measureDecisions(page)).p95),
  ];
}

async function measureDecisions(page: Page): Promise<Spread> {
  const { reviews } = await (await page.request.get("/api/v1/reviews?sort=newest&limit=25", { headers })).json();
  const times: number[] = [];
  for (const { id, expected_version } of reviews) {
    const begun = performance.now();
    const data = { verdict: "reject", reason: "Not covered.", expected_version, override: true };
    const response = await page.request.post(`/api/v1/reviews/${id}/decision`, { headers, data });
    if (response.ok()) times.push(performance.now() - begun);
  }
  return spreadOf(times.slice(2));
}

// As text, for the same reason as `notePaints`.
const noteOutcome = `{
  addEventListener("keydown", () => {
    const begun = performance.now();
    const observer = new MutationObserver(() => {
      if (!document.getElementById("decision-made")) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = () => { window.outcomePaint = performance.now() - begun; };
        port1.postMessage(null);
      });
    });
    observer.observe(document.body, { childList: true, subtree: true });
  }, { capture: true, once: true });
}`;

/** From the key that approves a case to the frame that shows the outcome. Each decision is then undone. */
async function measureDecisionPaint(page: Page): Promise<Spread> {
  const { reviews } = await (await page.request.get("/api/v1/reviews?sort=newest&limit=100", { headers })).json();
  const times: number[] = [];
  // A colleague's case is decided only when asked again.
  const own = reviews.filter(({ assignee }: { assignee: string | null }) => assignee === null).slice(0, 22);
  for (const { id } of own) {
    await page.goto(`/inbox/${id}`);
    const heading = page.getByRole("heading", { level: 1 });
    await heading.focus();
    // A reviewer reads first; meanwhile the page is hydrated.
    await setTimeout(1_500);
    await page.evaluate(noteOutcome);
    await page.keyboard.press("a");
    const painted = await page.waitForFunction(() => (window as unknown as { outcomePaint?: number }).outcomePaint);
    times.push((await painted.jsonValue()) ?? Number.POSITIVE_INFINITY);
    await page.keyboard.press("u");
    await page.getByRole("button", { name: "Approve" }).waitFor();
  }
  return spreadOf(times.slice(2));
}

async function measureList(page: Page): Promise<Row[]> {
  await page.goto("/inbox?sort=oldest");
  const list = page.getByRole("listbox", { name: "Reviews" });
  await list.getByRole("option").first().waitFor();
  const box = await list.boundingBox();
  if (!box) throw new Error("There is no list.");
  await page.mouse.move(box.x + 50, box.y + 100);
  let most = 0;
  const { p5, median } = await measureFrames(page, async () => {
    for (let step = 0; step < 100; step++) {
      await page.mouse.wheel(0, 120);
      if (step % 20 === 0) most = Math.max(most, await list.getByRole("option").count());
    }
  });
  await list.getByRole("option").nth(3).focus();
  await page.evaluate(notePaints);
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press("j");
    await setTimeout(50);
  }
  const keys = spreadOf(await page.evaluate(() => (window as unknown as { keyPaints: number[] }).keyPaints));
  return [
    atMost("Rows of the list in the DOM", 40, most),
    {
      ...{ name: `Scrolling the list, frames/s, p5 (median ${Math.round(median)})`, bound: ">= 55" },
      ...{ measured: String(Math.round(p5)), isMet: p5 >= 55 },
    },
    atMost("A key in the list to its paint, ms p95", 50, keys.p95),
    atMost("JavaScript of the inbox, kB", 230, await measureScripts(page, "/inbox")),
    atMost("JavaScript of a case, kB", 230, await measureScripts(page, await someCase(page))),
  ];
}

/** The address of a case, which shows the list, too. */
async function someCase(page: Page): Promise<string> {
  const { reviews } = await (await page.request.get("/api/v1/reviews?limit=1", { headers })).json();
  return `/inbox/${reviews[0].id}`;
}

/** Kilobytes of JavaScript over the wire until a page of the inbox rests, prefetches included. */
async function measureScripts(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(address);
  await page.getByRole("listbox", { name: "Reviews" }).waitFor();
  await setTimeout(3_000);
  await session.detach();
  return bytes / 1_000;
}
