import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { caseAction } from "@/lib/inbox/actions";
import { UndoProvider, useRememberDecision } from "./undo-provider";

vi.mock("@/lib/inbox/actions", () => ({ caseAction: vi.fn() }));

const decision = (remainingMs: number) => ({
  ...{ caseId: "c1", pendingId: "p1", words: "Approved: $640.00, Dana Kim" },
  remainingMs,
});

function Decided({ remainingMs }: { remainingMs: number }) {
  useRememberDecision(decision(remainingMs));
  return null;
}

beforeEach(() => {
  vi.mocked(caseAction).mockResolvedValue({ ok: true, result: null });
});

test("a decision can be undone on the page after it", async () => {
  window.history.replaceState(null, "", "/inbox/c2");
  render(
    <UndoProvider>
      <Decided remainingMs={8_000} />
    </UndoProvider>,
  );
  expect(screen.getByRole("status").textContent).toContain("Approved: $640.00, Dana Kim");
  await userEvent.setup().click(screen.getByRole("button", { name: "Undo" }));
  expect(caseAction).toHaveBeenCalledExactlyOnceWith("c1", { act: "undo", decision_id: "p1" });
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
});

test("the offer ends at its time, and is shown once on the case's own page", async () => {
  window.history.replaceState(null, "", "/inbox/c1");
  const { rerender } = render(
    <UndoProvider>
      <Decided remainingMs={300} />
    </UndoProvider>,
  );
  expect(screen.queryByRole("status")).toBeNull();
  window.history.replaceState(null, "", "/inbox/c2");
  rerender(<UndoProvider>{null}</UndoProvider>);
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull(), { timeout: 5_000 });
});
