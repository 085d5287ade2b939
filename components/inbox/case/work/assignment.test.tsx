import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { caseAction } from "@/lib/inbox/actions";
import { Assignment } from "./assignment";

vi.mock("@/lib/inbox/actions", () => ({ assignAction: vi.fn(), caseAction: vi.fn() }));

afterEach(() => vi.restoreAllMocks());

const noon = Date.parse("2026-11-15T12:00:00Z");
const omar = { id: "omar", name: "Omar" };
const lee = { id: "lee", name: "Lee" };
const view = (assignee: { id: string; name: string } | null, canAct = true, leaseUntil: string | null = null) => (
  <Assignment caseId="c1" assignee={assignee} leaseUntil={leaseUntil} viewerId="lee" canAct={canAct} now={noon} />
);
const sentAct = () => vi.mocked(caseAction).mock.calls.at(-1)?.[1];

test("claims an unassigned case, releases it again, and keeps the focus on the button", async () => {
  vi.mocked(caseAction).mockResolvedValue({ ok: true, result: null });
  const user = userEvent.setup();
  const { rerender } = render(view(null));
  expect(screen.getByRole("button", { name: "Claim" }).getAttribute("aria-keyshortcuts")).toBe("c");
  await user.click(screen.getByRole("button", { name: "Claim" }));
  expect(sentAct()).toEqual({ act: "claim" });
  rerender(view(lee));
  expect(screen.getByText("Assigned to you")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Release" }));
  await user.click(screen.getByRole("button", { name: "Release" }));
  expect(sentAct()).toEqual({ act: "release" });
});

test("says for how long the case is kept", () => {
  const { rerender } = render(view(lee, true, "2026-11-15T12:14:30Z"));
  expect(screen.getByText("Assigned to you").parentElement?.textContent).toBe("Assigned to youfor 15 min");
  rerender(view(lee, true, "2026-11-15T11:59:00Z"));
  expect(screen.getByText("until it is free again")).toBeTruthy();
});

test("names a colleague and offers no button", () => {
  render(view(omar));
  expect(screen.getByText("Assigned to Omar")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("offers no button on a case that the reviewer may not decide", () => {
  render(view(null, false));
  expect(screen.queryByRole("button")).toBeNull();
});

test("says why the case was not claimed, until the assignee changes", async () => {
  vi.mocked(caseAction).mockResolvedValue({ ok: false, code: "conflict", message: "Omar is working on this case." });
  const { rerender } = render(view(null));
  await userEvent.setup().click(screen.getByRole("button", { name: "Claim" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Omar is working on this case.");
  rerender(view(omar));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("changes nothing without a connection, and says so", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  render(view(null));
  await userEvent.setup().click(screen.getByRole("button", { name: "Claim" }));
  expect(screen.getByRole("alert").textContent).toBe("No connection. Nothing was changed.");
  expect(caseAction).not.toHaveBeenCalled();
});
