import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import type { Row } from "./measure-editor";
import { atMost, type MeasuredServer } from "./measure-inbox";
import { spreadOf } from "./measure-work";

const claimant = { authorization: "Bearer demo-claimant-key" };
const turns = 10;
/** Milliseconds until the work that pages and streams have begun is done. */
const restMs = 10_000;

/** The server's cost of delivering events, and their delay. */
export async function measureLive(browser: Browser, { baseURL, pid, readerKeys }: MeasuredServer): Promise<Row[]> {
  const api = await browser.newPage({ baseURL });
  await takeTurns(api);
  await setTimeout(restMs);
  const alone = await cpuOf(pid, () => takeTurns(api));

  const inboxes = await openInboxes(browser, baseURL);
  const requests: string[] = [];
  for (const page of inboxes) page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const watched = await cpuOf(pid, () => takeTurns(api));
  const reads = requests.filter((path) => path.startsWith("/inbox") || path.startsWith("/api/inbox/cases")).length;
  const delays = await measureDelay(api, inboxes[0] as Page);
  for (const page of inboxes) await page.context().close();

  const streams = await openStreams(baseURL, readerKeys);
  await setTimeout(restMs);
  const crowded = await cpuOf(pid, () => takeTurns(api));
  for (const stream of streams) stream.abort();
  return [
    atMost("Page fetches of four inboxes during ten unrelated turns", 0, reads),
    atMost("CPU of ten unrelated turns with four inboxes open, times that of none", 1.3, watched / alone, 2),
    atMost(`CPU of ten turns with ${streams.length} streams open, times that of none`, 1.2, crowded / alone, 2),
    atMost("A new case from its commit to the screen, ms p95", 500, delays),
  ];
}

/** Unrelated: messages of claimants whose claims are not at a reviewer. */
async function takeTurns(api: Page): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await say(api, `A deer ran into my car, turn ${turn}`);
  await setTimeout(1_000);
}

async function say(api: Page, content: string, session_id?: string): Promise<{ session_id: string }> {
  const response = await api.request.post("/execute", { headers: claimant, data: { content, session_id } });
  return response.json();
}

async function openInboxes(browser: Browser, baseURL: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let count = 0; count < 4; count++) {
    const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 } });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue as reviewer" }).click();
    await page.waitForURL(/inbox/);
    pages.push(page);
  }
  await setTimeout(restMs);
  return pages;
}

/** From the answer that confirms a claim, which comes after its commit, to the row. */
async function measureDelay(api: Page, page: Page): Promise<number> {
  await page.goto("/inbox?sort=newest");
  await page.getByRole("listbox", { name: "Reviews" }).waitFor();
  const delays: number[] = [];
  for (let round = 0; round < 12; round++) {
    const dollars = 40_000 + round;
    const { session_id } = await say(api, `Burst pipe in the kitchen of my flat, $${dollars}.`);
    const text = `$${dollars.toLocaleString("en-US")}.00`;
    await say(api, "yes", session_id);
    const begun = performance.now();
    await page.getByRole("option").filter({ hasText: text }).waitFor();
    delays.push(performance.now() - begun);
  }
  return spreadOf(delays).p95;
}

/** Five streams of each person, who may have six. */
async function openStreams(baseURL: string, keys: readonly string[]): Promise<AbortController[]> {
  const streams: AbortController[] = [];
  for (const key of keys.flatMap((one) => Array<string>(5).fill(one))) {
    const stream = new AbortController();
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${baseURL}/api/events?subject=queue`, { headers, signal: stream.signal });
    if (response.status !== 200) throw new Error(`A stream was refused: ${response.status}`);
    streams.push(stream);
  }
  return streams;
}

/** Milliseconds of processor time that a process needs for something. */
async function cpuOf(pid: number, act: () => Promise<void>): Promise<number> {
  const read = () => {
    const [user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ").slice(13, 15).map(Number);
    return (user + system) * 10;
  };
  const before = read();
  await act();
  return Math.max(10, read() - before);
}
