import { expect, test } from "vitest";
import { type Condition, checkGraph, findWarnings, type GraphDefinitionInput } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { shippedWorkflows } from "../publishing/publish-shipped";
import { templates } from "./templates";

test.each([...shippedWorkflows, ...templates.map(({ definition }) => definition)].map((one) => [one.id, one] as const))(
  "what is shipped has no warning: %s",
  (_id, definition) => {
    expect(findWarnings(definition, taskKinds)).toEqual([]);
  },
);

const say = (id: string, message: string, label = id) => ({ id, kind: "say", label, config: { message } });

/** Ask, then perhaps look, then tell. Only the look sets the outcome. */
const workflow = (change: Partial<GraphDefinitionInput> = {}): GraphDefinitionInput => ({
  id: "w",
  name: "W",
  startTaskId: "ask",
  tasks: [
    { id: "ask", kind: "set", label: "ask", config: { values: [{ key: "amount", value: "7" }] } },
    { id: "look", kind: "set", label: "look", config: { values: [{ key: "outcome", value: "fine" }] } },
    say("tell", "It is {{ reference }}."),
  ],
  edges: [
    { id: "al", from: "ask", to: "look", condition: { field: "amount", op: "exists" } },
    { id: "at", from: "ask", to: "tell" },
    { id: "lt", from: "look", to: "tell" },
  ],
  ...change,
});
const telling = (message: string) => workflow({ tasks: [...workflow().tasks.slice(0, 2), say("tell", message)] });
const warnings = (definition: GraphDefinitionInput) => {
  expect(checkGraph(definition, taskKinds)).toEqual([]);
  return findWarnings(definition, taskKinds);
};

test("an edge with the condition of an earlier edge is never taken, and can be deleted", () => {
  const exists: Condition = { field: "amount", op: "exists" };
  const { edges } = workflow();
  const found = warnings(workflow({ edges: [...edges, { id: "again", from: "ask", to: "tell", condition: exists }] }));
  expect(found).toMatchObject([
    {
      ...{ severity: "warning", code: "never_taken", edgeId: "again" },
      message:
        'The edge from "ask" to "tell" is never taken: the edge to "look" has the same condition and is tried first.',
      fix: { changes: [{ path: ["edges", 3] }] },
    },
  ]);
});

test("two tasks of one name are named once", () => {
  const [ask, look] = workflow().tasks;
  const found = warnings(workflow({ tasks: [ask, look, say("tell", "Hello.", " Look ")] as never }));
  expect(found).toMatchObject([{ code: "same_name", taskId: "tell", path: ["label"] }]);
});

test("a printed value that is missing on some way is named; one that is tested or has a default is not", () => {
  expect(warnings(telling("It is {{ outcome }}."))).toMatchObject([
    {
      code: "may_be_missing",
      taskId: "tell",
      message:
        '"tell" prints "outcome", which is empty on a way that does not pass "look": ' +
        "set it on every way, or print it only {% if outcome %}.",
    },
  ]);
  expect(warnings(telling("{% if outcome %}It is {{ outcome }}.{% else %}Hello.{% endif %}"))).toEqual([]);
  expect(warnings(telling('It is {{ outcome | default: "open" }}.'))).toEqual([]);
  expect(warnings(telling("It is {{ amount }}."))).toEqual([]);
});
