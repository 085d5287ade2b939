import fc from "fast-check";
import { expect, test } from "vitest";
import { type Condition, graphDefinitionSchema } from "@/lib/engine";
import { starterRoles, startWays } from "@/lib/engine/definition-kit";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";
import { describeWorkflowFile } from "./describe-workflow-file";
import { readWorkflowFile } from "./read-workflow-file";

/** A text of any script, as it can be stored. */
const words = (maxLength: number, minLength = 0) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", minLength, maxLength: Math.floor(maxLength / 4) }),
      fc
        .constantFrom('"', "\\", "</script>", "{{ settings.limit }}", "日本語 العربية", "line\nline", " ")
        .filter((text) => text.length >= minLength && text.length <= maxLength),
    )
    .filter(
      (text) => !text.includes("\0") && text.isWellFormed() && text.length >= minLength && text.length <= maxLength,
    );
const ids = (prefix: string, max: number) =>
  fc.nat(max).map((count) => Array.from({ length: count }, (_, index) => `${prefix}${index}-${prefix.toUpperCase()}`));
/** JSON has no -0, and storages drop the key __proto__. */
const json = fc
  .jsonValue({ maxDepth: 4, stringUnit: "grapheme" })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto").replaceAll("\\u0000", "0")));
const config = fc.dictionary(
  words(20, 1).filter((key) => key !== "__proto__"),
  json,
  { maxKeys: 5 },
);
const field = fc.constantFrom("amount_cents", "claimant.name", "decision");
const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ field, op: fc.constantFrom("gte" as const, "lt" as const), value: fc.integer() }),
    fc.record({ field, op: fc.constant("in" as const), value: fc.array(words(20), { minLength: 1, maxLength: 3 }) }),
    fc.record({ field, op: fc.constant("eq" as const), value: fc.constant({ setting: "limit" }) }),
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
})).condition;
const place = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const box = { x: place, y: place, width: fc.integer({ min: 16, max: 900 }), height: fc.integer({ min: 16, max: 900 }) };

const documents = fc
  .record({ taskIds: ids("t", 8), edgeIds: ids("e", 8), noteIds: ids("n", 3), groupIds: ids("g", 3) })
  .chain(({ taskIds, edgeIds, noteIds, groupIds }) => {
    const end = fc.constantFrom(...taskIds, "nowhere");
    const each = <Part>(some: string[], part: (id: string) => fc.Arbitrary<Part>) => fc.tuple(...some.map(part));
    const definition = fc.record(
      {
        id: fc.constant("a-workflow"),
        name: words(80),
        description: words(400),
        startedBy: fc.subarray([...starterRoles]),
        startedWith: fc.constantFrom(...startWays),
        sessionWord: fc.record({ one: words(40), many: words(40) }),
        collections: fc.subarray(["policy-terms", "general-terms", "handbook"]),
        startTaskId: end,
        settings: fc.constantFrom(
          [],
          [{ key: "limit", label: "Limit", type: "money", value: 1, help: "Most" }],
          [{ key: "kind", label: "Kind", type: "choice", value: "a", options: [{ value: "a", label: "A" }] }],
        ),
        tasks: each(taskIds, (id) =>
          fc.record(
            {
              ...{ id: fc.constant(id), kind: fc.constantFrom("say", "letter", "unknown"), label: words(80) },
              ...{ description: words(400), stage: words(60), question: words(60, 1), config },
              timeoutMs: fc.integer({ min: 1, max: 600_000 }),
              retry: fc.record({
                ...{ maxAttempts: fc.integer({ min: 1, max: 20 }), initialDelayMs: fc.nat(3_600_000) },
                ...{ backoffFactor: fc.double({ min: 1, max: 10, noNaN: true }), maxDelayMs: fc.nat(86_400_000) },
              }),
            },
            { requiredKeys: ["id", "kind", "label"] },
          ),
        ),
        edges: each(edgeIds, (id) =>
          fc.record(
            { id: fc.constant(id), from: end, to: end, condition, label: words(80) },
            { requiredKeys: ["id", "from", "to"] },
          ),
        ),
      },
      { requiredKeys: ["id", "name", "startTaskId", "tasks", "edges"] },
    );
    const layout = fc.record({
      positions: fc
        .constant(taskIds)
        .chain((some) => fc.dictionary(fc.constantFrom(...some, "gone"), fc.record({ x: place, y: place }))),
      notes: each(noteIds, (id) =>
        fc.record({ id: fc.constant(id), text: words(2_000), ...box, tone: fc.constant("blue") }),
      ),
      groups: each(groupIds, (id) => fc.record({ id: fc.constant(id), label: words(80), ...box })),
    });
    return fc.record({ definition, layout });
  })
  .map(
    ({ definition, layout }): EditorDocument => ({
      definition: draftDefinitionSchema.parse(definition) as EditorDocument["definition"],
      layout: graphLayoutSchema.parse(layout),
    }),
  );

test("export and then import is the identity, with the layout, and so is the text", () => {
  let publishable = 0;
  fc.assert(
    fc.property(documents, (document) => {
      if (graphDefinitionSchema.safeParse(document.definition).success) publishable += 1;
      const text = describeWorkflowFile(document);
      const file = readWorkflowFile(new TextEncoder().encode(text));
      expect(file).toEqual({ document });
      if ("document" in file) expect(describeWorkflowFile(file.document)).toBe(text);
    }),
    { numRuns: 400 },
  );
  expect(publishable).toBeGreaterThan(20);
});
