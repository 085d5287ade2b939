import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContextValueError } from "../errors";
import { applyPatch, Context } from "./context";

describe("values", () => {
  test("a draft sees its own changes and leaves what it came from as it was", () => {
    const base = new Context({ kept: 1, gone: 2 });
    const draft = base.draft();
    draft.set("fresh", 3);
    draft.remove("gone");
    expect([draft.get("kept"), draft.get("fresh"), draft.get("gone")]).toEqual([1, 3, undefined]);
    expect(base.values()).toEqual({ kept: 1, gone: 2 });
    expect(draft.patch()).toEqual({ set: { fresh: 3 }, remove: ["gone"] });
  });

  test.each([
    ["a function", () => {}],
    ["a bigint", 1n],
    ["undefined", undefined],
    ["not a number", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["a NUL character", "a\u0000b"],
    ["a date object", new Date()],
    ["an own __proto__", JSON.parse('{"__proto__": 1}')],
  ])("%s is refused, the key is named and nothing is stored", (_name, value) => {
    const context = new Context();
    expect(() => context.set("field", { inside: value === undefined ? () => {} : value })).toThrow(ContextValueError);
    expect(() => context.set("field", value)).toThrow(/"field"/);
    expect(context.get("field")).toBeUndefined();
  });

  test("a value that refers to itself is refused", () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => new Context().set("loop", loop)).toThrow(ContextValueError);
  });

  test("what is stored is a copy", () => {
    const list = [1];
    const context = new Context();
    context.set("list", list);
    list.push(2);
    expect(context.get("list")).toEqual([1]);
  });

  test("names that objects inherit are not values", () => {
    expect(new Context().get("constructor")).toBeUndefined();
    expect(new Context({ a: { b: 1 } }).read("a.b")).toBe(1);
    expect(new Context({ a: { b: 1 } }).read("a.toString")).toBeUndefined();
  });

  test("the fold of all patches is the context", () => {
    // `__proto__` is a key that the context refuses.
    const value = fc.jsonValue({ maxDepth: 2 }).filter((json) => !JSON.stringify(json).includes("__proto__"));
    const change = fc.tuple(fc.constantFrom("a", "b", "c"), fc.option(value));
    fc.assert(
      fc.property(fc.array(fc.array(change)), (steps) => {
        const context = new Context();
        let folded = {};
        for (const changes of steps) {
          const draft = context.draft();
          for (const [key, value] of changes) {
            if (value === null) draft.remove(key);
            else draft.set(key, value);
          }
          folded = applyPatch(folded, draft.patch());
          context.absorb(draft.patch(), []);
        }
        expect(context.values()).toEqual(folded);
      }),
    );
  });
});

describe("chat history", () => {
  test("messages are kept in order, the newest can be read, and it can be written as JSON and read again", () => {
    const context = new Context();
    context.addUserMessage("What is my claim's status?");
    context.addAssistantMessage("It is being processed.");
    context.addSystemMessage("Claim updated");
    expect(context.getLastMessages(2).map((message) => message.role)).toEqual(["assistant", "system"]);
    const copy = Context.fromJSON(JSON.parse(JSON.stringify(context)));
    expect(copy.getChatHistory()).toEqual(context.getChatHistory());
    expect(copy.newMessages()).toEqual([]);
    context.clearChatHistory();
    expect(context.getChatHistory()).toEqual([]);
  });

  test("a message keeps a frozen copy of its data, also when it is handed on, and takes only JSON", () => {
    const data = { sources: [{ page: 1 }] };
    const context = new Context();
    context.addAssistantMessage("Here it is.", data);
    data.sources.push({ page: 2 });
    const other = new Context();
    other.addMessages(context.newMessages());
    for (const [message] of [context.getChatHistory(), other.newMessages()]) {
      expect(message).toMatchObject({ content: "Here it is.", data: { sources: [{ page: 1 }] } });
      expect(() => Object.assign(message?.data ?? {}, { more: 1 })).toThrow(TypeError);
    }
    expect(() => context.addAssistantMessage("No.", { at: new Date() } as never)).toThrow(ContextValueError);
    expect(context.newMessages()).toHaveLength(1);
  });

  test("a limit keeps the newest", () => {
    const context = Context.withMaxChatMessages(2);
    for (const text of ["one", "two", "three"]) context.addUserMessage(text);
    expect(context.getChatHistory().map((message) => message.content)).toEqual(["two", "three"]);
    const copy = Context.fromJSON(JSON.parse(JSON.stringify(context)));
    copy.addUserMessage("four");
    expect(copy.getChatHistory().map((message) => message.content)).toEqual(["three", "four"]);
  });

  test("a limit of 0 keeps no message, and a negative limit is refused", () => {
    const context = Context.withMaxChatMessages(0);
    context.addUserMessage("one");
    expect(context.getChatHistory()).toEqual([]);
    expect(() => Context.withMaxChatMessages(-1)).toThrow(RangeError);
  });

  const times = [
    "yesterday",
    "2020",
    "2020-02-30T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "2020-01-01T00:00:00+23:00",
  ];
  test.each<[string, { content: string; timestamp: string }]>([
    ["a NUL in it", { content: "a\u0000", timestamp: "2020-02-29T12:00:00Z" }],
    ...times.map((timestamp): [string, { content: string; timestamp: string }] => [
      `"${timestamp}" for its time`,
      { content: "a", timestamp },
    ]),
  ])("takes no message with %s, nor those beside it", (_name, message) => {
    const context = new Context();
    const fine = { role: "user", content: "fine", timestamp: "2020-02-29T12:00:00Z" } as const;
    expect(() => context.addMessages([fine, { role: "user", ...message }])).toThrow(ContextValueError);
    expect(context.newMessages()).toEqual([]);
  });
});

test("clearing removes every value, also those that a draft has set, and leaves the conversation", () => {
  const base = new Context({ kept: 1 });
  base.addUserMessage("hello");
  const draft = base.draft();
  draft.set("fresh", 2);
  draft.clear();
  draft.set("later", 3);
  expect(draft.values()).toEqual({ later: 3 });
  expect(draft.patch()).toEqual({ set: { later: 3 }, remove: ["kept", "fresh"] });
  expect(draft.getChatHistory()).toMatchObject([{ content: "hello" }]);
  expect(base.values()).toEqual({ kept: 1 });
});

test("values and messages that were read do not change when the context does", () => {
  const context = new Context();
  const commit = (number: number) =>
    context.absorb({ set: { n: { number } }, remove: [] }, [
      { role: "user", content: String(number), timestamp: "2020-02-29T12:00:00Z" },
    ]);
  commit(1);
  const given = [context.toJSON(), context.values(), context.getChatHistory()];
  const before = structuredClone(given);
  commit(2);
  expect(given).toEqual(before);
  Object.assign(context.values(), { n: "changed" });
  expect(() => Object.assign(context.values().n as object, { number: 3 })).toThrow(TypeError);
  expect(context.get("n.number")).toBe(2);
});

test("the deepest allowed value can be written as JSON and read again; a value that cannot be stored is named", () => {
  const context = new Context();
  let deep: unknown = 1;
  for (let level = 0; level < 32; level++) deep = [deep];
  context.set("deep", deep);
  expect(Context.fromJSON(JSON.parse(JSON.stringify(context))).get("deep")).toEqual(deep);
  const unfit = { values: { fine: 1, amount: "a\u0000" }, chatHistory: [] };
  expect(() => Context.fromJSON(unfit)).toThrow(/"amount"/);
  expect(() => Context.fromJSON({ values: { "a\u0000": 1 }, chatHistory: [] })).toThrow(ContextValueError);
  expect(Context.fromJSON({ values: { n: 1 }, chatHistory: [] }).patch()).toEqual({ set: {}, remove: [] });
});

test("at each level of a path the longest key that leads to a value is taken", () => {
  const context = new Context({ "a.b": { c: 1 }, a: { b: { c: 2, d: 3 }, "b.d": 4 }, list: [1] });
  expect(["a.b.c", "a.b.d", "a.b", "a.x", "list.0"].map((path) => context.get(path))).toEqual([
    1,
    4,
    { c: 1 },
    undefined,
    undefined,
  ]);
});

test("a list with holes is refused", () => {
  // biome-ignore lint/suspicious/noSparseArray: the test is about holes
  expect(() => new Context().set("list", [1, , 3])).toThrow(/"list".*undefined/);
});

test.each(["__proto__", "a\u0000b", "\ud800"])("%j is refused as a key", (key) => {
  const context = new Context();
  expect(() => context.set(key, 1)).toThrow(ContextValueError);
  expect(context.patch()).toEqual({ set: {}, remove: [] });
});
