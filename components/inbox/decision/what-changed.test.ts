import { expect, test } from "vitest";
import { amountFact } from "@/components/testing/test-facts";
import type { CaseEditView } from "@/lib/inbox/schema";
import type { ChatMessage } from "@/lib/sessions/schema";
import { type Evidence, findChanges, findUnseenEdits } from "./what-changed";

const message = (seq: number, role: ChatMessage["role"], text: string): ChatMessage => ({
  ...{ id: `m${seq}`, seq, role, text, flags: [], clientMessageId: null },
  createdAt: "2026-11-15T08:00:00Z",
});
const seen: Evidence = {
  evidenceVersion: 1,
  messages: [message(1, "user", "Hail dented my car")],
  facts: [amountFact],
  proposed: [],
  editHistory: [],
};
const edit = (by: string, before: string, after: string | null): CaseEditView => ({
  ...{ key: "amount_cents", label: "Amount", before, after, at: "2026-11-15T11:00:00Z" },
  by: { id: by.toLowerCase(), name: by },
});

test("nothing has changed in the same evidence", () => {
  expect(findChanges(seen, { ...seen }, "lee")).toEqual([]);
});

test("names the claimant's new words, and not the assistant's", () => {
  const messages = [
    ...seen.messages,
    message(2, "user", "It was $700"),
    message(3, "assistant", "I have passed it on."),
  ];
  expect(findChanges(seen, { ...seen, messages }, "lee")).toEqual([
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
  const facts = [{ ...amountFact, text: "$650.00" }];
  const changes = findChanges(seen, { ...seen, facts, proposed: [proposal] }, "lee");
  expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
    ["Amount", "$640.00", "$650.00"],
    ["Amount, as the claimant proposes", "$640.00", "$700.00"],
  ]);
});

test("names who corrected a fact meanwhile; the viewer has seen their own corrections", () => {
  const before = { ...seen, editHistory: [edit("Ana", "$640.00", "$645.00")] };
  const changesOf = (by: string) => {
    const now = {
      ...before,
      facts: [{ ...amountFact, text: "$650.00" }],
      editHistory: [...before.editHistory, edit(by, "$645.00", "$650.00")],
    };
    return { unseen: findUnseenEdits(before, now, "lee").length, changes: findChanges(before, now, "lee") };
  };
  expect(changesOf("Ana")).toMatchObject({
    unseen: 1,
    changes: [{ label: "Amount, corrected by Ana", before: "$640.00", after: "$650.00" }],
  });
  expect(changesOf("Lee")).toEqual({ unseen: 0, changes: [] });
});
