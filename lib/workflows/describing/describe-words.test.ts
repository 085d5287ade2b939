import { expect, test } from "vitest";
import { describeCondition, graphDefinitionSchema, type TaskDefinition } from "@/lib/engine";
import { insuranceClaims } from "../shipped/insurance-claims";
import { describeWords } from "./describe-words";

const shipped = graphDefinitionSchema.parse(insuranceClaims);
const wordsWith = (...tasks: Pick<TaskDefinition, "id" | "kind" | "config">[]) =>
  describeWords(
    graphDefinitionSchema.parse({
      ...{ id: "g", name: "G", startTaskId: "a", edges: [] },
      tasks: tasks.map((task) => ({ label: task.id, ...task })),
    }),
  );

test("values have the labels of the workflow, and keys of kinds have their words", () => {
  const words = describeWords(shipped);
  const say = (field: string, op: string, value?: unknown) =>
    describeCondition({ field, op, ...(value !== undefined && { value }) } as never, words);
  expect(say("insurance_type", "eq", "car")).toBe("insurance type is Car");
  expect(say("decision", "eq", "approve")).toBe("the reviewer approves");
  expect(say("decision", "eq", "reject")).toBe("the reviewer rejects");
  expect(say("confirmed_at", "exists")).toBe("the facts are confirmed");
  expect(say("small_claims_count", "lte", 3)).toBe("number of recent small claims is at most 3");
  expect(say("decision", "exists")).toBe("decision is known");
  expect(say("told_injury", "missing")).toBe("no injury is told");
});

test("a key that another kind writes too has no special words", () => {
  const review = shipped.tasks.find(({ kind }) => kind === "review");
  if (!review) throw new Error("There is no review.");
  const set = { id: "a", kind: "set", config: { values: [{ key: "decision", value: "approve" }] } };
  const approves = { field: "decision", op: "eq", value: "approve" } as const;
  expect(describeCondition(approves, wordsWith(review))).toBe("the reviewer approves");
  expect(describeCondition(approves, wordsWith(review, set))).toBe("decision is approve");
  expect(describeCondition(approves, wordsWith(set))).toBe("decision is approve");
});

test("an invalid config has no words and causes no error", () => {
  const words = wordsWith(
    { id: "a", kind: "classify", config: { labels: "x" } },
    { id: "b", kind: "magic", config: {} },
  );
  expect(describeCondition({ field: "insurance_type", op: "eq", value: "car" }, words)).toBe("insurance type is car");
});
