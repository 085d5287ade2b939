import { expect, test } from "vitest";
import { formatMoney } from "@/lib/money";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import type { Fact } from "@/lib/tasks/schema";
import { showValue } from "./show-value";

const fact = (type: Fact["type"], options?: Fact["options"]) => ({ type, options });

test("a corrected value reads like the fact, typed or stored", () => {
  expect(showValue(fact("money"), "3550.00")).toBe("$3,550.00");
  expect(showValue(fact("money"), 355_000)).toBe("$3,550.00");
  expect(showValue(fact("date"), "2026-11-15")).toBe("15 Nov 2026");
  expect(showValue(fact("choice", [{ value: "car", label: "Car" }]), "car")).toBe("Car");
  expect([showValue(fact("yes_no"), "yes"), showValue(fact("yes_no"), false)]).toEqual(["Yes", "No"]);
  expect(showValue(fact("text"), "Oak Street")).toBe("Oak Street");
});

test("what cannot be read stays as it was typed", () => {
  expect([showValue(fact("money"), "a lot"), showValue(fact("date"), "soon")]).toEqual(["a lot", "soon"]);
});

test.each([
  ...[
    "0",
    "1",
    "0.29",
    "1.1",
    "19.99",
    "2600",
    "2600.5",
    "2,600",
    "$2,600.40",
    "$2600",
    "1,234,567",
    "12,34",
    "1,0000",
  ],
  ...["1000000", "1,000,000.00", "1000000.01", "99999999999", "2600.505", "2.600", "-5", "$", "1,", "2600 €"],
])("an amount typed as %s reads as the server reads it, or stays as it is", (text) => {
  const amount = parseAmount(text);
  const read = amount.ok && !amount.range ? formatMoney(amount.cents) : text;
  expect([read, text]).toContain(showValue(fact("money"), text));
});
