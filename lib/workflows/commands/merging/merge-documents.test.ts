import fc from "fast-check";
import { produce } from "immer";
import { describe, expect, test } from "vitest";
import type { TaskDefinition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { deleteParts } from "../delete-parts";
import type { EditorDocument } from "../document";
import { isSame } from "./is-same";
import { mergeDocuments } from "./merge-documents";
import { resolveConflict } from "./resolve-conflict";

const task = (id: string, config: TaskDefinition["config"] = {}, label = id.toUpperCase()): TaskDefinition => ({
  ...{ id, kind: "say", label, config },
});
const edge = (id: string, from: string, to: string, more: Partial<EdgeDefinition> = {}): EdgeDefinition => ({
  ...{ id, from, to, ...more },
});

const base: EditorDocument = {
  definition: {
    ...{ id: "claims", name: "Claims", description: "", startTaskId: "ask" },
    startedBy: ["claimant"],
    startedWith: "new",
    sessionWord: { one: "claim", many: "claims" },
    collections: [],
    settings: [{ key: "limit", label: "Limit", type: "money", value: 100_000 }],
    tasks: [
      task("ask", { question: "What?", fields: [{ key: "day", required: true }, { key: "place" }], times: [1, 2] }),
      task("check", { rule: { field: "amount_cents", op: "lt", value: 5 } }),
      task("letter", { letter: "Dear you." }),
    ],
    edges: [
      edge("e1", "ask", "check"),
      edge("e2", "check", "letter", { condition: { field: "a", op: "exists" } }),
      edge("e3", "check", "ask"),
    ],
  },
  layout: { positions: { ask: { x: 1, y: 1 }, letter: { x: 3, y: 3 } }, notes: [], groups: [] },
};

type Change = (document: EditorDocument) => EditorDocument;
const define =
  (change: (definition: EditorDocument["definition"]) => Partial<EditorDocument["definition"]>): Change =>
  (document) => ({ ...document, definition: { ...document.definition, ...change(document.definition) } });
const changeTask = (id: string, change: (task: TaskDefinition) => Partial<TaskDefinition>): Change =>
  define(({ tasks }) => ({ tasks: tasks.map((one) => (one.id === id ? { ...one, ...change(one) } : one)) }));
const configure = (id: string, config: TaskDefinition["config"]): Change =>
  changeTask(id, (one) => ({ config: { ...one.config, ...config } }));
const addTask = (added: TaskDefinition): Change => define(({ tasks }) => ({ tasks: [...tasks, added] }));
const addEdge = (added: EdgeDefinition): Change => define(({ edges }) => ({ edges: [...edges, added] }));
const changeEdge = (id: string, change: Partial<EdgeDefinition>): Change =>
  define(({ edges }) => ({ edges: edges.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
const deleteTask =
  (taskId: string): Change =>
  (document) => {
    const { [taskId]: _, ...positions } = document.layout.positions;
    const { tasks, edges } = document.definition;
    return {
      definition: {
        ...document.definition,
        tasks: tasks.filter(({ id }) => id !== taskId),
        edges: edges.filter(({ from, to }) => from !== taskId && to !== taskId),
      },
      layout: { ...document.layout, positions },
    };
  };
const move =
  (taskId: string, x: number): Change =>
  (document) => ({
    ...document,
    layout: { ...document.layout, positions: { ...document.layout.positions, [taskId]: { x, y: x } } },
  });
const all =
  (...changes: Change[]): Change =>
  (document) =>
    changes.reduce((changed, change) => change(changed), document);

const merge = (mine: Change, theirs: Change) => mergeDocuments(base, mine(base), theirs(base));
const sidesOf = (mine: Change, theirs: Change) => ({ mine: mine(base), theirs: theirs(base) });
const taskOf = ({ definition }: EditorDocument, id: string) => definition.tasks.find((one) => one.id === id);
const edgeIds = ({ definition }: EditorDocument) => definition.edges.map(({ id }) => id);

describe("changes that do not overlap are merged", () => {
  test.each<[string, Change, Change]>([
    ["two tasks", configure("ask", { question: "Mine?" }), configure("letter", { letter: "Theirs." })],
    ["two settings of one task", configure("ask", { question: "Mine?" }), configure("ask", { extra: true })],
    [
      "a task's name and its settings",
      changeTask("ask", () => ({ label: "Mine" })),
      configure("ask", { question: "?" }),
    ],
    ["a new task and a deleted one", addTask(task("mine")), deleteTask("letter")],
    ["the name and the description", define(() => ({ name: "Mine" })), define(() => ({ description: "Theirs" }))],
    ["places of two cards", move("ask", 9), move("letter", 8)],
    ["a kind and another task", changeTask("ask", () => ({ kind: "talk", config: {} })), configure("check", { x: 1 })],
  ])("%s", (_name, mine, theirs) => {
    const { document, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([]);
    expect(isSame(document, all(mine, theirs)(base))).toBe(true);
    expect(isSame(document, all(theirs, mine)(base))).toBe(true);
  });

  test("two entries of a list in one task, one of them moved", () => {
    const { document, conflicts } = merge(
      configure("ask", { fields: [{ key: "day", required: false }, { key: "place" }] }),
      configure("ask", {
        fields: [
          { key: "place", required: true },
          { key: "day", required: true },
        ],
      }),
    );
    expect(conflicts).toEqual([]);
    expect(taskOf(document, "ask")?.config.fields).toEqual([
      { key: "place", required: true },
      { key: "day", required: false },
    ]);
  });

  test("the same change by both", () => {
    const both = all(configure("ask", { question: "Both?" }), deleteTask("letter"), addTask(task("new")));
    expect(merge(all(both, move("ask", 5)), both)).toEqual({
      document: all(both, move("ask", 5))(base),
      conflicts: [],
    });
  });

  test("an order of the edges out of one task and one out of another", () => {
    const wider = all(addEdge(edge("e4", "ask", "letter")), addEdge(edge("e5", "letter", "ask")))(base);
    const order = (ids: string[]): Change =>
      define(({ edges }) => ({ edges: ids.flatMap((id) => edges.find((one) => one.id === id) ?? []) }));
    const { document, conflicts } = mergeDocuments(
      wider,
      order(["e4", "e2", "e3", "e1", "e5"])(wider),
      order(["e1", "e3", "e2", "e4", "e5"])(wider),
    );
    expect(conflicts).toEqual([]);
    const from = (id: string) => document.definition.edges.filter((one) => one.from === id).map((one) => one.id);
    expect([from("ask"), from("check")]).toEqual([
      ["e4", "e1"],
      ["e3", "e2"],
    ]);
  });

  test("an added edge comes after the one that it followed", () => {
    const first: Change = define(({ edges }) => ({ edges: [edge("new", "check", "check"), ...edges] }));
    const after: Change = define(({ edges }) => ({
      edges: [...edges.slice(0, 2), edge("next", "check", "ask"), ...edges.slice(2)],
    }));
    expect(edgeIds(merge(first, after).document)).toEqual(["new", "e1", "e2", "next", "e3"]);
  });
});

const labelEdge = (label: string) => changeEdge("e1", { label });
const makeTalk = (id: string) => changeTask(id, () => ({ kind: "talk", config: {} }));

describe("a conflict has both values and a label for people", () => {
  test("the same field, changed differently, stays as mine", () => {
    const { document, conflicts } = merge(
      configure("ask", { question: "Mine?" }),
      configure("ask", { question: "Theirs?" }),
    );
    expect(conflicts).toEqual([
      {
        where: { taskId: "ask" },
        label: "“ASK”: question",
        path: ["definition", "tasks", "ask", "config", "question"],
        mine: "Mine?",
        theirs: "Theirs?",
      },
    ]);
    expect(taskOf(document, "ask")?.config.question).toBe("Mine?");
  });

  test.each<[string, Change, Change]>([
    ["The workflow: name", define(() => ({ name: "A" })), define(() => ({ name: "B" }))],
    [
      "The workflow: who may start it",
      define(() => ({ startedBy: ["reviewer"] })),
      define(() => ({ startedBy: ["claimant", "reviewer"] })),
    ],
    [
      "The workflow: what its sessions are called, one of them",
      define(({ sessionWord }) => ({ sessionWord: { ...sessionWord, one: "request" } })),
      define(({ sessionWord }) => ({ sessionWord: { ...sessionWord, one: "case" } })),
    ],
    ["The workflow: start", define(() => ({ startTaskId: "check" })), define(() => ({ startTaskId: "letter" }))],
    ["“A”: name", changeTask("ask", () => ({ label: "A" })), changeTask("ask", () => ({ label: "B" }))],
    ["The edge from “ASK” to “CHECK”: label", labelEdge("A"), labelEdge("B")],
    [
      "The edge from “CHECK” to “LETTER”: condition",
      changeEdge("e2", { condition: { field: "b", op: "exists" } }),
      changeEdge("e2", { condition: { field: "a", op: "missing" } }),
    ],
    ["“ASK”: fields, place, required", fieldOf("place", true), fieldOf("place", false)],
    ["“ASK”: times", configure("ask", { times: [1] }), configure("ask", { times: [2] })],
    ["“CHECK”: rule", ruleOf({ op: "gt" }), ruleOf({ value: 9 })],
    ["The setting “Limit”: value", limitOf(1), limitOf(2)],
    ["The place of “ASK”", move("ask", 4), move("ask", 5)],
    ["The task “ASK”", makeTalk("ask"), configure("ask", { question: "?" })],
  ])("%s", (label, mine, theirs) => {
    const { conflicts } = merge(mine, theirs);
    expect(conflicts.map((conflict) => conflict.label)).toEqual([label]);
  });

  test("the order of the edges out of one task", () => {
    const wider = addEdge(edge("e4", "check", "check"))(base);
    const order = (...ids: string[]): Change =>
      define(({ edges }) => ({ edges: ids.flatMap((id) => edges.find((one) => one.id === id) ?? []) }));
    const sides = { mine: order("e1", "e4", "e2", "e3")(wider), theirs: order("e1", "e3", "e2", "e4")(wider) };
    const { document, conflicts } = mergeDocuments(wider, sides.mine, sides.theirs);
    expect(conflicts).toMatchObject([
      {
        where: { taskId: "check" },
        label: "The order of the edges from “CHECK”",
        mine: ["e4", "e2", "e3"],
        theirs: ["e3", "e2", "e4"],
      },
    ]);
    expect(edgeIds(document)).toEqual(["e1", "e4", "e2", "e3"]);
    const [conflict] = conflicts;
    if (!conflict) return;
    const resolved = resolveConflict(document, conflict, { side: "theirs", sides });
    expect(edgeIds(resolved)).toEqual(["e1", "e3", "e2", "e4"]);
  });

  test("a task that one side deleted and the other changed stays", () => {
    for (const isMine of [true, false]) {
      const [one, other] = [deleteTask("letter"), configure("letter", { letter: "Kept." })];
      const { document, conflicts } = isMine ? merge(one, other) : merge(other, one);
      const kept = expect.objectContaining({ config: { letter: "Kept." } });
      expect(conflicts).toEqual([
        {
          where: { taskId: "letter" },
          label: "The task “LETTER”",
          path: ["definition", "tasks", "letter"],
          mine: isMine ? undefined : kept,
          theirs: isMine ? kept : undefined,
        },
      ]);
      expect(taskOf(document, "letter")).toEqual(kept);
      const [conflict] = conflicts;
      if (!conflict) continue;
      const sides = isMine ? sidesOf(one, other) : sidesOf(other, one);
      const gone = resolveConflict(document, conflict, { side: isMine ? "mine" : "theirs", sides });
      expect(taskOf(gone, "letter")).toBeUndefined();
      expect(edgesWithoutEnd(gone)).toEqual([]);
      const stays = resolveConflict(document, conflict, { side: isMine ? "theirs" : "mine", sides });
      expect(taskOf(stays, "letter")).toEqual(kept);
    }
  });

  test("a task that only one side kept is connected, placed and started at as there", () => {
    const healing: Change = (document) =>
      produce(document, (draft) => deleteParts.apply(draft, { taskIds: ["check"] }));
    const starting = all(
      define(() => ({ startTaskId: "check" })),
      move("check", 7),
    )(base);
    for (const side of ["mine", "theirs"] as const) {
      const [kept, other] = [configure("check", { rule: "new" })(starting), healing(starting)];
      const sides = side === "mine" ? { mine: kept, theirs: other } : { mine: other, theirs: kept };
      const { document, conflicts } = mergeDocuments(starting, sides.mine, sides.theirs);
      const [conflict] = conflicts;
      expect(conflicts).toHaveLength(1);
      if (!conflict) continue;
      const resolved = resolveConflict(document, conflict, { side, sides });
      expect(resolved.definition.edges).toEqual(starting.definition.edges);
      expect(resolved.definition.startTaskId).toBe("check");
      expect(resolved.layout.positions).toEqual(starting.layout.positions);
    }
  });

  test("both added something by the same id", () => {
    const { conflicts } = merge(addTask(task("new", { a: 1 })), addTask(task("new", { a: 2 })));
    expect(conflicts).toMatchObject([
      { where: { taskId: "new" }, mine: { config: { a: 1 } }, theirs: { config: { a: 2 } } },
    ]);
  });

  test("the position of a deleted task is not a conflict", () => {
    const { document, conflicts } = merge(deleteTask("letter"), move("letter", 50));
    expect(conflicts).toEqual([]);
    expect(document.layout.positions).toEqual({ ask: { x: 1, y: 1 } });
  });

  test("a list without ids, or with one twice, is one value: nothing of mine is lost", () => {
    const twice = {
      fields: [
        { key: "day", required: false },
        { key: "day", required: true },
      ],
    };
    const { document, conflicts } = merge(configure("ask", twice), configure("ask", { fields: [] }));
    expect(taskOf(document, "ask")?.config.fields).toEqual(twice.fields);
    expect(conflicts).toMatchObject([{ mine: twice.fields, theirs: [] }]);
  });
});

describe("an edge keeps its ends", () => {
  test.each<[string, Change]>([
    ["a new edge", addEdge(edge("new", "ask", "letter"))],
    ["an edge that is moved", changeEdge("e1", { to: "letter" })],
    ["the start", define(() => ({ startTaskId: "letter" }))],
  ])("%s leads to a task that the other side deleted", (_name, change) => {
    for (const isMine of [true, false]) {
      const { document, conflicts } = isMine
        ? merge(change, deleteTask("letter"))
        : merge(deleteTask("letter"), change);
      expect(edgesWithoutEnd(document)).toEqual([]);
      expect(taskOf(document, "letter")).toEqual(taskOf(base, "letter"));
      expect(document.layout.positions.letter).toEqual({ x: 3, y: 3 });
      expect(conflicts).toMatchObject([{ where: { taskId: "letter" }, label: "The task “LETTER”" }]);
      const [conflict] = conflicts;
      if (!conflict) continue;
      const sides = isMine ? sidesOf(change, deleteTask("letter")) : sidesOf(deleteTask("letter"), change);
      const resolved = resolveConflict(document, conflict, { side: isMine ? "theirs" : "mine", sides });
      expect(edgesWithoutEnd(resolved)).toEqual([]);
    }
  });

  test("whose ends both sides have moved, one each", () => {
    const { document } = merge(
      changeEdge("e3", { to: "letter" }),
      all(addTask(task("far")), changeEdge("e3", { from: "far" })),
    );
    expect(document.definition.edges.find(({ id }) => id === "e3")).toMatchObject({ from: "far", to: "letter" });
  });
});

function fieldOf(key: string, required: boolean): Change {
  return configure("ask", {
    fields: [
      { key: "day", required: true },
      { key, required },
    ],
  });
}

function ruleOf(change: Record<string, string | number>): Change {
  return changeTask("check", () => ({ config: { rule: { field: "amount_cents", op: "lt", value: 5, ...change } } }));
}

function limitOf(value: number): Change {
  return define(({ settings }) => ({ settings: settings.map((setting) => ({ ...setting, value })) }));
}

function edgesWithoutEnd({ definition: { tasks, edges } }: EditorDocument): string[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to)).map(({ id }) => id);
}

const ids = ["a", "b", "c", "d", "e", "f"];
const someId = fc.constantFrom(...ids);
const words = fc.constantFrom("one", "two", "three");

/** What people do in an editor: every document that it leaves is whole. */
const someChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(someId, words).map(([id, label]) => changeTask(id, () => ({ label }))),
  fc.tuple(someId, fc.constantFrom("question", "hint"), words).map(([id, key, text]) => configure(id, { [key]: text })),
  fc.tuple(someId, words).map(
    ([id, text]): Change =>
      (document) =>
        taskOf(document, id) ? document : addTask(task(id, { question: text }))(document),
  ),
  someId.map(deleteTask),
  fc.tuple(someId, someId, fc.integer({ min: 0, max: 9 })).map(
    ([from, to, number]): Change =>
      (document) => {
        const isFree = !edgeIds(document).includes(`n${number}`);
        return taskOf(document, from) && taskOf(document, to) && isFree
          ? addEdge(edge(`n${number}`, from, to))(document)
          : document;
      },
  ),
  fc.tuple(fc.integer({ min: 0, max: 9 }), someId).map(
    ([number, to]): Change =>
      (document) =>
        taskOf(document, to) ? changeEdge(`n${number}`, { to })(document) : document,
  ),
  fc
    .integer({ min: 0, max: 9 })
    .map((number) => define(({ edges }) => ({ edges: edges.filter(({ id }) => id !== `n${number}`) }))),
  fc.constant(define(({ edges }) => ({ edges: edges.toReversed() }))),
  fc.tuple(someId, fc.integer({ min: 0, max: 9 })).map(
    ([id, x]): Change =>
      (document) =>
        taskOf(document, id) ? move(id, x)(document) : document,
  ),
  words.map((name) => define(() => ({ name }))),
  fc.integer({ min: 0, max: 3 }).map(limitOf),
);
const someChanges = fc.array(someChange, { maxLength: 12 }).map((changes) => all(...changes));
const start: EditorDocument = {
  definition: {
    ...base.definition,
    startTaskId: "a",
    tasks: ["a", "b", "c", "d"].map((id) => task(id, { question: id, hint: id })),
    edges: [edge("n0", "a", "b"), edge("n1", "a", "c"), edge("n2", "b", "d"), edge("n3", "c", "d")],
  },
  layout: { positions: { a: { x: 0, y: 0 } }, notes: [], groups: [] },
};

describe("after any changes of two people", () => {
  test("the result is that side's where only one changed something", () => {
    fc.assert(
      fc.property(someChanges, someChanges, (earlier, later) => {
        const [from, to] = [earlier(start), all(earlier, later)(start)];
        expect(mergeDocuments(from, to, from)).toEqual({ document: to, conflicts: [] });
        expect(mergeDocuments(from, from, to)).toEqual({ document: to, conflicts: [] });
        expect(mergeDocuments(from, to, to)).toEqual({ document: to, conflicts: [] });
      }),
    );
  });

  test("no edge loses an end, and no task, edge or position appears that neither side had", () => {
    fc.assert(
      fc.property(someChanges, someChanges, someChanges, (earlier, one, other) => {
        const from = earlier(start);
        const { document } = mergeDocuments(from, one(from), other(from));
        expect(edgesWithoutEnd(document)).toEqual([]);
        const known = new Set(
          [from, one(from), other(from)].flatMap(({ definition }) => definition.tasks.map(({ id }) => id)),
        );
        const found = document.definition.tasks.map(({ id }) => id);
        expect(new Set(found).size).toBe(found.length);
        expect(found.filter((id) => !known.has(id))).toEqual([]);
        expect(new Set(edgeIds(document)).size).toBe(edgeIds(document).length);
      }),
    );
  });

  test("every change of one side is in the result, or in a conflict", () => {
    fc.assert(
      fc.property(someChanges, someChanges, (one, other) => {
        const sides = { mine: one(start), theirs: other(start) };
        const { document, conflicts } = mergeDocuments(start, sides.mine, sides.theirs);
        for (const side of ["mine", "theirs"] as const) {
          const chosen = conflicts.reduce((so, conflict) => resolveConflict(so, conflict, { side, sides }), document);
          for (const { path, value } of changesOf(start, sides[side])) {
            // What stands at a card's place goes with the card.
            if (path[1] === "positions" && !taskOf(chosen, path[2] ?? "")) continue;
            expect(valueAt(chosen, path), `${side} ${path.join(".")}`).toEqual(value);
          }
        }
      }),
    );
  });
});

/** The values that differ, by their paths; of tasks and edges that are new or gone, these. */
function changesOf(from: EditorDocument, to: EditorDocument): { path: string[]; value: unknown }[] {
  const lists = (["tasks", "edges"] as const).flatMap((list) => {
    const all = new Set([...from.definition[list], ...to.definition[list]].map(({ id }) => id));
    return [...all].map((id) => ["definition", list, id]);
  });
  const deeper = lists.flatMap((path) => {
    const keys = path[1] === "tasks" ? [["label"], ["config", "question"], ["config", "hint"]] : [["from"], ["to"]];
    const isKept = valueAt(from, path) !== undefined && valueAt(to, path) !== undefined;
    return isKept ? keys.map((key) => [...path, ...key]) : [path];
  });
  const places = ids.map((id) => ["layout", "positions", id]);
  return [...deeper, ...places, ["definition", "name"], ["definition", "settings", "limit", "value"]]
    .filter((path) => !isSame(valueAt(from, path), valueAt(to, path)))
    .map((path) => ({ path, value: valueAt(to, path) }));
}

function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce((at: unknown, key): unknown => {
    if (Array.isArray(at)) return at.find((item) => item.id === key || item.key === key);
    return (at as Record<string, unknown> | undefined)?.[key];
  }, value);
}

test("names of Object.prototype are keys like others", () => {
  const named = configure("ask", { constructor: "built", toString: "said" })(base);
  expect(mergeDocuments(named, base, deleteTask("letter")(named)).document).toEqual(deleteTask("letter")(base));
  expect(mergeDocuments(base, deleteTask("letter")(base), named).document).toEqual(deleteTask("letter")(named));
  expect(mergeDocuments(named, base, configure("ask", { constructor: "other" })(named)).conflicts).toMatchObject([
    { mine: undefined, theirs: "other" },
  ]);
});
