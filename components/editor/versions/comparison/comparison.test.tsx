import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { GraphDefinition } from "@/lib/engine";
import { addTask } from "@/lib/workflows/commands/add-task";
import { applyCommand } from "@/lib/workflows/commands/define-command";
import { setTaskField } from "@/lib/workflows/commands/task-fields";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { compareFormId } from "../compare-form";
import { Comparison } from "./comparison";

const before = testDocument("a b c", "a>b b>c");
const withTask = applyCommand(before, addTask, {
  task: { kind: "say", label: "New", config: { message: "Hello" } },
  after: { taskId: "c", as: "next" },
}).document;
const { document: after } = applyCommand(withTask, setTaskField, {
  taskId: "a",
  path: ["config", "message"],
  value: "Hello, all of you",
});

function compare(one: GraphDefinition, other: GraphDefinition) {
  render(<Comparison title="From version 1 to the draft" before={one} after={other} graph={Promise.resolve(null)} />);
  return userEvent.setup();
}
const status = () => screen.getByRole("status").textContent;
const current = () => document.activeElement?.textContent;

test("a comparison that the form asked for takes the focus", async () => {
  render(
    <form id={compareFormId}>
      <button type="button">Compare</button>
    </form>,
  );
  screen.getByRole("button").focus();
  compare(before.definition, after.definition);
  await waitFor(() => expect(current()).toBe("From version 1 to the draft"));
});

test("a page that opens with a comparison keeps its focus", () => {
  compare(before.definition, after.definition);
  expect(document.activeElement).toBe(document.body);
});

test("the changes are grouped, and each is a sentence", () => {
  compare(before.definition, after.definition);
  const added = within(screen.getByRole("list", { name: "Added" })).getAllByRole("button");
  expect(added.map(({ textContent }) => textContent)).toEqual([
    "The task “New” was added.",
    "An edge from “C” to “New” was added: always.",
  ]);
  expect(screen.queryByRole("list", { name: "Removed" })).toBeNull();
  expect(screen.getByText("2 added, 1 changed")).toBeDefined();
});

test("next and previous move the focus through the changes and begin again at the end", async () => {
  const user = compare(before.definition, after.definition);
  await user.click(screen.getByRole("button", { name: "Next change" }));
  expect(current()).toBe("The task “New” was added.");
  expect(status()).toBe("Change 1 of 3");
  await user.keyboard("nn");
  expect(current()).toBe("The task “A” changed.");
  expect(document.activeElement?.getAttribute("aria-current")).toBe("true");
  await user.keyboard("n");
  expect(status()).toBe("Change 1 of 3");
  await user.click(screen.getByRole("button", { name: "Previous change" }));
  expect(status()).toBe("Change 3 of 3");
});

test("a changed text shows its words; screen readers get one sentence", () => {
  compare(
    testDocument("a", "", {}).definition,
    applyCommand(testDocument("a", ""), setTaskField, { taskId: "a", path: ["description"], value: "One two" }).document
      .definition,
  );
  expect(screen.getByText("“Description” was empty and is now “One two”.")).toBeDefined();
});

test("equal versions say so", () => {
  compare(before.definition, before.definition);
  expect(screen.getByText("Nothing is different.")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Next change" })).toBeNull();
});
