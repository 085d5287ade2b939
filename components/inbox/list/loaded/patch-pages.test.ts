import { expect, test } from "vitest";
import { testReview } from "@/components/testing/test-reviews";
import type { CaseRow } from "@/lib/inbox/schema";
import { readInboxQuery } from "../../inbox-query";
import { type CasePages, patchPages } from "./patch-pages";

const now = Date.parse("2026-11-15T12:00:00Z");
const row = (caseId: string, change: Partial<CaseRow> = {}) => testReview({ caseId, ...change });
const list = (parts: CaseRow[][], { isComplete = true } = {}): CasePages => ({
  pages: parts.map((items, index) => ({
    items,
    nextCursor: isComplete && index === parts.length - 1 ? null : "next",
    total: index === 0 ? parts.flat().length : null,
  })),
  pageParams: parts.map(() => null),
});
const patch = (pages: CasePages, one: CaseRow, query: Record<string, string> = {}) => {
  const next = patchPages(pages, one, { query: readInboxQuery(query), viewerId: "lee", now });
  return {
    ids: next.pages.flatMap(({ items }) => items.map(({ caseId }) => caseId)).join(""),
    total: next.pages[0]?.total,
  };
};

test("a new case is put where the server would", () => {
  const pages = list([[row("a", { priority: 5 }), row("b", { priority: 3 })], [row("c", { priority: 1 })]]);
  expect(patch(pages, row("n", { priority: 4 }))).toEqual({ ids: "anbc", total: 4 });
  expect(patch(pages, row("n", { priority: 2 }))).toEqual({ ids: "abnc", total: 4 });
  expect(patch(pages, row("n", { priority: 0 }))).toEqual({ ids: "abcn", total: 4 });
});

test("a case beyond the loaded parts is only counted", () => {
  const pages = list([[row("a", { priority: 5 })]], { isComplete: false });
  expect(patch(pages, row("n", { priority: 1 }))).toEqual({ ids: "a", total: 2 });
});

test("a changed case is listed once, and moves when its place changes", () => {
  const pages = list([[row("a", { priority: 5 }), row("b", { priority: 3 })], [row("c", { priority: 1 })]]);
  expect(patch(pages, row("b", { priority: 3, tags: ["x"] }))).toEqual({ ids: "abc", total: 3 });
  expect(patch(pages, row("c", { priority: 9 }))).toEqual({ ids: "cab", total: 3 });
});

test("a case leaves the tab that it is no longer in", () => {
  const pages = list([[row("a"), row("b")]]);
  expect(patch(pages, row("a", { status: "decided", closedAt: "2026-11-15T11:00:00Z" }))).toEqual({
    ids: "b",
    total: 1,
  });
  expect(patch(pages, row("a", { snoozedUntil: "2026-11-16T11:00:00Z" }))).toEqual({ ids: "b", total: 1 });
  const lee = { id: "lee", name: "Lee Park" };
  expect(patch(pages, row("a", { assignee: lee }), { tab: "unassigned" })).toEqual({ ids: "b", total: 1 });
  expect(patch(pages, row("n", { assignee: lee }), { tab: "mine" }).ids).toContain("n");
  expect(patch(pages, row("n", { assignee: { id: "ana", name: "Ana" } }), { tab: "mine" }).ids).toBe("ab");
});

test("filters hold for live cases", () => {
  const pages = list([[]]);
  expect(patch(pages, row("n"), { flagged: "true" }).ids).toBe("");
  expect(patch(pages, row("n", { flags: ["asks for approval"] }), { flagged: "true" }).ids).toBe("n");
  expect(patch(pages, row("n", { tags: ["vip"] }), { tag: "vip" }).ids).toBe("n");
  expect(patch(pages, row("n", { dueAt: "2026-11-15T11:00:00Z" }), { overdue: "true" }).ids).toBe("n");
});

test("a search keeps what it found and adds nothing by itself", () => {
  const pages = list([[row("a")]]);
  expect(patch(pages, row("n"), { q: "dana" }).ids).toBe("a");
  expect(patch(pages, row("a", { tags: ["x"] }), { q: "dana" }).ids).toBe("a");
});

test("the mark of unseen evidence is kept, and set by new evidence", () => {
  const options = { query: readInboxQuery({}), viewerId: "lee", now };
  const isNew = (before: Partial<CaseRow>, after: Partial<CaseRow>) =>
    patchPages(list([[row("a", before)]]), row("a", { isNew: null, ...after }), options).pages[0]?.items[0]?.isNew;
  expect(isNew({ isNew: false, evidenceVersion: 1 }, { evidenceVersion: 2 })).toBe(true);
  expect(isNew({ isNew: false, evidenceVersion: 2 }, { evidenceVersion: 2 })).toBe(false);
  expect(isNew({ isNew: null, evidenceVersion: 1 }, { evidenceVersion: 2 })).toBeNull();
});
