import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GraphDefinition, graphDefinitionSchema } from "@/lib/engine";
import { addTask, insertOnEdge } from "../commands/add-task";
import { setCondition, setEdgeField } from "../commands/connect";
import { applyCommand, type Command } from "../commands/define-command";
import { deleteParts } from "../commands/delete-parts";
import { isSame } from "../commands/merging/is-same";
import { renameKey } from "../commands/rename-key";
import { renameSetting, setSetting } from "../commands/setting-commands";
import { changeTaskId, setStart, setTaskField } from "../commands/task-fields";
import { testDocument } from "../commands/test-document";
import { insuranceClaims } from "../shipped/insurance-claims";
import { testShapes } from "../test-shapes";
import { compareDefinitions } from "./compare-definitions";

const claims = graphDefinitionSchema.parse(insuranceClaims);

/** Every difference as one text: "changed: The task “A” changed. Its kind ...". */
const told = (before: GraphDefinition, after: GraphDefinition): string[] =>
  compareDefinitions(before, after).changes.map(({ kind, sentence, lines }) =>
    [`${kind}: ${sentence}`, ...lines.map((line) => line.sentence)].join(" "),
  );

/** What a command changes, in words. */
function changedBy<Args>(command: Command<Args>, args: Args, before: GraphDefinition = claims): string[] {
  const document = { definition: before, layout: { positions: {}, notes: [], groups: [] } };
  return told(before, applyCommand(document, command, args).document.definition);
}

const withTask = (definition: GraphDefinition, taskId: string, change: object): GraphDefinition => ({
  ...definition,
  tasks: definition.tasks.map((task) => (task.id === taskId ? { ...task, ...change } : task)),
});
const configOf = (taskId: string) => claims.tasks.find(({ id }) => id === taskId)?.config ?? {};

describe("in sentences", () => {
  test("a setting, with its value before and after", () => {
    expect(changedBy(setSetting, { key: "approval_limit", change: { value: 200_000 } })).toEqual([
      "changed: The setting “Approval limit” changed. “Value” changed from $1,000 to $2,000.",
    ]);
  });

  test("the collections that questions are answered from", () => {
    expect(told(claims, { ...claims, collections: ["policy-terms", "handbook"] })).toEqual([
      "changed: The workflow changed. Questions are answered from “policy-terms” and “handbook”. " +
        "They were answered from “policy-terms” and “general-terms”.",
    ]);
    expect(told(claims, { ...claims, collections: [] })[0]).toContain("Questions are answered from no documents.");
  });

  test("a setting of a task by the label of its form, with times in words", () => {
    const next = withTask(claims, "manual_review", { config: { ...configOf("manual_review"), dueIn: "P2D" } });
    expect(told(claims, next)).toEqual([
      "changed: The task “Manual Review Required” changed. " +
        "“Answer due within” changed from the setting “Review time” to 2 days.",
    ]);
  });

  test("the name, the question and a new description of a task", () => {
    const next = withTask(claims, "manual_review", { label: "Review", description: "By hand." });
    const [line] = told(claims, next);
    expect(line).toContain(
      "changed: The task “Review” changed. “Name” changed from “Manual Review Required” to “Review”.",
    );
    expect(line).toContain("to “By hand.”.");
  });

  test("the condition of an edge, before and now", () => {
    const edge = claims.edges.find(
      ({ condition }) => condition && JSON.stringify(condition).includes("approval_limit"),
    );
    const condition = { field: "amount_cents", op: "lt" as const, value: 5_000 };
    const [line = ""] = changedBy(setCondition, { edgeId: edge?.id ?? "", condition });
    expect(line).toMatch(/^changed: The edge from “.+” to “.+” changed\. Its condition changed\. Before: /);
    expect(line).toContain("the setting Approval limit");
    expect(line).toContain("Now: amount is less than $50.");
  });

  test("the parts that a long condition lost and got", () => {
    const edge = claims.edges.find(({ condition }) => condition && "all" in condition);
    const parts = edge?.condition && "all" in edge.condition ? edge.condition.all : [];
    const [first = { field: "x", op: "exists" as const }, ...rest] = parts;
    const change = (all: typeof parts) => changedBy(setCondition, { edgeId: edge?.id ?? "", condition: { all } })[0];
    expect(change(rest)).toContain("Its condition changed. It lost “the facts are confirmed”. Now: insurance type");
    const sooner = { field: "amount_cents", op: "lt" as const, value: 5_000 };
    expect(change([...rest, sooner])).toContain(
      "It lost “the facts are confirmed”. It got “amount is less than $50”. Now: ",
    );
    expect(change([first, ...rest, sooner])).toContain("Its condition changed. It got “amount is less than $50”. Now:");
    // Nothing of it stayed.
    expect(change([sooner, sooner])).toContain("Its condition changed. Before: ");
  });

  test("a task on an edge: it, its edges, and the edge that leads elsewhere", () => {
    const { definition } = testDocument("a b", "a>b?");
    const task = { kind: "say", label: "New", config: { message: "Hello" } };
    expect(changedBy(insertOnEdge, { task, edgeId: "e1" }, definition)).toEqual([
      "added: The task “New” was added. Say: Hello",
      "added: An edge from “New” to “B” was added: always.",
      "changed: The edge from “A” to “New” changed. It leads to “New”. It led to “B”.",
    ]);
  });

  test("a removed task with its edges, and the new start", () => {
    const { definition } = testDocument("a b c", "a>b? a>c b>c");
    expect(changedBy(deleteParts, { taskIds: ["b"], edgeIds: [], noteIds: [], groupIds: [] }, definition)).toEqual([
      "removed: The task “B” was removed. Say: Hello",
      "removed: The edge from “B” to “C” was removed. It was always taken.",
      "changed: The edge from “A” to “C” changed. It leads to “C”. It led to “B”.",
    ]);
    expect(changedBy(setStart, { taskId: "b" }, definition)).toEqual([
      "changed: The workflow changed. Sessions start at “B”. They started at “A”.",
    ]);
  });

  test("who starts it, how, and its words, as the form has them", () => {
    const next = {
      ...claims,
      ...{ startedBy: ["claimant" as const, "reviewer" as const], startedWith: "ask" as const },
      sessionWord: { one: "case", many: "cases" },
    };
    const [line = ""] = told(claims, next);
    expect(line).toContain("“Who may start it” got “Reviewers”.");
    expect(line).toContain("“How it is started” changed from “the button New” to “the button Ask a question”.");
    expect(line).toContain("“One of them” changed from “claim” to “case”.");
    expect(line).toContain("“Several of them” changed from “claims” to “cases”.");
  });

  test("entries of lists by their names, and their order", () => {
    const fields = (...all: object[]) => ({ config: { ...configOf("confirm_details"), fields: all } });
    const field = (key: string, more: object = {}) => ({ key, label: key.toUpperCase(), type: "text", ...more });
    const one = withTask(claims, "confirm_details", fields(field("a"), field("b"), field("c")));
    const other = withTask(
      claims,
      "confirm_details",
      fields(field("c"), field("a", { required: true }), field("d", { type: "date", required: true })),
    );
    const [line] = told(one, other);
    expect(line).toContain("lost “B”.");
    expect(line).toContain("got “D”.");
    expect(line).toContain("In “Facts to confirm”, “A”: “Required” changed from no to yes.");
    expect(line).toContain("has another order: “C”, “A”, “D”.");
  });

  test("the order in which the edges of a task are tried", () => {
    const { definition } = testDocument("a b c", "a>b? a>c?");
    const turned = { ...definition, edges: definition.edges.toReversed() };
    expect(told(definition, turned)).toEqual([
      "changed: The task “A” changed. Its edges are tried in another order: first to “C”, then to “B”.",
    ]);
  });

  test("a text of several words can be compared word by word", () => {
    const before = withTask(claims, "manual_review", { description: "Look at the case." });
    const next = withTask(claims, "manual_review", { description: "Look at the whole case." });
    expect(compareDefinitions(before, next).changes[0]?.lines).toEqual([
      {
        sentence: "“Description” changed from “Look at the case.” to “Look at the whole case.”.",
        text: { intro: "“Description” changed", before: "Look at the case.", after: "Look at the whole case." },
      },
    ]);
  });
});

describe("another name for the same thing is one change", () => {
  test("a key, wherever it is used", () => {
    expect(changedBy(renameKey, { from: "amount_cents", to: "total_cents" })).toEqual([
      "changed: The key “amount_cents” is now called “total_cents”, wherever it is used.",
    ]);
  });

  test("the key of a setting", () => {
    expect(changedBy(renameSetting, { from: "approval_limit", to: "limit" })).toEqual([
      "changed: The key of the setting is now “limit”, not “approval_limit”, wherever it is used.",
    ]);
  });

  test("the id of a task", () => {
    expect(changedBy(changeTaskId, { from: "manual_review", to: "by_hand" })).toEqual([
      "changed: The id of the task “Manual Review Required” is now “by_hand”, not “manual_review”.",
    ]);
  });

  test("not a key that another one replaces", () => {
    const config = (key: string, label: string) => ({ config: { fields: [{ key, label, type: "text" }] } });
    const [one, other] = [config("place", "Place"), config("weather", "Weather on the day")].map((change, index) =>
      withTask(claims, "confirm_details", { ...change, label: index ? "A" : "B" }),
    );
    expect(told(one ?? claims, other ?? claims).join()).not.toContain("is now called");
  });
});

test("an edge that was deleted and drawn again is the same edge", () => {
  const { definition } = testDocument("a b", "a>b?");
  const again = { ...definition, edges: definition.edges.map((edge) => ({ ...edge, id: "other" })) };
  expect(told(definition, again)).toEqual([]);
});

test("removed parts keep their place among the others, so that the layout draws them where they were", () => {
  const { definition } = testDocument("a b c d e", "a>b b>c c>d d>e");
  const tasks = definition.tasks.filter(({ id }) => id !== "a" && id !== "c");
  const added = { id: "new", kind: "delay", label: "New", config: { for: "PT1H" } };
  const edges = definition.edges.filter(({ from, to }) => ![from, to].some((id) => id === "a" || id === "c"));
  const { both } = compareDefinitions(definition, { ...definition, tasks: [added, ...tasks], edges, startTaskId: "b" });
  expect(both.tasks.map(({ id }) => id)).toEqual(["a", "new", "b", "c", "d", "e"]);
  expect(both.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(["a>b", "b>c", "c>d", "d>e"]);
});

test("the picture of both has the removed parts", () => {
  const { definition } = testDocument("a b c", "a>b b>c");
  const { document } = applyCommand({ definition, layout: { positions: {}, notes: [], groups: [] } }, deleteParts, {
    taskIds: ["b"],
    edgeIds: [],
    noteIds: [],
    groupIds: [],
  });
  const { both } = compareDefinitions(definition, document.definition);
  expect(both.tasks.map(({ id }) => id).toSorted()).toEqual(["a", "b", "c"]);
  const ids = new Set(both.tasks.map(({ id }) => id));
  expect(both.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  expect(new Set(both.edges.map(({ id }) => id)).size).toBe(both.edges.length);
});

const shapes = [claims, ...testShapes];
const edits = fc.array(
  fc.record({ what: fc.nat(7), first: fc.nat(1_000), second: fc.nat(1_000), text: fc.string({ maxLength: 40 }) }),
  { minLength: 1, maxLength: 12 },
);

test("nothing is said about equal versions, and something about every other pair", () => {
  fc.assert(
    fc.property(fc.constantFrom(...shapes), edits, (start, all) => {
      expect(told(start, structuredClone(start))).toEqual([]);
      let definition = start;
      for (const edit of all) definition = edited(definition, edit);
      const changes = told(start, definition);
      if (changes.length === 0) expect(sorted(definition)).toEqual(sorted(start));
      else expect(isSame(sorted(definition), sorted(start))).toBe(false);
      const { changes: forth } = compareDefinitions(start, definition);
      const { changes: back } = compareDefinitions(definition, start);
      const idsOf = (found: typeof forth, kind: string) =>
        found.filter((one) => one.kind === kind && one.place.taskId).map(({ id }) => id);
      expect(idsOf(back, "removed").toSorted()).toEqual(idsOf(forth, "added").toSorted());
      expect(new Set(forth.map(({ id }) => id)).size).toBe(forth.length);
    }),
    { numRuns: 150 },
  );
}, 60_000);

/** Tasks and edges in one order, edges without their ids: neither is a difference. */
const sorted = ({ tasks, edges, ...rest }: GraphDefinition) => ({
  ...rest,
  tasks: tasks.toSorted((one, other) => one.id.localeCompare(other.id)),
  edges: edges.map(({ id: _, ...edge }) => edge).toSorted((one, other) => one.from.localeCompare(other.from)),
});

function edited(
  definition: GraphDefinition,
  { what, first, second, text }: { what: number; first: number; second: number; text: string },
): GraphDefinition {
  const document = { definition, layout: { positions: {}, notes: [], groups: [] } };
  const { tasks, edges } = definition;
  const taskId = tasks[first % Math.max(1, tasks.length)]?.id ?? "";
  const edgeId = edges[first % Math.max(1, edges.length)]?.id ?? "";
  const run = <Args>(command: Command<Args>, args: Args) => applyCommand(document, command, args).document.definition;
  const task = { kind: "say", label: text || "New", config: { message: text } };
  const condition = { field: `k${second % 5}`, op: "gte" as const, value: second };
  const change = [
    () => run(setTaskField, { taskId, path: ["config", `extra${second % 3}`], value: text }),
    () => run(setTaskField, { taskId, path: ["label"], value: text || "A" }),
    () => run(addTask, { task, after: { taskId, as: second % 2 ? "next" : "branch" } }),
    () => run(deleteParts, { taskIds: [taskId], edgeIds: [], noteIds: [], groupIds: [] }),
    () => run(setCondition, { edgeId, condition: second % 3 ? condition : undefined }),
    () => run(setEdgeField, { edgeId, field: "label", value: text }),
    () => run(setTaskField, { taskId, path: ["timeoutMs"], value: 1_000 + second }),
    () => run(setStart, { taskId }),
  ][what];
  try {
    return change?.() ?? definition;
  } catch {
    return definition;
  }
}
