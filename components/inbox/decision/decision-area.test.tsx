import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import { testCase, testDecision, testReview } from "@/components/testing/test-reviews";
import { router } from "@/components/testing/test-router";
import { type DecideState, decideAction } from "@/lib/inbox/actions";
import type { CaseView } from "@/lib/inbox/schema";
import { FactList } from "../case/fact-list";
import { DecisionArea } from "./decision-area";
import { DecisionProvider } from "./decision-context";

vi.mock("@/lib/inbox/actions", () => ({ decideAction: vi.fn() }));

afterEach(() => vi.restoreAllMocks());

function setup(change: Partial<CaseView> = {}) {
  const view = (reviewCase: CaseView) => (
    <DecisionProvider caseId="w1">
      <FactList
        facts={reviewCase.facts}
        proposed={reviewCase.proposed}
        canEdit={reviewCase.status === "open"}
        decision={reviewCase.decision}
        viewerId="lee"
      />
      <DecisionArea
        reviewCase={reviewCase}
        viewerId="lee"
        next={{ item: testReview({ caseId: "w2", claimantName: "Ana" }), href: "/inbox/w2" }}
        backHref="/inbox"
      />
    </DecisionProvider>
  );
  const { rerender } = render(view(testCase(change)), { wrapper: TestProviders });
  const rerenderWith = (next: Partial<CaseView>) => rerender(view(testCase(next)));
  return { user: userEvent.setup(), rerenderWith };
}

const button = (name: string) => screen.getByRole("button", { name });
const reason = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reason" });
const sentForm = () => Object.fromEntries(vi.mocked(decideAction).mock.calls.at(-1)?.[1] ?? []);
const refused = (change: Partial<Extract<NonNullable<DecideState>, { ok: false }>>): DecideState => ({
  ok: false,
  code: "invalid",
  message: "Some fields need attention",
  reason: "",
  verdict: "reject",
  ...change,
});

test.each([
  ["Approve", "approve"],
  ["Reject", "reject"],
  ["Request information", "request_information"],
])("%s sends its verdict with the reason and the version that was seen", async (name, verdict) => {
  vi.mocked(decideAction).mockResolvedValue(null);
  const { user } = setup({ evidenceVersion: 3 });
  await user.type(reason(), "Looks right");
  await user.click(button(name));
  expect(sentForm()).toEqual({ case_id: "w1", expected_version: "3", verdict, reason: "Looks right" });
});

test("says beside the buttons what would be approved", () => {
  setup();
  expect(button("Approve").getAttribute("aria-describedby")).toBe("decision-summary");
  expect(document.getElementById("decision-summary")?.textContent).toBe("$640.00 for Dana Kim");
});

test("sends corrected facts and shows the corrected amount", async () => {
  vi.mocked(decideAction).mockResolvedValue(null);
  const { user } = setup();
  await user.click(button("Edit facts"));
  const amount = screen.getByRole("textbox", { name: "Amount" });
  await user.clear(amount);
  await user.type(amount, "700");
  expect(document.getElementById("decision-summary")?.textContent).toBe("$700.00 for Dana Kim, 1 fact corrected");
  await user.click(button("Approve"));
  expect(sentForm()).toMatchObject({ verdict: "approve", "edits.amount_cents": "700" });
});

test("sends one decision only while one is pending", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  const { user, rerenderWith } = setup();
  await user.click(button("Approve"));
  expect(button("Reject").getAttribute("aria-disabled")).toBe("true");
  await user.click(button("Reject"));
  rerenderWith({ status: "decided", decision: testDecision() });
  answer.resolve({ ok: true, result: { type: "decided", decision: testDecision() }, reason: "", verdict: "approve" });
  await screen.findByText("Approved");
  expect(decideAction).toHaveBeenCalledOnce();
});

test("moves the focus to the decision when it is stored, and offers the next case", async () => {
  vi.mocked(decideAction).mockResolvedValue({
    ok: true,
    result: { type: "decided", decision: testDecision() },
    reason: "",
    verdict: "approve",
  });
  const { user, rerenderWith } = setup();
  await user.click(button("Approve"));
  rerenderWith({ status: "decided", decision: testDecision() });
  const decision = (await screen.findByText("Approved")).closest("p");
  expect(decision?.textContent).toContain("Approved by you");
  expect(document.activeElement).toBe(decision);
  const next = screen.getByRole("link", { name: "Next case: $640.00, Ana" });
  expect(next.getAttribute("href")).toBe("/inbox/w2");
});

test("marks the missing reason, moves the focus there and announces it", async () => {
  vi.mocked(decideAction).mockResolvedValue(refused({ fields: { reason: "Give a reason, please." } }));
  const { user } = setup();
  await user.click(button("Reject"));
  expect((await screen.findByRole("alert")).textContent).toBe("Give a reason, please.");
  expect(document.activeElement).toBe(reason());
  expect(reason().getAttribute("aria-invalid")).toBe("true");
});

test("keeps the typed reason after a refusal, and after a reload", async () => {
  vi.mocked(decideAction).mockResolvedValue(refused({ code: "unavailable", message: "Please try again.", fields: {} }));
  const { user } = setup();
  await user.type(reason(), "Not covered");
  await user.click(button("Reject"));
  expect((await screen.findByRole("alert")).textContent).toContain("Please try again.");
  expect(reason().value).toBe("Not covered");
  document.body.replaceChildren();
  setup();
  expect(reason().value).toBe("Not covered");
});

test("sends nothing without a connection, and keeps the reason", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const { user } = setup();
  await user.type(reason(), "Not covered");
  await user.click(button("Reject"));
  expect(screen.getByRole("alert").textContent).toContain("No connection");
  expect(decideAction).not.toHaveBeenCalled();
  expect(reason().value).toBe("Not covered");
});

test("asks to look again when the case changed while it was open, and sends the new version after that", async () => {
  vi.mocked(decideAction).mockResolvedValue(null);
  const { user, rerenderWith } = setup();
  rerenderWith({ evidenceVersion: 2 });
  expect(screen.getByRole("alert").textContent).toContain("This case changed since you opened it");
  await user.click(button("Approve"));
  expect(sentForm()).toMatchObject({ expected_version: "1" });
  await user.click(button("Look again"));
  expect(router.refresh).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  await user.click(button("Approve"));
  expect(sentForm()).toMatchObject({ expected_version: "2" });
});

test("decides over a colleague's claim only on request", async () => {
  vi.mocked(decideAction).mockResolvedValue(
    refused({ code: "claimed", message: "Omar is working on this case.", verdict: "approve" }),
  );
  const { user } = setup();
  await user.click(button("Approve"));
  expect((await screen.findByRole("alert")).textContent).toContain("Omar is working on this case.");
  await user.click(button("Decide anyway"));
  expect(sentForm()).toMatchObject({ anyway: "approve" });
});

test("shows a colleague's decision and keeps the unsent reason to copy", async () => {
  const { user, rerenderWith } = setup();
  await user.type(reason(), "Not covered");
  rerenderWith({
    status: "decided",
    decision: testDecision({
      verdict: "reject",
      verdictLabel: "Rejected",
      decidedBy: "Omar",
      decidedById: "omar",
      reason: "Too late",
    }),
  });
  expect(screen.getByText("Rejected")).toBeTruthy();
  expect(screen.getByText("Too late")).toBeTruthy();
  expect(reason().value).toBe("Not covered");
  expect(screen.getByText("What you typed was not sent. It is kept here for you to copy.")).toBeTruthy();
});

test("offers no buttons on the reviewer's own claim or on a closed case", () => {
  setup({ isOwnClaim: true });
  expect(screen.getByText(/This is your own claim/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
});

test("takes over a proposed change as a correction, and leaves it again", async () => {
  const proposal = { key: "amount_cents", label: "Amount", from: "$640.00", to: "$700.00", typed: "700.00" };
  const { user } = setup({ proposed: [{ ...proposal, messageSeq: 4 }] });
  await user.click(button("Take over $700.00"));
  expect(document.getElementById("decision-summary")?.textContent).toContain("$700.00 for Dana Kim");
  await user.click(button("Leave Amount as it was"));
  expect(document.getElementById("decision-summary")?.textContent).toBe("$640.00 for Dana Kim");
});
