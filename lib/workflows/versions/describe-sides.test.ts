import { expect, test } from "vitest";
import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import type { EditorDocument } from "../commands/document";
import { mergeDocuments } from "../commands/merging/merge-documents";
import { testDocument } from "../commands/test-document";
import { describeSide } from "./describe-sides";

const task = (id: string, kind: string, config: object = {}): TaskDefinition => ({
  ...{ id, kind, label: id.toUpperCase() },
  config: { ...(taskKinds[kind]?.defaults() as object), ...config },
});
const base = testDocument("", "", {
  startTaskId: "hear",
  tasks: [
    task("hear", "talk"),
    task("pay", "set"),
    task("look", "review", { dueIn: "PT4H", secondApprovalFrom: 100_000, approvals: 1 }),
    task("table", "decide_by_table"),
    task("end", "letter"),
  ],
  edges: [
    { id: "e1", from: "hear", to: "pay", condition: { field: "amount_cents", op: "lt", value: 100_000 } },
    { id: "e2", from: "hear", to: "look" },
    { id: "e3", from: "pay", to: "end" },
    { id: "e4", from: "look", to: "end" },
  ],
  settings: [
    { key: "limit", label: "Limit", type: "money", value: 100_000 },
    { key: "time", label: "Time", type: "duration", value: "PT4H" },
  ],
});

type Change = (definition: GraphDefinition) => Partial<GraphDefinition>;
const change = (made: Change): EditorDocument => ({
  ...base,
  definition: { ...base.definition, ...made(base.definition) },
});
const changeTask = (id: string, made: (one: TaskDefinition) => Partial<TaskDefinition>): EditorDocument =>
  change(({ tasks }) => ({ tasks: tasks.map((one) => (one.id === id ? { ...one, ...made(one) } : one)) }));
const configure = (id: string, config: object) =>
  changeTask(id, (one) => ({ config: { ...one.config, ...config } as TaskDefinition["config"] }));
const changeEdge = (id: string, made: object) =>
  change(({ edges }) => ({ edges: edges.map((one) => (one.id === id ? { ...one, ...made } : one)) }));
const setValue = (key: string, value: string | number) =>
  change(({ settings }) => ({ settings: settings.map((one) => (one.key === key ? { ...one, value } : one)) }));
const without = (id: string) => change(({ tasks }) => ({ tasks: tasks.filter((one) => one.id !== id) }));
const place = (x: number): EditorDocument => ({
  ...base,
  layout: { ...base.layout, positions: { hear: { x, y: 8 } } },
});

/** Both sides of the only conflict, in words. */
function sidesOf(mine: EditorDocument, theirs: EditorDocument): string[] {
  const { conflicts } = mergeDocuments(base, mine, theirs);
  expect(conflicts).toHaveLength(1);
  return conflicts.flatMap(({ path, ...values }) => [
    describeSide({ path, value: values.mine, base, document: mine }),
    describeSide({ path, value: values.theirs, base, document: theirs }),
  ]);
}

test.each<[string, EditorDocument, EditorDocument, string[]]>([
  ["a name", changeTask("pay", () => ({ label: "A" })), changeTask("pay", () => ({ label: "B c" })), ["A", "B c"]],
  [
    "a removed text",
    changeTask("pay", () => ({ label: "" })),
    changeTask("pay", () => ({ label: "B" })),
    ["Empty", "B"],
  ],
  ["an amount", setValue("limit", 50_000), setValue("limit", 80_000), ["$500", "$800"]],
  ["a duration", setValue("time", "PT2H"), setValue("time", "P1D"), ["2 hours", "1 day"]],
  [
    "a duration of a task",
    configure("look", { dueIn: "PT2H" }),
    configure("look", { dueIn: "P2D" }),
    ["2 hours", "2 days"],
  ],
  [
    "a setting instead of a value",
    configure("look", { dueIn: { setting: "time" } }),
    configure("look", { dueIn: "P2D" }),
    ["the setting “Time”", "2 days"],
  ],
  [
    "a time limit",
    changeTask("pay", () => ({ timeoutMs: 5000 })),
    changeTask("pay", () => ({ timeoutMs: 60_000 })),
    ["5 seconds", "1 minute"],
  ],
  [
    "a condition",
    changeEdge("e1", { condition: { field: "amount_cents", op: "lt", value: 50_000 } }),
    changeEdge("e1", { condition: { field: "amount_cents", op: "lt", value: { setting: "limit" } } }),
    ["amount is less than $500", "amount is less than the setting Limit"],
  ],
  ["an end of an edge", changeEdge("e1", { to: "end" }), changeEdge("e1", { to: "look" }), ["“END”", "“LOOK”"]],
  ["the start", change(() => ({ startTaskId: "pay" })), change(() => ({ startTaskId: "look" })), ["“PAY”", "“LOOK”"]],
  [
    "who may start it",
    change(() => ({ startedBy: ["reviewer"] })),
    change(() => ({ startedBy: ["claimant", "designer"] })),
    ["Reviewers", "Claimants, Designers"],
  ],
  ["a place", place(16), place(32), ["16 from the left, 8 from the top", "32 from the left, 8 from the top"]],
  [
    "a deleted task",
    changeTask("end", () => ({ label: "The letter" })),
    change((definition) => ({ ...without("end").definition, edges: definition.edges.slice(0, 2) })),
    ["“Name” changed from “END” to “The letter”.", "Deleted"],
  ],
])("%s is shown in words", (_name, mine, theirs, expected) => {
  expect(sidesOf(mine, theirs)).toEqual(expected);
});

test("the order of edges names the tasks that they lead to, in a list", () => {
  const order = (...ids: string[]) =>
    change(({ edges }) => ({ edges: ids.flatMap((id) => edges.find((one) => one.id === id) ?? []) }));
  const wide = changeEdge("e3", { from: "hear" });
  const [mine, theirs] = [order("e1", "e2", "e3", "e4"), order("e2", "e1", "e3", "e4")];
  const ids = ["definition", "edges", "#order", "hear"];
  expect(describeSide({ path: ids, value: ["e2", "e1"], base: wide, document: theirs })).toBe("1. “LOOK”\n2. “PAY”");
  expect(describeSide({ path: ids, value: ["e1", "e2"], base: wide, document: mine })).toBe("1. “PAY”\n2. “LOOK”");
});

test("no side of any conflict in a task is shown as JSON, whatever its kind", () => {
  for (const [kind, { defaults }] of Object.entries(taskKinds)) {
    const config = defaults() as Record<string, unknown>;
    const mine = { ...base, definition: { ...base.definition, tasks: [task("one", kind)] } };
    for (const key of Object.keys(config)) {
      const path = ["definition", "tasks", "one", "config", key];
      const told = describeSide({ path, value: config[key], base, document: mine });
      expect(told, `${kind} ${key}`).not.toMatch(/[{[]"|\[object|undefined|"[a-z]+":/);
      expect(told).not.toBe("");
    }
    const whole = describeSide({
      path: ["definition", "tasks", "one"],
      value: task("one", kind),
      base,
      document: mine,
    });
    expect(whole).toContain("“ONE”");
  }
});
