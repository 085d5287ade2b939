import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { newestProposals, proposedChanges, storedProposals } from "./proposals";

const amount: FieldSpec = { key: "amount_cents", label: "Amount", type: "money", required: true };
const place: FieldSpec = { key: "place", label: "Where", type: "text", required: false };
const proposal = (key: string, value: string | number, messageSeq: number) => ({ key, value, messageSeq });

test("the newest proposal of a field counts, in the order of the messages", () => {
  const proposals = [proposal("place", "b", 5), proposal("place", "a", 3), proposal("amount_cents", 1, 4)];
  expect(newestProposals(proposals)).toEqual([proposal("place", "b", 5), proposal("amount_cents", 1, 4)]);
});

test("a reviewer reads the proposals that differ from the known facts", () => {
  const context = new Context({ amount_cents: 64_000, place: "Oak Street" });
  const proposals = [proposal("amount_cents", 70_000, 3), proposal("place", "Oak Street", 4)];
  expect(proposedChanges([amount, place], context, proposals)).toEqual([
    { key: "amount_cents", label: "Amount", from: "$640.00", to: "$700.00", typed: "700.00", messageSeq: 3 },
  ]);
  expect(proposedChanges([place], new Context(), [proposal("place", "here", 1)])).toMatchObject([{ from: null }]);
});

test.each([undefined, "x", [{ key: "place" }], [{ key: "__proto__", value: 1, messageSeq: 1 }]])(
  "a damaged list of proposals holds none: %j",
  (stored) => {
    const context = new Context(stored === undefined ? {} : { proposed_changes: stored });
    expect(storedProposals(context)).toEqual([]);
  },
);
