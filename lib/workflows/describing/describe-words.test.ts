import { expect, test } from "vitest";
import { graphDefinitionSchema, type TaskDefinition } from "@/lib/engine";
import { describeCondition } from "@/lib/engine/definition-kit";
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
  expect(say("small_claims_total_cents", "lt", 100_000)).toBe(
    "total of this claim and recent small ones is less than $1,000",
  );
  expect(say("amount_cents", "gte", 1_250)).toBe("amount is at least $12.50");
  expect(say("claim.amount_cents", "ne", 0)).toBe("claim amount is not $0");
  expect(say("told_injury", "missing")).toBe("no injury is told");
});

test("an outcome of a review reads with its label", () => {
  const outcomes = [{ id: "more_documents", label: "More documents" }];
  const config = { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait.", outcomes };
  const words = wordsWith({ id: "a", kind: "review", config });
  const say = (op: "eq" | "ne") => describeCondition({ field: "decision", op, value: "more_documents" }, words);
  expect(say("eq")).toBe("the reviewer chooses More documents");
  expect(say("ne")).toBe("the reviewer does not choose More documents");
  expect(describeCondition({ field: "decision", op: "in", value: ["reject", "more_documents"] }, words)).toBe(
    "decision is reject or More documents",
  );
  expect(words.value?.("decision", "more_documents")).toBe("More documents");
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
