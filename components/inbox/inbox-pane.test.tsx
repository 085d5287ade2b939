import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveViewer } from "@/components/live/live-viewer";
import { stubHeights } from "@/components/testing/test-layout";
import { stubLive, TestEventSource } from "@/components/testing/test-live";
import { TestProviders } from "@/components/testing/test-providers";
import { testReview } from "@/components/testing/test-reviews";
import type { CaseRow } from "@/lib/inbox/schema";
import { InboxPane } from "./inbox-pane";
import { readInboxQuery } from "./inbox-query";
import { leftStore } from "./left/left-store";

const counts = { mine: 0, unassigned: 1, open: 2, claimant: 3, snoozed: 0, decided: 1_000 };
const lee = { id: "lee", name: "Lee Park" };
const ana = { id: "ana", name: "Ana Ruiz" };
const row = (caseId: string, change: Partial<CaseRow> = {}) =>
  testReview({ caseId, claimantName: `Claimant ${caseId}`, ...change });

const asked: string[] = [];
const usual = (path: string) =>
  path.includes("counts") ? counts : { items: [], nextCursor: null, total: 0, views: [] };
let answer: (path: string, init?: RequestInit) => unknown;

beforeEach(() => {
  stubHeights();
  stubLive();
  asked.length = 0;
  answer = usual;
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    asked.push(path);
    return Response.json(answer(path, init));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function show(items: CaseRow[], search = "", total = items.length) {
  const first = {
    query: readInboxQuery(Object.fromEntries(new URLSearchParams(search))),
    page: { items, nextCursor: null, total },
    counts,
    since: 1,
  };
  window.history.replaceState(null, "", `/inbox${search && `?${search}`}`);
  const { unmount } = render(
    <LiveViewer viewerId={`lee-${Math.random()}`}>
      <InboxPane first={first} viewer={lee} queues={["claims", "other"]} colleagues={[ana, lee]} now={0} />
    </LiveViewer>,
    { wrapper: TestProviders },
  );
  return { user: userEvent.setup(), unmount };
}

/** The stream tells about a case. */
async function deliver(seq: number, one: CaseRow) {
  await vi.waitFor(() => expect(TestEventSource.last).toBeDefined());
  await act(async () => {
    if (TestEventSource.last.readyState === 0) TestEventSource.last.start();
    TestEventSource.last.deliver(seq, ["queue"], { cases: [one] });
  });
}
const options = () => within(screen.getByRole("listbox", { name: "Reviews" })).queryAllByRole("option");
const names = () => options().map((option) => /Claimant \w+/.exec(option.textContent ?? "")?.[0]);

test("has the tabs as links with their counts, and marks the current one", () => {
  show([row("a")], "tab=unassigned&q=dana");
  const tabs = within(screen.getByRole("navigation", { name: "Cases" }));
  expect(tabs.getAllByRole("link").map((link) => link.textContent)).toEqual([
    ...["Mine 0", "Unassigned 1", "All open 2", "Waiting on claimant 3", "Snoozed 0", "Decided 999+"],
  ]);
  expect(tabs.getByRole("link", { current: "page" }).textContent).toBe("Unassigned 1");
  expect(tabs.getByRole("link", { name: "Mine 0" }).getAttribute("href")).toBe("/inbox?tab=mine&q=dana");
});

test("a tab, a search and a filter are in the address and read the list once each", async () => {
  const { user } = show([row("a")]);
  await user.click(screen.getByRole("link", { name: "Mine 0" }));
  await user.type(screen.getByRole("searchbox", { name: "Search cases" }), "dana{Enter}");
  await user.click(screen.getByText("Sort and filter"));
  await user.selectOptions(screen.getByRole("combobox", { name: "Order" }), "Due first");
  expect(window.location.search).toBe("?tab=mine&q=dana&sort=due");
  expect(asked.filter((path) => path.startsWith("/api/inbox/cases"))).toEqual([
    "/api/inbox/cases?tab=mine",
    "/api/inbox/cases?tab=mine&q=dana",
    "/api/inbox/cases?tab=mine&q=dana&sort=due",
  ]);
});

test("shows the list of the address when it changes otherwise, as with Back", async () => {
  const { user } = show([row("a")]);
  const current = () =>
    within(screen.getByRole("navigation", { name: "Cases" })).getByRole("link", { current: "page" });
  await user.click(screen.getByRole("link", { name: "Mine 0" }));
  expect(current().textContent).toBe("Mine 0");
  window.history.replaceState(null, "", "/inbox?tab=decided&tag=vip");
  await deliver(2, row("b"));
  await vi.waitFor(() => expect(current().textContent).toBe("Decided 999+"));
  expect(asked.at(-1)).toBe("/api/inbox/cases?tab=decided&tag=vip");
});

test("reads the address as the server does: a name that is there twice counts as missing", () => {
  show([row("a")], "tab=mine&tab=decided");
  expect(screen.getByRole("link", { current: "page" }).textContent).toBe("All open 2");
});

test("says that nothing was found, and clears the search but not the tab", async () => {
  const { user } = show([], "tab=mine&q=zzz");
  expect(screen.getByText("No case here matches “zzz”.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Clear the search" }));
  expect(window.location.search).toBe("?tab=mine");
});

test("says what an empty tab will show", () => {
  show([]);
  expect(screen.getByText("Nothing waits for you")).toBeTruthy();
});

test("a new case comes as a row, is announced once, and no list is read for it", async () => {
  show([row("a")]);
  const news = () => screen.getAllByRole("status").map((one) => one.textContent);
  await deliver(2, row("new", { claimantName: "Claimant new", subject: "Apartment" }));
  await vi.waitFor(() => expect(names()).toEqual(["Claimant a", "Claimant new"]));
  expect(news()).toContain("New in the list: $640.00, Claimant new, Apartment");
  await deliver(3, row("new", { claimantName: "Claimant new", subject: "Apartment", tags: ["vip"] }));
  expect(names()).toEqual(["Claimant a", "Claimant new"]);
  expect(asked.filter((path) => path.startsWith("/api/inbox/cases"))).toEqual([]);
});

test("a case of another tab is not announced, and a decided one leaves", async () => {
  show([row("a"), row("b")], "tab=unassigned");
  await deliver(2, row("c", { assignee: ana }));
  await deliver(3, row("a", { status: "decided", closedAt: "2026-11-15T11:00:00Z" }));
  await vi.waitFor(() => expect(names()).toEqual(["Claimant b"]));
  expect(screen.getAllByRole("status")[0]?.textContent).toBe("");
});

test("claims several at once: shown before the server answers, taken back where it refuses", async () => {
  const { user } = show([row("a"), row("b"), row("c")]);
  let finish = (_: unknown) => {};
  const answered = new Promise((resolve) => {
    finish = resolve;
  });
  answer = (path) => (path.includes("bulk") ? answered : usual(path));
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    if (path.includes("bulk")) asked.push(String(init?.body));
    return Response.json(await answer(path));
  });
  await user.click(screen.getByRole("button", { name: "Choose several" }));
  await user.click(screen.getByRole("option", { name: /Claimant a/ }));
  await user.click(screen.getByRole("option", { name: /Claimant b/, checked: false }));
  const marked = within(screen.getByRole("region", { name: "Marked cases" }));
  expect(marked.getByText("2 marked")).toBeTruthy();
  await user.click(marked.getByRole("button", { name: "Claim" }));
  expect(asked.at(-1)).toBe('{"caseIds":["a","b"],"act":{"act":"claim"}}');
  const owners = () => options().map((one) => /assigned to (\w+)/.exec(one.textContent ?? "")?.[1]);
  await vi.waitFor(() => expect(owners()).toEqual(["You", "You", undefined]));
  await act(async () => finish({ done: ["a"], refused: [{ caseId: "b", message: "Ana Ruiz has this case." }] }));
  await vi.waitFor(() => expect(owners()).toEqual(["You", undefined, undefined]));
  expect(marked.getByRole("status").textContent).toBe("Done with 1 case, not with 1 case: Ana Ruiz has this case.");
});

test("a refusal of several that comes after the list was left is told on the next page", async () => {
  const { user, unmount } = show([row("a")]);
  const answered = Promise.withResolvers<unknown>();
  vi.stubGlobal("fetch", async (path: string) =>
    Response.json(path.includes("bulk") ? await answered.promise : usual(path)),
  );
  await user.click(screen.getByRole("button", { name: "Choose several" }));
  await user.click(screen.getByRole("option", { name: /Claimant a/ }));
  await user.click(screen.getByRole("button", { name: "Claim" }));
  unmount();
  answered.resolve({ done: [], refused: [{ caseId: "a", message: "Ana Ruiz has this case." }] });
  await vi.waitFor(() => {
    expect(leftStore.getState().problems).toEqual([
      { caseId: "a", title: "Marked cases", text: "Done with 0 cases, not with 1 case: Ana Ruiz has this case." },
    ]);
  });
});

test("another list begins without marks, also when the same case is in it", async () => {
  const { user } = show([row("a"), row("b")], "tab=unassigned");
  answer = (path) => (path.includes("cases") ? { items: [row("a")], nextCursor: null, total: 1 } : usual(path));
  await user.click(screen.getByRole("button", { name: "Choose several" }));
  await user.click(screen.getByRole("option", { name: /Claimant a/ }));
  expect(screen.getByText("1 marked")).toBeTruthy();
  await user.click(screen.getByRole("link", { name: "Mine 0" }));
  await vi.waitFor(() => expect(names()).toEqual(["Claimant a"]));
  expect(screen.getByRole("option", { name: /Claimant a/, checked: false })).toBeTruthy();
});

test("saves the search as a view, for the viewer or for a queue", async () => {
  const { user } = show([row("a")], "tab=mine&sort=amount");
  const view = { id: "v1", name: "Large ones", query: "tab=mine&sort=amount", queue: null, isOwn: true };
  const bodies: string[] = [];
  answer = (path, init) => {
    if (init?.method === "POST") bodies.push(String(init.body));
    return path.includes("views") ? { views: bodies.length > 0 ? [view] : [] } : usual(path);
  };
  await user.click(screen.getByText("Views"));
  expect(await screen.findByText("No view is saved yet.")).toBeTruthy();
  await user.type(screen.getByRole("textbox", { name: "Save this search as" }), "Large ones");
  await user.click(screen.getByRole("button", { name: "Save view" }));
  expect(bodies).toEqual(['{"name":"Large ones","query":"tab=mine&sort=amount","queue":null}']);
  await user.click(screen.getByRole("link", { name: "All open 2" }));
  await user.click(await screen.findByRole("link", { name: "Large ones" }));
  const chosen = new URLSearchParams(window.location.search);
  expect(Object.fromEntries(chosen)).toEqual({ tab: "mine", sort: "amount" });
});
