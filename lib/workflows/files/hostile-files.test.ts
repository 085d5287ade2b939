import { expect, test } from "vitest";
import { maxWorkflowBytes, readWorkflowFile } from "./read-workflow-file";

const head = '"id":"a","name":"a","startTaskId":"t"';
const fileOf = (definition: string, layout = "{}", more = "") =>
  `{"format":"graphflow-workflow","version":1,"definition":{${head},${definition}},"layout":${layout}${more}}`;

/** The part as often as a file of 2 MB has room for it. */
const many = (part: string | ((index: number) => string), bytes = maxWorkflowBytes - 2_000): string => {
  const parts: string[] = [];
  for (let length = 0, index = 0; ; index++) {
    const next = typeof part === "string" ? part : part(index);
    length += next.length + 1;
    if (length > bytes) return parts.join(",");
    parts.push(next);
  }
};
const half = maxWorkflowBytes / 2 - 2_000;
const long = "k".repeat(half);
const task = '{"id":"t","kind":"say","label":"T"}';
const none = `"tasks":[${task}],"edges":[]`;
const infinite = `"tasks":[{"id":"t","kind":"say","label":"T","config":{"a":[${many("1e999")}]}}],"edges":[]`;
const deep = (inner: string, levels: number) => `${'{"a":'.repeat(levels)}${inner}${"}".repeat(levels)}`;
const config = (inside: string) => `"tasks":[{"id":"t","kind":"say","label":"T","config":${inside}}],"edges":[]`;
const condition = (inside: string) =>
  `"tasks":[${task}],"edges":[{"id":"e","from":"t","to":"t","condition":${inside}}]`;

const files: [what: string, file: string][] = [
  [
    "350,000 tasks, and an edge with 170,000 repeated keys",
    fileOf(`"tasks":[${many("{}", half)}],"edges":[{"from":"x","to":"y",${many('"a":1', half)}}]`),
  ],
  [
    "350,000 tasks, and edges with repeated keys",
    fileOf(`"tasks":[${many("{}", half)}],"edges":[${many('{"from":"x","to":"y","a":1,"a":1}', half)}]`),
  ],
  ["repeated keys below 30 levels", fileOf(config(deep(`{${many('"a":1')}}`, 30)))],
  ["repeated keys below 395 levels", deep(`[${many('{"a":1,"a":1}', maxWorkflowBytes - 4_000)}]`, 395)],
  ["different repeated keys", fileOf(config(`{${many((at) => `"k${at}":1,"k${at}":1`)}}`))],
  ["tasks of no shape", fileOf(`"tasks":[${many("0")}],"edges":[]`)],
  ["edges of no shape", fileOf(`"tasks":[],"edges":[${many("{}")}]`)],
  ["settings of no shape", fileOf(`${none},"settings":[${many("{}")}]`)],
  ["options of no shape", fileOf(`${none},"settings":[{"key":"a","options":[${many("0")}]}]`)],
  ["40,000 options of no shape", fileOf(`${none},"settings":[{"key":"a","options":[${many("{}", 120_000)}]}]`)],
  ["conditions of no shape", fileOf(condition(`{"all":[${many("0")}]}`))],
  ["45,000 conditions of no shape", fileOf(condition(`{"all":[${many('{"all":0}', 450_000)}]}`))],
  [
    "unfit conditions in each other",
    fileOf(condition(`{"all":[${many(deep("0", 30).replaceAll("a", "not"), 600_000)}]}`)),
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
  ["5,000 positions with wrong names", fileOf(none, `{"positions":{${many((at) => `"${at}":{}`, 45_000)}}}`)],
  ["notes of no shape", fileOf(none, `{"notes":[${many("0")}]}`)],
  [
    "edges with the same id, after one with a long end",
    fileOf(
      `"tasks":[],"edges":[{"id":"e","from":"${long}","to":"a"},${many('{"id":"e","from":"a","to":"b"}', 40_000)}]`,
    ),
  ],
  [
    "500 tasks of the same id, and 1,400 edges with problems",
    fileOf(`"tasks":[${many(task, 17_000)}],"edges":[${many('{"id":"e","from":"x","to":"y","label":7}', 57_000)}]`),
  ],
  ["a list of objects", many("{}")],
  ["a text without an end", `{"a":"${many('\\"')}`],
  ["a list without an end", `[${many("0")}`],
];

test.each(files)("a file with %s is read in time, and its answer is short", (_what, file) => {
  const bytes = new TextEncoder().encode(file);
  expect(bytes.byteLength).toBeLessThanOrEqual(maxWorkflowBytes);
  const begun = process.cpuUsage();
  const read = readWorkflowFile(bytes);
  // Other processes do not count.
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1_000).toBeLessThan(2_500);
  const refusal = "refusal" in read ? read.refusal : expect.fail("the file was read");
  expect(refusal.problems.length).toBeLessThanOrEqual(1_000);
  expect(JSON.stringify(refusal).length).toBeLessThan(1_000_000);
});
