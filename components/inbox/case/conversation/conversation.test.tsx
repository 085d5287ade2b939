import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import { testDecision } from "@/components/testing/test-reviews";
import type { ChatMessage } from "@/lib/sessions/schema";
import { Conversation } from "./conversation";
import { LastRound } from "./last-round";
import { lastRoundOf } from "./last-round-of";

const message = (seq: number, role: ChatMessage["role"], text: string): ChatMessage => ({
  ...{ id: `m${seq}`, seq, role, text, flags: [], clientMessageId: null },
  createdAt: `2026-11-15T10:0${seq}:00Z`,
});
const messages = [
  message(1, "user", "Hail dented my car"),
  message(2, "assistant", "I am sorry."),
  message(3, "assistant", "The specialist has a question:\n\nWhich floor?"),
  message(4, "user", "The second"),
];
const asked = testDecision({
  ...{ verdict: "request_information", verdictLabel: "Information requested", question: "Which floor?" },
  ...{ decidedBy: "Ana", decidedAt: "2026-11-15T10:02:30Z" },
});

test("a line stands before the first message that the reviewer has not seen", () => {
  const view = (seenBefore: number | null, shown = messages) => (
    <Conversation
      key={seenBefore}
      messages={shown}
      claimantName="Dana"
      questions={["Which floor?"]}
      seenBefore={seenBefore}
    />
  );
  const { rerender } = render(view(2), { wrapper: TestProviders });
  const line = screen.getByText("New since you looked");
  const question = screen.getByRole("article", { name: "Message 3, Assistant" });
  expect(line.compareDocumentPosition(question) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(screen.getAllByText("New since you looked")).toHaveLength(1);
  for (const seen of [4, null]) {
    rerender(view(seen));
    expect(screen.queryByText("New since you looked")).toBeNull();
  }
  // What arrives while the case is open is new too.
  rerender(view(null, [...messages, message(5, "user", "One more thing")]));
  const newest = screen.getByRole("article", { name: "Message 5, Dana" });
  expect(newest.parentElement?.textContent).toMatch(/^New since you looked/);
});

test("the last question is shown with what the claimant wrote after it", () => {
  const round = lastRoundOf({ history: [asked], decision: null, messages });
  expect(round?.answers.map(({ text }) => text)).toEqual(["The second"]);
  if (round) render(<LastRound {...round} />, { wrapper: TestProviders });
  const region = screen.getByRole("region", { name: "Last question and answer" });
  expect(region.textContent).toContain("Ana asked");
  expect(region.textContent).toContain("The second");
});

test("a question that waits for its answer says so; a case without one has no round", () => {
  const round = lastRoundOf({ history: [], decision: asked, messages: messages.slice(0, 3) });
  expect(round?.answers).toEqual([]);
  expect(lastRoundOf({ history: [testDecision()], decision: null, messages })).toBeNull();
});
