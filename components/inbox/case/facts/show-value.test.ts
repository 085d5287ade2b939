import { expect, test } from "vitest";
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
