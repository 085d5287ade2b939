import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";

// Without the hidden fields that React adds to the forms of a page without scripts.
const controls = "a, button, input:not([type=hidden]), select, summary, textarea, [role=option]";

/** Waits until every control of the page has its handlers. What is typed or chosen before that can be lost. */
export async function untilHydrated(page: Page): Promise<void> {
  // A page that is just being replaced cannot be asked.
  await expect(async () => {
    const waiting = await page.evaluate((selector) => {
      // React keeps the properties of an element, with its handlers, under such a key.
      const isHydrated = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps$"));
      const found = [...document.querySelectorAll(selector)].filter((element) => !isHydrated(element));
      // The zone of the reader is known only after hydration.
      return [...found, ...document.querySelectorAll("time[title$=UTC]")].map(({ outerHTML }) =>
        outerHTML.slice(0, 80),
      );
    }, controls);
    expect(waiting).toEqual([]);
  }).toPass({ intervals: [20, 50, 100, 250], timeout: 60_000 });
}

/** Makes `goto` and `reload` of every page wait for hydration, except where a test says itself what it waits for. */
export function waitForHydration(context: BrowserContext): void {
  context.on("page", (page) => {
    const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
    page.goto = async (url, options) => {
      const response = await goto(url, options);
      if (options?.waitUntil === undefined) await untilHydrated(page);
      return response;
    };
    page.reload = async (options) => {
      const response = await reload(options);
      await untilHydrated(page);
      return response;
    };
  });
}
