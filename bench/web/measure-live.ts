import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import type { Row } from "./measure-editor";
import { atMost, type MeasuredServer } from "./measure-inbox";
import { spreadOf } from "./measure-work";

const claimant = { authorization: "Bearer demo-claimant-key" };
const turns = 10;
/** Milliseconds until the work that pages and streams have begun is done. */
const restMs = 8_000;
const rounds = 3;
/** Ten turns need a third of a second, as long as one collection of garbage: a few would measure where those fall. */
const tensOfTurns = 5;
/** Streams of each person, who may have six. */
const streamsOfOne = 5;

/** The server's cost of delivering events, and their delay. */
export async function measureLive(browser: Browser, { baseURL, pid, readerKeys }: MeasuredServer): Promise<Row[]> {
  const api = await browser.newPage({ baseURL });
  // The first turns compile and warm up.
  await takeTurns(api);
  await setTimeout(restMs);
  const cpu = { alone: 0, inboxes: 0, streams: 0 };
  const requests: string[] = [];
  for (let round = 0; round < rounds; round++) {
    cpu.alone += await cpuOf(pid, () => takeTurns(api));
    const inboxes = await openInboxes(browser, baseURL);
    for (const page of inboxes) page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    cpu.inboxes += await cpuOf(pid, () => takeTurns(api));
    for (const page of inboxes) await page.context().close();
    await setTimeout(restMs);

    cpu.alone += await cpuOf(pid, () => takeTurns(api));
    const streams = await openStreams(baseURL, readerKeys);
    await setTimeout(restMs);
    cpu.streams += await cpuOf(pid, () => takeTurns(api));
    for (const stream of streams) stream.abort();
    await setTimeout(restMs);
  }
  const reads = requests.filter((path) => path.startsWith("/inbox") || path.startsWith("/api/inbox/cases")).length;
  const alone = cpu.alone / 2;

  const [inbox] = await openInboxes(browser, baseURL, 1);
  const delay = await measureDelay(api, inbox as Page);
  return [
    atMost("Page fetches of four inboxes during ten unrelated turns", 0, reads),
    atMost("CPU of ten unrelated turns with four inboxes open, times that of none", 1.3, cpu.inboxes / alone, 2),
    atMost(
      `CPU of ten turns with ${readerKeys.length * streamsOfOne} streams open, times that of none`,
      1.2,
      cpu.streams / alone,
      2,
    ),
    atMost("A new case from its commit to the screen, ms p95", 500, delay),
  ];
}

/** Unrelated: messages of claimants whose claims are not at a reviewer. */
async function takeTurns(api: Page): Promise<void> {
  for (let ten = 0; ten < tensOfTurns; ten++) {
    for (let turn = 0; turn < turns; turn++) await say(api, `A deer ran into my car, turn ${turn}`);
    await setTimeout(1_000);
  }
}

async function say(api: Page, content: string, session_id?: string): Promise<{ session_id: string }> {
  const response = await api.request.post("/execute", { headers: claimant, data: { content, session_id } });
  if (response.status() !== 200) throw new Error(`A message was refused: ${response.status()}`);
  return response.json();
}

async function openInboxes(browser: Browser, baseURL: string, count = 4): Promise<Page[]> {
  const pages: Page[] = [];
  while (pages.length < count) {
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

async function openStreams(baseURL: string, keys: readonly string[]): Promise<AbortController[]> {
  const streams: AbortController[] = [];
  for (const key of keys.flatMap((one) => Array<string>(streamsOfOne).fill(one))) {
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
