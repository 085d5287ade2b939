import type { Page } from "@playwright/test";

/**
 * What a page announces from now on: the texts of all its status regions, read with every change. A case of another
 * test replaces the announcement of one's own, so that the last one is not enough.
 */
export const announcementsOf = (page: Page) =>
  page.evaluateHandle(() => {
    const readings: string[][] = [];
    const read = () =>
      readings.push([...document.querySelectorAll("[role=status]")].map((one) => one.textContent ?? ""));
    new MutationObserver(read).observe(document.body, { subtree: true, childList: true, characterData: true });
    return readings;
  });
