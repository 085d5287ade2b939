import { describe, expect, it } from "vitest";
import { renameInTemplate } from "./rename-in-template";

const amountToTotal = (path: readonly string[]) => (path[0] === "amount" ? ["total", ...path.slice(1)] : undefined);

describe("renameInTemplate", () => {
  it.each([
    ["{{ amount }}", "{{ total }}"],
    ["{{amount|money}}", "{{total|money}}"],
    ["{{- amount.low -}} and {{ amounts }}", "{{- total.low -}} and {{ amounts }}"],
    ["amount {{ note | append: 'amount' | append: amount }}", "amount {{ note | append: 'amount' | append: total }}"],
    [
      "{% if amount > 3 and other == amount %}amount{% endif %}",
      "{% if total > 3 and other == total %}amount{% endif %}",
    ],
    ["{% for one in amount %}{{ one.amount }}{% endfor %}", "{% for one in total %}{{ one.amount }}{% endfor %}"],
    [
      "{% for amount in list %}{{ amount }}{% endfor %}{{ amount }}",
      "{% for amount in list %}{{ amount }}{% endfor %}{{ total }}",
    ],
    ["{{ amount }}{% assign amount = 3 %}{{ amount }}", "{{ total }}{% assign amount = 3 %}{{ amount }}"],
    [
      "{% case amount %}{% when 1 %}{{ amount }}{% else %}{{ amount }}{% endcase %}",
      "{% case total %}{% when 1 %}{{ total }}{% else %}{{ total }}{% endcase %}",
    ],
    ["{% for i in (1..amount) %}{{ i }}{% endfor %}", "{% for i in (1..total) %}{{ i }}{% endfor %}"],
    ["{{ list[amount] }}", "{{ list[total] }}"],
    ["{{ x.amount }} {{ 'amount' }} {{ amount[0].amount }}", "{{ x.amount }} {{ 'amount' }} {{ total[0].amount }}"],
    [
      "{% unless amount %}{{ x | default: amount }}{% endunless %}",
      "{% unless total %}{{ x | default: total }}{% endunless %}",
    ],
    ["{% raw %}{{ amount }}{% endraw %}{{ amount }}", "{% raw %}{{ amount }}{% endraw %}{{ total }}"],
    ["{% liquid\nassign y = amount\necho amount\n%}", "{% liquid\nassign y = total\necho total\n%}"],
    [
      "{% capture c %}{{ amount }}{% endcapture %}{% comment %}amount{% endcomment %}",
      "{% capture c %}{{ total }}{% endcapture %}{% comment %}amount{% endcomment %}",
    ],
  ])("in %s", (before, after) => {
    expect(renameInTemplate(before, amountToTotal)).toBe(after);
  });

  it("renames a name inside a path, quoted or not", () => {
    const limit = (path: readonly string[]) =>
      path[0] === "settings" && path[1] === "limit" ? ["settings", "ceiling", ...path.slice(2)] : undefined;
    expect(renameInTemplate('{{ settings.limit | money }} {{ settings["limit"] }} {{ limit }}', limit)).toBe(
      '{{ settings.ceiling | money }} {{ settings["ceiling"] }} {{ limit }}',
    );
  });

  it("leaves a template that cannot be read, and refuses a name that the template has for itself", () => {
    expect(renameInTemplate("{{ amount", amountToTotal)).toBe("{{ amount");
    expect(renameInTemplate("{% for total in list %}{{ amount }}{% endfor %}", amountToTotal)).toBeUndefined();
  });
});
