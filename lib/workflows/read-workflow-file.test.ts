import { describe, expect, test } from "vitest";
import { compileGraph, graphDefinitionSchema, toDefinition } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { taskCatalog } from "@/lib/tasks/catalog";
import { exportWorkflow, readWorkflowFile } from "./read-workflow-file";
import { insuranceClaims } from "./shipped/insurance-claims";

const claims = graphDefinitionSchema.parse(insuranceClaims);

/** The same data with every object's keys the other way round, as another storage may give it back. */
function reversed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(reversed) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, reversed(one)]);
  return Object.fromEntries(entries.reverse()) as Value;
}

const refusal = (text: string): AppError => {
  try {
    readWorkflowFile(text);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return expect.fail("the file was read");
};

describe("a workflow as a file", () => {
  test("is the same workflow when it is read", () => {
    expect(readWorkflowFile(exportWorkflow(claims))).toEqual(claims);
    expect(readWorkflowFile(`\uFEFF${exportWorkflow(claims)}`)).toEqual(claims);
  });

  test("is the definition of the compiled graph", () => {
    const graph = compileGraph(claims, taskCatalog);
    expect(toDefinition(graph)).toEqual(claims);
    expect(exportWorkflow(toDefinition(graph))).toBe(exportWorkflow(claims));
  });

  test("is the same text for the same workflow, whatever the order of its keys was", () => {
    expect(exportWorkflow(reversed(claims))).toBe(exportWorkflow(claims));
  });

  test("begins with the id and the name, and has one line per value", () => {
    expect(exportWorkflow(claims).split("\n").slice(0, 6)).toEqual([
      "{",
      '  "id": "insurance-claims",',
      '  "name": "Insurance claims",',
      `  "description": ${JSON.stringify(claims.description)},`,
      '  "startTaskId": "initial_claim_query",',
      '  "settings": [',
    ]);
  });

  test("may have the problems of a draft", () => {
    const draft = { ...claims, startTaskId: "nowhere", edges: [{ id: "e", from: "a", to: "b" }] };
    expect(readWorkflowFile(JSON.stringify(draft))).toEqual(draft);
  });
});

describe("a file is refused", () => {
  test("when it is larger than 512 KB", () => {
    expect(refusal(" ".repeat(512 * 1_024 + 1))).toMatchObject({
      code: "invalid",
      message: "The file is larger than 512 KB.",
    });
    expect(refusal("é".repeat(300_000)).message).toMatch(/larger/);
    expect(refusal(" ".repeat(512 * 1_024)).message).toMatch(/not JSON/);
  });

  test("when it is not JSON", () => {
    const error = refusal('{"id": ');
    expect(error).toMatchObject({ code: "invalid", cause: expect.any(SyntaxError) });
    expect(error.message).toMatch(/^The file is not JSON: /);
  });

  test.each([
    ["something else", '"a workflow"', /The workflow is not an object/],
    ["nothing", "null", /The workflow is not an object/],
    [
      "a name with a NUL",
      JSON.stringify({ ...claims, name: "Claims\u0000" }),
      /The name of the workflow has a character/,
    ],
    ["half a character", JSON.stringify(claims).replace("Final Summary", "\\ud83d"), /final_summary.*cannot be stored/],
    ["a label of spaces", JSON.stringify(claims).replace("Final Summary", " \u3164"), /final_summary.*nothing to read/],
    ["a definition with a field too many", JSON.stringify({ ...claims, owner: "me" }), /owner/],
    [
      "a task without a label",
      JSON.stringify({ ...claims, tasks: [{ id: "a", kind: "say" }] }),
      /The name of the 1st task is missing/,
    ],
    [
      "a condition that is code",
      JSON.stringify({ ...claims, edges: [{ ...claims.edges[0], condition: "x > 1" }] }),
      /The condition of the edge from "Initial Claim Query" to "Insurance Type Classifier" cannot be read/,
    ],
    [
      "an id used twice",
      JSON.stringify({ ...claims, tasks: [...claims.tasks, claims.tasks[0]] }),
      /"initial_claim_query" is used twice/,
    ],
    ["too deep a nest", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /nested too deeply/],
  ])("when it is %s, and the problem is named", (_name, text, problem) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: "invalid", status: 422 });
    expect(error.message).toMatch(/^This is not a workflow\. /);
    expect(error.message).toMatch(problem);
    expect(error.options.data?.problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(problem) })]),
    );
  });

  test("with its first problems and the number of the others", () => {
    const tasks = Array.from({ length: 12 }, (_, index) => ({ ...claims.tasks[0], id: `t${index}`, label: "" }));
    const { message } = refusal(JSON.stringify({ ...claims, tasks }));
    expect(message.match(/The name of the \w+ task is empty/g)).toHaveLength(5);
    expect(message).toMatch(/And 7 more\.$/);
  });
});
