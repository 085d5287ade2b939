import type { Page } from "@playwright/test";

const headers = { authorization: "Bearer demo-designer-key" };
const taskCount = 500;

/** Milliseconds: the comparison in the browser, and from asking for the page to the list of changes. */
export interface ComparisonTimes {
  compare: number;
  shown: number;
}

// In the page, and as text: Playwright needs seconds to find an element by its role among thousands.
const noteList = `{
  const observer = new MutationObserver(() => {
    if (!document.querySelector('ol[aria-label="Changed"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => { window.listPaintedAt = performance.now(); };
      port1.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true });
}`;

/** Compares a version with 500 tasks and a draft in which all of them differ. The medians of five page loads. */
export async function measureComparison(page: Page): Promise<ComparisonTimes> {
  const id = await storeVersions(page);
  const times: ComparisonTimes[] = [];
  const own = await page.context().newPage();
  await own.addInitScript({ content: noteList });
  for (let round = 0; round < 6; round++) {
    await own.goto("/workflows");
    await own.goto(`/workflows/${id}/versions?from=1&to=draft`);
    await own.waitForFunction(() => "listPaintedAt" in window);
    times.push(
      await own.evaluate(() => ({
        shown: (window as unknown as { listPaintedAt: number }).listPaintedAt,
        compare: performance.getEntriesByName("compare versions").at(-1)?.duration ?? Number.POSITIVE_INFINITY,
      })),
    );
  }
  await own.close();
  const median = (values: number[]) => values.slice(1).toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
  return { compare: median(times.map((one) => one.compare)), shown: median(times.map((one) => one.shown)) };
}

/** The tasks in a row. `edition` is in every name and text. */
function chain(edition: string, mood: string) {
  const tasks = Array.from({ length: taskCount }, (_, index) => {
    const label = `Task ${index} of the ${edition} edition`;
    if (index === 0)
      return { id: "t0", kind: "set", label, config: { values: [{ key: mood, value: `fine in the ${edition}` }] } };
    const text = `Hello, number ${index} of the ${edition} edition feels {{ ${mood} }} today, as on every other day.`;
    const isLast = index === taskCount - 1;
    return {
      id: `t${index}`,
      kind: isLast ? "letter" : "say",
      label,
      config: { [isLast ? "letter" : "message"]: text },
    };
  });
  const edges = tasks.slice(1).map(({ id }, index) => ({ id: `e${index}`, from: `t${index}`, to: id }));
  return { tasks, edges, startTaskId: "t0" };
}

async function storeVersions(page: Page): Promise<string> {
  const created = await page.request.post("/api/v1/workflows", { headers, data: { name: "Two large versions" } });
  const { id } = await created.json();
  const save = async (change: object) => {
    const { revision, baseVersionId, definition, layout } = await (
      await page.request.get(`/api/v1/workflows/${id}/draft`, { headers })
    ).json();
    const data = { revision, baseVersionId, definition: { ...definition, ...change }, layout };
    const saved = await page.request.put(`/api/v1/workflows/${id}/draft`, { headers, data });
    if (!saved.ok()) throw new Error(`The draft was not stored: ${await saved.text()}`);
    return (await saved.json()) as { revision: number };
  };
  const { revision } = await save(chain("first", "mood"));
  const published = await page.request.post(`/api/v1/workflows/${id}/publish`, { headers, data: { revision } });
  if (!published.ok()) throw new Error(`The version was not published: ${await published.text()}`);
  await save(chain("second", "temper"));
  return id;
}
