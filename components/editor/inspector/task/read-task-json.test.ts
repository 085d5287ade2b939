import { expect, test } from "vitest";
import { readTaskJson } from "./read-task-json";

const task = { id: "a", kind: "say", label: "A", config: { message: "Hello" } };
const json = (change: object): string => JSON.stringify({ ...task, ...change }, null, 2);

test("reads a task with any config, because the checker reports config problems", () => {
  expect(readTaskJson(json({}), "a")).toEqual({ ok: true, value: task });
  expect(readTaskJson(json({ config: { other: [1] } }), "a")).toMatchObject({ ok: true });
});

test("names the place of a syntax error", () => {
  expect(readTaskJson('{\n  "id": "a",,\n}', "a")).toEqual({
    ok: false,
    problem: "This is not JSON yet: line 2, column 13.",
  });
  expect(readTaskJson("", "a")).toEqual({ ok: false, problem: "This is not JSON yet: there is nothing." });
});

test("names the field and line of an invalid task", () => {
  const reading = readTaskJson(
    json({ retry: { maxAttempts: 99, initialDelayMs: 0, backoffFactor: 1, maxDelayMs: 0 } }),
    "a",
  );
  expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining("retry → maxAttempts (line 9)") });
  const withUnknownKey = readTaskJson(json({ colour: "red" }), "a");
  expect(withUnknownKey).toMatchObject({ problem: expect.stringContaining("“colour”") });
});

test("refuses another id and names such as __proto__", () => {
  expect(readTaskJson(json({ id: "b" }), "a")).toMatchObject({
    ok: false,
    problem: expect.stringContaining("The id stays a"),
  });
  const polluted = '{"id":"a","kind":"say","label":"A","config":{},"__proto__":{"x":1}}';
  expect(readTaskJson(polluted, "a")).toMatchObject({ ok: false });
});
