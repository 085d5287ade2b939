import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { evaluateTemplate, renderTemplate, templateProblem, templateProblems, templateReads } from "./template";

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
    ).toSorted(),
  ).toEqual(["amount_cents", "currency", "outcome", "reference"]);
});

test("lists and objects print as people read them", () => {
  const context = new Context({ notes: ["late", "wet"], claim: { paid_at: "2026-11-15", parts: [1, { a: null }] } });
  expect(renderTemplate("{{ notes }}; {{ claim }}; {{ notes | size }}", context)).toBe(
    "late, wet; paid at: 2026-11-15, parts: 1, a: ; 2",
  );
  expect(renderTemplate("{% for note in notes %}{{ note }}{% endfor %}", context)).toBe("latewet");
});

test.each<[string, unknown]>([
  ["{{ tries | plus: 1 }}", 3],
  [" {{- tries | plus: 1 -}} \n", 3],
  ["{{ unknown | plus: 1 }}", 1],
  ["{{ sure }}", true],
  ["{{ tries }}{{ tries }}", "22"],
  ["{{ tries }} times", "2 times"],
  ["{{ words }}", "as they are"],
  ["{{ notes }}", ["late"]],
  ["{{ claim }}", { cents: 5 }],
  ["{{ claim.cents }}", 5],
  ["{{ unknown }}", undefined],
  ["{{ nothing }}", undefined],
  ["{% if sure %}{{ tries }}{% endif %}", "2"],
  ["2", "2"],
])("%s has the value %j", (template, value) => {
  const values = { tries: 2, sure: true, words: " as they are ", notes: ["late"], claim: { cents: 5 }, nothing: null };
  expect(evaluateTemplate(template, new Context(values))).toEqual(value);
});

test("a filter that does not exist is a problem for publishing, and nothing to a version that runs", () => {
  const template = "{{ amount_cents | mony }}";
  expect(templateProblems("letter", template)).toMatchObject([
    { message: expect.stringContaining("letter: there is no filter “mony”") },
  ]);
  expect(templateProblem(template)).toBeNull();
  expect(renderTemplate(template, new Context({ amount_cents: 5 }))).toBe("5");
});

test("a filter on the list of a loop, which Liquid drops without a word, is a problem for publishing", () => {
  for (const loop of ["for a in list | mony", "- for a in list | reverse -", "tablerow a in list limit:2 | first"]) {
    const end = loop.includes("tablerow") ? "endtablerow" : "endfor";
    const template = `{%${loop}%}{{ a }}{% ${end} %}`;
    expect(templateProblems("letter", template), loop).toMatchObject([
      { message: expect.stringContaining("a loop takes no filter") },
    ]);
  }
  const fine =
    "{% assign few = list | reverse %}{% for a in few %}{{ a | upcase }}|{% endfor %}{% for a in x['|'] %}{% endfor %}";
  expect(templateProblems("letter", fine)).toEqual([]);
});

test("the paths that a template reads are those of the context", () => {
  const template = "{{ claim.parts.size }}{{ claim['cents'] }}{{ list[0].x }}{% for a in list %}{{ a.b }}{% endfor %}";
  expect(templateReads(template).toSorted()).toEqual(["claim.cents", "claim.parts", "list"]);
});
