import { expect, test } from "vitest";
import { raises, templatePrints, templateTypes } from "./template-types";

const typeOf = (value: string | number | boolean) => templateTypes([{ key: "key", value }]).key;

test.each<[string | number | boolean, object]>([
  [5, { type: "number" }],
  [true, { type: "yes_no" }],
  ["approved", { type: "choice", values: ["approved"] }],
  ["It costs {{ amount_cents | money }}.", { type: "text" }],
  ["{{ tries | plus: 1 }}", { type: "number" }],
  ["{{ amount_cents }}", { type: "same_as", path: "amount_cents" }],
  ["{{ parts.one.size }}", { type: "number" }],
  ["{{ a == b }}", { type: "yes_no" }],
  ["{{ place | split: ',' }}", { type: "list", of: { type: "text" } }],
  ["{{ place | unknown_filter }}", { type: "any" }],
  ["{{ broken", { type: "any" }],
])("the value of %j is of the type %j", (value, type) => {
  expect(typeOf(value)).toEqual(type);
});

test("a default adds its own type", () => {
  expect(typeOf("{{ amount_cents | default: 0 }}")).toEqual({
    type: "one_of",
    types: [{ type: "same_as", path: "amount_cents" }, { type: "number" }],
  });
});

test.each<[string, number | undefined]>([
  ["{{ tries | plus: 1 }}", 1],
  ["{{ tries | plus: 2.5 }}", 2.5],
  ["{{ other | plus: 1 }}", undefined],
  ["{{ tries | plus: 0 }}", undefined],
  ["{{ tries | plus: step }}", undefined],
  ["{{ tries | plus: 1 | minus: 1 }}", undefined],
  ["{{ tries }}", undefined],
  ["again {{ tries | plus: 1 }}", undefined],
  ["{{ tries | plus: 1", undefined],
])("%j raises the key “tries” by %j", (template, by) => {
  expect(raises("tries", template)).toBe(by);
});

test("everything that is printed is found, also inside conditions and loops", () => {
  const template = "{{ a }}{% if b %}{{ c | money }}{% endif %}{% for x in list %}{{ x }}{% endfor %}";
  expect(templatePrints(template)).toEqual([
    { text: "a", type: { type: "same_as", path: "a" }, key: "a" },
    { text: "c | money", type: { type: "text" } },
    { text: "x", type: { type: "any" } },
  ]);
  expect([templatePrints(undefined), templatePrints("{{ broken")]).toEqual([[], []]);
});
