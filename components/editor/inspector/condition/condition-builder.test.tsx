import { act, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Condition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../../testing/test-editor";
import Inspector from "../inspector";

const isLow: Condition = { field: "amount_cents", op: "lt", value: 10_000 };
const isText: Condition = { field: "colour", op: "eq", value: "red" };

function inspectCondition(condition?: Condition) {
  const document = testDocument("a b", "a>b");
  const edges = document.definition.edges.map((edge) => ({ ...edge, ...(condition && { condition }) }));
  const view = renderInEditor(<Inspector />, { ...document, definition: { ...document.definition, edges } });
  act(() => view.store.getState().inspect({ edgeId: "e1" }));
  return { ...view, conditionNow: () => view.store.getState().document.definition.edges[0]?.condition };
}

test("a value that fits stays when the operator changes, and one value becomes a list", async () => {
  const { user, conditionNow } = inspectCondition(isText);
  await user.selectOptions(screen.getByRole("combobox", { name: "Operator of condition" }), "is one of");
  expect(conditionNow()).toEqual({ field: "colour", op: "in", value: ["red"] });
  await user.type(screen.getByRole("textbox", { name: "Value of condition" }), "\nblue");
  expect(conditionNow()).toEqual({ field: "colour", op: "in", value: ["red", "blue"] });
});

test("an operator without a value changes the condition when the value is typed", async () => {
  const { user, conditionNow } = inspectCondition({ field: "colour", op: "exists" });
  await user.selectOptions(screen.getByRole("combobox", { name: "Operator of condition" }), "is not");
  expect(screen.getByText("Give it a value: until then the condition is the sentence above.")).toBeDefined();
  expect(conditionNow()).toEqual({ field: "colour", op: "exists" });
  await user.type(screen.getByRole("textbox", { name: "Value of condition" }), "red");
  expect(conditionNow()).toEqual({ field: "colour", op: "ne", value: "red" });
});

test("parts are grouped, negated and removed by their menu", async () => {
  const { user, conditionNow } = inspectCondition({ all: [isLow, isText] });
  const choose = async (menu: string, item: string) => {
    await user.click(screen.getByRole("button", { name: menu }));
    await user.click(await screen.findByRole("menuitem", { name: item }));
  };
  await choose("Actions of condition 2 of 2", "Move up");
  expect(conditionNow()).toEqual({ all: [isText, isLow] });
  await choose("Actions of condition 1 of 2", "Turn round with “not”");
  expect(conditionNow()).toEqual({ all: [{ not: isText }, isLow] });
  await choose("Actions of condition 1 of 2", "Remove");
  expect(conditionNow()).toEqual({ all: [isLow] });
});

test("an unfinished value must be finished before parts move", async () => {
  const { user, conditionNow } = inspectCondition({ all: [isLow, { field: "colour", op: "in", value: ["red"] }] });
  const box = screen.getByRole("textbox", { name: "Value of condition 2 of 2" });
  await user.clear(box);
  expect(screen.getByText("Type at least one value.")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Actions of condition 1 of 2" }));
  await user.click(await screen.findByRole("menuitem", { name: "Move down" }));
  expect(screen.getByText("Finish the value that is not taken yet, then move conditions.")).toBeDefined();
  expect(conditionNow()).toMatchObject({ all: [isLow, { value: ["red"] }] });
});

test("the outcomes of a review are offered with their labels, and the condition reads so", async () => {
  const config = { ...(taskKinds.review?.defaults() as object), outcomes: [{ id: "more", label: "More documents" }] };
  const tasks = [
    { id: "review", kind: "review", label: "Review", config },
    { id: "end", kind: "letter", label: "End", config: {} },
  ];
  const condition: Condition = { field: "decision", op: "eq", value: "approve" };
  const edges = [{ id: "e1", from: "review", to: "end", condition }];
  const document = testDocument("", "", { tasks, startTaskId: "review", edges } as never);
  const { user, store } = renderInEditor(<Inspector />, document);
  act(() => store.getState().inspect({ edgeId: "e1" }));
  const box = screen.getByRole<HTMLSelectElement>("combobox", { name: "Value of condition" });
  expect([...box.options].map(({ text }) => text)).toEqual(["approve", "reject", "More documents"]);
  await user.selectOptions(box, "More documents");
  expect(store.getState().document.definition.edges[0]?.condition).toEqual({ ...condition, value: "more" });
  expect(screen.getByText("The reviewer chooses More documents")).toBeDefined();
});
