import { describe, expect, it } from "vitest";
import { maxTasks } from "@/lib/engine/definition-kit";
import { addTask, insertOnEdge } from "./add-task";
import { paste } from "./clipboard/paste";
import { connect, moveEdgeEnd, orderEdges, setCondition } from "./connect";
import { applyCommand, type Command, CommandRefusedError } from "./define-command";
import { deleteParts } from "./delete-parts";
import type { EditorDocument } from "./document";
import { changeTaskId, setConfig, setTaskField } from "./task-fields";
import { edgesOf, testDocument } from "./test-document";
import { applyFix, replaceDefinition } from "./workflow-fields";

const run = <Args>(document: EditorDocument, command: Command<Args>, args: Args): EditorDocument =>
  applyCommand(document, command, args).document;
const refused = <Args>(document: EditorDocument, command: Command<Args>, args: Args): string => {
  try {
    run(document, command, args);
  } catch (error) {
    if (error instanceof CommandRefusedError) return error.message;
    throw error;
  }
  return "not refused";
};
const task = { kind: "say", label: "New one" };

describe("adding", () => {
  it("makes the first task the start", () => {
    const { definition } = run(testDocument("", ""), addTask, { task });
    expect(definition).toMatchObject({ startTaskId: "new_one", tasks: [{ id: "new_one", label: "New one" }] });
  });

  it("puts a task between another one and all that follows it", () => {
    const document = testDocument("a b c", "a>b? a>c");
    expect(edgesOf(run(document, addTask, { task, after: { taskId: "a" } }))).toBe("a>new_one new_one>b? new_one>c");
    expect(edgesOf(run(document, addTask, { task, after: { taskId: "c" } }))).toBe("a>b? a>c c>new_one");
  });

  it("adds a branch beside the existing ones", () => {
    const after = { taskId: "a", as: "branch" as const };
    expect(edgesOf(run(testDocument("a b", "a>b"), addTask, { task, after }))).toBe("a>b a>new_one");
  });

  it("splits an edge, whose condition stays with its first half", () => {
    expect(edgesOf(run(testDocument("a b", "a>b?"), insertOnEdge, { task, edgeId: "e1" }))).toBe(
      "a>new_one? new_one>b",
    );
  });

  it("puts nothing after a task that ends the session", () => {
    const letter = { kind: "letter", label: "Letter" };
    const document = run(testDocument("a b", "a>b?"), addTask, { task: letter, after: { taskId: "a" } });
    expect(edgesOf(document)).toBe("a>b? a>letter");
    expect(edgesOf(run(document, insertOnEdge, { task: letter, edgeId: "e1" }))).toBe("a>letter_2? a>letter");
    const reason = "“Letter” ends the session, so nothing can follow it. Put the task on an edge that leads to it.";
    for (const as of ["next", "branch"] as const)
      expect(refused(document, addTask, { task, after: { taskId: "letter", as } })).toBe(reason);
    expect(refused(document, connect, { from: "letter", to: "b" })).toBe(reason);
    expect(refused(document, moveEdgeEnd, { edgeId: "e1", end: "from", taskId: "letter" })).toBe(reason);
    expect(edgesOf(run(document, moveEdgeEnd, { edgeId: "e1", end: "to", taskId: "letter" }))).toBe(
      "a>letter? a>letter",
    );
  });

  it("never creates an id that differs from another only in case", () => {
    const document = testDocument("New_One b", "New_One>b");
    const next = run(document, addTask, { task });
    expect(next.definition.tasks.at(-1)?.id).toBe("new_one_2");
    expect(run(next, addTask, { task }).definition.tasks.at(-1)?.id).toBe("new_one_3");
    expect(run(document, addTask, { task: { kind: "say", label: "審査する" } }).definition.tasks.at(-1)?.id).toBe(
      "task",
    );
    expect(run(document, addTask, { task: { kind: "say", label: "constructor" } }).definition.tasks.at(-1)?.id).toBe(
      "task_constructor",
    );
  });

  it("refuses more tasks than a workflow may have", () => {
    const full = testDocument(Array.from({ length: maxTasks }, (_, index) => `t${index}`).join(" "), "");
    expect(refused(full, addTask, { task })).toBe("A workflow has at most 500 tasks.");
  });
});

describe("edges", () => {
  it("refuses a second edge of the same two tasks without a condition", () => {
    const document = testDocument("a b", "a>b");
    expect(refused(document, connect, { from: "a", to: "b" })).toMatch(/such an edge already/);
    const condition = { field: "x", op: "exists" as const };
    expect(edgesOf(run(document, connect, { from: "a", to: "b", condition }))).toBe("a>b a>b?");
    expect(refused(document, connect, { from: "a", to: "gone" })).toBe("The task is not there any more.");
  });

  it("moves either end and keeps the condition", () => {
    const document = testDocument("a b c", "a>b? b>c");
    expect(edgesOf(run(document, moveEdgeEnd, { edgeId: "e1", end: "to", taskId: "c" }))).toBe("a>c? b>c");
    expect(edgesOf(run(document, moveEdgeEnd, { edgeId: "e1", end: "from", taskId: "c" }))).toBe("c>b? b>c");
  });

  it("orders the edges of one task and keeps the places of the others", () => {
    const document = testDocument("a b c", "a>b? b>c a>c?");
    expect(edgesOf(run(document, orderEdges, { taskId: "a", edgeIds: ["e3", "e1"] }))).toBe("a>c? b>c a>b?");
    expect(refused(document, orderEdges, { taskId: "a", edgeIds: ["e3"] })).toMatch(/have changed/);
  });

  it("refuses an invalid condition, and removes one", () => {
    const document = testDocument("a b", "a>b?");
    expect(edgesOf(run(document, setCondition, { edgeId: "e1", condition: undefined }))).toBe("a>b");
    const condition = { field: "no key!", op: "exists" as const };
    expect(refused(document, setCondition, { edgeId: "e1", condition })).toMatch(/does not fit/);
  });
});

describe("deleting a task", () => {
  it.each([
    ["one way in, one out", "a b c", "a>b b>c", "b", "a>c"],
    ["a condition on the way in stays", "a b c d", "a>b? a>d b>c c>d", "b", "a>c? a>d c>d"],
    ["several ways in, one out", "a b c d", "a>c? a>b b>c c>d", "c", "a>d? a>b b>d"],
    ["one way in, several out", "a b c d", "a>b b>c? b>d", "b", "a>c? a>d"],
    ["one of several ways in, several out: the otherwise", "a b c d", "a>b? a>d b>c? b>d", "b", "a>d? a>d"],
    ["a way that is there already", "a b c", "a>b? a>c b>c", "b", "a>c? a>c"],
    ["no second edge of the same kind", "a b c", "a>b a>c b>c", "b", "a>c"],
    ["nothing that leads back to where it began", "a b", "a>b b>a", "b", ""],
    ["an edge to itself", "a b c", "a>b b>b? b>c", "b", "a>c"],
    ["the last one", "a b", "a>b", "b", ""],
  ])("heals the way: %s", (_name, tasks, edges, taskId, healed) => {
    expect(edgesOf(run(testDocument(tasks, edges), deleteParts, { taskIds: [taskId] }))).toBe(healed);
  });

  it("reconnects through several tasks at once, and deletes chosen edges without reconnecting", () => {
    const document = testDocument("a b c d", "a>b b>c c>d");
    expect(edgesOf(run(document, deleteParts, { taskIds: ["c", "b"] }))).toBe("a>d");
    expect(edgesOf(run(document, deleteParts, { edgeIds: ["e1"] }))).toBe("b>c c>d");
  });

  it("moves the start to the next task, and removes it when no task is left", () => {
    const document = testDocument("a b c", "a>b? a>c");
    expect(run(document, deleteParts, { taskIds: ["a"] }).definition.startTaskId).toBe("c");
    expect(run(document, deleteParts, { taskIds: ["a", "b", "c"] }).definition).toMatchObject({
      startTaskId: "",
      tasks: [],
      edges: [],
    });
  });
});

describe("changing", () => {
  const document = testDocument("a b", "a>b", { positions: { a: { x: 1, y: 2 } } });

  it("sets and removes the value at any path", () => {
    const next = run(document, setTaskField, {
      taskId: "a",
      path: ["config", "fields"],
      value: [{ key: "x", no: undefined }],
    });
    expect(next.definition.tasks[0]?.config).toEqual({ message: "Hello", fields: [{ key: "x" }] });
    const path = ["config", "fields", 0];
    expect(run(next, setTaskField, { taskId: "a", path, value: undefined }).definition.tasks[0]?.config.fields).toEqual(
      [],
    );
    expect(refused(next, setTaskField, { taskId: "a", path: ["config", "fields", 7, "key"], value: "y" })).toMatch(
      /not there/,
    );
  });

  it("refuses an invalid task and says why", () => {
    expect(refused(document, setTaskField, { taskId: "a", path: ["label"], value: "x".repeat(81) })).toMatch(
      /“label” does not fit/,
    );
    expect(refused(document, setTaskField, { taskId: "a", path: ["nonsense"], value: 1 })).toMatch(/does not fit/);
  });

  it("does not follow names of Object.prototype", () => {
    for (const path of [["config", "__proto__", "x"], ["config", "constructor", "x"], ["__proto__"]])
      expect(refused(document, setTaskField, { taskId: "a", path, value: 1 })).toMatch(/not a name for a value/);
    expect(({} as { x?: number }).x).toBeUndefined();
    const config = JSON.parse('{"__proto__": {"x": 1}, "message": "Hi"}');
    expect(Object.keys(run(document, setConfig, { taskId: "a", config }).definition.tasks[0]?.config ?? {})).toEqual([
      "message",
    ]);
  });

  it("changes an id in edges, start and layout, and tells ids apart by more than case", () => {
    const { definition, layout } = run(document, changeTaskId, { from: "a", to: "begin" });
    expect([definition.startTaskId, definition.edges[0]?.from, layout.positions]).toEqual([
      "begin",
      "begin",
      { begin: { x: 1, y: 2 } },
    ]);
    expect(refused(document, changeTaskId, { from: "a", to: "B" })).toMatch(/taken/);
    expect(run(document, changeTaskId, { from: "a", to: "A" }).definition.tasks[0]?.id).toBe("A");
    expect(refused(document, changeTaskId, { from: "a", to: "__proto__" })).toMatch(/not an id/);
  });

  it("applies a fix, and refuses one that would leave an edge without its end", () => {
    const fix = { label: "Mend it", changes: [{ path: ["edges", 0, "to"], value: "a" }] };
    expect(edgesOf(run(document, applyFix, { fix }))).toBe("a>a");
    const bad = { label: "Break it", changes: [{ path: ["tasks", 1], value: undefined }] };
    expect(refused(document, applyFix, { fix: bad })).toMatch(/an end that is not a task/i);
  });

  it("replaces the definition and keeps the workflow's id", () => {
    const other = { ...testDocument("x", "").definition, id: "other" };
    expect(run(document, replaceDefinition, { label: "Import", definition: other }).definition).toMatchObject({
      id: "test",
      tasks: [{ id: "x" }],
    });
    expect(refused(document, replaceDefinition, { label: "Import", definition: { nodes: [] } })).toMatch(
      /does not fit/,
    );
  });
});

describe("a value that is nested too deeply", () => {
  const nested = (levels: number): never => {
    let value: unknown = { field: "x", op: "exists" };
    for (let level = 0; level < levels; level++) value = { not: value };
    return value as never;
  };

  it("is refused by every command", () => {
    const document = testDocument("a b", "a>b");
    const deep = nested(100_000);
    const said = "This is nested too deeply.";
    const [edge] = document.definition.edges;
    expect(refused(document, setConfig, { taskId: "a", config: { deep } })).toBe(said);
    expect(refused(document, setTaskField, { taskId: "a", path: ["config", "deep"], value: deep })).toBe(said);
    expect(refused(document, setCondition, { edgeId: edge?.id ?? "", condition: deep })).toBe(said);
    expect(refused(document, connect, { from: "b", to: "a", condition: deep })).toBe(said);
    const definition = { ...document.definition, edges: [{ ...edge, condition: deep }] };
    expect(refused(document, replaceDefinition, { label: "Import", definition })).toBe(said);
    const fix = { label: "Mend", changes: [{ path: ["tasks", 0, "config", "deep"], value: deep }] };
    expect(refused(document, applyFix, { fix })).toBe(said);
    const clip = `{"graphflow":"clip","edges":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(refused(document, paste, { clip })).toBe(said);
  });
});
