import type { Page, Request } from "@playwright/test";

/** Milliseconds: the middle of them and what 95 of 100 stay under. */
export interface Spread {
  median: number;
  p95: number;
}

const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.POSITIVE_INFINITY;
  return { median: at(0.5), p95: at(0.95) };
};

// As text: what compiles this file would give the function a helper that the page does not have.
const notePaints = `{
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
  await page.keyboard.type("A name that somebody types", { delay: 60 });
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

/** How long "Tidy up" takes, and how much longer than before it the slowest of other requests takes meanwhile. */
export async function measureTidying(page: Page): Promise<{ ms: number; othersMs: number }> {
  const ask = async () => {
    const begun = performance.now();
    await page.request.get("/health");
    return performance.now() - begun;
  };
  const slowestOf = async (until: () => boolean) => {
    let slowest = 0;
    do slowest = Math.max(slowest, await ask());
    while (!until());
    return slowest;
  };
  let asked = 0;
  const before = await slowestOf(() => ++asked > 100);
  let isDone = false;
  const others = slowestOf(() => isDone);
  const begun = performance.now();
  const answered = page.waitForResponse((response) => response.url().endsWith("/layout"));
  await page.getByRole("button", { name: "Tidy up" }).click();
  await (await answered).finished();
  const ms = performance.now() - begun;
  isDone = true;
  return { ms, othersMs: Math.max(0, (await others) - before) };
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
