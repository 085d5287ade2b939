import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { Conversation } from "./conversation";
import { FactFormProvider } from "./facts/fact-form-context";
import { writeDraft } from "./messages/draft";
import type { ReplyStreamProps } from "./messages/reply-stream";
import type { SendResult } from "./messages/sent-message";

vi.mock("@/lib/chat/actions", () => ({ changeFacts: vi.fn(), sendMessage: vi.fn(), withdrawClaim: vi.fn() }));
vi.mock("@/components/live/use-live", () => ({ useLive: vi.fn() }));
vi.mock("@/components/live/is-reachable", () => ({ whenReachable: () => Promise.resolve() }));

const stream = {
  send: vi.fn<(id: string, text: string, shownWaitId: string | null) => Promise<SendResult>>(),
  stop: vi.fn(async () => {}),
};
vi.mock("./messages/reply-stream", async () => {
  const { useEffect } = await import("react");
  return {
    ReplyStream({ isShown, onReady }: ReplyStreamProps) {
      useEffect(() => onReady(stream), [onReady]);
      return isShown ? <p>The reply</p> : null;
    },
  };
});

beforeEach(() => void stream.send.mockResolvedValue({ status: "answered" }));

function setup(change: Partial<ComponentProps<typeof Conversation>> = {}) {
  const props: ComponentProps<typeof Conversation> = {
    sessionId: "s1",
    workflowId: "insurance-claims",
    word: { one: "claim", many: "claims" },
    ownList: "My claims",
    messageId: "m1",
    isNew: false,
    arrived: [],
    newest: [{ seq: 1, text: "What happened?" }],
    transcript: <p>What happened?</p>,
    about: <aside>The facts</aside>,
    form: null,
    waitId: "w1",
    facts: [],
    offers: { replies: [], canWithdraw: false },
    maxLength: 100,
    isOpen: true,
    decidedReference: null,
    isInReview: false,
    demoModel: false,
    ...change,
  };
  const view = (next: Partial<typeof props> = {}) => (
    <FactFormProvider sessionId="s1" facts={[]} toConfirm={false} startChanging={false}>
      <Conversation {...props} {...next} />
    </FactFormProvider>
  );
  const { rerender } = render(view());
  return { user: userEvent.setup(), rerenderWith: (next: Partial<typeof props>) => rerender(view(next)) };
}

const confirmForm: ComponentProps<typeof Conversation>["form"] = {
  type: "confirm",
  question: "Is this right?",
  fields: [],
  suggestions: [],
  acts: [],
  asksOptional: false,
};
const log = () => screen.getByRole("log", { name: "Conversation" });
const status = () => screen.getByRole("status").textContent;
const send = async (user: ReturnType<typeof userEvent.setup>, text: string) =>
  user.type(screen.getByRole("textbox", { name: "Message" }), `${text}{Enter}`);

/** A reply that streams until the returned function ends it. */
function holdReply(): (result: SendResult) => Promise<void> {
  const reply = Promise.withResolvers<SendResult>();
  stream.send.mockReturnValue(reply.promise);
  const end = (result: SendResult) => act(async () => reply.resolve(result));
  onTestFinished(() => end({ status: "answered" }));
  return end;
}

test("shows the sent message and the reply, and announces that the message is read", async () => {
  holdReply();
  const { user } = setup();
  await send(user, "My car was hit");
  expect(stream.send).toHaveBeenCalledExactlyOnceWith("m1", "My car was hit", "w1");
  expect(log().textContent).toBe("What happened?YouYou said: My car was hitThe reply");
  expect(status()).toBe("Reading your message");
});

test("is silent itself: new messages are announced once, by the status line", () => {
  const { rerenderWith } = setup();
  expect(log().getAttribute("aria-live")).toBe("off");
  expect(status()).toBe("");
  rerenderWith({
    newest: [
      { seq: 1, text: "What happened?" },
      { seq: 2, text: "And when?" },
    ],
  });
  expect(status()).toBe("New message: And when?");
});

test("refreshes the page after a reply, and then shows the stored message only", async () => {
  const { user, rerenderWith } = setup();
  await send(user, "My car was hit");
  await waitFor(() => expect(router.refresh).toHaveBeenCalled());
  rerenderWith({
    arrived: [{ id: "m1", seq: 2 }],
    newest: [{ seq: 3, text: "And when?" }],
    transcript: <p>My car was hit. And when?</p>,
  });
  expect(log().textContent).toBe("My car was hit. And when?");
});

test("keeps the streamed reply while the page has the message and not yet the reply", async () => {
  const { user, rerenderWith } = setup();
  await send(user, "My car was hit");
  rerenderWith({ arrived: [{ id: "m1", seq: 2 }], transcript: <p>My car was hit</p> });
  expect(log().textContent).toBe("My car was hitThe reply");
});

test("names no question with a second message while the page shows an older one", async () => {
  const { user } = setup();
  await send(user, "First");
  await send(user, "Second");
  expect(stream.send.mock.calls.map(([, text, waitId]) => [text, waitId])).toEqual([
    ["First", "w1"],
    ["Second", null],
  ]);
});

test("removes a message that failed from the conversation and puts it back into the box", async () => {
  stream.send.mockResolvedValue({ status: "failed", problem: { message: "No connection.", needsSignIn: false } });
  const { user } = setup();
  await send(user, "My car was hit");
  expect((await screen.findByRole("alert")).textContent).toContain("No connection.");
  expect(log().textContent).toBe("What happened?");
});

test("stops the reply", async () => {
  const end = holdReply();
  const { user } = setup();
  await send(user, "My car was hit");
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(stream.stop).toHaveBeenCalledOnce();
  await end({ status: "stopped" });
  expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
});

test("has the facts above the conversation at every stage", () => {
  const { rerenderWith } = setup();
  const factsAreAbove = () =>
    log().compareDocumentPosition(screen.getByText("The facts")) === Node.DOCUMENT_POSITION_PRECEDING;
  expect(factsAreAbove()).toBe(true);
  rerenderWith({ form: confirmForm });
  expect(factsAreAbove()).toBe(true);
});

describe("a pane that was scrolled up", () => {
  const scrollTo = vi.fn();
  beforeEach(() => {
    scrollTo.mockClear();
    Element.prototype.scrollTo = scrollTo;
  });

  test("returns to its end when the facts were confirmed with their button", () => {
    const { rerenderWith } = setup({ arrived: [{ id: "m0", seq: 2 }], form: confirmForm });
    expect(scrollTo).not.toHaveBeenCalled();
    rerenderWith({
      arrived: [
        { id: "m0", seq: 2 },
        { id: "m1", seq: 4 },
      ],
      form: null,
    });
    expect(scrollTo).toHaveBeenCalledWith({ top: 0 });
  });

  test("is not moved again when a message of the box is stored", async () => {
    const { user, rerenderWith } = setup();
    await send(user, "My car was hit");
    scrollTo.mockClear();
    rerenderWith({ arrived: [{ id: "m1", seq: 2 }] });
    expect(scrollTo).not.toHaveBeenCalled();
  });

  test("stays at the facts that were changed and are to be confirmed, and when another person writes", () => {
    const { rerenderWith } = setup({ arrived: [{ id: "m0", seq: 2 }], form: confirmForm });
    rerenderWith({
      arrived: [
        { id: "m0", seq: 2 },
        { id: "m1", seq: 4 },
      ],
      form: confirmForm,
    });
    rerenderWith({
      arrived: [
        { id: "m0", seq: 2 },
        { id: "m1", seq: 4 },
      ],
      newest: [{ seq: 9, text: "Hello" }],
    });
    expect(scrollTo).not.toHaveBeenCalled();
  });
});

describe("a letter", () => {
  const scrollIntoView = vi.fn();
  const letter = (top: number) => (
    <article
      aria-label="Letter"
      data-letter=""
      ref={(element) => {
        if (element) element.getBoundingClientRect = () => ({ top }) as DOMRect;
      }}
    />
  );
  beforeEach(() => {
    scrollIntoView.mockClear();
    Element.prototype.scrollIntoView = scrollIntoView;
  });

  test("longer than the pane is shown from its beginning, where the outcome stands", () => {
    setup({ isOpen: false, decidedReference: "CLM-1", transcript: letter(-300) });
    expect(scrollIntoView).toHaveBeenCalledExactlyOnceWith({ block: "start" });
  });

  test("that is in view stays where it is", () => {
    setup({ isOpen: false, decidedReference: "CLM-1", transcript: letter(200) });
    expect(scrollIntoView).not.toHaveBeenCalled();
  });

  test("leaves the place to a link to a message", () => {
    window.location.hash = "#message-3";
    onTestFinished(() => {
      window.location.hash = "";
    });
    setup({ isOpen: false, decidedReference: "CLM-1", transcript: letter(-300) });
    expect(scrollIntoView).not.toHaveBeenCalled();
  });
});

test("replaces the box by a note when the claim is closed", () => {
  const { rerenderWith } = setup();
  rerenderWith({ isOpen: false, decidedReference: "CLM-1" });
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText("CLM-1")).toBeTruthy();
});

test("leads New claim back to a new claim whose text is not stored yet", () => {
  sessionStorage.setItem("graphflow:new-claim:insurance-claims", "s0");
  writeDraft("s0", { text: "Half a sentence", sent: null });
  setup({ isNew: true });
  expect(router.replace).toHaveBeenCalledExactlyOnceWith("/claims/s0?new=insurance-claims");
});
