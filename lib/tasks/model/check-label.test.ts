import { expect, test } from "vitest";
import { addedLabels, checkLabel, ownLabel, tellsSeveral } from "./check-label";

const car = { value: "car", label: "Car", description: "Damage to a car." };
const home = { value: "home", label: "Apartment", description: "Damage to a home." };
const other = { value: "other", label: "Something else", description: "", outside: "Not here." };
const labels = [car, home, other];
const both = "A storm threw a tree on my car and broke my kitchen window";

test("a model's label counts when our own code reads its thing in the words", () => {
  expect(checkLabel(labels, "car", "A van hit my parked car")).toBe(car);
  expect(checkLabel(labels, "car", "Something broke")).toBeUndefined();
  expect(checkLabel(labels, "unknown", "A van hit my car")).toBeUndefined();
});

test("a matter that is not handled gets its label, whatever the model says", () => {
  expect(checkLabel(labels, "car", "My dog is ill, the vet costs $400")).toBe(other);
});

test("a label that is named like a part of every object is none", () => {
  expect(checkLabel(labels, "constructor", "A van hit my car")).toBeUndefined();
});

test("our own code reads a label, or none", () => {
  expect(ownLabel(labels, "A van hit my parked car")).toBe(car);
  expect(ownLabel(labels, "Something broke")).toBeUndefined();
});

test("two damages in one story are two labels", () => {
  expect(tellsSeveral(labels, both)).toEqual([car, home]);
  expect(tellsSeveral(labels, "A van hit my parked car")).toEqual([]);
  expect(tellsSeveral([car, other], both)).toEqual([]);
});

test("a damage that is added to a claim has another label", () => {
  expect(addedLabels(labels, car, "the storm also broke my kitchen window")).toEqual([home]);
  expect(addedLabels(labels, car, "the mirror is broken too")).toEqual([]);
});
