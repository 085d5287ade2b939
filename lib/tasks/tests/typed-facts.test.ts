import { describe, expect, test } from "vitest";
import { checkGraph, type JsonObject, type JsonValue, NextAction } from "@/lib/engine";
import { taskCatalog } from "../catalog";
import { factsOf, formatFact, readField } from "../facts/facts";
import { type FieldSpec, fieldSpecSchema } from "../schema";
import { asTyped } from "../words";
import { injection, now, startTask } from "./test-kind";

const field = (type: FieldSpec["type"], label: string, question: string): FieldSpec =>
  fieldSpecSchema.parse({ key: type, label, type, question, required: true });
const chairs = field("number", "Chairs", "How many chairs do you need?");
const wait = field("duration", "Working time", "How long do you work each week?");
const mail = field("email", "E-mail", "What is your e-mail address?");
const all = [chairs, wait, mail];

const talk = (fields: FieldSpec[] = all, said: string[] = []) =>
  startTask("talk", { instructions: "Ask.", fields: fields as unknown as JsonValue }, { said });

/** The value after the answer to the question for a field, and what is said then. */
async function answered(one: FieldSpec, ...replies: string[]) {
  const task = talk([one]);
  await task.run();
  let result = await task.run();
  for (const reply of replies) result = await task.says(reply);
  return { value: task.get(one.key), result };
}

test("a talk asks for a number, a duration and an e-mail address", async () => {
  const task = talk();
  expect((await task.run()).wait?.form).toMatchObject({ field: { type: "number" } });
  expect((await task.says("about 12 chairs")).wait?.form).toMatchObject({ field: { type: "duration" } });
  expect((await task.says("It is 40 hours")).wait?.form).toMatchObject({ field: { type: "email" } });
  expect(await task.says("my e-mail is Ann@Example.com")).toMatchObject({ nextAction: NextAction.ContinueAndExecute });
  expect(task.values()).toMatchObject({ number: 12, duration: "PT40H", email: "Ann@example.com" });
});

test("they are read from an earlier story when it names them plainly", async () => {
  const task = talk([chairs, mail], ["I ordered on Monday: 12 chairs for $640. Write to ann@example.com"]);
  await task.run();
  expect(task.values()).toMatchObject({ number: 12, email: "ann@example.com" });
});

describe("the answer", () => {
  test.each([
    [chairs, "seven", 7],
    [chairs, "1,250", 1_250],
    [chairs, "We need 3.5 of them, thanks a lot for asking", 3.5],
    [chairs, "-2", -2],
    [wait, "1 day 12 hours", "PT36H"],
    [wait, "well, my boss says that it is half an hour", "PT30M"],
    [wait, "P2D", "P2D"],
    [mail, "ann.lee@example.co.uk", "ann.lee@example.co.uk"],
    [mail, "please send everything to ann@example.com, not by post", "ann@example.com"],
  ])("to %o may be %j", async (one, reply, value) => {
    expect((await answered(one, reply)).value).toBe(value);
  });

  test.each([
    [chairs, "I do not know yet"],
    [chairs, "it costs $640"],
    [chairs, "2-3"],
    [wait, "two or three days"],
    [wait, "2 months"],
    [mail, "ann at example dot com"],
  ])("to %o that is none (%j) is asked for again", async (one, reply) => {
    const { value, result } = await answered(one, reply);
    expect([value, result.wait?.audience]).toEqual([undefined, "claimant"]);
  });

  test.each([
    [chairs, "12, no, 14", /one number only/, "14", 14],
    [wait, "2 days. Or 5 days", /one duration only/, "5 days", "P5D"],
    [mail, "a@example.com or b@example.com", /one e-mail address only/, "b@example.com", "b@example.com"],
  ])("to %o that names two (%j) is asked about, never guessed", async (one, reply, question, then, value) => {
    const { value: none, result } = await answered(one, reply);
    expect([none, result.response]).toEqual([undefined, expect.stringMatching(question)]);
    expect((await answered(one, reply, then)).value).toBe(value);
  });

  test.each([
    [chairs, "1e999"],
    [chairs, "9".repeat(400)],
    [wait, "999999 weeks"],
    [mail, `${"a".repeat(5_000)}@example.com`],
    [mail, "<script>alert(1)</script>@example.com"],
    [chairs, injection],
    [wait, injection],
    [mail, injection],
  ])("to %o that is hostile is not taken", async (one, reply) => {
    expect((await answered(one, reply)).value).toBeUndefined();
  });
});

describe("typed into a form", () => {
  test.each([
    [chairs, "1,250.5", 1_250.5, "1,250.5", "1250.5"],
    [chairs, 12, 12, "12", "12"],
    [wait, "90 minutes", "PT90M", "90 minutes", "90 minutes"],
    [wait, "PT24H", "PT24H", "24 hours", "24 hours"],
    [mail, " ann@EXAMPLE.com ", "ann@example.com", "ann@example.com", "ann@example.com"],
  ] as [FieldSpec, JsonValue, string | number, string, string][])(
    "%o takes %j, shows it in words, and takes what it shows",
    (one, raw, value, text, typed) => {
      expect(readField(one, raw, now)).toEqual({ ok: true, value });
      expect(formatFact(one, value)).toBe(text);
      expect(asTyped({ type: one.type, value })).toBe(typed);
      expect(readField(one, typed, now)).toEqual({ ok: true, value });
    },
  );

  test.each([
    [chairs, ["", "many", "1.500", "2,5", "1e9", true, null, {}, "12; DROP TABLE", 1e13, "9".repeat(20)]],
    [wait, ["", "soon", "4", 4, "0 hours", "P1M", "-1 day", "999999 weeks", ["PT4H"]]],
    [mail, ["", "ann", "a@b", "a@b.co, c@d.co", "a@b.co\nBcc: x@y.co", 5, "javascript:alert(1)@b.co"]],
  ] as [FieldSpec, JsonValue[]][])("%o says how to write what it cannot read", (one, wrong) => {
    for (const raw of wrong) expect(readField(one, raw, now)).toMatchObject({ ok: false, problem: /\w/ });
  });
});

test("they are on the card, and a reviewer corrects them", async () => {
  const config = { queue: "staff", question: "Well?", dueIn: "PT1H", announcement: "Wait.", fields: all };
  const known: JsonObject = { number: 12, duration: "PT40H", email: "ann@example.com" };
  const task = startTask("review", config as unknown as JsonObject, { values: known });
  expect(factsOf(all, task.context()).map(({ text }) => text)).toEqual(["12", "40 hours", "ann@example.com"]);
  await task.run();
  await task.decides("approve", { edits: { number: "1,000", duration: "2 days", email: "nobody" } });
  expect(task.values()).toMatchObject({ number: 1_000, duration: "P2D", email: "ann@example.com" });
  expect(task.get("corrections")).toEqual([
    "Chairs: 1,000 (you told us 12)",
    "Working time: 2 days (you told us 40 hours)",
  ]);
});

test("letters write them with filters", async () => {
  const letter = "{{ number | number }} chairs, {{ duration | duration }}, {{ email }}, [{{ email | number }}]";
  const task = startTask("letter", { letter }, { values: { number: 1_250, duration: "PT40H", email: "a@b.co" } });
  expect((await task.run()).response).toBe("1,250 chairs, 40 hours, a@b.co, []");
});

test.each([
  ["number", "gte", 5, []],
  ["number", "gte", "PT5H", ["condition_type"]],
  ["number", "gte", { setting: "hours" }, ["condition_type"]],
  ["duration", "lt", "PT5H", []],
  ["duration", "lt", { setting: "hours" }, []],
  ["duration", "lt", { setting: "count" }, ["condition_type"]],
  ["duration", "lt", 5, ["condition_type"]],
  ["duration", "lt", "soon", ["condition_type"]],
  ["email", "ends_with", "@example.com", []],
  ["email", "eq", 5, ["condition_type"]],
])("an edge compares a field of the type %s (%s %j) as its type says", (key, op, value, codes) => {
  const problems = checkGraph(
    {
      ...{ id: "g", name: "G", startTaskId: "ask" },
      settings: [
        { key: "hours", label: "Hours", type: "duration", value: "PT2H" },
        { key: "count", label: "Count", type: "number", value: 2 },
      ],
      tasks: [
        { id: "ask", kind: "talk", label: "Ask", config: { instructions: "Ask.", fields: all } },
        { id: "yes", kind: "letter", label: "Yes", config: { letter: "{{ settings.hours }}" } },
        { id: "no", kind: "letter", label: "No", config: { letter: "{{ settings.count }}" } },
      ],
      edges: [
        { id: "e1", from: "ask", to: "yes", condition: { field: key, op, value } },
        { id: "e2", from: "ask", to: "no" },
      ],
    },
    taskCatalog,
  );
  expect(problems.map(({ code }) => code)).toEqual(codes);
});
