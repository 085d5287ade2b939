import { setTimeout } from "node:timers/promises";
import type { Page, Request } from "@playwright/test";

/** Milliseconds: the middle of them and what 95 of 100 stay under. */
export interface Spread {
  median: number;
  p95: number;
}

/** The middle and the slow end of some times. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.POSITIVE_INFINITY;
  return { median: at(0.5), p95: at(0.95) };
};

// As text: what compiles this file would give the function a helper that the page does not have.
export const notePaints = `{
  const paints = [];
  window.keyPaints = paints;
  addEventListener("keydown", () => {
    const begun = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => paints.push(performance.now() - begun);
      port1.postMessage(null);
    });
  }, true);
}`;

/** From a key in the inspector's name of a task to the paint that shows it. */
export async function measureTyping(page: Page): Promise<Spread> {
  const name = page.getByRole("region", { name: "Inspector" }).getByRole("textbox", { name: "Name" });
  await name.click();
  await page.evaluate(notePaints);
  await page.keyboard.type("A name that is typed", { delay: 60 });
  return spreadOf(await page.evaluate(() => (window as unknown as { keyPaints: number[] }).keyPaints));
}

/** From asking to save a draft to the whole answer. */
export async function measureSaving(page: Page): Promise<Spread> {
  const times: number[] = [];
  const note = (request: Request) => {
    if (request.method() === "PUT") times.push(request.timing().responseEnd);
  };
  page.on("requestfinished", note);
  const name = page.getByRole("region", { name: "Inspector" }).getByRole("textbox", { name: "Name" });
  for (let round = 0; round < 12; round++) {
    const saved = page.waitForResponse((response) => response.request().method() === "PUT");
    await name.fill(`Task ${round}`);
    await (await saved).finished();
  }
  page.off("requestfinished", note);
  return spreadOf(times);
}

// In the page, because Playwright needs up to a second to find a button that it can click among 500 cards.
const noteTidying = `window.tidyingMs = undefined; addEventListener("click", () => {
  const begun = performance.now();
  const observer = new MutationObserver(() => {
    if (![...document.querySelectorAll("[role=status]")].some((one) => one.textContent === "Tidied up.")) return;
    observer.disconnect();
    requestAnimationFrame(() => { window.tidyingMs = performance.now() - begun; });
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}, { capture: true, once: true })`;

/**
 * From a click on "Tidy up" to the paint of the moved cards; and how much longer than before it the slowest of other
 * requests takes meanwhile, while one is sent every 20 ms. The medians of five rounds.
 */
export async function measureTidying(page: Page): Promise<{ ms: number; othersMs: number }> {
  const before = await slowestRequest(page, setTimeout(2_000));
  const rounds: { ms: number; othersMs: number }[] = [];
  for (let round = 0; round < 5; round++) {
    const tidied = tidyUp(page);
    const slowest = await slowestRequest(page, tidied);
    rounds.push({ ms: await tidied, othersMs: Math.max(0, slowest - before) });
    await page.getByRole("button", { name: "Undo" }).click();
  }
  return {
    ms: spreadOf(rounds.map(({ ms }) => ms)).median,
    othersMs: spreadOf(rounds.map(({ othersMs }) => othersMs)).median,
  };
}

/** The milliseconds from the click to the paint. */
async function tidyUp(page: Page): Promise<number> {
  await page.evaluate(noteTidying);
  await page.getByRole("button", { name: "Tidy up" }).click();
  await page.waitForFunction(() => (window as unknown as { tidyingMs?: number }).tidyingMs !== undefined);
  return page.evaluate(() => (window as unknown as { tidyingMs: number }).tidyingMs);
}

/** The milliseconds of the slowest of the requests that are sent every 20 ms until `end`. */
async function slowestRequest(page: Page, end: Promise<unknown>): Promise<number> {
  let slowest = 0;
  let isOver = false;
  const ended = end.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const begun = performance.now();
    await page.request.get("/health");
    slowest = Math.max(slowest, performance.now() - begun);
    await setTimeout(20);
  }
  await ended;
  return slowest;
}

/** In the page once it answers keys and clicks; before that, the server has rendered words. */
const reactsWith = "[role=tree] [role=treeitem]";

// As text, like the other one. A MutationObserver is called too late, after React has started the lazy parts.
const noteReaction = `for (const name of ["appendChild", "insertBefore", "replaceChild"]) {
  const insert = Node.prototype[name];
  Node.prototype[name] = function (...nodes) {
    const inserted = insert.apply(this, nodes);
    if (!window.reactsAt && document.querySelector("${reactsWith}")) window.reactsAt = performance.now();
    return inserted;
  };
}`;

/**
 * Kilobytes of JavaScript over the wire: what had arrived when the outline was inserted into the document, and what had
 * arrived when the page rested. No key is pressed meanwhile.
 */
export async function measureScripts(page: Page, path: string): Promise<{ toReact: number; toRest: number }> {
  await page.addInitScript({ content: noteReaction });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Map<string, { url: string; bytes: number }>();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.set(requestId, { url: response.url, bytes: 0 });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes = encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await session.detach();
  const late = await page.evaluate(() => {
    const { reactsAt } = window as unknown as { reactsAt: number };
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return loaded.filter(({ responseEnd }) => responseEnd > reactsAt).map(({ name }) => name);
  });
  const sizeOf = (counts: (url: string) => boolean) =>
    [...scripts.values()].reduce((sum, { url, bytes }) => sum + (counts(url) ? bytes : 0), 0) / 1_000;
  return { toReact: sizeOf((url) => !late.includes(url)), toRest: sizeOf(() => true) };
}
