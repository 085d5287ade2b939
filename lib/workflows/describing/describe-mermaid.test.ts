import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { insuranceClaims } from "../shipped/insurance-claims";
import { describeMermaid } from "./describe-mermaid";

const points = "• Analyze claim description<br/>• Extract insurance type<br/>";
const classifier = `B[" Insurance Type Classifier<br/>${points}"]`;

/** The picture of "The Insurance Claims Workflow" as the seed has it. */
const seed = `
graph TD
A["Initial Claim Query<br/>• Welcome user<br/>• Gather basic info<br/>• LLM conversation"] --> ${classifier}
B --> C{Insurance Type?}
C -->|"Car"| D["Car Insurance Details<br/>• Accident details<br/>• Cost estimation"]
C -->|"Apartment"| E["Apartment Insurance Details<br/>• Property information<br/>• Cost estimation"]
D --> F["Smart Claim Validator<br/>• Apply business rules<br/>• Route for approval"]
E --> F
F --> G{Claim Amount?}
G -->|"< $1000"| H["Auto-Approve<br/>• Update context"]
G -->|"≥ $1000"| I["Manual Review Required<br/>• Wait for human input<br/>• Pause workflow<br/>"]
I --> K{Approval Decision?}
K -->|"'approved'"| L["Manual Approval<br/>• Mark as approved<br/>• Generate decision<br/>"]
K -->|"Other response"| M["Final Summary<br/>• Generate comprehensive report<br/>• Complete workflow"]
H --> M
L --> M
%% Styling
classDef startEnd fill:#e1f5fe,stroke:#01579b,stroke-width:2px
classDef process fill:#f3e5f5,stroke:#4a148c,stroke-width:2px
classDef decision fill:#fff3e0,stroke:#e65100,stroke-width:2px
classDef approval fill:#e8f5e8,stroke:#1b5e20,stroke-width:2px
classDef waiting fill:#fff8e1,stroke:#f57f17,stroke-width:2px
class A,M startEnd
class B,D,E,F process
class C,G,K decision
class H,L approval
class I waiting`;

interface Picture {
  /** "[Auto-Approve] Update context: approval", a diamond in braces. */
  nodes: string[];
  /** "Claim Amount? -(< $1000)-> Auto-Approve" */
  edges: { from: string; label: string; to: string }[];
  styles: string[];
}

/** What a Mermaid text shows, whatever its letters and the order of its lines; `without` is a box to leave out. */
function read(text: string, without?: string): Picture {
  const shapes = new Map<string, { name: string; drawn: string }>();
  const note = (letter = "", shape = ""): void => {
    if (!shape) return;
    const [name = "", ...points] = shape
      .slice(1, -1)
      .replaceAll('"', "")
      .split("<br/>")
      .map((line) => line.trim());
    const lines = points.filter(Boolean).map((point) => point.replace(/^• /, ""));
    shapes.set(letter, { name, drawn: `${shape[0]}${name}${shape.at(-1)} ${lines.join(", ")}` });
  };
  const arrows = text.matchAll(/^\s*(\w+)([[{].*?[\]}])? -->(?:\|"(.*?)"\|)? (\w+)([[{].*[\]}])?$/gm);
  const edges = [...arrows].map(([, from = "", fromShape, label = "", to = "", toShape]) => {
    note(from, fromShape);
    note(to, toShape);
    return { from, label, to };
  });
  const roles = [...text.matchAll(/^\s*class ([\w,]+) (\w+)$/gm)].flatMap(([, letters = "", role = ""]) =>
    letters.split(",").map((letter) => ({ letter, role })),
  );
  const nameOf = (letter: string): string => shapes.get(letter)?.name ?? `nothing called ${letter}`;
  const named = edges.map(({ from, label, to }) => ({ from: nameOf(from), label, to: nameOf(to) }));
  return {
    nodes: roles
      .filter(({ letter }) => nameOf(letter) !== without)
      .map(({ letter, role }) => `${shapes.get(letter)?.drawn}: ${role}`)
      .sort(),
    edges: named
      .filter((edge) => edge.from !== without)
      .map((edge) =>
        edge.to === without ? { ...edge, to: named.find(({ from }) => from === without)?.to ?? "" } : edge,
      )
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    styles: [...text.matchAll(/classDef .*$/gm)].map(([style]) => style).sort(),
  };
}

test("the shipped workflow is the seed's picture with a confirmation and an edge for uninsured claims", () => {
  const exported = describeMermaid(graphDefinitionSchema.parse(insuranceClaims));
  expect(exported).toMatch(/^graph TD\n/);
  // The limit is a setting, and written as money is everywhere.
  const picture = read(seed.replaceAll("$1000", "$1,000"));
  expect([picture.nodes.length, picture.edges.length, picture.styles.length]).toEqual([12, 14, 5]);
  const { edges, ...shown } = read(exported, "Confirm Details");
  const added = { from: "Insurance Type?", label: "Something else", to: "Manual Review Required" };
  expect({ ...shown, edges: edges.filter(({ label }) => label !== added.label) }).toEqual(picture);
  expect(edges.filter(({ label }) => label === added.label)).toEqual([added]);
  expect(read(exported).nodes).toContain(
    "[Confirm Details] Show what was understood, Wait for the claimant's yes: process",
  );
});

test("tasks are coloured by their kind: waiting, approval or process", () => {
  const kinds: [id: string, kind: string, config: object][] = [
    ["begin", "talk", {}],
    ["review", "review", {}],
    ["later", "delay", { for: "PT1H" }],
    ["approve", "set", { values: [{ key: "outcome", value: "approved" }] }],
    ["reject", "set", { values: [{ key: "outcome", value: "rejected" }] }],
    ["half_written", "set", { values: "outcome" }],
    ["end", "letter", {}],
  ];
  const definition = graphDefinitionSchema.parse({
    id: "g",
    name: "G",
    startTaskId: "begin",
    tasks: kinds.map(([id, kind, config]) => ({ id, kind, label: id, config })),
    edges: kinds.slice(1).map(([to], index) => ({ id: `e${index}`, from: kinds[index]?.[0], to })),
  });
  expect(read(describeMermaid(definition)).nodes).toEqual([
    "[approve] : approval",
    "[begin] : startEnd",
    "[end] : startEnd",
    "[half_written] : process",
    "[later] : waiting",
    "[reject] : process",
    "[review] : waiting",
  ]);
});
