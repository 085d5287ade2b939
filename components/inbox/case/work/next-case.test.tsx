import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { nextCaseAction } from "@/lib/inbox/actions";
import { readInboxQuery } from "../../inbox-query";
import { OpenNext } from "../../list/open-next";
import { NextCase } from "./next-case";

vi.mock("@/lib/inbox/actions", () => ({ nextCaseAction: vi.fn() }));
beforeEach(() => vi.mocked(nextCaseAction).mockReset());

const found = (caseId: string | null) => vi.mocked(nextCaseAction).mockResolvedValueOnce({ ok: true, caseId });
const button = (name: string) => screen.getByRole("button", { name });

function show(query: Record<string, string>) {
  render(<NextCase caseId="c1" query={readInboxQuery(query)} />);
  return userEvent.setup();
}

test("opens the next case of the list that the reviewer came from, in the same list", async () => {
  const user = show({ tab: "mine", q: "dana", sort: "due", flagged: "true" });
  found("c2");
  await user.click(button("Next case"));
  expect(nextCaseAction).toHaveBeenCalledExactlyOnceWith("?tab=mine&q=dana&sort=due&flagged=true", "c1");
  await waitFor(() => {
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/inbox/c2?tab=mine&q=dana&sort=due&flagged=true");
  });
});

test("says that the list has no other free case, and offers those of all lists in its order", async () => {
  const user = show({ tab: "mine", sort: "due" });
  found(null);
  await user.click(button("Next case"));
  expect((await screen.findByRole("status")).textContent).toBe("No other case of this list is free.");
  expect(router.push).not.toHaveBeenCalled();
  found("c3");
  await user.click(button("Look in all cases"));
  expect(nextCaseAction).toHaveBeenLastCalledWith("?sort=due", "c1");
  await waitFor(() => expect(router.push).toHaveBeenCalledExactlyOnceWith("/inbox/c3?sort=due"));
});

test("goes on in the same tab and filters when a search has no other free case", async () => {
  const user = show({ tab: "mine", q: "CLM-2", flagged: "true" });
  found(null);
  found("c4");
  await user.click(button("Next case"));
  await waitFor(() => expect(router.push).toHaveBeenCalledExactlyOnceWith("/inbox/c4?tab=mine&flagged=true"));
  expect(vi.mocked(nextCaseAction).mock.calls).toEqual([
    ["?tab=mine&q=CLM-2&flagged=true", "c1"],
    ["?tab=mine&flagged=true", "c1"],
  ]);
});

test.each<Record<string, string>>([{}, { tab: "unassigned", sort: "amount" }])(
  "offers no others where the list has every free case",
  async (query) => {
    const user = show(query);
    found(null);
    await user.click(button("Next case"));
    expect((await screen.findByRole("status")).textContent).toContain("No other case is free");
    expect(screen.queryByRole("button", { name: "Look in all cases" })).toBeNull();
  },
);

test("beside the list it takes the list as it is shown", async () => {
  window.history.replaceState(null, "", "/inbox?tab=unassigned&overdue=true");
  render(<OpenNext />);
  found(null);
  await userEvent.setup().click(button("Next case"));
  expect(nextCaseAction).toHaveBeenCalledExactlyOnceWith("?tab=unassigned&overdue=true", undefined);
  expect((await screen.findByRole("status")).textContent).toBe("No case of this list is free.");
  expect(button("Look in all cases")).toBeTruthy();
});
