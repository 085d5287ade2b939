import { act, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { TaskDefinition } from "@/lib/engine";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../../../testing/test-editor";
import Inspector from "../../inspector";

const options = ["car", "van"].map((value) => ({ value, label: value === "car" ? "Car" : "Van" }));
const ask: TaskDefinition = {
  ...{ id: "ask", kind: "talk", label: "Ask" },
  config: {
    instructions: "Ask.",
    fields: [
      { key: "amount_cents", label: "Amount", type: "money" },
      { key: "kind", label: "Kind", type: "choice", options },
    ],
  },
};
const startTable = {
  inputs: [
    { field: "amount_cents", op: "lt" },
    { field: "kind", op: "eq" },
  ],
  outputs: [{ key: "fee_cents", type: "money" }],
  rows: [
    { when: [10_000, "car"], set: [500] },
    { when: [50_000, null], set: [1_000] },
  ],
};

function openTable(own: object = {}) {
  const table = { ...startTable, ...own };
  const task: TaskDefinition = { id: "fees", kind: "decide_by_table", label: "Fees", config: { table } as never };
  const edges = [{ id: "e", from: "ask", to: "fees" }];
  const view = renderInEditor(
    <Inspector />,
    testDocument("", "", { tasks: [ask, task], startTaskId: "ask", edges, settings: [] }),
  );
  act(() => view.store.getState().inspect({ taskId: "fees" }));
  const now = () => {
    const found = view.store.getState().document.definition.tasks.find(({ id }) => id === "fees");
    return found?.config.table as unknown as typeof startTable & { otherwise?: unknown[] };
  };
  return { ...view, now };
}

const cell = (name: string) => screen.getByRole("textbox", { name });

test("a cell shows its value as people write it and takes a new one; an invalid text stays in it", async () => {
  const { user, now } = openTable();
  const amount = cell("amount is less than, row 1");
  expect(amount).toHaveProperty("value", "$100.00");
  await user.clear(amount);
  await user.type(amount, "250");
  expect(now().rows[0]).toEqual({ when: [25_000, "car"], set: [500] });
  await user.clear(amount);
  expect(now().rows[0]?.when[0]).toBeNull();
  await user.type(amount, "much");
  expect(screen.getByText("Type an amount like 1000, 1,000.50 or $1.5k.")).toBeDefined();
  expect([amount.getAttribute("aria-invalid"), now().rows[0]?.when[0]]).toEqual(["true", null]);
});

test("a choice is chosen by its label, and may be any", async () => {
  const { user, now } = openTable();
  const kind = screen.getByRole("combobox", { name: "kind is, row 1" });
  await user.selectOptions(kind, "Van");
  expect(now().rows[0]?.when[1]).toBe("van");
  await user.selectOptions(kind, "any");
  expect(now().rows[0]?.when[1]).toBeNull();
});

test("the keyboard moves between cells, adds a row at the end, and moves rows", async () => {
  const { user, now } = openTable();
  await user.click(cell("amount is less than, row 1"));
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(cell("amount is less than, row 2"));
  await user.keyboard("{ArrowUp}{Control>}{ArrowRight}{/Control}");
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "kind is, row 1" }));
  await user.keyboard("{Control>}{ArrowRight}{ArrowDown}{/Control}");
  expect(document.activeElement).toBe(cell("fee, row 2"));
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(now().rows.map(({ set }) => set)).toEqual([[1_000], [500]]);
  expect(document.activeElement).toBe(cell("fee, row 1"));
  await user.keyboard("{ArrowDown}{Enter}");
  expect(now().rows[2]).toEqual({ when: [null, null], set: [null] });
  expect(document.activeElement).toBe(cell("amount is less than, row 3"));
});

test("a row is inserted, duplicated and removed with its menu", async () => {
  const { user, now } = openTable();
  const choose = async (row: string, name: string) => {
    await user.click(screen.getByRole("button", { name: row }));
    await user.click(await screen.findByRole("menuitem", { name }));
  };
  await choose("Row 1", "Duplicate");
  expect(now().rows.map(({ set }) => set)).toEqual([[500], [500], [1_000]]);
  await choose("Row 3", "Insert a row above");
  expect(now().rows[2]).toEqual({ when: [null, null], set: [null] });
  await choose("Row 1", "Remove");
  expect(now().rows.map(({ set }) => set)).toEqual([[500], [null], [1_000]]);
});

test("columns are added, changed, moved and removed with their cells", async () => {
  const { user, now } = openTable();
  await user.click(screen.getByRole("button", { name: "Add a result" }));
  expect([now().outputs[1], now().rows[0]?.set]).toEqual([{ key: "result", type: "text" }, [500, null]]);
  await user.click(screen.getByRole("button", { name: "Column result" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Type" }), "Duration");
  await user.keyboard("{Escape}");
  await user.type(cell("result, row 1"), "4 hours");
  expect(now().rows[0]?.set).toEqual([500, "PT4H"]);
  await user.click(screen.getByRole("button", { name: "Column kind is" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Comparison" }), "is one of");
  await user.click(screen.getByRole("button", { name: "Move the column to the left" }));
  expect(now().inputs.map(({ op }) => op)).toEqual(["in", "lt"]);
  expect(now().rows[0]?.when).toEqual(["car", 10_000]);
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Column amount is less than" }));
  await user.click(screen.getByRole("button", { name: "Remove the column" }));
  expect([now().inputs.length, now().rows[0]?.when]).toEqual([1, ["car"]]);
});

test("rows of a spreadsheet are pasted; what cannot be read stays in its cell", async () => {
  const { user, now } = openTable();
  await user.click(cell("amount is less than, row 2"));
  await user.paste("$20\tvan\t$1\n$30\t\tmuch\n");
  expect(now().rows.slice(1)).toEqual([
    { when: [2_000, "van"], set: [100] },
    { when: [3_000, null], set: [null] },
  ]);
  expect(screen.getByText(/^1 pasted value could not be read/)).toBeDefined();
  expect(cell("fee, row 3")).toHaveProperty("value", "much");
  await user.click(cell("fee, row 1"));
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(screen.getByText("A value of the table is not taken yet: finish it first.")).toBeDefined();
  expect(document.activeElement).toBe(cell("fee, row 3"));
});

test("when no row fits, there are values or none", async () => {
  const { user, now } = openTable();
  const choice = screen.getByRole("combobox", { name: "When no row fits" });
  await user.selectOptions(choice, "Otherwise these values");
  await user.type(cell("fee, otherwise"), "$9");
  expect(now().otherwise).toEqual([900]);
  await user.selectOptions(choice, "Otherwise no values");
  expect(now()).not.toHaveProperty("otherwise");
});

test("a large table is shown in pages, in the form or in a large window", async () => {
  const rows = Array.from({ length: 120 }, (_, index) => ({ when: [index * 100, null], set: [index] }));
  const { user, store } = openTable({ rows });
  expect(screen.getAllByRole("row")).toHaveLength(52);
  await user.click(screen.getByRole("button", { name: "Later rows" }));
  expect(cell("fee, row 51")).toBeDefined();
  act(() => store.getState().inspect({ taskId: "fees", path: ["config", "table", "rows", 119, "set", 0] }));
  expect(cell("fee, row 120")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Open the table in a large window" }));
  const dialog = screen.getByRole("dialog", { name: "Decision table" });
  expect(within(dialog).getByRole("textbox", { name: "fee, row 120" })).toBeDefined();
});

test("the large window shows the problems of the table", async () => {
  const { user } = openTable({ rows: [startTable.rows[0], startTable.rows[0]] });
  const message = /row 2 is never reached/;
  expect(await screen.findByText(message)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Open the table in a large window" }));
  const dialog = screen.getByRole("dialog", { name: "Decision table" });
  expect(within(dialog).getByText(message)).toBeDefined();
  expect(screen.getAllByText(message)).toHaveLength(1);
});
