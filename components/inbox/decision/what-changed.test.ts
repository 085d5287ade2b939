import { expect, test } from "vitest";
import { amountFact } from "@/components/testing/test-facts";
import type { ChatMessage } from "@/lib/sessions/schema";
import { type Evidence, findChanges } from "./what-changed";

const message = (seq: number, role: ChatMessage["role"], text: string): ChatMessage => ({
  ...{ id: `m${seq}`, seq, role, text, flags: [], clientMessageId: null },
  createdAt: "2026-11-15T08:00:00Z",
});
const seen: Evidence = {
  evidenceVersion: 1,
  messages: [message(1, "user", "Hail dented my car")],
  facts: [amountFact],
  proposed: [],
};

test("nothing has changed in the same evidence", () => {
  expect(findChanges(seen, { ...seen })).toEqual([]);
});

test("names the claimant's new words, and not the assistant's", () => {
  const messages = [
    ...seen.messages,
    message(2, "user", "It was $700"),
    message(3, "assistant", "I have passed it on."),
  ];
  expect(findChanges(seen, { ...seen, messages })).toEqual([
    { id: "m2", label: "New message", before: null, after: "It was $700", seq: 2 },
  ]);
});

test("names facts and proposals with what they were before", () => {
  const proposal = {
    key: "amount_cents",
    label: "Amount",
    from: "$640.00",
    to: "$700.00",
    typed: "700",
    messageSeq: 2,
  };
  const changes = findChanges(seen, {
    ...seen,
    facts: [{ ...amountFact, text: "$650.00" }],
    proposed: [proposal],
  });
  expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
    ["Amount", "$640.00", "$650.00"],
    ["Amount, as the claimant proposes", "$640.00", "$700.00"],
  ]);
});
