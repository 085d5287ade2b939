import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { expect, test, vi } from "vitest";
import { FactFormProvider } from "@/components/chat/facts/fact-form-context";
import { amountFact } from "@/components/testing/test-facts";
import { Composer } from "./composer";
import type { SendResult } from "./sent-message";

vi.mock("@/lib/chat/actions", () => ({ sendMessage: vi.fn(), changeFacts: vi.fn(), withdrawClaim: vi.fn() }));

const answered: SendResult = { status: "answered" };
const failed = (message: string, needsSignIn = false): SendResult => ({
  status: "failed",
  problem: { message, needsSignIn },
});

function setup(change: Partial<ComponentProps<typeof Composer>> = {}) {
  const onSend = vi.fn<(id: string, text: string) => Promise<SendResult>>(async () => answered);
  const onStop = vi.fn();
  const onFocus = vi.fn();
  const props: ComponentProps<typeof Composer> = {
    sessionId: "s1",
    workflowId: "insurance-claims",
    messageId: "first-id",
    isNew: false,
    arrived: [],
    form: null,
    waitId: null,
    facts: [amountFact],
    offers: { replies: [], canWithdraw: false },
    maxLength: 20,
    isInReview: false,
    demoModel: false,
    isSending: false,
    onFocus,
    onSend,
    onStop,
    ...change,
  };
  const view = (next: Partial<typeof props> = {}) => (
    <FactFormProvider sessionId="s1" facts={[amountFact]} toConfirm startChanging={false}>
      <Composer {...props} {...next} />
    </FactFormProvider>
  );
  const { rerender } = render(view());
  const rerenderWith = (next: Partial<typeof props>) => rerender(view(next));
  return { user: userEvent.setup(), onSend, onStop, onFocus, rerenderWith };
}

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });

test("sends the text with Enter and empties the box, which keeps the focus", async () => {
  const { user, onSend } = setup();
  await user.type(box(), "My car was hit{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("first-id", "My car was hit");
  expect(box().value).toBe("");
  expect(document.activeElement).toBe(box());
});

test("starts a new line with Shift and Enter", async () => {
  const { user, onSend } = setup();
  await user.type(box(), "one{Shift>}{Enter}{/Shift}two");
  expect(box().value).toBe("one\ntwo");
  expect(onSend).not.toHaveBeenCalled();
});

test("does not send while Enter chooses a word of an input method", async () => {
  const { user, onSend } = setup();
  await user.type(box(), "にほん");
  box().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
  expect(onSend).not.toHaveBeenCalled();
});

test("moves the focus to the box instead of sending nothing", async () => {
  const { user, onSend } = setup();
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(onSend).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(box());
});

test("puts the text back after a failure, says why, and sends it again under the same id", async () => {
  const { user, onSend } = setup();
  onSend.mockResolvedValueOnce(failed("GraphFlow could not be reached."));
  await user.type(box(), "Hello{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Your message was not sent");
  expect(alert.textContent).toContain("GraphFlow could not be reached. It is still in the box.");
  expect(box().value).toBe("Hello");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(onSend.mock.calls).toEqual([
    ["first-id", "Hello"],
    ["first-id", "Hello"],
  ]);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("keeps what was typed while the failed message was sent", async () => {
  const { user, onSend } = setup();
  const sending = Promise.withResolvers<SendResult>();
  onSend.mockReturnValueOnce(sending.promise);
  await user.type(box(), "First{Enter}");
  await user.type(box(), "Second");
  sending.resolve(failed("No connection."));
  await waitFor(() => expect(box().value).toBe("First\nSecond"));
});

test("leads to the sign-in page, and back to the claim, when the sign-in has ended", async () => {
  const { user, onSend } = setup();
  onSend.mockResolvedValueOnce(failed("Your sign-in has ended.", true));
  await user.type(box(), "Hello{Enter}");
  const link = await screen.findByRole("link", { name: "Sign in" });
  expect(link.getAttribute("href")).toBe("/sign-in?from=%2Fclaims%2Fs1");
});

test("drops the notice and the text when the failed message arrived after all", async () => {
  const { user, onSend, rerenderWith } = setup();
  onSend.mockResolvedValueOnce(failed("No connection."));
  await user.type(box(), "Hello{Enter}");
  await screen.findByRole("alert");
  rerenderWith({ arrived: [{ id: "first-id" }] });
  expect(screen.queryByRole("alert")).toBeNull();
  expect(box().value).toBe("");
});

test("restores the draft after a reload", async () => {
  const { user } = setup();
  await user.type(box(), "Half a sent");
  setup();
  expect(screen.getAllByRole<HTMLTextAreaElement>("textbox")[1]?.value).toBe("Half a sent");
});

test("refuses a text that is too long, and says how long it may be", async () => {
  const { user, onSend } = setup();
  await user.type(box(), "This is much too long.{Enter}");
  expect(onSend).not.toHaveBeenCalled();
  expect(box().getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("alert").textContent).toBe(
    "22 characters; a message can have 20. Shorten it, or send it in two.",
  );
  expect(box().value).toBe("This is much too long.");
});

test("offers Stop while a reply streams, and does not send a second message meanwhile", async () => {
  const { user, onSend, onStop } = setup({ isSending: true, offers: { replies: ["Yes"], canWithdraw: false } });
  expect(screen.queryByRole("button", { name: "Yes" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(onStop).toHaveBeenCalledOnce();
  await user.type(box(), "More{Enter}");
  expect(onSend).not.toHaveBeenCalled();
  expect(box().value).toBe("More");
});

test("loads the reply stream when the box gets the focus", async () => {
  const { user, onFocus } = setup();
  await user.click(box());
  expect(onFocus).toHaveBeenCalled();
});

test("sends a quick reply and leaves the text in the box alone", async () => {
  const { user, onSend } = setup({ offers: { replies: ["Let a person look at it"], canWithdraw: false } });
  await user.type(box(), "draft");
  await user.click(screen.getByRole("button", { name: "Let a person look at it" }));
  expect(onSend).toHaveBeenCalledExactlyOnceWith("first-id", "Let a person look at it");
  expect(box().value).toBe("draft");
  expect(document.activeElement).toBe(box());
});

test("sends a picked date before the text about it", async () => {
  const field = { key: "incident_date", label: "When", type: "date", required: false } as const;
  const { user, onSend } = setup({
    form: { type: "reply", question: "When?", field, suggestions: [], acts: [] },
  });
  const date = screen.getByLabelText<HTMLInputElement>("When");
  await user.type(date, "2026-11-15");
  await user.type(box(), "I think{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("first-id", "2026-11-15 I think");
  expect(date.value).toBe("");
});

test.each([
  ["a review", { isInReview: true }, "Add information"],
  ["no question", {}, "Write a message"],
] as const)("hints at what to write during %s", (_name, change, placeholder) => {
  setup(change);
  expect(box().placeholder).toBe(placeholder);
});
