import { expect, test } from "vitest";
import { startTask } from "../tests/test-kind";

// A short text with digits, in a workflow of a designer's own.

const plate = {
  key: "new",
  label: "Number plate",
  type: "text",
  required: true,
  question: "What is the number plate?",
};
const reason = { key: "reason", label: "Reason", type: "long_text", required: true, question: "Why do you need it?" };

test.each([
  ["BX 4711", "BX 4711"],
  ["B-MW 1234", "B-MW 1234"],
  ["4711", "4711"],
  ["i said BX 4711", "BX 4711"],
  ["my plate is KXT 552", "KXT 552"],
  ["It's KXT 552.", "KXT 552"],
  ["sorry, the plate is KXT 552", "KXT 552"],
  ["B 12-34", "B 12-34"],
])("of %j the value is stored, and nothing else", async (said, value) => {
  const task = startTask("talk", { instructions: "Ask.", fields: [plate, reason] });
  await task.run();
  const result = await task.says(said);
  expect(task.get("new")).toBe(value);
  expect(result.response).toContain("Why do you need it?");
});
