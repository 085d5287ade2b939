import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import { testReview } from "@/components/testing/test-reviews";
import type { CaseRow } from "@/lib/inbox/schema";
import { InboxPane } from "./inbox-pane";
import type { InboxQuery } from "./inbox-query";

const counts = { mine: 0, unassigned: 1, open: 2, claimant: 3, snoozed: 0, decided: 1_000 };
const view = (items: CaseRow[], query: InboxQuery = { tab: "open", search: "" }) => (
  <InboxPane query={query} counts={counts} items={items} viewerId="lee" now={0} />
);
const show = (items: CaseRow[], query?: InboxQuery) => render(view(items, query), { wrapper: TestProviders });

test("has the tabs as links with their counts, and marks the current one", () => {
  show([testReview()], { tab: "unassigned", search: "dana" });
  const tabs = within(screen.getByRole("navigation", { name: "Cases" }));
  expect(tabs.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Mine 0",
    "Unassigned 1",
    "All open 2",
    "Waiting on claimant 3",
    "Snoozed 0",
    "Decided 999+",
  ]);
  expect(tabs.getByRole("link", { current: "page" }).textContent).toBe("Unassigned 1");
  expect(tabs.getByRole("link", { name: "Mine 0" }).getAttribute("href")).toBe("/inbox?tab=mine&q=dana");
});

test("searches within the tab", () => {
  show([testReview()], { tab: "mine", search: "dana" });
  const search = screen.getByRole("search");
  expect(within(search).getByRole<HTMLInputElement>("searchbox", { name: "Search cases" }).value).toBe("dana");
  const form = new FormData(search as HTMLFormElement);
  expect(Object.fromEntries(form)).toEqual({ tab: "mine", q: "dana" });
});

test("says that nothing was found, and clears the search", () => {
  show([], { tab: "mine", search: "zzz" });
  expect(screen.getByText("No case here matches “zzz”.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Clear the search" }).getAttribute("href")).toBe("/inbox?tab=mine");
});

test("says what an empty tab will show", () => {
  show([]);
  expect(screen.getByText("Nothing waits for you")).toBeTruthy();
});

test("announces a new case once, and no case of another tab", () => {
  const { rerender } = show([testReview()]);
  const status = () => screen.getByRole("status").textContent;
  expect(status()).toBe("");
  const items = [testReview(), testReview({ caseId: "w2", claimantName: "Ana", subject: "Apartment" })];
  rerender(view(items));
  expect(status()).toBe("New in the list: $640.00, Ana, Apartment");
  rerender(view([...items], { tab: "unassigned", search: "" }));
  expect(status()).toBe("");
});
