import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubHeights } from "@/components/testing/test-layout";
import { TestProviders } from "@/components/testing/test-providers";
import { testReview } from "@/components/testing/test-reviews";
import type { CaseRow } from "@/lib/inbox/schema";
import { readInboxQuery } from "../inbox-query";
import { ReviewList } from "./review-list";

const review = (caseId: string, change: Partial<CaseRow> = {}) =>
  testReview({ caseId, claimantName: `Claimant ${caseId}`, ...change });

beforeEach(() => stubHeights());
afterEach(() => void vi.restoreAllMocks());

const onEnd = vi.fn();
const selection = { isActive: false, ids: [], has: () => false, toggle: vi.fn(), start: vi.fn(), clear: vi.fn() };

function setup(items: CaseRow[], selectedId?: string) {
  const view = (next: CaseRow[]) => (
    <ReviewList
      rows={next}
      total={next.length}
      selectedId={selectedId}
      query={readInboxQuery({})}
      viewerId="lee"
      now={Date.now()}
      selection={selection}
      onEnd={onEnd}
    />
  );
  const { rerender } = render(view(items), { wrapper: TestProviders });
  return { user: userEvent.setup(), rerenderWith: (next: CaseRow[]) => rerender(view(next)) };
}

const options = () => screen.getAllByRole("option");
const names = () => options().map((option) => /Claimant \w+/.exec(option.textContent ?? "")?.[0]);

test("is a listbox of links, and Tab reaches it once, at the selected case", async () => {
  const { user } = setup([review("a"), review("b")], "b");
  expect(screen.getByRole("listbox", { name: "Reviews" })).toBeTruthy();
  expect(options()[0]?.getAttribute("href")).toBe("/inbox/a");
  await user.tab();
  expect(document.activeElement).toBe(options()[1]);
  expect(options()[1]?.getAttribute("aria-selected")).toBe("true");
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

test("moves the focus with the arrow keys, Home and End, and stops at the ends", async () => {
  const { user } = setup([review("a"), review("b"), review("c")]);
  await user.tab();
  const focused = () => options().indexOf(document.activeElement as HTMLElement);
  await user.keyboard("{ArrowDown}");
  expect(focused()).toBe(1);
  await user.keyboard("{End}");
  expect(focused()).toBe(2);
  await user.keyboard("{ArrowDown}");
  expect(focused()).toBe(2);
  await user.keyboard("{Home}");
  expect(focused()).toBe(0);
  await user.keyboard("{ArrowUp}");
  expect(focused()).toBe(0);
});

test("opens a case with Space", async () => {
  const { user } = setup([review("a"), review("b")]);
  const opened = vi.fn();
  options()[1]?.addEventListener("click", opened);
  await user.tab();
  await user.keyboard("{ArrowDown} ");
  expect(opened).toHaveBeenCalledOnce();
});

test("keeps the places of shown cases while the list has the focus, and sorts after that", async () => {
  const { user, rerenderWith } = setup([review("a"), review("b")]);
  await user.tab();
  rerenderWith([review("new"), review("b"), review("a")]);
  expect(names()).toEqual(["Claimant a", "Claimant b", "Claimant new"]);
  expect(document.activeElement).toBe(options()[0]);
  await user.tab();
  expect(names()).toEqual(["Claimant new", "Claimant b", "Claimant a"]);
});

test("gives the focus back to the selected case after the page has changed", async () => {
  const list = (key: string, selectedId: string) => (
    <ReviewList
      key={key}
      rows={[review("a"), review("b")]}
      total={2}
      selectedId={selectedId}
      query={readInboxQuery({})}
      viewerId="lee"
      now={0}
      selection={selection}
      onEnd={onEnd}
    />
  );
  const { rerender } = render(list("before", "a"), { wrapper: TestProviders });
  await userEvent.setup().tab();
  rerender(list("after", "b"));
  expect(document.activeElement).toBe(options()[1]);
});

test("tells amount, claimant, assignee, due time and flags of a case", () => {
  setup([
    review("a", {
      assignee: { id: "lee", name: "Lee Park" },
      dueAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
      flags: ["claimant asks for approval"],
    }),
  ]);
  const text = options()[0]?.textContent;
  for (const part of [
    "$640.00",
    "Claimant a",
    "assigned to You",
    "Overdue, was due 2 hours ago",
    "asks for approval",
  ]) {
    expect(text).toContain(part);
  }
});

test("draws only the rows near the visible ones and the focused one, each with its position", async () => {
  const { user } = setup(Array.from({ length: 500 }, (_, index) => review(`n${index}`)));
  expect(options().length).toBeLessThanOrEqual(40);
  expect(options()[4]?.getAttribute("aria-posinset")).toBe("5");
  expect(options()[4]?.getAttribute("aria-setsize")).toBe("500");
  await user.tab();
  await user.keyboard("jjk");
  expect(document.activeElement?.getAttribute("aria-posinset")).toBe("2");
  await user.keyboard("x");
  expect(selection.toggle).toHaveBeenCalledWith("n1");
});

test("a case without an amount has the claimant's words in its place", () => {
  const none = { amountCents: null };
  setup([review("a", { ...none, opening: "What is my excess?" }), review("b", none)]);
  const [question, unknown] = options();
  expect(question?.textContent).toContain("What is my excess?");
  expect(question?.textContent).not.toContain("Amount not known");
  expect(unknown?.textContent).toContain("Amount not known");
});

test("a row has its reference, and says in words what its priority is the sum of", () => {
  const parts = [
    { part: "amount", points: 2, text: "amount of $12,000.00" },
    { part: "due", points: 6, text: "overdue" },
  ] as const;
  setup([
    review("a", { reference: "CLM-7F3A", priority: 8, priorityParts: [...parts] }),
    review("b", { priority: 2, priorityParts: [parts[0]] }),
    review("c"),
  ]);
  const [a, b, c] = options().map((option) => option.textContent);
  expect(a).toContain("CLM-7F3A");
  expect(a).toContain("Priority 8: 6 for overdue, 2 for amount of $12,000.00");
  expect(b).toContain("Priority 2: amount of $12,000.00");
  expect(c).not.toContain("Priority");
});
