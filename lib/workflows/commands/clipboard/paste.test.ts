import { describe, expect, it } from "vitest";
import { applyCommand, CommandRefusedError } from "../define-command";
import { edgesOf, testDocument } from "../test-document";
import { copyParts } from "./clip";
import { duplicate, paste } from "./paste";

const limit = { key: "limit", label: "Limit", type: "money" as const, value: 5 };
const document = testDocument("a b c", "a>b? b>c a>c", {
  positions: { a: { x: 0, y: 0 }, b: { x: 0, y: 100 } },
  settings: [limit],
});
document.definition.tasks[0] = {
  ...{ id: "a", kind: "say", label: "A" },
  config: { message: "{{ settings.limit }}" },
};

describe("copying and pasting", () => {
  it("gives new ids, keeps the inner edges and moves to the given place", () => {
    const clip = JSON.stringify(copyParts(document, { taskIds: ["a", "b"] }));
    const next = applyCommand(document, paste, { clip, at: { x: 500, y: 500 } }).document;
    expect(edgesOf(next)).toBe("a>b? b>c a>c a_2>b_2?");
    expect(next.layout.positions).toMatchObject({ a_2: { x: 500, y: 500 }, b_2: { x: 500, y: 600 } });
    expect(next.definition.tasks.map(({ label }) => label)).toEqual(["A", "B", "C", "A 2", "B 2"]);
  });

  it("adds the settings that it names to a workflow without them", () => {
    const clip = copyParts(document, { taskIds: ["a"] });
    const next = applyCommand(testDocument("", ""), paste, { clip }).document;
    expect(next.definition).toMatchObject({ settings: [limit], startTaskId: "a" });
    expect(copyParts(document, { taskIds: ["b"] }).settings).toEqual([]);
  });

  it("duplicates beside the original", () => {
    const next = applyCommand(document, duplicate, { taskIds: ["b"] }).document;
    expect(next.layout.positions.b_2).toEqual({ x: 32, y: 132 });
    expect(edgesOf(next)).toBe(edgesOf(document));
  });

  it.each([
    ["no JSON", "hello"],
    ["another product's", '{"nodes": [], "connections": {}}'],
    ["nothing", JSON.stringify(copyParts(document, {}))],
    ["an edge that leads out of it", { ...copyParts(document, { taskIds: ["a"] }), edges: document.definition.edges }],
    [
      "names of objects as ids",
      JSON.stringify(copyParts(document, { taskIds: ["a"] })).replace('"id":"a"', '"id":"__proto__"'),
    ],
    ["too large", " ".repeat(5_000_001)],
    [
      "more than fits",
      copyParts(testDocument(Array.from({ length: 498 }, (_, index) => `t${index}`).join(" "), ""), {
        taskIds: Array.from({ length: 498 }, (_, index) => `t${index}`),
      }),
    ],
  ])("refuses %s with a sentence", (_name, clip) => {
    expect(() => applyCommand(document, paste, { clip })).toThrow(CommandRefusedError);
  });

  it("takes no names that lead out of an object", () => {
    const clip = JSON.stringify(copyParts(document, { taskIds: ["b"] })).replace(
      '"message"',
      '"__proto__":{"x":1},"message"',
    );
    const next = applyCommand(document, paste, { clip }).document;
    expect(Object.getOwnPropertyNames(next.definition.tasks.at(-1)?.config ?? {})).toEqual(["message"]);
  });
});
