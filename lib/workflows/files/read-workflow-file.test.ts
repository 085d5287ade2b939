import { describe, expect, test } from "vitest";
import { checkGraph, compileGraph, graphDefinitionSchema } from "@/lib/engine";
import { toDefinition } from "@/lib/engine/definition-kit";
import { taskCatalog } from "@/lib/tasks/catalog";
import { type EditorDocument, graphLayoutSchema } from "../commands/document";
import { insuranceClaims } from "../shipped/insurance-claims";
import { describeWorkflowFile } from "./describe-workflow-file";
import { type FileRefusal, maxWorkflowBytes, readWorkflowFile } from "./read-workflow-file";

const definition = graphDefinitionSchema.parse(insuranceClaims);
const layout = graphLayoutSchema.parse({
  positions: { final_summary: { x: 10, y: -20.5 }, confirm_details: { x: 0, y: 1 } },
  notes: [{ id: "n", text: "Ask Ana.", x: 0, y: 0, width: 100, height: 50 }],
  groups: [{ id: "g", label: "Facts", x: 0, y: 0, width: 100, height: 50 }],
});
const claims: EditorDocument = { definition, layout };
const text = describeWorkflowFile(claims);

const bytesOf = (file: string | object): Uint8Array =>
  new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file, null, 2));
const read = (file: string | object) => readWorkflowFile(bytesOf(file));

function refusalOf(file: string | object | Uint8Array): FileRefusal {
  const result = readWorkflowFile(file instanceof Uint8Array ? file : bytesOf(file));
  return "refusal" in result ? result.refusal : expect.fail("the file was read");
}

/** The same data with every object's keys the other way round, as another storage may give it back. */
function reversed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(reversed) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, reversed(one)]);
  return Object.fromEntries(entries.reverse()) as Value;
}

/** The file with other values in the definition. */
const fileWith = (change: object, outer: object = {}) => ({
  ...JSON.parse(text),
  ...outer,
  definition: { ...definition, ...change },
});

describe("a workflow as a file", () => {
  test("is the same workflow when it is read, with its layout", () => {
    expect(read(text)).toEqual({ document: claims });
    expect(read(`\uFEFF${text}`)).toEqual({ document: claims });
  });

  test("is the definition of the compiled graph", () => {
    expect(toDefinition(compileGraph(definition, taskCatalog))).toEqual(definition);
  });

  test("is read in UTF-16, as some programs of Windows write it", () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
    expect(readWorkflowFile(bytes)).toEqual({ document: claims });
  });

  test("is the same text for the same workflow, whatever the order of its keys was", () => {
    expect(describeWorkflowFile(reversed(claims))).toBe(text);
  });

  test("says its format first, and has one line per value", () => {
    expect(text.split("\n").slice(0, 6)).toEqual([
      "{",
      '  "format": "graphflow-workflow",',
      '  "version": 1,',
      '  "definition": {',
      '    "id": "insurance-claims",',
      '    "name": "Insurance claims",',
    ]);
  });

  test("may have no layout, and may be a definition alone, as earlier releases wrote it", () => {
    const plain = { document: { definition, layout: { positions: {}, notes: [], groups: [] } } };
    expect(read(fileWith({}, { layout: undefined }))).toEqual(plain);
    expect(read(definition)).toEqual(plain);
  });

  test("may have the problems of a draft: no task, no name, a blank label, an edge to nowhere, an unknown kind", () => {
    const [first] = definition.tasks;
    const drafts = [
      { tasks: [], edges: [], startTaskId: "", name: "" },
      { edges: [{ id: "e", from: "a", to: "b" }] },
      { tasks: [{ ...first, label: " \u3164" }] },
      { tasks: [{ ...first, kind: "send_fax", config: { number: "1" } }], edges: [] },
    ];
    for (const draft of drafts) {
      const file = read(fileWith(draft));
      expect(file).toEqual({ document: { definition: { ...definition, ...draft }, layout } });
    }
    const [problem] = checkGraph({ ...definition, ...drafts[3] }, taskCatalog);
    expect(problem?.message).toContain("send_fax");
  });
});

describe("a file is refused", () => {
  test("when it is larger than 2 MB", () => {
    expect(refusalOf(" ".repeat(maxWorkflowBytes + 1))).toEqual({
      ...{ code: "too_large", detail: "The file is larger than 2 MB.", problems: [] },
    });
    expect(refusalOf("é".repeat(maxWorkflowBytes / 2 + 1)).code).toBe("too_large");
    expect(refusalOf(" ".repeat(maxWorkflowBytes)).code).toBe("malformed");
  });

  test.each([
    ["nothing", "", "The file is empty."],
    ["no JSON", '{\n  "id": ', "The file is not valid JSON. Line 2, column 9: the file ends too early."],
    ["BPMN", '<bpmn:definitions xmlns:bpmn="x"/>', /^This is a BPMN diagram/],
    ["YAML", "id: claims\nname: Claims", /^This is a YAML file/],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]), /^This is a PNG picture/],
    ["other bytes", new Uint8Array([1, 0, 255, 254, 128]), /^This file is not text/],
    ["text with NUL", "{\0}", /^This file is not text/],
    ["a deep nest", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /nested too deeply/],
  ] as const)("as malformed when it is %s", (_name, file, detail) => {
    const refusal = refusalOf(file);
    expect(refusal.code).toBe("malformed");
    expect(refusal.detail).toMatch(detail);
  });

  test.each([
    ["a text", '"a workflow"', /The file holds no object/],
    ["null", "null", /The file holds no object/],
    ["a list", "[]", /The file holds no object/],
    ["an object of something else", { name: "x" }, /no "format" and no tasks/],
    ["a workflow of n8n", { name: "x", nodes: [], connections: {} }, /^This is a workflow of n8n, not a workflow of/],
    ["of another format", fileWith({}, { format: "other" }), /"format" is not "graphflow-workflow"/],
    ["of no version", fileWith({}, { version: "1" }), /"version" is not the number/],
    [
      "of a newer version",
      fileWith({}, { version: 2 }),
      /^The file has version 2 of the format; this GraphFlow reads version 1\. .* update this one/,
    ],
    ["too deep", fileWith({ tasks: [JSON.parse(`${'{"a":'.repeat(90)}1${"}".repeat(90)}`)] }), /nested too deeply/],
  ] as const)("as a whole when it is %s", (_name, file, detail) => {
    const refusal = refusalOf(file);
    expect(refusal).toMatchObject({ code: "invalid", problems: [] });
    expect(refusal.detail).toMatch(detail);
  });

  const [first, second] = definition.tasks;
  test.each([
    [
      "a name with a NUL",
      fileWith({ name: "Claims\0" }),
      "definition.name",
      /The name of the workflow .*cannot be stored/,
    ],
    [
      "half a character",
      text.replace("Final Summary", "\\ud83d"),
      "definition.tasks[9].label",
      /The name of the task .*cannot be stored/,
    ],
    ["a field too many", fileWith({ owner: "me" }), "definition", /The workflow has unknown parts: "owner"/],
    ["an unknown part", fileWith({}, { secrets: {} }), "secrets", /"secrets" is not known here/],
    [
      "a task without a label",
      fileWith({ tasks: [first, { id: "a", kind: "say" }] }),
      "definition.tasks[1].label",
      /The name of the 2nd task is missing/,
    ],
    [
      "a condition that is code",
      fileWith({ edges: [{ ...definition.edges[0], condition: "x > 1" }] }),
      "definition.edges[0].condition",
      /The condition of the edge from "Initial Claim Query" to "Insurance Type Classifier" cannot be read/,
    ],
    [
      "an id used twice",
      fileWith({ tasks: [first, second, { ...first, label: "Another" }] }),
      "definition.tasks[2].id",
      /The id of the task "Another" .*"initial_claim_query" is also the id of the task "Initial Claim Query"/,
    ],
    [
      "501 tasks",
      fileWith({ tasks: Array.from({ length: 501 }, (_, index) => ({ ...first, id: `t${index}` })) }),
      "definition.tasks",
      /The list of tasks of the workflow has more than 500 entries/,
    ],
    [
      "the key __proto__",
      text.replace('"description":', '"__proto__": { "admin": true },\n"description":'),
      "definition.__proto__",
      /The __proto__ of the workflow does not fit: this name is reserved/,
    ],
    ["an id __proto__", text.replaceAll('"confirm_details"', '"__proto__"'), "definition.tasks[4].id", /task "Confirm/],
    [
      "a name twice in one object",
      text.replace('"name": "Insurance claims",', '"name": "A",\n"name": "B",'),
      "definition.name",
      /The name of the workflow .*there twice, also in line 6/,
    ],
    [
      "a place that is not a number",
      fileWith({}, { layout: { positions: { final_summary: { x: "1", y: 2 } } } }),
      "layout.positions.final_summary.x",
      /In the layout, positions.final_summary.x is not a number/,
    ],
  ])("when it has %s, and the problem is named with its place", (_name, file, path, message) => {
    const { code, problems, detail } = refusalOf(file);
    expect(code).toBe("invalid");
    expect(detail).toMatch(/^The file has (a problem|\d+ problems)\. Nothing was imported\.$/);
    expect(problems).toEqual(
      expect.arrayContaining([{ path, message: expect.stringMatching(message), line: expect.any(Number) }]),
    );
  });

  test("with all of its problems, in the order of its lines", () => {
    const tasks = Array.from({ length: 12 }, (_, index) => ({ ...first, id: `t${index}`, label: 7 }));
    const { problems, detail } = refusalOf(fileWith({ tasks }));
    expect(detail).toMatch(/^The file has 12 problems/);
    expect(problems.map(({ message }) => message)).toEqual(
      tasks.map((_, index) =>
        expect.stringMatching(new RegExp(`^The name of the ${index + 1}\\w\\w task is not text`)),
      ),
    );
    const lines = problems.map(({ line }) => line ?? 0);
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
    const written = JSON.stringify(fileWith({ tasks }), null, 2).split("\n");
    for (const line of lines) expect(written[line - 1]).toContain('"label": 7');
  });
});
