import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { amountFact, placeFact } from "@/components/testing/test-facts";
import { TestProviders } from "@/components/testing/test-providers";
import { testCase, testDecision, testPending } from "@/components/testing/test-reviews";
import { router } from "@/components/testing/test-router";
import { caseAction, type DecideState, decideAction, nextCaseAction } from "@/lib/inbox/actions";
import type { CaseView } from "@/lib/inbox/schema";
import type { ChatMessage } from "@/lib/sessions/schema";
import { Conversation } from "../case/conversation/conversation";
import { FactList } from "../case/facts/fact-list";
import { readInboxQuery } from "../inbox-query";
import { leftStore } from "../left/left-store";
import { DecisionArea } from "./decision-area";
import { DecisionProvider } from "./decision-context";

vi.mock("@/lib/inbox/actions", () => ({
  caseAction: vi.fn(),
  decideAction: vi.fn(),
  nextCaseAction: vi.fn(),
}));

const noon = Date.parse("2026-11-15T12:00:00Z");
beforeEach(() => {
  vi.mocked(decideAction).mockResolvedValue(null);
  vi.mocked(caseAction).mockResolvedValue({ ok: true, result: null });
  leftStore.setState({ problems: [], decisions: [] });
});
afterEach(() => vi.restoreAllMocks());

function setup(change: Partial<CaseView> = {}) {
  const view = (reviewCase: CaseView) => (
    <DecisionProvider reviewCase={reviewCase} viewerId="lee" now={noon}>
      <h1 tabIndex={-1}>Case</h1>
      <FactList reviewCase={reviewCase} canEdit={reviewCase.status === "open"} viewerId="lee" />
      <Conversation messages={reviewCase.messages} claimantName="Dana Kim" questions={[]} seenBefore={null} />
      <DecisionArea reviewCase={reviewCase} viewerId="lee" query={readInboxQuery({})} now={noon} />
    </DecisionProvider>
  );
  const main = document.body.appendChild(document.createElement("main"));
  const { rerender, unmount } = render(view(testCase(change)), { wrapper: TestProviders, container: main });
  const rerenderWith = (next: Partial<CaseView>) => rerender(view(testCase(next)));
  return { user: userEvent.setup(), rerenderWith, leave: unmount };
}

const button = (name: string) => screen.getByRole("button", { name });
const box = (name: string) => screen.getByRole<HTMLTextAreaElement>("textbox", { name });
const reason = () => box("Reason");
const summary = () => document.getElementById("decision-summary")?.textContent;
const sentForm = (call = -1) => {
  const { intent, ...form } = Object.fromEntries(vi.mocked(decideAction).mock.calls.at(call)?.[1] ?? []);
  expect(intent).toMatch(/^[0-9a-f-]{36}$/);
  return form;
};
const edited = (amount: string | null, was: unknown = null, version = 1) =>
  [
    "c1",
    { act: "edit", edits: { amount_cents: amount }, expected_version: version, was: { amount_cents: was } },
  ] as const;
const intentOf = (call: number) => vi.mocked(decideAction).mock.calls[call]?.[1].get("intent");
const noTexts = { reason: "", reason_code: "", question: "", question_code: "", fields: "", documents: "" };
const decided: DecideState = { ok: true, result: null, typed: noTexts, verdict: "approve" };
const refused = (change: Partial<Extract<NonNullable<DecideState>, { ok: false }>>): DecideState => ({
  ok: false,
  code: "invalid",
  message: "Some fields need attention",
  typed: noTexts,
  verdict: "reject",
  ...change,
});
const message = (seq: number, text: string): ChatMessage => ({
  ...{ id: `m${seq}`, seq, role: "user", text, flags: [], clientMessageId: null },
  createdAt: "2026-11-15T08:00:00Z",
});

test.each([
  ["Approve", "approve"],
  ["Reject", "reject"],
])("%s sends its verdict with the reason and the version that was seen", async (name, verdict) => {
  const { user } = setup({ evidenceVersion: 3 });
  await user.type(reason(), "Looks right");
  await user.click(button(name));
  expect(sentForm()).toEqual({
    ...{ case_id: "c1", expected_version: "3", expected_edits: "{}", verdict, reason: "Looks right" },
  });
});

test("a question to the claimant has its own box, with the facts and documents that are wanted", async () => {
  const { user } = setup();
  await user.type(reason(), "For later");
  await user.click(button("Request information"));
  expect(decideAction).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(box("Question"));
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
  await user.keyboard("Which floor?");
  await user.click(screen.getByRole("checkbox", { name: "Where" }));
  await user.click(screen.getByRole("checkbox", { name: "Police report" }));
  await user.click(button("Request information"));
  expect(sentForm()).toEqual({
    ...{ case_id: "c1", expected_version: "1", expected_edits: "{}", verdict: "request_information" },
    ...{ question: "Which floor?", fields: "place", documents: "Police report" },
  });
});

test("an empty question is marked and gets the focus; typing removes the mark", async () => {
  vi.mocked(decideAction).mockResolvedValue(
    refused({ fields: { question: "Write what you ask." }, verdict: "request_information" }),
  );
  const { user } = setup();
  await user.click(button("Request information"));
  await user.click(button("Request information"));
  expect((await screen.findByRole("alert")).textContent).toBe("Write what you ask.");
  await waitFor(() => expect(document.activeElement).toBe(box("Question")));
  await user.keyboard("W");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("an outcome of the workflow is a button and sends its id", async () => {
  const outcomes = [{ id: "to_legal", label: "Pass to legal", tone: "neutral", needsReason: true }] as const;
  const { user } = setup({ form: { ...testCase().form, outcomes: [...outcomes] } });
  await user.click(button("Pass to legal"));
  expect(sentForm()).toMatchObject({ verdict: "to_legal" });
});

test("a reason code begins the text, and never replaces what the reviewer wrote", async () => {
  const template = { verdict: "reject", reasonCode: "not_covered", label: "Not covered", text: "It is not covered." };
  const late = { verdict: "reject", reasonCode: "late", label: "Too late", text: "It came too late." };
  const { user } = setup({ templates: [template, late] });
  const code = screen.getByRole("combobox", { name: "Reason code" });
  await user.selectOptions(code, "Not covered");
  expect(reason().value).toBe("It is not covered.");
  await user.selectOptions(code, "Too late");
  expect(reason().value).toBe("It came too late.");
  await user.type(reason(), " Sorry.");
  await user.selectOptions(code, "Not covered");
  expect(reason().value).toBe("It came too late. Sorry.");
  await user.click(button("Reject"));
  expect(sentForm()).toMatchObject({ reason_code: "not_covered", reason: "It came too late. Sorry." });
});

test("a question begins with its own template, and keeps its code", async () => {
  const template = { verdict: "request_information", reasonCode: "unclear", label: "Unclear", text: "Tell us again." };
  const { user } = setup({ templates: [template] });
  expect(screen.queryByRole("combobox", { name: "Reason code" })).toBeNull();
  await user.click(button("Request information"));
  await user.selectOptions(screen.getByRole("combobox", { name: "Reason code" }), "Unclear");
  expect(box("Question").value).toBe("Tell us again.");
  await user.click(button("Do not ask"));
  await user.click(button("Request information"));
  await user.click(button("Request information"));
  expect(sentForm()).toMatchObject({ reason_code: "unclear", question: "Tell us again." });
});

test("Escape leaves the question, keeps its words and gives the focus back to its button", async () => {
  const { user } = setup();
  await user.click(button("Request information"));
  await user.keyboard("Which floor?{Escape}");
  expect(screen.queryByRole("textbox", { name: "Question" })).toBeNull();
  expect(document.activeElement).toBe(button("Request information"));
  await user.keyboard("{Enter}");
  expect(box("Question").value).toBe("Which floor?");
});

test("says beside the buttons what would be approved", () => {
  setup();
  expect(button("Approve").getAttribute("aria-describedby")).toBe("decision-summary");
  expect(summary()).toBe("$640.00 for Dana Kim");
});

test("stores a correction when the focus leaves its field, and before a decision is sent", async () => {
  const saved = Promise.withResolvers<{ ok: true; result: null }>();
  vi.mocked(caseAction).mockReturnValue(saved.promise);
  const { user } = setup();
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "700");
  expect(summary()).toBe("$640.00 for Dana Kim, 1 fact corrected");
  await user.click(button("Approve"));
  expect(caseAction).toHaveBeenCalledExactlyOnceWith(...edited("700"));
  expect(decideAction).not.toHaveBeenCalled();
  await act(async () => saved.resolve({ ok: true, result: null }));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "approve" }));
});

test("a refused correction stops the decision, is named at its field and gets the focus", async () => {
  vi.mocked(caseAction).mockResolvedValue({
    ...{ ok: false, code: "invalid", message: "Some fields need attention" },
    fields: { amount_cents: "Write an amount such as $640." },
  });
  const { user } = setup();
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "-3");
  await user.click(button("Edit facts"));
  await screen.findByText("Write an amount such as $640.");
  expect(document.activeElement).toBe(box("Amount"));
  await user.click(button("Approve"));
  await waitFor(() => expect(document.activeElement).toBe(box("Amount")));
  expect(decideAction).not.toHaveBeenCalled();
  await user.type(box("Amount"), "0");
  expect(screen.queryByText("Write an amount such as $640.")).toBeNull();
});

test("a fact that the server reports as missing opens the editor at its field", async () => {
  vi.mocked(decideAction).mockResolvedValue(refused({ fields: { place: "Where is not known: enter it." } }));
  const { user } = setup();
  await user.click(button("Approve"));
  expect((await screen.findByRole("alert")).textContent).toBe("Where is not known: enter it.");
  await waitFor(() => expect(document.activeElement).toBe(box("Where")));
});

test("shows who corrected a fact, what it was, and its history", () => {
  const edit = {
    key: "amount_cents",
    label: "Amount",
    before: "$640.00",
    after: "$700.00",
    at: "2026-11-15T11:00:00Z",
  };
  setup({ editHistory: [{ ...edit, by: { id: "ana", name: "Ana" } }], edits: { amount_cents: 70_000 } });
  expect(screen.getByText("Changed by Ana")).toBeTruthy();
  expect(screen.getByText("(corrected, was $640.00)")).toBeTruthy();
  expect(screen.getByRole("link", { name: /^Amount: show message 1/ })).toBeTruthy();
  expect(screen.getByText("$640.00, as the claimant stated")).toBeTruthy();
  expect(summary()).toBe("$640.00 for Dana Kim, 1 fact corrected");
});

test("sends one decision only while one is pending", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  const { user } = setup({ assignee: { id: "omar", name: "Omar" } });
  await user.click(button("Approve"));
  await waitFor(() => expect(button("Reject").getAttribute("aria-disabled")).toBe("true"));
  await user.click(button("Reject"));
  await act(async () => answer.resolve(null));
  expect(decideAction).toHaveBeenCalledOnce();
});

test("shows the outcome before the server's answer, and opens the next case only after it", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  vi.mocked(nextCaseAction).mockResolvedValue({ ok: true, caseId: "c2" });
  const { user, rerenderWith } = setup();
  await user.type(reason(), "Looks right");
  await user.click(button("Approve"));
  const words = () => document.getElementById("decision-made")?.textContent;
  expect(words()).toContain("Approved by you");
  expect(screen.getByText(/takes effect in 8 s/)).toBeTruthy();
  // Until the server has it, the browser asks before the page is left.
  const leave = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(leave()).toBe(false);
  expect(screen.queryByRole("button", { name: "Edit facts" })).toBeNull();
  expect(document.activeElement).toBe(button("Next case"));
  await user.click(button("Next case"));
  expect(nextCaseAction).not.toHaveBeenCalled();
  await act(async () => {
    rerenderWith({ pending: testPending({ id: String(intentOf(0)) }) });
    answer.resolve(decided);
  });
  await waitFor(() => expect(router.push).toHaveBeenCalledExactlyOnceWith("/inbox/c2"));
  expect(words()).toContain("Approved by you");
  expect(leave()).toBe(true);
});

test("what was sent is gone from its box when the answer opens the case again", async () => {
  vi.mocked(decideAction).mockResolvedValue(decided);
  const { user, rerenderWith } = setup();
  await user.type(reason(), "For later");
  await user.click(button("Request information"));
  await user.keyboard("Which floor?");
  await user.click(button("Request information"));
  rerenderWith({ pending: testPending({ verdict: "request_information" }) });
  rerenderWith({ status: "waiting_on_claimant", decision: testDecision({ verdict: "request_information" }) });
  rerenderWith({ round: 2, evidenceVersion: 2 });
  expect(reason().value).toBe("");
  await user.click(button("Request information"));
  expect(box("Question").value).toBe("");
});

test("a decision can be undone before its answer", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  const { user } = setup();
  await user.click(button("Approve"));
  await user.click(button("Undo"));
  expect(caseAction).toHaveBeenCalledExactlyOnceWith("c1", { act: "undo", decision_id: intentOf(0) });
  await act(async () => answer.resolve(null));
});

test("a refusal puts the form back with all that was typed, says why and gives the focus back", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  const template = { verdict: "reject", reasonCode: "late", label: "Too late", text: "It came too late." };
  const { user } = setup({ templates: [template] });
  await user.click(button("Request information"));
  await user.keyboard("Which floor?");
  await user.click(screen.getByRole("checkbox", { name: "Police report" }));
  await user.click(button("Do not ask"));
  await user.selectOptions(screen.getByRole("combobox", { name: "Reason code" }), "Too late");
  await user.click(button("Reject"));
  expect(document.getElementById("decision-made")?.textContent).toContain("Rejected by you");
  expect(screen.queryByRole("textbox")).toBeNull();
  await act(async () => answer.resolve(refused({ code: "conflict", message: "This case is closed." })));
  expect((await screen.findByRole("alert")).textContent).toContain("This case is closed.");
  expect(reason().value).toBe("It came too late.");
  expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "Reason code" }).value).toBe("late");
  await waitFor(() => expect(document.activeElement).toBe(button("Reject")));
  await user.click(button("Request information"));
  expect(box("Question").value).toBe("Which floor?");
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Police report" }).checked).toBe(true);
});

test("a decision that is refused after its page was left is told, and is in the form of its case", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  const { user, leave } = setup();
  await user.click(button("Request information"));
  await user.keyboard("Which floor?");
  await user.click(button("Request information"));
  expect(document.getElementById("decision-made")?.textContent).toContain("Information requested by you");
  leave();
  const typed = { ...noTexts, question: "Which floor?" };
  const verdict = "request_information";
  answer.resolve(refused({ code: "claimed", message: "Omar is working on this case.", verdict, typed }));
  const left = () => leftStore.getState().problems;
  await waitFor(() => expect(left()).toHaveLength(1));
  expect(left()[0]).toMatchObject({
    ...{ caseId: "c1", title: "Not decided: $640.00, Dana Kim" },
    text: "Omar is working on this case. What you typed is kept.",
  });
  setup();
  expect(screen.getByRole("alert").textContent).toContain("Omar is working on this case.");
  expect(box("Question").value).toBe("Which floor?");
  expect(left()).toEqual([]);
});

test("a decision that is stored after its page was left can be undone, and leaves no text behind", async () => {
  const answer = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(answer.promise);
  const { user, leave } = setup();
  await user.type(reason(), "Looks right");
  await user.click(button("Approve"));
  leave();
  answer.resolve({ ...decided, ok: true, result: { type: "pending", pending: testPending() } });
  const undoable = () => leftStore.getState().decisions;
  await waitFor(() => expect(undoable()).toHaveLength(1));
  expect(undoable()[0]).toMatchObject({ caseId: "c1", pendingId: "p1", words: "Approved: $640.00, Dana Kim" });
  const again = setup();
  expect(reason().value).toBe("");
  again.leave();
  undoable()[0]?.keepTexts();
  setup();
  expect(reason().value).toBe("Looks right");
});

test("a decision whose answer is lost is refused in its form", async () => {
  vi.mocked(decideAction).mockRejectedValue(new TypeError("Failed to fetch"));
  const { user } = setup();
  await user.type(reason(), "Looks right");
  await user.click(button("Approve"));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("GraphFlow could not be reached.");
  expect(alert.textContent).not.toContain("Nothing was decided");
  expect(reason().value).toBe("Looks right");
  await user.click(button("Approve"));
  expect(intentOf(1)).toBe(intentOf(0));
});

test("a correction that is refused after its page was left is told with what was typed", async () => {
  const saved = Promise.withResolvers<Awaited<ReturnType<typeof caseAction>>>();
  vi.mocked(caseAction).mockReturnValue(saved.promise);
  const { user, leave } = setup();
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "-5{Enter}");
  leave();
  saved.resolve({ ok: false, code: "invalid", message: "", fields: { amount_cents: "It cannot be negative." } });
  await waitFor(() => expect(leftStore.getState().problems).toHaveLength(1));
  expect(leftStore.getState().problems[0]).toMatchObject({
    ...{ title: "Amount not corrected: $640.00, Dana Kim", text: "You typed “-5”. It cannot be negative." },
  });
});

test.each<[string, Partial<CaseView>]>([
  ["a colleague has the case", { assignee: { id: "omar", name: "Omar" } }],
  ["a needed fact is not known", { facts: [{ ...amountFact, value: null, text: null, required: true }] }],
])("waits for the server when it may refuse: %s", async (_why, change) => {
  const { promise, resolve } = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(promise);
  const { user } = setup(change);
  await user.click(button("Approve"));
  expect(decideAction).toHaveBeenCalledOnce();
  expect(document.getElementById("decision-made")).toBeNull();
  await act(async () => resolve(null));
});

test("a rejection without a reason waits for the server", async () => {
  const { promise, resolve } = Promise.withResolvers<DecideState>();
  vi.mocked(decideAction).mockReturnValue(promise);
  const { user } = setup();
  await user.click(button("Reject"));
  expect(document.getElementById("decision-made")).toBeNull();
  await act(async () => resolve(null));
});

test("the ticked facts and documents, the question and the reason code survive another box and a reload", async () => {
  const late = { verdict: "reject", reasonCode: "late", label: "Too late", text: "It came too late." };
  const { user } = setup({ templates: [late] });
  await user.selectOptions(screen.getByRole("combobox", { name: "Reason code" }), "Too late");
  await user.click(button("Request information"));
  await user.keyboard("Which floor?");
  await user.click(screen.getByRole("checkbox", { name: "Where" }));
  await user.click(screen.getByRole("checkbox", { name: "Photos of the damage" }));
  await user.click(button("Do not ask"));
  const code = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Reason code" }).value;
  expect(code()).toBe("late");
  document.body.replaceChildren();
  const again = setup({ templates: [late] });
  expect([code(), reason().value]).toEqual(["late", "It came too late."]);
  await again.user.click(button("Request information"));
  expect(box("Question").value).toBe("Which floor?");
  const ticked = screen.getAllByRole<HTMLInputElement>("checkbox").filter(({ checked }) => checked);
  expect(ticked.map(({ value }) => value)).toEqual(["place", "Photos of the damage"]);
});

test("a colleague's correction is shown first, and a decision names the corrections that were seen", async () => {
  const { user, rerenderWith } = setup({ edits: { place: "Oak Street" } });
  await user.click(button("Approve"));
  expect(JSON.parse(String(sentForm().expected_edits))).toEqual({ place: "Oak Street" });
  const ana = { id: "ana", name: "Ana" };
  const edit = { key: "amount_cents", label: "Amount", before: "$640.00", after: "$700.00", by: ana };
  rerenderWith({
    edits: { place: "Oak Street", amount_cents: 70_000 },
    facts: [{ ...amountFact, value: 70_000, text: "$700.00" }, placeFact],
    editHistory: [{ ...edit, at: "2026-11-15T11:00:00Z" }],
  });
  expect(screen.getByRole("alert").textContent).toContain("Amount, corrected by Ana: $640.00 → becomes $700.00");
  await user.click(button("Approve"));
  expect(JSON.parse(String(sentForm().expected_edits))).toEqual({ place: "Oak Street" });
  await user.click(await screen.findByRole("button", { name: "Look again" }));
  await user.click(button("Approve"));
  expect(JSON.parse(String(sentForm().expected_edits))).toEqual({ place: "Oak Street", amount_cents: 70_000 });
});

test("the same decision sent again has the same id, another one has its own", async () => {
  vi.mocked(decideAction).mockResolvedValue(refused({ code: "unavailable", message: "Please try again." }));
  const { user } = setup();
  await user.click(button("Approve"));
  await user.click(await screen.findByRole("button", { name: "Approve" }));
  await screen.findByRole("button", { name: "Approve" });
  await user.type(reason(), "No");
  await user.click(button("Reject"));
  expect(intentOf(0)).toBe(intentOf(1));
  expect(intentOf(2)).not.toBe(intentOf(1));
});

test("a decision can be undone; the focus is on the next case, and on the case after undoing", async () => {
  vi.mocked(decideAction).mockResolvedValue(decided);
  const { user, rerenderWith } = setup();
  await user.click(button("Approve"));
  rerenderWith({ pending: testPending() });
  expect(document.getElementById("decision-made")?.textContent).toContain("Approved by you");
  expect(document.activeElement).toBe(button("Next case"));
  expect(screen.getByText(/takes effect in 8 s/)).toBeTruthy();
  await user.click(button("Undo"));
  expect(caseAction).toHaveBeenCalledExactlyOnceWith("c1", { act: "undo", decision_id: "p1" });
  expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
});

test("a colleague's pending decision shows its reviewer and keeps the typed reason", async () => {
  const { user, rerenderWith } = setup();
  await user.type(reason(), "Not covered");
  rerenderWith({ pending: testPending({ decidedBy: { id: "omar", name: "Omar" } }) });
  expect(screen.getByText("by Omar")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  expect(reason().value).toBe("Not covered");
});

test("a cancelled decision shows the reason and the typed text", () => {
  const cancelled = { ...testPending({ reason: "All fine" }), question: null, reasonCode: null };
  setup({
    cancelledDecision: { ...cancelled, cancelledBy: "new_evidence", cancelledAt: "2026-11-15T12:00:04Z" },
  });
  const alert = screen.getByRole("alert").textContent;
  expect(alert).toContain("Your decision “Approved” was cancelled");
  expect(alert).toContain("You wrote: All fine");
});

test("an approval that is not the last one says how many are still needed", () => {
  const given = { by: { id: "lee", name: "Lee Park" }, reason: null, at: "2026-11-15T11:00:00Z" };
  setup({ approvals: { given: 1, needed: 2 }, approvalsGiven: [given] });
  expect(screen.getByRole("status").textContent).toBe("You have approved this. 1 more person has to approve.");
  expect(summary()).toBe("$640.00 for Dana Kim, 1 of 2 approvals given");
});

test("opens the next case that is free, or says that none is", async () => {
  vi.mocked(nextCaseAction).mockResolvedValueOnce({ ok: true, caseId: "c2" });
  const { user } = setup({ status: "decided", decision: testDecision() });
  await user.click(button("Next case"));
  expect(nextCaseAction).toHaveBeenCalledExactlyOnceWith("", "c1");
  expect(router.push).toHaveBeenCalledExactlyOnceWith("/inbox/c2");
  vi.mocked(nextCaseAction).mockResolvedValueOnce({ ok: true, caseId: null });
  await user.click(button("Next case"));
  expect((await screen.findByRole("status")).textContent).toContain("No other case is free");
});

test("marks the missing reason, moves the focus there and announces it", async () => {
  vi.mocked(decideAction).mockResolvedValue(refused({ fields: { reason: "Give a reason, please." } }));
  const { user } = setup();
  await user.click(button("Reject"));
  expect((await screen.findByRole("alert")).textContent).toBe("Give a reason, please.");
  await waitFor(() => expect(document.activeElement).toBe(reason()));
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

test("shows what changed while the case was open, and focuses the claimant's new words on “Look again”", async () => {
  const { user, rerenderWith } = setup({ messages: [message(1, "Hail")] });
  rerenderWith({ evidenceVersion: 2, messages: [message(1, "Hail"), message(2, "It was $700")] });
  const alert = screen.getByRole("alert");
  expect(alert.textContent).toContain("This case changed since you opened it");
  expect(alert.textContent).toContain("New message: It was $700");
  await user.click(button("Approve"));
  expect(sentForm()).toMatchObject({ expected_version: "1" });
  await user.click(button("Look again"));
  expect(router.refresh).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(document.activeElement).toBe(document.getElementById("message-2"));
  await user.click(await screen.findByRole("button", { name: "Approve" }));
  expect(sentForm()).toMatchObject({ expected_version: "2" });
});

test("decides over a colleague's claim only on request", async () => {
  vi.mocked(decideAction).mockResolvedValue(
    refused({ code: "claimed", message: "Omar is working on this case.", verdict: "approve" }),
  );
  const { user } = setup({ assignee: { id: "omar", name: "Omar" } });
  await user.click(button("Approve"));
  expect((await screen.findByRole("alert")).textContent).toContain("Omar has this. Decide anyway?");
  await user.click(button("Decide anyway"));
  await waitFor(() => expect(sentForm()).toMatchObject({ anyway: "approve" }));
});

test("a correction of a case that has changed is kept, with what is new, and is saved again on purpose", async () => {
  const fields = { amount_cents: "This case has changed. Look again, then save this again." };
  vi.mocked(caseAction).mockResolvedValue({ ok: false, code: "stale", message: "It has changed.", fields });
  const { user, rerenderWith } = setup();
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "700");
  rerenderWith({ evidenceVersion: 2, messages: [message(2, "It was $650")] });
  await user.click(reason());
  expect(caseAction).toHaveBeenCalledExactlyOnceWith(...edited("700"));
  await screen.findByText(fields.amount_cents);
  expect(screen.getByRole("list", { name: "What is new" }).textContent).toContain("It was $650");
  expect(box("Amount").value).toBe("700");
  // To leave the field saves nothing over what was not seen, and a decision is not sent without the correction.
  await user.click(reason());
  await user.click(button("Look again"));
  expect(caseAction).toHaveBeenCalledOnce();
  expect(box("Amount").value).toBe("700");
  vi.mocked(caseAction).mockResolvedValue({ ok: true, result: null });
  await user.click(button("Approve"));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "approve", expected_version: "2" }));
  expect(caseAction).toHaveBeenCalledTimes(2);
  expect(caseAction).toHaveBeenLastCalledWith(...edited("700", null, 2));
});

test.each([
  ["shown before the answer", true],
  ["not shown before the answer", false],
])("a correction that is %s of the claimant is not part of the next round", async (_, isShown) => {
  const { user, rerenderWith } = setup();
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "700{Enter}");
  expect(caseAction).toHaveBeenLastCalledWith(...edited("700"));
  const corrected = { facts: [{ ...amountFact, value: 70_000, text: "$700.00" }, placeFact] };
  if (isShown) rerenderWith({ ...corrected, edits: { amount_cents: 70_000 } });
  rerenderWith({ ...corrected, edits: {}, round: 2, evidenceVersion: 2 });
  await user.click(button("Approve"));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "approve", expected_edits: "{}" }));
});

test("a correction that a colleague took back is no longer one that the reviewer saw", async () => {
  const { user, rerenderWith } = setup();
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "700{Enter}");
  rerenderWith({ edits: { amount_cents: 70_000 } });
  rerenderWith({ edits: {} });
  await user.click(button("Approve"));
  await waitFor(() => expect(sentForm().expected_edits).toBe("{}"));
});

test("a correction names what it replaces as it was when the typing began", async () => {
  const fields = { amount_cents: "Amount was corrected meanwhile. See what it is now, then save this again." };
  vi.mocked(caseAction).mockResolvedValueOnce({ ok: false, code: "stale", message: "It has changed.", fields });
  const { user, rerenderWith } = setup({ edits: { amount_cents: 65_000 } });
  await user.click(button("Edit facts"));
  await user.clear(box("Amount"));
  await user.type(box("Amount"), "700");
  rerenderWith({ edits: { amount_cents: 66_000 } });
  await user.click(reason());
  expect(caseAction).toHaveBeenLastCalledWith(...edited("700", 65_000));
  await screen.findByText(fields.amount_cents);
  await user.type(box("Amount"), "{Enter}");
  expect(caseAction).toHaveBeenLastCalledWith(...edited("700", 66_000));
  await waitFor(() => expect(screen.queryByText(fields.amount_cents)).toBeNull());
});

test("shows a colleague's decision and keeps the unsent reason to copy", async () => {
  const { user, rerenderWith } = setup();
  await user.type(reason(), "Not covered");
  rerenderWith({
    status: "decided",
    decision: testDecision({
      ...{ verdict: "reject", verdictLabel: "Rejected", reason: "Too late" },
      ...{ decidedBy: "Omar", decidedById: "omar" },
    }),
  });
  expect(screen.getByText("Rejected")).toBeTruthy();
  expect(screen.getByText("Too late")).toBeTruthy();
  expect(reason().value).toBe("Not covered");
  expect(screen.getByText("What you typed was not sent. It is kept here for you to copy.")).toBeTruthy();
});

test.each([
  ["own_claim", /This is your own case/],
  ["supplied_evidence", /You supplied evidence/],
  ["above_limit", /above what you may approve/],
  ["not_a_decider", /lets other people decide/],
] as const)("says why a reviewer may not decide: %s", (refusal, words) => {
  setup({ refusal });
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
});

test("takes over a proposed change as a correction, and leaves it again", async () => {
  const proposal = { key: "amount_cents", label: "Amount", from: "$640.00", to: "$700.00", typed: "700.00" };
  const proposed = [{ ...proposal, messageSeq: 4 }];
  const { user, rerenderWith } = setup({ proposed });
  await user.click(button("Take over $700.00"));
  expect(caseAction).toHaveBeenLastCalledWith(...edited("700.00"));
  const [amount, ...others] = testCase().facts;
  if (amount) rerenderWith({ proposed, facts: [{ ...amount, value: 70_000, text: "$700.00" }, ...others] });
  expect(summary()).toContain("$700.00 for Dana Kim");
  await user.click(button("Leave Amount as it was"));
  expect(caseAction).toHaveBeenLastCalledWith(...edited(null, "700.00"));
});

test("a proposed change that was just taken over is not open, also before the page shows it", async () => {
  const proposal = { key: "amount_cents", label: "Amount", from: "$640.00", to: "$700.00", typed: "700.00" };
  const { user } = setup({ proposed: [{ ...proposal, messageSeq: 4 }] });
  await user.click(button("Take over $700.00"));
  await user.click(button("Approve"));
  await waitFor(() => expect(JSON.parse(String(sentForm().expected_edits))).toEqual({ amount_cents: "700.00" }));
});

test("a question is answered with words for answers, and without the codes of claims", async () => {
  const form = { ...testCase().form, answers: "in_words" as const, reasonRequiredTo: ["approve", "reject"] };
  const { user } = setup({ form });
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
  expect(screen.queryByRole("combobox", { name: "Reason code" })).toBeNull();
  expect(button("Cannot be answered")).toBeTruthy();
  await user.type(box("Answer"), "Yes, up to $500.");
  await user.click(button("Send the answer"));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "approve", reason: "Yes, up to $500." }));
});

test("a case without an amount is decided under its own name", () => {
  setup({ amountCents: null, facts: [placeFact], subject: "Question" });
  expect(screen.getByText("Question").closest("p")?.textContent).toBe("Question of Dana Kim");
  expect(screen.queryByText("Amount not known")).toBeNull();
});

test("Approve says first that a proposed change is open, and approves without it on a second press", async () => {
  const proposal = { key: "amount_cents", label: "Amount", from: "$640.00", to: "$700.00", typed: "700" };
  const proposed = [{ ...proposal, messageSeq: 4 }];
  const { user, rerenderWith } = setup({ proposed });
  await user.click(button("Approve"));
  expect(screen.getByRole("alert").textContent).toContain("Amount: $700.00 instead of $640.00");
  expect(decideAction).not.toHaveBeenCalled();
  await user.click(button("Approve"));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "approve" }));

  vi.mocked(decideAction).mockClear();
  // Another proposal is told of, too.
  rerenderWith({ proposed: [{ ...proposal, to: "$900.00", typed: "900", messageSeq: 6 }] });
  await user.click(button("Approve"));
  expect(screen.getByRole("alert").textContent).toContain("$900.00");
  expect(decideAction).not.toHaveBeenCalled();
});

test("Approve says nothing of a proposed change that was taken over, and Reject nothing of any", async () => {
  const proposal = { key: "amount_cents", label: "Amount", from: "$640.00", to: "$700.00", typed: "700" };
  const proposed = [{ ...proposal, messageSeq: 4 }];
  const [amount, ...others] = testCase({}).facts;
  const taken = amount && [{ ...amount, value: 70_000, text: "$700.00" }, ...others];
  const { user, rerenderWith } = setup({ proposed, ...(taken && { facts: taken }) });
  await user.click(button("Approve"));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "approve" }));
  vi.mocked(decideAction).mockClear();
  rerenderWith({ proposed });
  await user.type(reason(), "Not covered");
  await user.click(button("Reject"));
  await waitFor(() => expect(sentForm()).toMatchObject({ verdict: "reject" }));
});
