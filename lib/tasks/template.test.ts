import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { renderTemplate, templateProblem, templateReads } from "./template";

test("a template prints values, money and days, and nothing for what is not known", () => {
  const context = new Context({ amount_cents: 125_050, incident_date: "2026-11-15" });
  expect(renderTemplate("{{ amount_cents | money }} on {{ incident_date | day }}{{ place }}", context)).toBe(
    "$1,250.50 on 15 Nov 2026",
  );
});

test("what a template inserts is never run as one", () => {
  expect(renderTemplate("{{ words }}", new Context({ words: "{{ secret }}", secret: "x" }))).toBe("{{ secret }}");
});

test.each(['{% include "package.json" %}', '{% render "lib/env.ts" %}', '{% layout "LICENSE" %}', "{% nonsense"])(
  "%s is refused: templates have no way to files",
  (template) => {
    expect(templateProblem(template)).not.toBeNull();
  },
);

test("the names that a template reads are known before it runs", () => {
  expect(
    templateReads(
      "{{ reference }} {% if outcome == 'approved' %}{{ amount_cents | money: currency }}{% endif %}",
    ).sort(),
  ).toEqual(["amount_cents", "currency", "outcome", "reference"]);
});
