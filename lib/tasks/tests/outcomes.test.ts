import { describe, expect, test } from "vitest";
import { checkGraph, type GraphDefinitionInput } from "@/lib/engine";
import { taskCatalog } from "../catalog";

type Edge = GraphDefinitionInput["edges"][number];
type Outcomes = { id: string; label: string }[];

const more = { id: "more_documents", label: "More documents" };
const chooses = (value: string) => ({ field: "decision", op: "eq" as const, value });
const end = (id: string) => ({ id, kind: "letter", label: id, config: { letter: "Good bye." } });
const review = (id: string, outcomes: Outcomes) => ({
  ...{ id, kind: "review", label: id },
  config: { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait.", outcomes },
});

/** The problems of a review, and a second one that follows it, with their edges. */
function problems(edges: Partial<Edge>[], outcomes: Outcomes = [more], second: Outcomes = []) {
  return checkGraph(
    {
      ...{ id: "g", name: "G", startTaskId: "first" },
      tasks: [review("first", outcomes), review("second", second), end("done"), end("other")],
      edges: [
        ...edges.map((edge, index) => ({ id: `e${index}`, from: "first", to: "second", ...edge })),
        { id: "yes", from: "second", to: "done", condition: chooses("approve") },
        { id: "no", from: "second", to: "other" },
      ],
    },
    taskCatalog,
  );
}

describe("an outcome of a review", () => {
  test.each([
    ["an edge that tests it", [{ condition: chooses("more_documents") }, {}]],
    ["the edge without a condition", [{ condition: chooses("approve") }, {}]],
    ["an edge for all but approval", [{ condition: { not: chooses("approve") } }, {}]],
  ] as [string, Partial<Edge>[]][])("is handled by %s", (_name, edges) => {
    expect(problems(edges)).toEqual([]);
  });

  test.each([
    ["by no edge", [{ condition: chooses("approve") }, { condition: chooses("reject") }]],
    ["by no edge for several values", [{ condition: { field: "decision", op: "in", value: ["approve", "reject"] } }]],
    [
      "when another value is tested beside it",
      [{ condition: { all: [chooses("more_documents"), chooses("approve")] } }],
    ],
  ] as [string, Partial<Edge>[]][])("that is handled %s is a problem at its place", (_name, edges) => {
    expect(problems(edges).filter(({ code }) => code === "outcome")).toEqual([
      {
        code: "outcome",
        message: '"first" has no edge for “More documents”: let a condition test it, or add an edge without one.',
        taskId: "first",
        path: ["config", "outcomes", 0],
      },
    ]);
  });

  test("that only another review offers cannot be tested on an edge", () => {
    const edges = [{ condition: chooses("second_look") }, {}];
    const second = [{ id: "second_look", label: "Second look" }];
    expect(problems(edges, [more], second)).toEqual([
      {
        code: "outcome",
        message:
          'The condition of the edge from "first" to "second" tests the decision “second_look”, ' +
          'which "first" does not offer: it offers approve, reject, more_documents.',
        edgeId: "e0",
        path: ["condition", "value"],
      },
    ]);
  });

  test("that no review offers cannot be tested either, and is said once", () => {
    expect(problems([{ condition: chooses("nothing") }, {}])).toMatchObject([
      { code: "condition_type", edgeId: "e0", path: ["condition", "value"] },
    ]);
  });

  test("has an id and a label of its own", () => {
    const found = problems([{}], [more, { ...more, label: "Papers" }, { id: "papers", label: "Papers" }]);
    expect(found).toMatchObject([
      { code: "config", path: ["config", "outcomes", 1, "id"] },
      { code: "config", path: ["config", "outcomes", 2, "label"] },
    ]);
  });
});
