import { expect, it } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { draftDefinitionSchema } from "@/lib/workflows/commands/document";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { edgeSentence, outlineItems } from "./outline-items";

const limit = { field: "amount_cents", op: "gte" as const, value: 100_000 };

it("reads a branch as an English sentence", () => {
  const { definition } = testDocument("a", "");
  const names = { check: "Check", ask: "Ask a reviewer", approve: "Approve" };
  const tasks = Object.entries(names).map(([id, label]) => ({ id, label, kind: "say", config: {} }));
  const edges = [
    { id: "e1", from: "check", to: "approve" },
    { id: "e2", from: "check", to: "ask", condition: limit },
    { id: "e3", from: "ask", to: "check" },
  ];
  const outline = outlineItems({ ...definition, startTaskId: "check", tasks, edges });
  expect(outline.map(({ label, edges }) => [label, edges.map(({ sentence }) => sentence).join(" ")])).toEqual([
    ["Check", "If the amount is at least $1,000, ask a reviewer. Otherwise approve."],
    ["Approve", ""],
    ["Ask a reviewer", "Then back to check."],
  ]);
  expect(outline.map(({ about }) => about)).toEqual(["Starts here · Say", "Say · Ends here", "Say"]);
});

it.each([
  ["Manual Review", "Otherwise Manual Review."],
  ["VIP desk", "Otherwise VIP desk."],
  ["Auto-Approve", "Otherwise Auto-Approve."],
  ["Ask again", "Otherwise ask again."],
  ["審査する", "Otherwise 審査する."],
  ["About cover?", "Otherwise about cover?"],
  ["A person answers", "Otherwise a person answers."],
])("keeps names names: %s", (name, sentence) => {
  expect(edgeSentence(name, { condition: undefined, isOtherwise: true, isBack: false })).toBe(sentence);
});

it("reuses unchanged items", () => {
  const definition = draftDefinitionSchema.parse(insuranceClaims);
  const before = outlineItems(definition);
  const tasks = definition.tasks.map((task) => (task.id === "auto_approve" ? { ...task, label: "Pay at once" } : task));
  const after = outlineItems({ ...definition, tasks }, before);
  const changed = after.filter((item) => !before.includes(item)).map(({ id }) => id);
  expect(changed.toSorted()).toEqual(["auto_approve", "smart_claim_validator"]);
});

it("lists unreachable tasks, and no task of an empty workflow", () => {
  expect(outlineItems(testDocument("a b", "").definition).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(outlineItems(testDocument("", "").definition)).toEqual([]);
});

it("says what a decision table sets", () => {
  const { definition } = testDocument("a", "");
  const config = taskKinds.decide_by_table?.defaults() as never;
  const tasks = [{ id: "fees", label: "Fees", kind: "decide_by_table", config }];
  expect(outlineItems({ ...definition, startTaskId: "fees", tasks }).map(({ about }) => about)).toEqual([
    "Starts here · Decide by a table · Sets fee by amount: 1 row · Ends here",
  ]);
});
