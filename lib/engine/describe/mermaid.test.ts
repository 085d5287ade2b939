import { describe, expect, test } from "vitest";
import { type GraphDefinition, type GraphDefinitionInput, graphDefinitionSchema } from "../graph/definition";
import { toMermaid } from "./mermaid";

type Part = Partial<GraphDefinitionInput["tasks"][number]> & { id: string };
const graph = (tasks: Part[], edges: Omit<GraphDefinitionInput["edges"][number], "id">[]): GraphDefinition =>
  graphDefinitionSchema.parse({
    id: "g",
    name: "G",
    startTaskId: tasks[0]?.id,
    tasks: tasks.map((task) => ({ kind: "step", label: task.id, ...task })),
    edges: edges.map((edge, index) => ({ id: `e${index}`, ...edge })),
  });
const lines = (definition: GraphDefinition): string[] =>
  toMermaid(definition)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("classDef"));
const isCar = { field: "type", op: "eq", value: "car" } as const;

describe("the picture", () => {
  test("has a box for each task, a diamond for conditional edges, and the label of each edge", () => {
    const definition = graph(
      [
        { id: "ask", label: "Ask", description: "Say hello\nListen", question: "What type?" },
        { id: "car", label: "Car" },
        { id: "flat", label: "Flat" },
        { id: "end", label: "End" },
      ],
      [
        { from: "ask", to: "car", condition: isCar },
        { from: "ask", to: "flat" },
        { from: "car", to: "end", label: "paid" },
        { from: "flat", to: "end" },
      ],
    );
    expect(lines(definition)).toEqual([
      "graph TD",
      'A["Ask<br/>• Say hello<br/>• Listen"] --> B{What type?}',
      'B -->|"type is car"| C["Car"]',
      'B -->|"otherwise"| D["Flat"]',
      'C -->|"paid"| E["End"]',
      "D --> E",
      "class A,E startEnd",
      "class C,D process",
      "class B decision",
    ]);
  });

  test("has the task's label in a diamond whose task has no question", () => {
    const definition = graph(
      [{ id: "ask", label: "Type" }, { id: "car" }],
      [{ from: "ask", to: "car", condition: isCar }],
    );
    expect(lines(definition)[1]).toBe('A["Type"] --> B{Type?}');
  });

  test("escapes what designers write", () => {
    const definition = graph(
      [
        { id: "a", label: 'Say "hi" & <b>more</b> #1', question: "the end, or {not}?" },
        { id: "b", label: "`Two`\nlines" },
      ],
      [{ from: "a", to: "b", label: 'a|"b"', condition: isCar }],
    );
    expect(lines(definition).slice(1, 3)).toEqual([
      'A["Say #34;hi#34; #38; #60;b>more#60;/b> #35;1"] --> B{"the end, or {not}?"}',
      'B -->|"a|#34;b#34;"| C["#96;Two#96; lines"]',
    ]);
    const odd = graph(
      [
        { id: "a", label: "%%{init: {'theme':'dark'}}%%" },
        { id: "b", label: "\\n back\\ $$x$$ for $5" },
        { id: "c", label: "fa:fa-car\rnote: x" },
      ],
      [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
      ],
    );
    expect(lines(odd).slice(1, 3)).toEqual([
      `A["#37;#37;{init: {'theme':'dark'}}#37;#37;"] --> B["#92;n back#92; #36;#36;x#36;#36; for $5"]`,
      'B --> C["fa#58;fa-car note: x"]',
    ]);
    const ends = graph(
      [{ id: "a", question: "Is it the end" }, { id: "b" }],
      [{ from: "a", to: "b", condition: isCar }],
    );
    expect(lines(ends)[1]).toContain('B{"Is it the end"}');
  });

  test("of a draft has tasks without edges, and leaves out edges to unknown tasks", () => {
    expect(lines(graph([{ id: "only", label: "Only" }], []))).toEqual(["graph TD", 'A["Only"]', "class A startEnd"]);
    const draft = graph([{ id: "a" }, { id: "b" }, { id: "alone", label: "Alone" }], [{ from: "a", to: "b" }]);
    expect(lines(draft)).toContain('C["Alone"]');
    const dangling = graph([{ id: "a" }], [{ from: "a", to: "nowhere", condition: isCar }]);
    expect(lines(dangling)).toEqual(["graph TD", 'A["a"]', "class A startEnd"]);
  });

  test("names tasks breadth first from the start, ends last", () => {
    const tasks = [{ id: "end" }, { id: "a" }, { id: "b" }, { id: "c" }];
    const edges = [
      { from: "a", to: "end" },
      { from: "a", to: "b", condition: isCar },
      { from: "b", to: "c" },
      { from: "c", to: "end" },
    ];
    const named = toMermaid({ ...graph(tasks, edges), startTaskId: "a" }).matchAll(/(\w)\["(\w+)"\]/g);
    expect([...named].map(([, letter, id]) => `${letter} ${id}`).sort()).toEqual(["A a", "C b", "D c", "E end"]);
  });

  test("continues after Z with AA, and is the same for the same graph", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `t${index}` }));
    const chain = graph(
      many,
      many.slice(1).map((task, index) => ({ from: `t${index}`, to: task.id })),
    );
    expect(lines(chain)).toContain('Z --> AA["t26"]');
    expect(toMermaid(chain)).toBe(toMermaid(structuredClone(chain)));
  });

  test("takes the roles of the application, except for the start and the ends", () => {
    const definition = graph(
      [{ id: "a" }, { id: "b" }, { id: "c" }],
      [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
      ],
    );
    expect(toMermaid(definition, { classOf: () => "waiting" })).toContain("class A,C startEnd\n    class B waiting\n");
  });
});
