import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Composer } from "@/components/chat/messages/composer";
import type { SendResult } from "@/components/chat/messages/sent-message";
import { amountFact, placeFact } from "@/components/testing/test-facts";
import { changeFacts } from "@/lib/chat/actions";
import { changeFormId } from "./change-facts";
import { FactCard } from "./fact-card";
import { FactFormProvider } from "./fact-form-context";

vi.mock("@/lib/chat/actions", () => ({
  changeFacts: vi.fn(),
  confirmFacts: vi.fn(),
  sendMessage: vi.fn(),
  withdrawClaim: vi.fn(),
}));

const confirmForm = {
  ...{ type: "confirm" as const, question: "Is this right?", fields: [], acts: [], asksOptional: false },
};

/** The claim with an unsaved edit, and a yes in the composer: typed, or the suggestion pressed. */
async function setup(source: "typed" | "pressed" = "typed") {
  const facts = [amountFact, placeFact];
  const onSend = vi.fn<(id: string, text: string) => Promise<SendResult>>(async () => ({ status: "answered" }));
  render(
    <FactFormProvider sessionId="s1" facts={facts} toConfirm startChanging={false}>
      <FactCard
        sessionId="s1"
        messageIds={{ confirm: "c1", change: "c2" }}
        facts={facts}
        waitId="w1"
        state="to_confirm"
        isOpen
        word="claim"
      />
      <Composer
        sessionId="s1"
        messageId="m1"
        workflowId="insurance-claims"
        isNew={false}
        arrived={[]}
        form={{ ...confirmForm, suggestions: ["Yes, that is right"] }}
        waitId="w1"
        facts={facts}
        offers={{ replies: [], canWithdraw: false }}
        maxLength={100}
        isInReview={false}
        demoModel={false}
        isSending={false}
        onFocus={() => {}}
        onSend={onSend}
        onStop={() => {}}
      />
    </FactFormProvider>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Change" }));
  await user.type(screen.getByRole("textbox", { name: "Where" }), " 7");
  if (source === "pressed") await user.click(screen.getByRole("button", { name: "Yes, that is right" }));
  else await user.type(screen.getByRole("textbox", { name: "Message" }), "yes{Enter}");
  return { user, onSend };
}

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });

test("a yes waits while there are unsaved edits, and the notice names them", async () => {
  const { onSend } = await setup();
  expect(screen.getByRole("alert").textContent).toContain("You changed the place to Main Street 7 and did not save it");
  expect(onSend).not.toHaveBeenCalled();
  expect(box().value).toBe("yes");
});

test("the notice is right for a yes that was pressed: nothing is in the box", async () => {
  const { user, onSend } = await setup("pressed");
  expect(screen.getByRole("alert").textContent).toContain(
    "Your yes is not sent yet: it would confirm what the card shows",
  );
  expect(screen.getByRole("alert").textContent).not.toContain("in the box");
  expect(box().value).toBe("");
  await user.click(screen.getByRole("button", { name: "Discard and confirm" }));
  expect(onSend).toHaveBeenCalledExactlyOnceWith("m1", "Yes, that is right");
});

test("the yes is sent when the edits are discarded", async () => {
  const { user, onSend } = await setup();
  await user.click(screen.getByRole("button", { name: "Discard and confirm" }));
  expect(onSend).toHaveBeenCalledExactlyOnceWith("m1", "yes");
  expect(screen.queryByRole("textbox", { name: "Where" })).toBeNull();
});

test("the edits are saved instead, and the yes stays in the box", async () => {
  vi.mocked(changeFacts).mockResolvedValue({ ok: true, values: {}, shown: {}, fields: {} });
  const { user, onSend } = await setup();
  // happy-dom submits the form around a button, not the one that its attribute names; the browser tests press it.
  expect(screen.getByRole("button", { name: "Save changes first" }).getAttribute("form")).toBe(changeFormId);
  await user.click(screen.getByRole("button", { name: "Save changes" }));
  expect(changeFacts).toHaveBeenCalledOnce();
  expect(onSend).not.toHaveBeenCalled();
  expect(box().value).toBe("yes");
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});
