import { describe, expect, test } from "vitest";
import { Context, type JsonObject } from "@/lib/engine";
import { buildRequest } from "./build-request";
import { httpRequestKind } from "./config";
import type { HttpRequestConfig } from "./schema";

const secrets = new Map([
  ["TOKEN", "secret-of-the-crm"],
  ["QUOTE", 'say "hi" \\ \n'],
  ["LINES", "first line\r\nX-Evil: 1"],
]);

function build(config: Partial<HttpRequestConfig>, values: JsonObject = {}, settings = {}) {
  const whole = httpRequestKind.configSchema.parse({ ...httpRequestKind.defaults(), ...config });
  return buildRequest(whole, { context: new Context({ reference: "CLM-1", ...values }), settings, secrets });
}
const urlOf = (url: string, values: JsonObject = {}) => build({ url }, values).url.href;
const bodyOf = (body: string, values: JsonObject = {}) => build({ method: "POST", body }, values).body;

const hostile = [
  "../../admin",
  "x/../../admin",
  "?admin=1",
  "#fragment",
  "a&b=c",
  "@evil.com",
  "\\evil",
  "%2e%2e%2f",
  "\r\nHost: evil.com",
  "\t\u0000",
  "\ud800",
  "•ü😀",
  '","admin":true,"x":"',
  "\\",
  '\\","a":"',
  "{{ settings }}{% raw %}",
  "\uE000v0\uE001",
  "\uE000sTOKEN\uE001",
  "{{ secrets.TOKEN }}",
];

describe("the address", () => {
  test.each(hostile)("a claimant's text adds nothing to the path: %j", (text) => {
    const url = new URL(urlOf("https://api.example.com/claims/{{ x }}/items?q={{ x }}&r=1", { x: text }));
    expect(url.origin).toBe("https://api.example.com");
    expect(url.pathname.split("/")).toHaveLength(4);
    expect(url.pathname).toMatch(/^\/claims\/[^/]+\/items$/);
    expect([...url.searchParams.keys()]).toEqual(["q", "r"]);
    expect(url.searchParams.get("q")).toBe(text.trim().toWellFormed());
    expect(url.href).not.toContain("secret-of-the-crm");
  });

  test.each(["..", ".", " .. ", "", " ", undefined])("a value that would change the path is refused: %j", (text) => {
    const values: JsonObject = text === undefined ? {} : { x: text };
    expect(() => urlOf("https://api.example.com/claims/{{ x }}/items", values)).toThrow("value in the path");
    expect(() => urlOf("https://api.example.com/claims/{{ x }}", values)).toThrow("value in the path");
  });

  test("dots that text and values make together are refused too", () => {
    expect(() => urlOf("https://api.example.com/a/.{{ x }}", { x: "." })).toThrow("value in the path");
    expect(() => urlOf("https://api.example.com/a/%2e{{ x }}", { x: "." })).toThrow("value in the path");
    expect(() => urlOf("https://api.example.com/a/{{ x }}{{ x }}/b", { x: "." })).toThrow("value in the path");
  });

  test("a value in a parameter may be missing", () => {
    expect(urlOf("https://api.example.com/?q={{ x }}")).toBe("https://api.example.com/?q=");
  });

  test("parameters follow those of the address, and are encoded", () => {
    const { url } = build(
      {
        url: "https://api.example.com/a?b=1",
        query: [
          { name: "a b&", value: "{{ x }}" },
          { name: "key", value: "{{ secrets.TOKEN }}" },
        ],
      },
      { x: "1&2=3 ü" },
    );
    expect(url.href).toBe("https://api.example.com/a?b=1&a%20b%26=1%262%3D3%20%C3%BC&key=secret-of-the-crm");
  });

  test("a version that was published with a host of values is refused when it runs", () => {
    expect(() => urlOf("https://api.example.com{{ x }}/", { x: ".evil.com" })).toThrow("cannot be read");
    expect(() => urlOf("https://{{ x }}/", { x: "evil.com" })).toThrow("cannot be read");
  });
});

describe("the body", () => {
  test.each(hostile)("a claimant's text stays inside its text: %j", (text) => {
    const body = bodyOf('{"name": "Dear {{ x }}!", "plain": {{ x }}, "list": [{{ x }}]}', { x: text });
    const known = text.toWellFormed();
    expect(JSON.parse(body ?? "")).toEqual({ name: `Dear ${known}!`, plain: text, list: [text] });
  });

  test("values keep their types outside of texts", () => {
    const values = { n: 12, yes: true, list: [1, "a"], object: { a: { b: 1 } }, text: "1" };
    expect(
      JSON.parse(
        bodyOf(
          '{"a": {{ n }}, "b": {{ yes }}, "c": {{ list }}, "d": {{ object }}, "e": {{ text }}, "f": {{ none }}}',
          values,
        ) ?? "",
      ),
    ).toEqual({ a: 12, b: true, c: [1, "a"], d: { a: { b: 1 } }, e: "1", f: null });
  });

  test("conditions and loops of Liquid work, and filters", () => {
    const template =
      '{"names": [{% for one in list %}"{{ one | upcase }}"{% unless forloop.last %},{% endunless %}{% endfor %}]' +
      '{% if amount > 5 %}, "amount": "{{ amount | money }}"{% endif %}}';
    expect(JSON.parse(bodyOf(template, { list: ["a", 'b"'], amount: 1250 }) ?? "")).toEqual({
      names: ["A", 'B"'],
      amount: "$12.50",
    });
  });

  test("two values beside each other do not become one number", () => {
    expect(() => bodyOf('{"a": {{ x }}{{ x }}}', { x: 1 })).toThrow("is not JSON");
  });

  test("a \\ before a value does not change its first sign", () => {
    expect(() => bodyOf('{"a": "\\{{ x }}"}', { x: "n" })).toThrow("is not JSON");
  });

  test("secrets are escaped like other values", () => {
    expect(JSON.parse(bodyOf('{"a": "x {{ secrets.QUOTE }}", "b": {{ secrets.TOKEN }}}') ?? "")).toEqual({
      a: 'x say "hi" \\ \n',
      b: "secret-of-the-crm",
    });
    expect(build({ method: "POST", body: '{"a": {{ secrets.TOKEN }}}' }).hasSecretBody).toBe(true);
    expect(build({ method: "POST", body: "{}" }).hasSecretBody).toBe(false);
  });
});

describe("headers", () => {
  const headerOf = (value: string, values: JsonObject = {}) =>
    build({ headers: [{ name: "X-Note", value }] }, values).headers["x-note"];

  test.each(hostile)("a claimant's text adds no header: %j", (text) => {
    const header = headerOf("Note {{ x }}", { x: text });
    expect(header).toMatch(/^Note[\x20-\x7e]*$/);
    expect(header).not.toContain("secret-of-the-crm");
  });

  test("secrets stand in them as they are", () => {
    expect(headerOf("Bearer {{secrets.TOKEN}}")).toBe("Bearer secret-of-the-crm");
    expect(headerOf("Bearer {{- secrets.TOKEN -}} ")).toBe("Bearer secret-of-the-crm");
  });

  test("a secret with a line break is refused, and not shown", () => {
    expect(() => headerOf("{{ secrets.LINES }}")).toThrow("“X-Note” has a sign that headers cannot have");
    expect(() => headerOf("{{ secrets.LINES }}")).not.toThrow("Evil");
  });
});

describe("secrets", () => {
  test.each(["{{ secrets }}", "{{ secrets[x] }}", '{{ secrets["TOKEN"] }}', "{{ secrets.TOKEN | upcase }}"])(
    "Liquid knows none: %s",
    (template) => {
      const { headers } = build({ headers: [{ name: "A", value: `a${template}` }] }, { x: "TOKEN" });
      expect(headers.a).toBe("a");
    },
  );

  test("a value of the session that is called so is none either", () => {
    const { headers } = build({ headers: [{ name: "A", value: "{{ secrets.TOKEN }}" }] }, { secrets: { TOKEN: "x" } });
    expect(headers.a).toBe("secret-of-the-crm");
  });

  test("an address has none", () => {
    expect(() => urlOf("https://api.example.com/{{ secrets.TOKEN }}")).toThrow("cannot stand in an address");
  });
});

test("a setting of the workflow can be named", () => {
  const { url } = build({ url: "https://api.example.com/{{ settings.tenant }}" }, {}, { tenant: "a/b" });
  expect(url.pathname).toBe("/a%2Fb");
});

test("a GET has no body", () => {
  expect(build({ method: "GET", body: "{}" }).body).toBeUndefined();
});
