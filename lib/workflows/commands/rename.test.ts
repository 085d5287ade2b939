import { expect, it } from "vitest";
import type { Condition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { applyCommand, CommandRefusedError } from "./define-command";
import { renameKey } from "./rename-key";
import { renameSetting, usesOfSetting } from "./setting-commands";
import { testDocument } from "./test-document";

const money = (key: string) => ({ key, label: "Limit", type: "money" as const, value: 100_000 });
const document = testDocument("a b c", "a>b b>c", {
  settings: [money("limit"), money("amount")],
  tasks: [
    {
      id: "a",
      kind: "talk",
      label: "A",
      config: { fields: [{ key: "amount", label: "amount", type: "money" }], instructions: "Ask for the amount" },
    },
    {
      id: "b",
      kind: "set",
      label: "B",
      cache: { fields: ["amount", "place.amount"], ttlMs: 1 },
      config: {
        values: [{ key: "double", value: "{{ amount | times: 2 }} amount {{ settings.amount | money }}" }],
        reasons: [{ when: { not: { field: "amount", op: "gte", value: { setting: "amount" } } }, text: "amount" }],
      },
    },
    {
      id: "c",
      kind: "fan_out",
      label: "C",
      config: {
        prefix: "checks",
        parts: [
          { id: "one", kind: "set", label: "One", config: { values: [{ key: "amount", value: "{{ amount }}" }] } },
          {
            id: "two",
            kind: "say",
            label: "Two",
            config: { message: "{{ checks.one.amount }} {{ checks.two.amount }}" },
          },
        ],
      },
    },
  ],
  edges: [
    {
      id: "e1",
      from: "a",
      to: "b",
      condition: {
        all: [
          { field: "amount", op: "gte", value: { setting: "limit" } as unknown as number },
          { field: "checks.one.amount", op: "eq", value: "amount" },
        ],
      } satisfies Condition,
    },
    { id: "e2", from: "b", to: "c", label: "below {{ settings.amount }}" },
  ],
});

it("renames a key where it is asked for, written, compared, printed and cached, and nowhere else", () => {
  const { definition } = applyCommand(document, renameKey, { from: "amount", to: "total" }).document;
  expect(definition.tasks.map(({ config }) => config)).toEqual([
    { fields: [{ key: "total", label: "amount", type: "money" }], instructions: "Ask for the amount" },
    {
      values: [{ key: "double", value: "{{ total | times: 2 }} amount {{ settings.amount | money }}" }],
      reasons: [{ when: { not: { field: "total", op: "gte", value: { setting: "amount" } } }, text: "amount" }],
    },
    {
      prefix: "checks",
      parts: [
        { id: "one", kind: "set", label: "One", config: { values: [{ key: "total", value: "{{ total }}" }] } },
        { id: "two", kind: "say", label: "Two", config: { message: "{{ checks.one.total }} {{ checks.two.amount }}" } },
      ],
    },
  ]);
  expect(definition.tasks[1]?.cache?.fields).toEqual(["total", "place.amount"]);
  expect(definition.edges[0]?.condition).toEqual({
    all: [
      { field: "total", op: "gte", value: { setting: "limit" } },
      { field: "checks.one.total", op: "eq", value: "amount" },
    ],
  });
  expect(definition.settings).toEqual(document.definition.settings);
});

it("renames a setting in conditions, configs and templates, and no key of the same name", () => {
  const { definition } = applyCommand(document, renameSetting, { from: "amount", to: "ceiling" }).document;
  expect(definition.settings.map(({ key }) => key)).toEqual(["limit", "ceiling"]);
  expect(definition.edges[1]?.label).toBe("below {{ settings.ceiling }}");
  expect(definition.tasks[1]?.config).toEqual({
    values: [{ key: "double", value: "{{ amount | times: 2 }} amount {{ settings.ceiling | money }}" }],
    reasons: [{ when: { not: { field: "amount", op: "gte", value: { setting: "ceiling" } } }, text: "amount" }],
  });
  expect(definition.tasks[0]).toEqual(document.definition.tasks[0]);
});

it("refuses a key that no config names", () => {
  const review = {
    ...document.definition.tasks[0],
    id: "r",
    kind: "review",
    label: "Review",
    config: taskKinds.review?.defaults(),
  };
  const definition = { ...document.definition, tasks: [...document.definition.tasks, review] };
  const rename = () =>
    applyCommand({ ...document, definition } as typeof document, renameKey, { from: "decision", to: "verdict" });
  expect(rename).toThrow("“Review” writes “decision” by itself: this key has no other name.");
});

it("refuses a used or invalid name", () => {
  const refuse = (run: () => unknown) => expect(run).toThrow(CommandRefusedError);
  refuse(() => applyCommand(document, renameKey, { from: "amount", to: "double" }));
  refuse(() => applyCommand(document, renameKey, { from: "amount", to: "No key" }));
  refuse(() => applyCommand(document, renameSetting, { from: "amount", to: "limit" }));
  refuse(() => applyCommand(document, renameSetting, { from: "gone", to: "other" }));
});

it("finds the tasks and edges that name a setting", () => {
  expect(usesOfSetting(document.definition, "limit")).toEqual({ taskIds: [], edgeIds: ["e1"] });
  expect(usesOfSetting(document.definition, "amount")).toEqual({ taskIds: ["b"], edgeIds: ["e2"] });
});

it("renames the paths that answers are made from and checked by, also those of a part", () => {
  const found = testDocument("find answer check tell", "find>answer answer>check check>tell", {
    tasks: [
      {
        id: "find",
        kind: "fan_out",
        label: "Find",
        config: {
          prefix: "found",
          parts: [
            {
              id: "own",
              kind: "search",
              label: "Own",
              config: { collections: ["terms"], query: "{{ answer.answer }}", into: "passages" },
            },
          ],
        },
      },
      {
        id: "answer",
        kind: "compose",
        label: "Answer",
        config: { passages: ["found.own.passages", "others"], criticism: "verdict.criticism", into: "answer" },
      },
      {
        id: "check",
        kind: "grade",
        label: "Check",
        config: { passages: ["found.own.passages"], composed: "answer", into: "verdict" },
      },
      { id: "tell", kind: "say", label: "Tell", config: { message: "Hello", citations: "verdict.best" } },
    ],
  });
  const renamed = (from: string, to: string) =>
    applyCommand(found, renameKey, { from, to }).document.definition.tasks.map(({ config }) => config);
  expect(renamed("verdict", "mark").slice(1)).toMatchObject([
    { criticism: "mark.criticism" },
    { into: "mark", composed: "answer" },
    { citations: "mark.best" },
  ]);
  expect(renamed("answer", "draft").slice(1)).toMatchObject([{ into: "draft" }, { composed: "draft" }, {}]);
  expect(renamed("found", "hits").slice(1)).toMatchObject([
    { passages: ["hits.own.passages", "others"] },
    { passages: ["hits.own.passages"] },
    {},
  ]);
  expect(renamed("passages", "clauses").slice(0, 2)).toMatchObject([
    { parts: [{ config: { into: "clauses" } }] },
    { passages: ["found.own.clauses", "others"] },
  ]);
});
