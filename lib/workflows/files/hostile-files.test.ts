import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { maxWorkflowBytes, readWorkflowFile } from "./read-workflow-file";

const head = '"id":"a","name":"a","startTaskId":"t"';
const fileOf = (definition: string, layout = "{}", more = "") =>
  `{"format":"graphflow-workflow","version":1,"definition":{${head},${definition}},"layout":${layout}${more}}`;

/** The part as often as there is room for it. */
const fill = (part: string | ((index: number) => string), bytes: number): string => {
  const parts: string[] = [];
  for (let length = 0, index = 0; ; index++) {
    const next = typeof part === "string" ? part : part(index);
    length += next.length + 1;
    if (length > bytes) return parts.join(",");
    parts.push(next);
  }
};
const task = '{"id":"t","kind":"say","label":"T"}';
const sameEdge = '{"id":"e","from":"a","to":"b"}';
const wrongEdge = '{"id":"e","from":"x","to":"y","label":7}';
const none = `"tasks":[${task}],"edges":[]`;
const deep = (inner: string, levels: number) => `${'{"a":'.repeat(levels)}${inner}${"}".repeat(levels)}`;
const config = (inside: string) => `"tasks":[{"id":"t","kind":"say","label":"T","config":${inside}}],"edges":[]`;
const condition = (inside: string) =>
  `"tasks":[${task}],"edges":[{"id":"e","from":"t","to":"t","condition":${inside}}]`;

/** Files that are not what they claim. Each has at most `bytes` bytes, and most have nearly as many. */
function filesOf(bytes: number): [what: string, file: string][] {
  const whole = bytes - 2_000;
  const half = bytes / 2 - 2_000;
  const many = (part: string | ((index: number) => string), room = whole): string => fill(part, room);
  const long = "k".repeat(half);
  const infinite = `"tasks":[{"id":"t","kind":"say","label":"T","config":{"a":[${many("1e999")}]}}],"edges":[]`;
  return [
    [
      "350,000 tasks, and an edge with 170,000 repeated keys",
      fileOf(`"tasks":[${many("{}", half)}],"edges":[{"from":"x","to":"y",${many('"a":1', half)}}]`),
    ],
    [
      "350,000 tasks, and edges with repeated keys",
      fileOf(`"tasks":[${many("{}", half)}],"edges":[${many('{"from":"x","to":"y","a":1,"a":1}', half)}]`),
    ],
    ["repeated keys below 30 levels", fileOf(config(deep(`{${many('"a":1')}}`, 30)))],
    ["repeated keys below 395 levels", deep(`[${many('{"a":1,"a":1}', bytes - 4_000)}]`, 395)],
    ["different repeated keys", fileOf(config(`{${many((at) => `"k${at}":1,"k${at}":1`)}}`))],
    ["tasks of no shape", fileOf(`"tasks":[${many("0")}],"edges":[]`)],
    ["edges of no shape", fileOf(`"tasks":[],"edges":[${many("{}")}]`)],
    ["settings of no shape", fileOf(`${none},"settings":[${many("{}")}]`)],
    ["options of no shape", fileOf(`${none},"settings":[{"key":"a","options":[${many("0")}]}]`)],
    ["40,000 options of no shape", fileOf(`${none},"settings":[{"key":"a","options":[${many("{}", bytes / 17)}]}]`)],
    ["conditions of no shape", fileOf(condition(`{"all":[${many("0")}]}`))],
    ["23,000 conditions of no shape", fileOf(condition(`{"all":[${many('{"all":0}', bytes / 9)}]}`))],
    [
      "unfit conditions in each other",
      fileOf(condition(`{"all":[${many(deep("0", 30).replaceAll("a", "not"), bytes / 9)}]}`)),
    ],
    ["starters of no shape", fileOf(`${none},"startedBy":[${many("0")}]`)],
    ["infinite numbers", fileOf(infinite)],
    ["texts that cannot be stored", fileOf(config(`[${many('"\\u0000"')}]`))],
    ["texts that cannot be stored, below a long name", fileOf(config(`{"${long}":[${many('"\\u0000"', half)}]}`))],
    ["repeated keys below a long name", fileOf(config(`{"${long}":[${many('{"a":1,"a":1}', half)}]}`))],
    [
      "long names below each other",
      fileOf(config(`{"${"k".repeat(half / 2)}":{"${"l".repeat(half / 2)}":[${many('{"a":1,"a":1}', half)}]}}`)),
    ],
    ["unknown keys", fileOf(none, "{}", `,${many((at) => `"k${at}":1`)}`)],
    ["unknown keys of the definition", fileOf(`${none},${many((at) => `"k${at}":1`)}`)],
    ["a long unknown key", fileOf(none, "{}", `,"${long}":1`)],
    ["positions with wrong names", fileOf(none, `{"positions":{${many((at) => `"${at}":1`)}}}`)],
    ["5,000 positions with wrong names", fileOf(none, `{"positions":{${many((at) => `"${at}":{}`, bytes / 47)}}}`)],
    ["notes of no shape", fileOf(none, `{"notes":[${many("0")}]}`)],
    [
      "edges with the same id, after one with a long end",
      fileOf(`"tasks":[],"edges":[{"id":"e","from":"${long}","to":"a"},${many(sameEdge, bytes / 52)}]`),
    ],
    [
      "500 tasks of the same id, and 1,400 edges with problems",
      fileOf(`"tasks":[${many(task, bytes / 123)}],"edges":[${many(wrongEdge, bytes / 37)}]`),
    ],
    ["a list of objects", many("{}")],
    ["a text without an end", `{"a":"${many('\\"')}`],
    ["a list without an end", `[${many("0")}`],
  ];
}

const whats = filesOf(maxWorkflowBytes).map(([what]) => what);

test.each(whats)("a file with %s is read in linear time, and its answer is short", { timeout: 120_000 }, (what) => {
  const bytesOf = (bytes: number) => new TextEncoder().encode(new Map(filesOf(bytes)).get(what));
  const [small, large] = [bytesOf(maxWorkflowBytes / 4), bytesOf(maxWorkflowBytes)];
  expect(large.byteLength).toBeLessThanOrEqual(maxWorkflowBytes);
  const growth = growthOf(
    (bytes) => readWorkflowFile(bytes === maxWorkflowBytes ? large : small),
    maxWorkflowBytes / 4,
  );
  expect(growth).toBeLessThan(mostLinearGrowth);
  const read = readWorkflowFile(large);
  const refusal = "refusal" in read ? read.refusal : expect.fail("the file was read");
  expect(refusal.problems.length).toBeLessThanOrEqual(1_000);
  expect(JSON.stringify(refusal).length).toBeLessThan(1_000_000);
});
