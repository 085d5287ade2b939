import { render, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { amountFact } from "@/components/testing/test-facts";
import { TestProviders } from "@/components/testing/test-providers";
import type { ClaimView } from "@/lib/chat/schema";
import type { ChatMessage } from "@/lib/sessions/schema";
import { Transcript } from "./transcript";

vi.mock("@/lib/chat/actions", () => ({ retryTurn: vi.fn() }));

const message = (seq: number, role: ChatMessage["role"], text: string): ChatMessage => ({
  id: `m${seq}`,
  seq,
  role,
  text,
  createdAt: "2026-11-15T11:00:00Z",
  clientMessageId: null,
  flags: [],
});

function show(change: Partial<ClaimView>) {
  const claim: ClaimView = {
    sessionId: "s1",
    workflowId: "insurance-claims",
    word: { one: "claim", many: "claims", title: "Claim" },
    isAboutMoney: true,
    reference: "CLM-1",
    title: "Golf",
    amountCents: 64_000,
    currency: "USD",
    tone: "moving",
    statusText: "Reading your message",
    needsYou: false,
    updatedAt: "2026-11-15T11:00:00Z",
    isNew: false,
    opening: null,
    messages: [],
    facts: [amountFact],
    factsState: "collecting",
    stages: [],
    nextText: "",
    form: null,
    waitId: null,
    acts: [],
    review: null,
    failure: null,
    letter: null,
    canWithdraw: false,
    isOpen: true,
    demoModel: false,
    ...change,
  };
  render(<Transcript claim={claim} />, { wrapper: TestProviders });
}

test("each message is an article named by its author and time, with its words as text", () => {
  show({
    messages: [message(1, "user", "<img src=x> [link](http://evil.example)"), message(2, "assistant", "When?")],
  });
  const [mine, reply] = screen.getAllByRole("article");
  expect(mine?.textContent).toContain("You said: <img src=x> [link](http://evil.example)");
  expect(mine?.querySelector("img, a")).toBeNull();
  expect(mine?.id).toBe("message-1");
  const label = reply?.getAttribute("aria-labelledby")?.split(" ") ?? [];
  expect(label.map((id) => document.getElementById(id)?.textContent)).toEqual(["GraphFlow", expect.any(String)]);
});

test("the last reply of a closed claim is the letter, with outcome, amount and reference", () => {
  show({
    tone: "done",
    letter: { outcome: "Approved", amountText: "$640.00" },
    messages: [message(1, "assistant", "When?"), message(2, "assistant", "Your claim is approved.")],
  });
  const letter = screen.getByRole("article", { name: "Letter" });
  for (const part of ["Approved", "$640.00", "CLM-1", "Your claim is approved."]) {
    expect(letter.textContent).toContain(part);
  }
  expect(screen.getAllByRole("article")).toHaveLength(2);
});

test("says since when a specialist has the claim, and honestly when the answer is late", () => {
  show({ review: { since: new Date().toISOString(), dueAt: new Date(Date.now() - 60_000).toISOString() } });
  expect(screen.getByText(/Sent to a specialist/).textContent).toBe("Sent to a specialist just now");
  expect(screen.getByText(/This takes longer than usual/)).toBeTruthy();
});

test("a failure is at the end, with a retry", () => {
  show({ messages: [message(1, "user", "Hello")], failure: { reason: "failed", text: "Your message is saved." } });
  expect(screen.getByRole("alert").textContent).toContain("Your message is saved.");
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

const citation = {
  ...{ passage: "p1", quote: "Theft is covered.", document: "Motor terms", heading: "Motor terms > Theft", version: 1 },
};

test("the markers of a reply and of the letter open its sources; those of the claimant's words are text", () => {
  const cited = (seq: number) => ({ ...message(seq, "assistant", "Theft is covered. [1]"), citations: [citation] });
  show({
    letter: { outcome: "Answered", amountText: null },
    messages: [message(1, "user", "What does [1] mean?"), cited(2), cited(3)],
  });
  const [mine, reply, letter] = screen.getAllByRole("article");
  for (const article of [reply, letter])
    expect(within(article as HTMLElement).getByRole("button", { name: "Source 1: Motor terms, Theft" })).toBeTruthy();
  expect(mine?.textContent).toContain("What does [1] mean?");
});
