import { describe, expect, test } from "vitest";
import { checkGraph, type GraphDefinitionInput, type JsonObject } from "@/lib/engine";
import { taskCatalog } from "../catalog";

type Tasks = GraphDefinitionInput["tasks"];
const task = (id: string, kind: string, config: JsonObject): Tasks[number] => ({ id, kind, label: id, config });
const field = (key: string, type: string, more: JsonObject = {}) => ({
  key,
  label: key,
  type,
  required: true,
  ...more,
});
const options = [
  { value: "car", label: "Car" },
  { value: "apartment", label: "Apartment" },
];

/** Tasks that write all keys of the shipped kinds, then the task under test, then the end behind a condition. */
function problems(
  looked: Tasks[number] | undefined,
  condition?: NonNullable<GraphDefinitionInput["edges"][number]["condition"]>,
) {
  const facts = [
    ...[field("amount_cents", "money"), field("incident_date", "date"), field("place", "text")],
    ...[field("insured", "yes_no"), field("insurance_type", "choice", { options })],
  ];
  const line = [
    task("ask", "talk", { instructions: "Ask.", fields: facts }),
    task("confirm", "confirm", { instructions: "Show.", fields: facts }),
    task("rules", "screen", { limit: 5, period: "PT1H" }),
    task("parts", "fan_out", {
      prefix: "parts",
      parts: [{ id: "rules", kind: "screen", label: "Rules", config: { limit: 5, period: "PT1H" } }],
    }),
    task("check", "review", { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." }),
    task("note", "set", {
      values: [
        { key: "outcome", value: "approved" },
        { key: "tries", value: "{{ tries | plus: 1 }}" },
        { key: "same", value: "{{ amount_cents }}" },
        { key: "or_none", value: "{{ amount_cents | default: 0 }}" },
        { key: "sentence", value: "It costs {{ amount_cents | money }}." },
        { key: "flag", value: true },
        { key: "same_day", value: "{{ confirmed.incident_date }}" },
      ],
    }),
    ...(looked ? [looked] : []),
  ];
  const ids = line.map(({ id }) => id);
  return checkGraph(
    {
      ...{ id: "g", name: "G", startTaskId: "ask" },
      tasks: [...line, task("end", "letter", { letter: "Done." })],
      edges: [
        ...ids.slice(1).map((id, index) => ({ id: `e${index}`, from: ids[index] ?? "", to: id })),
        { id: "last", from: ids.at(-1) ?? "", to: "end" },
        ...(condition ? [{ id: "if", from: ids.at(-1) ?? "", to: "end", condition }] : []),
      ],
    },
    taskCatalog,
  ).map(({ code, message }) => `${code}: ${message}`);
}

describe("what kinds write is known by type", () => {
  test.each([
    ["amount_cents", 100_000, "100000"],
    ["incident_date", "2026-11-15", "soon"],
    ["insured", true, 1],
    ["insurance_type", "car", "boat"],
    ["small_claims_count", 3, "3"],
    ["small_claims_total_cents", 5, 5.5],
    ["parts.rules.small_claims_count", 3, "3"],
    ["confirmed.amount_cents", 5, "5"],
    ["confirmed_at", "2026-11-15", "now"],
    ["decision", "approve", "approved"],
    ["outcome", "rejected", "refused"],
    ["outcome", "approved", "ok"],
    ["tries", 3, "3"],
    ["same", 5, "5"],
    ["or_none", 0, "0"],
    ["sentence", "It costs $5.", 5],
    ["flag", true, "true"],
    ["same_day", "2026-11-15", "today"],
  ])("%s may be %j but not %j", (name, good, bad) => {
    expect(problems(undefined, { field: name, op: "eq", value: good })).toEqual([]);
    expect(problems(undefined, { field: name, op: "eq", value: bad })).toEqual([
      expect.stringMatching(/^condition_type: The condition of the edge from "note" to "end": /),
    ]);
  });

  test("also for the reasons of a review", () => {
    const reasons = [{ when: { field: "amount_cents", op: "gte", value: "100000" }, text: "Much" }];
    const config = { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait.", reasons };
    expect(problems(task("again", "review", config))).toEqual([expect.stringMatching(/^condition_type: .*"again"/)]);
  });
});

describe("a template is refused", () => {
  test.each([
    ["with a filter that does not exist", "{{ amount_cents | mony }}", /^config: "say".*there is no filter “mony”/],
    ["in a tag too", "{% if place %}{% assign x = place | upcas %}{% endif %}", /no filter “upcas”/],
    ["with a tag that does not exist", "{% iff place %}{% endif %}", /^config: .*iff/],
    ["with a name that no task sets", "{{ plase }}", /^unknown_field: "say" reads "plase"/],
    ["with a name deep inside", "{% for x in corrections %}{% if plase %}{% endif %}{% endfor %}", /reads "plase"/],
    ["with a part that an object does not have", "{{ confirmed.plase }}", /reads "confirmed.plase"/],
    ["that prints an object", "You said {{ confirmed }}.", /prints \{\{ confirmed \}\}, which is an object with/],
    ["that prints one in a branch", "{% if place %}{{ parts.rules }}{% endif %}", /prints \{\{ parts.rules \}\}/],
    ["that prints one as it is", "{{ information_request | raw }}", /prints/],
    ["of spaces", "   ", /^words: The field "message" of the task "say": there is nothing to read/],
    ["that ends too early", "{{ place", /^config: /],
  ])("%s: %s", (_name, message, problem) => {
    const found = problems(task("say", "say", { message }));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(problem);
  });

  test.each([
    "{{ amount_cents | money: currency }} on {{ incident_date | day }}{{ place }}",
    "{% for one in corrections %}{{ one }}, {{ forloop.index }}{% endfor %}{{ corrections }} {{ corrections.size }}",
    "{{ confirmed.amount_cents | money }} {{ parts.rules.small_claims_count }} {{ information_request.question }}",
    "{% assign total = amount_cents | plus: 5 %}{{ total | money }} {{ reference }} {{ confirmed | json }}",
  ])("but not %s", (message) => {
    expect(problems(task("say", "say", { message }))).toEqual([]);
  });

  test.each<[string, Tasks[number]]>([
    [
      "a greeting",
      task("t", "talk", { instructions: "x", fields: [field("a", "text")], greeting: "{{ place | nope }}" }),
    ],
    ["a letter", task("t", "letter", { letter: "{{ place | nope }}" })],
    ["a value", task("t", "set", { values: [{ key: "a", value: "{{ place | nope }}" }] })],
    [
      "an announcement",
      task("t", "review", { queue: "q", question: "x", dueIn: "PT1H", announcement: "{{ place | nope }}" }),
    ],
    [
      "a part of a fan-out",
      task("t", "fan_out", {
        prefix: "p",
        parts: [{ id: "x", kind: "say", label: "x", config: { message: "{{ place | nope }}" } }],
      }),
    ],
  ])("wherever it stands: in %s", (_name, looked) => {
    expect(problems(looked)).toContainEqual(expect.stringMatching(/^config: .*there is no filter “nope”/));
  });
});

describe("settings are refused", () => {
  test.each<[string, Tasks[number], RegExp]>([
    [
      "for a choice without options",
      task("t", "talk", { instructions: "x", fields: [field("a", "choice")] }),
      /choose/,
    ],
    [
      "for a field that is there twice",
      task("t", "confirm", { instructions: "x", fields: [field("a", "text"), field("a", "date")] }),
      /“a” is there twice/,
    ],
    ["for a key that tasks keep", task("t", "set", { values: [{ key: "confirmed_at", value: "x" }] }), /is reserved/],
    ["for one that marks rounds", task("t", "set", { values: [{ key: "task_rounds", value: "x" }] }), /is reserved/],
    [
      "for a label of fillers",
      task("t", "talk", { instructions: "x", fields: [{ ...field("a", "text"), label: "\u3164" }] }),
      /^words: The field "fields.0.label"/,
    ],
  ])("%s", (_name, looked, problem) => {
    expect(problems(looked)).toEqual([expect.stringMatching(problem)]);
  });
});

test("a template is refused that reads what is only set where no way leads from, with its place", () => {
  const values = [{ key: "note", value: "Later" }];
  const graph = (from: string, to: string) =>
    checkGraph(
      {
        ...{ id: "g", name: "G", startTaskId: from },
        tasks: [
          task("say", "say", { message: "{{ reference }} {{ note }}" }),
          task("keep", "set", { values }),
          task("end", "letter", { letter: "Done." }),
        ],
        edges: [
          { id: "one", from, to },
          { id: "two", from: to, to: "end" },
        ],
      },
      taskCatalog,
    );
  expect(graph("keep", "say")).toEqual([]);
  expect(graph("say", "keep")).toEqual([
    {
      ...{ code: "unknown_field", taskId: "say", path: ["config", "message"] },
      message: '"say" reads "note", which is not set there: no way leads from "keep" to it.',
    },
  ]);
});
