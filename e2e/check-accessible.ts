import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./people";

/** Expects that axe finds nothing on the page in its present state, in light and in dark. */
export async function checkAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join(" ")}`);
    expect(found, `${state}, ${colorScheme}`).toEqual([]);
  }
}
