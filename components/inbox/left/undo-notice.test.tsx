import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubLive, TestEventSource } from "@/components/testing/test-live";
import { caseAction } from "@/lib/inbox/actions";
import type { DecisionFate } from "@/lib/inbox/schema";
import { LeftNotices } from "./left-notices";
import { leftStore, rememberDecision } from "./left-store";

vi.mock("@/lib/inbox/actions", () => ({ caseAction: vi.fn() }));

const fate = vi.fn<() => DecisionFate>();
const keepTexts = vi.fn();

beforeEach(() => {
  stubLive();
  vi.stubGlobal("fetch", async () => Response.json(fate()));
  fate.mockReset().mockReturnValue({ status: "pending", cancelledBy: null });
  vi.mocked(caseAction).mockReset().mockResolvedValue({ ok: true, result: null });
  leftStore.setState({ problems: [], decisions: [] });
  window.history.replaceState(null, "", "/sessions");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const decide = (remainingMs: number, caseId = "c1") =>
  rememberDecision({
    ...{
      caseId,
      viewerId: crypto.randomUUID(),
      pendingId: `p-${caseId}`,
      words: `Approved: $640.00, Dana Kim, ${caseId}`,
      keepTexts,
    },
    endsAt: performance.now() + remainingMs,
  });
const undoButtons = () => screen.queryAllByRole("button", { name: "Undo" });

test("a decision can be undone on every page, and what was typed for it is kept then", async () => {
  decide(8_000);
  render(<LeftNotices />);
  expect((await screen.findByRole("status")).textContent).toContain("Approved: $640.00, Dana Kim");
  await userEvent.setup().click(screen.getByRole("button", { name: "Undo" }));
  expect(caseAction).toHaveBeenCalledExactlyOnceWith("c1", { act: "undo", decision_id: "p-c1" });
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
  expect(keepTexts).toHaveBeenCalledOnce();
});

test("two decisions within eight seconds can both be undone, the newest first", async () => {
  decide(8_000, "c1");
  decide(8_000, "c2");
  render(<LeftNotices />);
  await waitFor(() => expect(undoButtons()).toHaveLength(2));
  expect(screen.getAllByRole("status").map(({ textContent }) => textContent?.match(/c\d/)?.[0])).toEqual(["c2", "c1"]);
});

test("the offer ends at its time, and the page of the case shows it itself", async () => {
  window.history.replaceState(null, "", "/inbox/c1");
  decide(400);
  const { rerender } = render(<LeftNotices />);
  expect(undoButtons()).toEqual([]);
  window.history.replaceState(null, "", "/inbox/c2");
  rerender(<LeftNotices />);
  await waitFor(() => expect(undoButtons()).toEqual([]), { timeout: 5_000 });
});

test("says that evidence has cancelled a decision while the page of its case is being left", async () => {
  window.history.replaceState(null, "", "/inbox/c1");
  fate.mockReturnValue({ status: "cancelled", cancelledBy: "new_evidence" });
  decide(8_000);
  const { rerender } = render(<LeftNotices />);
  await waitFor(() => expect(TestEventSource.all).toHaveLength(1));
  act(() => TestEventSource.last.start());
  await waitFor(() => expect(leftStore.getState().decisions).toEqual([]));
  expect(screen.queryByRole("alert")).toBeNull();
  window.history.replaceState(null, "", "/sessions");
  rerender(<LeftNotices />);
  expect(screen.getByRole("alert").textContent).toContain("Cancelled, Approved: $640.00, Dana Kim");
});

test("says that evidence has cancelled a decision while another page is open", async () => {
  decide(8_000);
  render(<LeftNotices />);
  await waitFor(() => expect(undoButtons()).toHaveLength(1));
  await waitFor(() => expect(TestEventSource.all).toHaveLength(1));
  fate.mockReturnValue({ status: "cancelled", cancelledBy: "new_evidence" });
  act(() => {
    TestEventSource.last.start();
    TestEventSource.last.deliver(1, ["case:c1"]);
  });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Cancelled, Approved: $640.00, Dana Kim");
  expect(alert.textContent).toContain("The claimant added something before it took effect.");
  expect(screen.getByRole("link", { name: "Open the case" }).getAttribute("href")).toBe("/inbox/c1");
  expect(undoButtons()).toEqual([]);
  await userEvent.setup().click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("alert")).toBeNull();
});
