import { expect, test } from "vitest";
import type { Comparison } from "@/lib/engine/definition-kit";
import { fieldTypeOf, operatorsFor, operatorWords } from "./condition-operators";
import { changeField, changeOperator } from "./edit-comparison";

const money = fieldTypeOf([{ type: "number", unit: "money" }]);
const choice = fieldTypeOf([
  { type: "choice", values: ["car"] },
  { type: "choice", values: ["car", "home"] },
]);
const date = fieldTypeOf([{ type: "date" }]);
const yesNo = fieldTypeOf([{ type: "yes_no" }]);
const anything = fieldTypeOf(undefined);
const amount: Comparison = { field: "amount_cents", op: "gte", value: 100_000 };

test("reduces the types that tasks write to one", () => {
  expect(money.input).toBe("money");
  expect(choice).toEqual({ input: "choice", values: ["car", "home"] });
  expect(fieldTypeOf([{ type: "choice", values: ["a"] }, { type: "text" }])).toEqual({ input: "text", values: ["a"] });
  expect(fieldTypeOf([{ type: "text" }, { type: "number" }]).input).toBe("any");
  expect(anything.input).toBe("any");
});

test("offers the operators of a field and the current one", () => {
  expect(operatorsFor(money)[0]).toBe("gte");
  expect(operatorsFor(yesNo)).toEqual(["eq", "exists", "missing"]);
  expect(operatorsFor(choice)).not.toContain("lt");
  expect(operatorsFor(choice, "lt")).toContain("lt");
});

test("words operators for the type of the field", () => {
  expect(operatorWords("gte", money)).toBe("is at least");
  expect(operatorWords("lt", date)).toBe("is before");
  expect(operatorWords("missing", choice)).toBe("is not known");
});

test("keeps the value when the operator changes, and makes one value a list", () => {
  expect(changeOperator(amount, "lt", money)).toEqual({ next: { ...amount, op: "lt" }, pendingOperator: null });
  expect(changeOperator(amount, "missing", money)).toEqual({
    next: { field: "amount_cents", op: "missing" },
    pendingOperator: null,
  });
  const is: Comparison = { field: "type", op: "eq", value: "car" };
  const isOne = changeOperator(is, "in", choice).next;
  expect(isOne).toEqual({ field: "type", op: "in", value: ["car"] });
  expect(changeOperator(isOne, "eq", choice).next).toEqual(is);
});

test("keeps a setting", () => {
  const limit: Comparison = { field: "amount_cents", op: "gte", value: { setting: "limit" } };
  expect(changeOperator(limit, "lt", money)).toEqual({ next: { ...limit, op: "lt" }, pendingOperator: null });
});

test("leaves the condition unchanged until a missing value is typed", () => {
  const known: Comparison = { field: "amount_cents", op: "exists" };
  expect(changeOperator(known, "gte", money)).toEqual({ next: known, pendingOperator: "gte" });
  expect(changeField(amount, "type", choice)).toEqual({ next: { field: "type", op: "exists" }, pendingOperator: "eq" });
});

test("keeps an operator and a value that fit when the field changes", () => {
  expect(changeField(amount, "total_cents", money)).toEqual({
    next: { ...amount, field: "total_cents" },
    pendingOperator: null,
  });
  expect(changeField({ field: "a", op: "missing" }, "type", choice).next).toEqual({ field: "type", op: "missing" });
});
