import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import { testCase } from "@/components/testing/test-reviews";
import { caseAction } from "@/lib/inbox/actions";
import type { InboxActionResult } from "@/lib/inbox/schema";
import { leftStore } from "../../left/left-store";
import { CaseNameProvider } from "../../left/use-report";
import { Assignment } from "./assignment";
import { CaseDialogs } from "./case-dialogs";
import { CaseWorkProvider } from "./case-work";
import { Snoozed } from "./snooze/snoozed";

vi.mock("@/lib/inbox/actions", () => ({ assignAction: vi.fn(), caseAction: vi.fn() }));

beforeEach(() => leftStore.setState({ problems: [], decisions: [] }));
afterEach(() => vi.restoreAllMocks());

const noon = Date.parse("2026-11-15T12:00:00Z");
const omar = { id: "omar", name: "Omar" };
const lee = { id: "lee", name: "Lee" };
/** The case as a page shows it: each page has a case of its own. */
const view = (assignee: typeof omar | null, canAct = true, leaseUntil: string | null = null) => (
  <CaseNameProvider caseId="c1" title="$640.00, Dana Kim">
    <CaseWorkProvider reviewCase={testCase({ assignee, leaseUntil, colleagues: [lee, omar] })} viewer={lee}>
      <Assignment caseId="c1" viewerId="lee" canAct={canAct} now={noon} />
      <Snoozed now={noon} />
      <CaseDialogs caseId="c1" people={[lee, omar]} viewerId="lee" />
    </CaseWorkProvider>
  </CaseNameProvider>
);
const show = (page: ReturnType<typeof view>) => ({
  user: userEvent.setup(),
  ...render(page, { wrapper: TestProviders }),
});
const button = (name: string) => screen.getByRole("button", { name });
const sentAct = () => vi.mocked(caseAction).mock.calls.at(-1)?.[1];
const taken = { ok: false, code: "conflict", message: "Omar is working on this case." } as const;

/** The next action gets its answer when the returned function is called. */
function holdAnswer() {
  const { promise, resolve } = Promise.withResolvers<InboxActionResult>();
  vi.mocked(caseAction).mockReturnValueOnce(promise);
  return (result: InboxActionResult = { ok: true, result: null }) => act(async () => resolve(result));
}

test("claims an unassigned case, releases it again, and keeps the focus on the button", async () => {
  vi.mocked(caseAction).mockResolvedValue({ ok: true, result: null });
  const { user, rerender } = show(view(null));
  expect(button("Claim").getAttribute("aria-keyshortcuts")).toBe("c");
  await user.click(button("Claim"));
  expect(sentAct()).toEqual({ act: "claim" });
  rerender(view(lee));
  expect(screen.getByText("Assigned to you")).toBeTruthy();
  expect(document.activeElement).toBe(button("Release"));
  await user.click(button("Release"));
  expect(sentAct()).toEqual({ act: "release" });
});

test("shows a claim before the answer and until the page has it; a second press sends nothing", async () => {
  const answer = holdAnswer();
  const { user, rerender } = show(view(null));
  await user.dblClick(button("Claim"));
  expect(screen.getByText("Assigned to you")).toBeTruthy();
  expect(caseAction).toHaveBeenCalledOnce();
  await answer();
  expect(screen.getByText("Assigned to you")).toBeTruthy();
  rerender(view(omar));
  expect(screen.getByText("Assigned to Omar")).toBeTruthy();
});

test("takes back a claim that is refused, and says why also beside the colleague who was first", async () => {
  const answer = holdAnswer();
  const { user, rerender } = show(view(null));
  await user.click(button("Claim"));
  await answer(taken);
  expect(screen.getByText("Not assigned")).toBeTruthy();
  rerender(view(omar));
  expect(screen.getByRole("alert").textContent).toBe(taken.message);
  rerender(view(null));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("tells of a refusal after the case was left", async () => {
  const answer = holdAnswer();
  const { user, unmount } = show(view(null));
  await user.click(button("Claim"));
  unmount();
  await answer(taken);
  expect(leftStore.getState().problems.map(({ title, text }) => [title, text])).toEqual([
    ["Not done: $640.00, Dana Kim", taken.message],
  ]);
});

test("snoozes at once, and closes the dialog before the answer", async () => {
  const answer = holdAnswer();
  const { user } = show(view(null));
  await user.click(button("Snooze"));
  await user.click(await screen.findByRole("button", { name: /^Tomorrow, 9:00/ }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByText(/^Snoozed, comes back/)).toBeTruthy();
  expect(screen.getByText("Assigned to you")).toBeTruthy();
  await answer({ ok: false, code: "conflict", message: "A limit is reached." });
  expect(screen.queryByText(/^Snoozed/)).toBeNull();
  expect(screen.getByRole("alert").textContent).toBe("A limit is reached.");
});

test("an assignment is only on its way until the answer: the server may give the case to a delegate", async () => {
  const answer = holdAnswer();
  const { user, rerender } = show(view(null));
  await user.click(button("Assign"));
  await user.click(await screen.findByRole("button", { name: "Omar" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByText("Being assigned to Omar")).toBeTruthy();
  await answer();
  rerender(view({ id: "eve", name: "Eve" }));
  expect(screen.getByText("Assigned to Eve")).toBeTruthy();
});

test("says for how long the case is kept", () => {
  const { rerender } = show(view(lee, true, "2026-11-15T12:14:30Z"));
  expect(screen.getByText("Assigned to you").parentElement?.textContent).toBe("Assigned to youfor 15 min");
  rerender(view(lee, true, "2026-11-15T11:59:00Z"));
  expect(screen.getByText("until it is free again")).toBeTruthy();
});

test("names a colleague and offers no button", () => {
  show(view(omar));
  expect(screen.getByText("Assigned to Omar")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Claim|Release/ })).toBeNull();
});

test("offers no button on a case that the reviewer may not decide", () => {
  show(view(null, false));
  expect(screen.queryByRole("button", { name: /Claim|Release/ })).toBeNull();
});

test("changes nothing without a connection, and says so", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const { user } = show(view(null));
  await user.click(button("Claim"));
  expect(screen.getByText("Not assigned")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toBe("No connection. Nothing was changed.");
  expect(caseAction).not.toHaveBeenCalled();
});
