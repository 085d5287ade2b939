import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./people";

/** The rules of axe whose result depends on colours. */
const rulesOfColours = ["color-contrast", "link-in-text-block"];

interface Checked {
  /** What the page shows, for the message. */
  state: string;
  /** A CSS selector: only this part of the page is checked. */
  part?: string;
}

/** What axe finds on the page in its present state, in light and in dark. */
export async function findViolations(page: Page, { state, part }: Checked): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    // The other mode opens a page for each result, which only frames of other origins need.
    // Only what is wrong is reported, and the stylesheets, which no rule here reads, are not loaded again.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"], preload: false });
    if (part) axe.include(part);
    const { violations } = await (colorScheme === "light" ? axe : axe.withRules(rulesOfColours)).analyze();
    for (const { id, nodes } of violations)
      found.push(`${state}, ${colorScheme}: ${id} ${nodes.map(({ target }) => target).join(" ")}`);
  }
  return found;
}

/** Expects that axe finds nothing on the page in its present state, in light and in dark. */
export async function checkAccessible(page: Page, state: string, part?: string): Promise<void> {
  expect(await findViolations(page, { state, ...(part && { part }) })).toEqual([]);
}

/** Expects that nothing is sticky in the zoomed page, and that each of these is visible where it has the focus. */
export async function checkZoomed(page: Page, stops: readonly Locator[]): Promise<void> {
  for (const stop of stops) {
    await stop.focus();
    const isOnTop = () =>
      stop.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return found !== null && element.contains(found);
      });
    await expect.poll(isOnTop).toBe(true);
  }
  const stuck = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((element) => /sticky|fixed/.test(getComputedStyle(element).position))
        .filter((element) => element.getBoundingClientRect().height > 0)
        .map((element) => element.tagName),
    );
  await expect.poll(stuck).toEqual([]);
}

/** Expects that the page does not scroll sideways. */
export async function checkWidth(page: Page, message?: string): Promise<void> {
  const beyond = () =>
    page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
  await expect.poll(beyond, { message: `${message ?? "the page"} scrolls sideways` }).toBe(0);
}
