import { expect, test } from "vitest";
import { type InboxQuery, inboxHref, isNarrowed, readInboxQuery } from "./inbox-query";

const all: InboxQuery = {
  ...{ tab: "open", search: "", sort: "priority", queue: "", tag: "" },
  ...{ flagged: false, overdue: false, escalated: false },
};

test("an address without a tab, with an unknown one or with two shows all open cases", () => {
  for (const tab of [undefined, "everything", ["mine", "decided"]]) expect(readInboxQuery({ tab })).toEqual(all);
});

test("an invalid order or filter is not a filter", () => {
  expect(readInboxQuery({ sort: "random", flagged: "maybe", overdue: "" })).toEqual(all);
});

test("the address of a case leads back to the same list", () => {
  const query = { ...all, tab: "mine", search: "Dana & Söhne #1", sort: "amount", overdue: true } as const;
  const address = new URL(inboxHref(query, "0190"), "http://localhost");
  expect(address.pathname).toBe("/inbox/0190");
  expect(readInboxQuery(Object.fromEntries(address.searchParams))).toEqual(query);
});

test("all open cases without a search is the plain address", () => {
  expect(inboxHref(all)).toBe("/inbox");
});

test("a search and each filter show less than the tab, an order does not", () => {
  expect(isNarrowed({ ...all, sort: "amount", tab: "mine" })).toBe(false);
  for (const part of [{ search: "x" }, { tag: "x" }, { queue: "x" }, { flagged: true }, { overdue: true }]) {
    expect(isNarrowed({ ...all, ...part })).toBe(true);
  }
});
