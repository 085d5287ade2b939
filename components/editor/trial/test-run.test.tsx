import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { TrialView } from "@/lib/trials/schema";
import { draftDefinitionSchema, graphLayoutSchema } from "@/lib/workflows/commands/document";
import { renderInEditor } from "../testing/test-editor";
import TestRun from "./test-run";

afterEach(() => {
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const document = {
  definition: draftDefinitionSchema.parse({
    ...{ id: "test", name: "Claims", startTaskId: "talk" },
    tasks: [
      { id: "talk", kind: "talk", label: "Talk", config: {} },
      { id: "screen", kind: "screen", label: "Screen", config: {} },
    ],
    edges: [],
  }),
  layout: graphLayoutSchema.parse({}),
};

const asked: TrialView = {
  ...{ state: "one", revision: 1, status: "waiting", statusText: "Waiting for the claimant", waitsFor: "claimant" },
  ...{ waitMs: null, facts: [], reasons: [], notes: [], request: null, error: null },
  form: { type: "reply", question: "What happened?", suggestions: ["Hail", "Theft"], acts: [] },
  path: {
    visits: { talk: 1 },
    taken: {},
    jumps: [],
    currentTaskId: "talk",
    tone: "waiting_for_others",
    note: "is here",
  },
  messages: [{ seq: 1, role: "assistant", text: "What happened?", createdAt: "2026-11-29T12:00:00Z" }],
  steps: [
    {
      ...{ seq: 1, taskId: "talk", taskLabel: "Talk", status: "done", statusMessage: "Asked", errorMessage: null },
      ...{ durationMs: 1, attempt: 1, changes: [{ key: "amount_cents", value: 33_000 }] },
    },
  ],
  values: { reference: "TEST-RUN" },
};
const decision: TrialView = {
  ...asked,
  ...{
    state: "two",
    statusText: "Waiting for a reviewer",
    waitsFor: "reviewer",
    reasons: ["Amount is at least $1,000"],
  },
  form: {
    ...{ type: "decision", question: "Pay this?", fields: [], reasonRequiredTo: ["reject"], documents: [] },
    outcomes: [{ id: "other_days", label: "Other days", tone: "neutral", needsReason: false }],
  },
  facts: [
    {
      ...{ key: "place", label: "Where", type: "text", value: "Oak Street", text: "Oak Street", required: true },
      ...{ sourceMessageSeq: null, isSummarised: false },
    },
  ],
};

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": status === 200 ? "application/json" : "application/problem+json" },
  });

function setup(...answers: (TrialView | Response)[]) {
  const fetch = vi.fn<typeof globalThis.fetch>();
  for (const answer of answers) fetch.mockResolvedValueOnce(answer instanceof Response ? answer : json(answer));
  const editor = renderInEditor(<TestRun />, document, fetch);
  const sent = () => fetch.mock.calls.map(([, init]) => JSON.parse(String(init?.body)));
  return { ...editor, fetch, sent };
}

const button = (name: string) => screen.getByRole("button", { name });
const box = (name: string) => screen.getByRole<HTMLTextAreaElement>("textbox", { name });

async function open(...answers: (TrialView | Response)[]) {
  const editor = setup(...answers);
  editor.store.getState().setTrial({ isShown: true, view: null, document: null });
  await screen.findByRole("region", { name: "Test run" });
  return editor;
}

test("begins with the first words of the draft, and keeps the run in this tab", async () => {
  const { sent, store } = await open(asked);
  expect(await screen.findByText("What happened?")).toBeTruthy();
  expect(screen.getByText("Waiting for the claimant")).toBeTruthy();
  expect(sent()).toEqual([{}]);
  expect(store.getState().trial?.view?.path.currentTaskId).toBe("talk");
  expect(sessionStorage.getItem("graphflow:test-run:test")).toContain("What happened?");
});

test("a message goes on with the state of the last answer; Shift and Enter start a new line", async () => {
  const { user, sent } = await open(asked, {
    ...asked,
    ...{ state: "two", steps: [...asked.steps, { ...asked.steps[0], seq: 2 } as TrialView["steps"][0]] },
  });
  await user.type(
    await screen.findByRole("textbox", { name: "Message" }),
    "Hail{Shift>}{Enter}{/Shift}on my car{Enter}",
  );
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()[1]).toEqual({ state: "one", input: { type: "message", text: "Hail\non my car" } });
  await waitFor(() => expect(box("Message").value).toBe(""));
});

test("a suggestion answers with one press", async () => {
  const { user, sent } = await open(asked, asked);
  await screen.findByText("What happened?");
  await user.click(button("Theft"));
  await waitFor(() => expect(sent()[1]?.input).toEqual({ type: "message", text: "Theft" }));
});

test("what was typed stays when the answer does not come", async () => {
  const { user, fetch } = await open(asked);
  fetch.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await user.type(await screen.findByRole("textbox", { name: "Message" }), "Hail");
  await user.click(button("Send"));
  expect((await screen.findByRole("alert")).textContent).toContain("could not be reached");
  expect(box("Message").value).toBe("Hail");
});

test("a decision has the reviewer's buttons, facts and reasons; a refused one names the field", async () => {
  const refused = json({ code: "invalid", detail: "Some fields", fields: { reason: "Give a reason." } }, 422);
  const { user, sent } = await open(decision, refused, asked);
  expect(await screen.findByText("Oak Street")).toBeTruthy();
  expect(screen.getByText("Amount is at least $1,000")).toBeTruthy();
  await user.click(button("Reject"));
  expect((await screen.findByRole("alert")).textContent).toBe("Give a reason.");
  await waitFor(() => expect(globalThis.document.activeElement).toBe(box("Reason")));
  await user.keyboard("Not covered");
  await user.click(button("Other days"));
  await waitFor(() =>
    expect(sent().slice(1)).toEqual([
      { state: "two", input: { type: "decision", verdict: "reject" } },
      { state: "two", input: { type: "decision", verdict: "other_days", reason: "Not covered" } },
    ]),
  );
});

test("facts are changed with the decision, and a missing one is named at its box", async () => {
  const refused = json({ code: "invalid", detail: "Some", fields: { place: "Where is not known." } }, 422);
  const { user, sent } = await open(decision, refused, asked);
  await user.click(await screen.findByRole("button", { name: "Approve" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Where is not known.");
  await waitFor(() => expect(globalThis.document.activeElement).toBe(box("Where")));
  await user.keyboard("Elm Street");
  await user.click(button("Approve"));
  await waitFor(() =>
    expect(sent()[2]?.input).toEqual({ type: "decision", verdict: "approve", edits: { place: "Elm Street" } }),
  );
});

test("a request for information asks for its question first", async () => {
  const { user, sent } = await open(decision, asked);
  await screen.findByText("Pay this?");
  await user.click(button("Request information"));
  await user.type(box("Question"), "Which floor?");
  await user.click(button("Request information"));
  await waitFor(() =>
    expect(sent()[1]?.input).toEqual({
      ...{ type: "decision", verdict: "request_information", question: "Which floor?" },
    }),
  );
});

test("another system's answer begins with an example, and goes to the task that asked", async () => {
  const request = {
    ...{ taskPath: "both/price", taskLabel: "Price", method: "GET", url: "https://api.example.com/price", headers: [] },
    ...{ body: null, example: '{"cents": 1}' },
    expects: [{ from: "cents", into: "price_cents", type: "cents", required: true }],
  };
  const { user, sent } = await open({ ...asked, waitsFor: "system", form: null, request }, asked);
  expect(await screen.findByText("GET https://api.example.com/price")).toBeTruthy();
  expect(box("Answer").value).toBe('{"cents": 1}');
  const status = screen.getByRole("spinbutton", { name: "Status" });
  await user.clear(status);
  await user.type(status, "503");
  await user.click(button("Give this answer"));
  await waitFor(() =>
    expect(sent()[1]?.input).toEqual({
      ...{ type: "system", taskPath: "both/price", status: 503, body: '{"cents": 1}' },
    }),
  );
});

test.each([
  ["waiting", "Let the time pass", "The session goes on in 2 days."],
  ["failed", "Try again now", "A task has failed. It is tried again in 2 days."],
  ["paused", "Go on", "The session is paused."],
] as const)("time passes with one press: %s", async (status, name, words) => {
  const { user, sent } = await open({ ...asked, status, waitsFor: "time", form: null, waitMs: 172_800_000 }, asked);
  expect(await screen.findByText(words)).toBeTruthy();
  await user.click(button(name));
  await waitFor(() => expect(sent()[1]?.input).toEqual({ type: "time" }));
});

test("an ended run starts again, with the earlier claims that were named", async () => {
  const { user, sent } = await open({ ...asked, status: "completed", waitsFor: null, form: null }, asked);
  await screen.findByRole("heading", { name: "The test run has ended" });
  await user.click(screen.getByText("Earlier claims of this person"));
  const count = screen.getByRole("spinbutton", { name: "How many" });
  await user.clear(count);
  await user.type(count, "3");
  await user.type(screen.getByRole("spinbutton", { name: "Together, in dollars" }), "{Backspace}900");
  await user.click(screen.getAllByRole("button", { name: "Start again" }).at(-1) as HTMLElement);
  await waitFor(() => expect(sent()[1]).toEqual({ earlierClaims: { count: 3, totalCents: 90_000 } }));
});

test("a step opens its task in the inspector, and the run stays", async () => {
  const { user, store } = await open(asked);
  await user.click(await screen.findByText("Steps (1)"));
  expect(screen.getByText("$330.00")).toBeTruthy();
  await user.click(button("1. Talk"));
  expect(store.getState().selection.taskIds).toEqual(["talk"]);
  expect(store.getState().trial).toMatchObject({ isShown: false, view: { state: "one" } });
});

test("says that the draft has changed since the last answer", async () => {
  const { store } = await open(asked);
  await screen.findByText("What happened?");
  expect(screen.queryByText(/The draft has changed/)).toBeNull();
  store.setState({ document: { ...document } });
  expect(await screen.findByText("The draft has changed. The next answer runs on it.")).toBeTruthy();
});

test("a draft that cannot run says why, and “Start again” tries once more", async () => {
  const refused = json({ code: "conflict", detail: "The draft cannot run yet." }, 409);
  const { user } = await open(refused, asked);
  expect((await screen.findByRole("alert")).textContent).toContain("The draft cannot run yet.");
  await user.click(button("Start again"));
  expect(await screen.findByText("What happened?")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test.each([
  ["a state that cannot be read", { state: "This is not the state of a test run." }],
  ["a field of no form", { "earlierClaims.count": "Too small." }],
])("a refusal that no field shows is a notice: %s", async (_what, fields) => {
  const refused = json({ code: "invalid", detail: "Start again.", fields }, 422);
  const { user } = await open({ ...asked, status: "waiting", waitsFor: "time", form: null }, refused);
  await user.click(await screen.findByRole("button", { name: "Let the time pass" }));
  expect((await screen.findByRole("alert")).textContent).toContain(Object.values(fields)[0]);
});

test("a message that is too long is named at its box, and stays", async () => {
  const refused = json({ code: "invalid", detail: "Some", fields: { "input.text": "Too long." } }, 422);
  const { user } = await open(asked, refused);
  await user.type(await screen.findByRole("textbox", { name: "Message" }), "Hail{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("Too long.");
  expect(box("Message").value).toBe("Hail");
});

test("the facts of a confirmation are confirmed with one press", async () => {
  const form = {
    ...{ type: "confirm", question: "Right?", fields: [], asksOptional: false, acts: [] },
    suggestions: [],
  };
  const { user, sent } = await open({ ...asked, form: form as never, facts: decision.facts }, asked);
  expect(await screen.findByText("Oak Street")).toBeTruthy();
  await user.click(button("Confirm"));
  await waitFor(() => expect(sent()[1]?.input).toEqual({ type: "message", confirms: true }));
});

test("closing ends the run and forgets it", async () => {
  const { user, store } = await open(asked);
  await screen.findByText("What happened?");
  await user.click(button("Close the test run"));
  expect(store.getState().trial).toBeNull();
  expect(sessionStorage.getItem("graphflow:test-run:test")).toBeNull();
});

test("the words of the run are announced once, the first ones too", async () => {
  const { user } = await open(asked, {
    ...asked,
    messages: [...asked.messages, { ...asked.messages[0], seq: 2, text: "Where was it?" } as never],
  });
  const region = screen.getByRole("region", { name: "Test run" });
  await within(region).findByText("GraphFlow: What happened?");
  await user.type(await screen.findByRole("textbox", { name: "Message" }), "Hail{Enter}");
  await waitFor(() =>
    expect(
      within(region)
        .getAllByRole("status")
        .map(({ textContent }) => textContent),
    ).toContain("GraphFlow: Where was it?"),
  );
});
