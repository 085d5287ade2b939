import { expect, it } from "vitest";
import { z } from "zod";
import { extractJson, readAnswer } from "./read-answer";

const schema = z.object({ ready: z.boolean() });
const read = (text: string, isTruncated = false) => readAnswer({ text, isTruncated }, schema);

it.each([
  '{"ready":true}',
  'Here it is:\n```json\n{"ready":true}\n```\nDone.',
  '<think>{"ready":false}?</think>{"ready":true}',
])("reads %j", (text) => expect(read(text)).toEqual({ ok: true, value: { ready: true } }));

it.each([
  ["", "there is no JSON object in it"],
  ["I am ready", "there is no JSON object in it"],
  ['{"ready":tru}', "it is not valid JSON"],
  ["<think>for ever {", "there is no JSON object in it"],
])("names the problem of %j", (text, problem) => expect(read(text)).toEqual({ ok: false, problem }));

it("names a wrong field in one line", () => {
  const answer = read('{"ready":"yes"}');
  expect(answer.ok ? "" : answer.problem).toMatch(/^[^\n]*ready[^\n]*$/);
});

it("does not read a truncated answer", () => expect(read('{"ready":true}', true).ok).toBe(false));

it("finds the start of the JSON while it streams", () => {
  expect(extractJson('Sure: {"ready"')).toBe('{"ready"');
  expect(extractJson("<think>hm {")).toBe("");
});
