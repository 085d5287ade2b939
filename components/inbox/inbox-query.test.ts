import { expect, test } from "vitest";
import { inboxHref, readInboxQuery } from "./inbox-query";

test("an address without a tab, with an unknown one or with two shows all open cases", () => {
  for (const tab of [undefined, "everything", ["mine", "decided"]]) {
    expect(readInboxQuery({ tab })).toEqual({ tab: "open", search: "" });
  }
});

test("the address of a case leads back to the same list", () => {
  const query = { tab: "mine", search: "Dana & Söhne #1" } as const;
  const address = new URL(inboxHref(query, "0190"), "http://localhost");
  expect(address.pathname).toBe("/inbox/0190");
  expect(readInboxQuery(Object.fromEntries(address.searchParams))).toEqual(query);
});

test("all open cases without a search is the plain address", () => {
  expect(inboxHref({ tab: "open", search: "" })).toBe("/inbox");
});
