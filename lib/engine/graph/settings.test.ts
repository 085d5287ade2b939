import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkGraph } from "../check/check-graph";
import type { GraphProblem } from "../check/graph-problem";
import { describeCondition } from "../describe/describe-condition";
import { toMermaid } from "../describe/mermaid";
import { Context } from "../session/context";
import { amountWords, dollarFormat } from "../testing/test-format";
import { compileGraph, toDefinition } from "./compile-graph";
import { evaluateCondition } from "./condition";
import { type GraphDefinitionInput, graphDefinitionSchema, type SettingDefinition } from "./definition";
import { durationSchema, fieldValues } from "./duration";
import { resolveSettings, settingFault, settingWords } from "./settings";
import { NextAction } from "./task";
import type { TaskKind } from "./task-kind";

const money = z.int().min(1).register(fieldValues, { type: "money" });

const configSchema = z.strictObject({
  limit: money.optional(),
  within: durationSchema(86_400_000).optional(),
  words: z.string().max(20).optional(),
  many: z.array(z.strictObject({ cents: money })).optional(),
});
const kinds: Record<string, TaskKind> = {
  rule: {
    kind: "rule",
    configSchema,
    waits: false,
    ends: false,
    writes: () => ({
      amount_cents: { type: "number", unit: "money" },
      count: { type: "number" },
      note: { type: "text" },
    }),
    // Words that begin with = are a template of one path.
    reads: (config) => {
      const { words } = config as z.infer<typeof configSchema>;
      return words?.startsWith("=") ? [words.slice(1)] : [];
    },
    create: ({ id }, config) => ({
      id,
      run: async () => ({ nextAction: NextAction.End, response: JSON.stringify(config) }),
    }),
  },
};

const limit: SettingDefinition = { key: "limit", label: "Limit", type: "money", value: 50_000 };
const hour: SettingDefinition = { key: "hour", label: "Answer time", type: "duration", value: "PT1H" };

function graph(parts: {
  settings?: SettingDefinition[];
  config?: Record<string, unknown>;
  value?: unknown;
  field?: string;
  label?: string;
}): GraphDefinitionInput {
  const { settings = [limit, hour], config = {}, value = { setting: "limit" }, field = "amount_cents", label } = parts;
  return {
    id: "g",
    name: "G",
    startTaskId: "a",
    settings,
    tasks: ["a", "b", "c"].map((id) => ({ id, kind: "rule", label: id, config: (id === "a" ? config : {}) as never })),
    edges: [
      { id: "ab", from: "a", to: "b", condition: { field, op: "gte", value: value as never }, ...(label && { label }) },
      { id: "ac", from: "a", to: "c" },
    ],
  };
}
const sound = graph({
  config: { limit: { setting: "limit" }, within: { setting: "hour" } },
  label: "≥ {{ settings.limit }}",
});
const problems = (parts: Parameters<typeof graph>[0]): GraphProblem[] => checkGraph(graph(parts), kinds, dollarFormat);
const settingProblems = (parts: Parameters<typeof graph>[0]): GraphProblem[] =>
  problems(parts).filter(({ message }) => !message.startsWith("Nothing uses"));

describe("a setting", () => {
  test("is replaced by its value in conditions, configs and edge labels", () => {
    expect(checkGraph(sound, kinds, dollarFormat)).toEqual([]);
    const { tasks, edges } = resolveSettings(graphDefinitionSchema.parse(sound), dollarFormat);
    expect(tasks[0]?.config).toEqual({ limit: 50_000, within: "PT1H" });
    expect(edges[0]).toMatchObject({ label: "≥ $500", condition: { value: 50_000 } });
    expect(toMermaid(graphDefinitionSchema.parse(sound), { format: dollarFormat })).toContain('|"≥ $500"|');
  });

  test("changes sentences, edges and configs with its value", async () => {
    const cheaper = { ...sound, settings: [{ ...limit, value: 20_000 }, hour] };
    const compiled = compileGraph(cheaper, kinds);
    const next = (amount_cents: number) => compiled.findNextTask("a", new Context({ amount_cents }));
    expect([next(20_000), next(19_999)]).toEqual(["b", "c"]);
    const { edges } = resolveSettings(graphDefinitionSchema.parse(cheaper), dollarFormat);
    expect(edges[0]?.condition && describeCondition(edges[0].condition, amountWords)).toBe("amount is at least $200");
    const result = await compiled.getTask("a")?.run(new Context(), {} as never);
    expect(result?.response).toBe('{"limit":20000,"within":"PT1H"}');
    expect(toDefinition(compiled)).toEqual(graphDefinitionSchema.parse(cheaper));
  });

  test("is part of the cache key", () => {
    const key = (value: number) => {
      const [first, ...others] = sound.tasks;
      const cache = { fields: ["amount_cents"], ttlMs: 1_000 };
      const tasks = [{ ...(first as NonNullable<typeof first>), cache }, ...others];
      const compiled = compileGraph({ ...sound, settings: [{ ...limit, value }, hour], tasks }, kinds);
      return compiled.policy("a").cache?.key(new Context());
    };
    expect(key(1)).toEqual(key(1));
    expect(key(1)).not.toEqual(key(2));
  });

  test("that is not replaced makes a comparison neither true nor false", () => {
    const condition = { field: "amount_cents", op: "ne", value: { setting: "limit" } } as const;
    expect(evaluateCondition(condition, () => 5)).toBe(false);
    expect(evaluateCondition({ not: condition }, () => 5)).toBe(false);
    expect(() => compileGraph(graph({ value: { setting: "limits" } }), kinds)).toThrow("a setting that does not exist");
  });

  test("is written as people read it", () => {
    const options = [{ value: "a", label: "All" }];
    const choice = { key: "c", label: "C", type: "choice", value: "a", options } as const;
    const yes = { key: "y", label: "Y", type: "yes_no", value: true } as const;
    const said = [limit, hour, choice, yes].map((setting) => settingWords(setting, dollarFormat));
    expect(said).toEqual(["$500", "1 hour", "All", "yes"]);
  });
});

describe("an unknown setting is a problem at its place", () => {
  test("in a condition, with the most similar setting", () => {
    const [problem] = settingProblems({ value: { setting: "limmit" }, config: { limit: { setting: "limit" } } });
    expect(problem).toEqual({
      code: "setting",
      edgeId: "ab",
      message:
        'The condition of the edge from "a" to "b" names the setting "limmit", ' +
        "which does not exist: perhaps “Limit” is meant.",
      path: ["condition", "value"],
      fix: {
        label: "Use “Limit”",
        changes: [{ path: ["edges", 0, "condition", "value"], value: { setting: "limit" } }],
      },
    });
  });

  test("in a config, once", () => {
    expect(settingProblems({ config: { limit: { setting: "somewhere_else" } } })).toEqual([
      expect.objectContaining({ code: "setting", taskId: "a", path: ["config", "limit"] }),
    ]);
  });

  test("in a template and in a label, with the corrected text", () => {
    expect(settingProblems({ config: { words: "=settings.limi" } })).toMatchObject([
      { code: "setting", taskId: "a", path: ["config", "words"], fix: { changes: [{ value: "=settings.limit" }] } },
    ]);
    expect(settingProblems({ label: "{{ settings.limi }}" })).toMatchObject([
      { code: "setting", edgeId: "ab", path: ["label"], fix: { changes: [{ value: "{{ settings.limit }}" }] } },
    ]);
  });

  test("as a field of a condition: settings are values, not fields", () => {
    expect(settingProblems({ field: "settings.limit" })).toMatchObject([{ code: "unknown_field", edgeId: "ab" }]);
  });
});

describe("a setting of the wrong type for its place is a problem", () => {
  const count: SettingDefinition = { key: "count", label: "Count", type: "number", value: 3 };
  test.each<[string, Parameters<typeof graph>[0], object]>([
    ["a duration compared with money", { value: { setting: "hour" } }, { code: "condition_type", edgeId: "ab" }],
    [
      "a number of things compared with money",
      { settings: [limit, hour, count], value: { setting: "count" } },
      { code: "condition_type", path: ["condition", "value"] },
    ],
    ["money compared with text", { field: "note" }, { code: "condition_type" }],
    [
      "a number of things for money, which has the same form",
      { settings: [limit, hour, count], config: { limit: { setting: "count" } } },
      {
        code: "setting",
        taskId: "a",
        path: ["config", "limit"],
        message: expect.stringContaining("“Count” is a number"),
      },
    ],
    [
      "money for a duration",
      { config: { within: { setting: "limit" } } },
      { code: "setting", path: ["config", "within"] },
    ],
    [
      "a duration for words",
      { config: { words: { setting: "hour" } } },
      { code: "setting", path: ["config", "words"] },
    ],
    [
      "money in a row of a table",
      { config: { many: [{ cents: 1 }, { cents: { setting: "hour" } }] } },
      { code: "setting", path: ["config", "many", 1, "cents"] },
    ],
    [
      "text that is too long for its place",
      {
        settings: [limit, { key: "t", label: "T", type: "text", value: "x".repeat(21) }],
        config: { words: { setting: "t" } },
      },
      { code: "setting", path: ["config", "words"], message: expect.stringContaining("longer than 20 characters") },
    ],
  ])("%s", (_name, parts, problem) => {
    expect(settingProblems(parts)).toEqual([expect.objectContaining(problem)]);
  });

  test("not in a place that takes its type", () => {
    expect(settingProblems({ settings: [limit, count], field: "count", value: { setting: "count" } })).toEqual([]);
  });
});

describe("a setting is a problem itself", () => {
  const used = { config: { limit: { setting: "limit" }, within: { setting: "hour" } } };
  test.each<[string, SettingDefinition[], object]>([
    ["with an invalid duration", [limit, { ...hour, value: "an hour" }], { settingKey: "hour", path: ["value"] }],
    ["of no time", [limit, { ...hour, value: "PT0S" }], { settingKey: "hour" }],
    ["with half a cent", [{ ...limit, value: 0.5 }, hour], { settingKey: "limit", path: ["value"] }],
    ["with text for money", [{ ...limit, value: "500" }, hour], { settingKey: "limit" }],
    [
      "with a choice that is not offered",
      [limit, hour, { key: "c", label: "C", type: "choice", value: "x", options: [{ value: "a", label: "All" }] }],
      { settingKey: "c", fix: { label: "Use “All”", changes: [{ path: ["settings", 2, "value"], value: "a" }] } },
    ],
    [
      "with a key that another one has",
      [limit, hour, { ...limit, label: "Other" }],
      {
        settingKey: "limit",
        path: ["key"],
        fix: expect.objectContaining({ changes: [{ path: ["settings", 2, "key"], value: "limit_2" }] }),
      },
    ],
  ])("%s, once", (_name, settings, problem) => {
    expect(settingProblems({ ...used, settings })).toEqual([expect.objectContaining({ code: "setting", ...problem })]);
  });

  test("that nothing uses, with a fix that deletes it", () => {
    expect(problems({ config: { limit: { setting: "limit" } } })).toEqual([
      {
        ...{
          code: "setting",
          settingKey: "hour",
          message: "Nothing uses the setting “Answer time”: use it, or delete it.",
        },
        fix: { label: "Delete the setting", changes: [{ path: ["settings", 1] }] },
      },
    ]);
  });
});

test.each([
  [-1, "is not an amount in whole cents"],
  [0.5, "is not an amount in whole cents"],
  [2 ** 53, "is not an amount in whole cents"],
  [100_000_000_001, "is more than $1,000,000,000"],
  [0, undefined],
  [100_000_000_000, undefined],
])("takes %d as the value of a money setting only when it is valid", (value, fault) => {
  expect(settingFault({ ...limit, value }, dollarFormat)).toBe(fault);
});
