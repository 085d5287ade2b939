import type { Page } from "@playwright/test";

/** All that a page announces from now on: a case of another test replaces the announcement of one's own. */
export const announcementsOf = (page: Page) =>
  page.evaluateHandle(() => {
    const texts: string[] = [];
    const read = () =>
      texts.push(...[...document.querySelectorAll("[role=status]")].map((one) => one.textContent ?? ""));
    new MutationObserver(read).observe(document.body, { subtree: true, childList: true, characterData: true });
    return texts;
  });
