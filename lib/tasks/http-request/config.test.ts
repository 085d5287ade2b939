import { describe, expect, test } from "vitest";
import { checkGraph, type JsonObject } from "@/lib/engine";
import { taskKinds } from "../kinds";
import { httpRequestKind } from "./config";

const review = {
  id: "letter",
  kind: "letter",
  label: "Letter",
  config: { letter: "{{ policy_id }}", statusMessage: "x" },
};

/** What is wrong with a request, by place and words. */
function problemsOf(config: JsonObject) {
  const own = { ...httpRequestKind.defaults(), response: [{ from: "id", into: "policy_id", type: "text" }], ...config };
  const graph = {
    ...{ id: "graph", name: "Graph", startTaskId: "ask" },
    tasks: [{ id: "ask", kind: "http_request", label: "Ask", config: own as unknown as JsonObject }, review],
    edges: [{ id: "e1", from: "ask", to: "letter" }],
  };
  return checkGraph(graph as never, taskKinds).map(({ path, message }) => ({ path: path?.slice(1), message }));
}
const header = (name: string, value: string) => ({ headers: [{ name, value }] });

test.each<[string, JsonObject]>([
  ["the usual one", {}],
  [
    "values in path and parameters",
    { url: "https://api.example.com:8443/a/{{ reference }}?x={{ reference | downcase }}" },
  ],
  ["an address of a host alone", { url: "https://api.example.com" }],
  ["parameters right after the host", { url: "https://api.example.com?x={{ reference }}" }],
  ["a secret in a header", header("Authorization", "Bearer {{ secrets.CRM_TOKEN }}")],
  ["a secret in a parameter", { query: [{ name: "key", value: "{{secrets.KEY}}" }] }],
  ["a body", { method: "POST", body: '{"a": "{{ reference }} {{ secrets.A }}", "b": {{ reference }}}' }],
  ["a body with a condition", { method: "POST", body: '{% if reference %}{"a": 1}{% endif %}' }],
  [
    "an object in the body",
    {
      method: "POST",
      body: '{"a": {{ all }}}',
      response: [
        { from: "", into: "all", type: "object" },
        { from: "x", into: "policy_id", type: "text" },
      ],
    },
  ],
])("%s can be published", (_what, config) => expect(problemsOf(config)).toEqual([]));

describe("problems stand at their place", () => {
  test.each<[string, JsonObject, (string | number)[], string]>([
    ["no address", { url: "/claims" }, ["url"], "has to begin with https://"],
    ["another scheme", { url: "ftp://example.com/" }, ["url"], "has to begin with https://"],
    ["a value as host", { url: "https://{{ reference }}/" }, ["url"], "host has to be plain text"],
    ["a value after the host", { url: "https://api.example.com{{ reference }}" }, ["url"], "host has to be plain text"],
    ["a value as port", { url: "https://api.example.com:{{ reference }}/" }, ["url"], "host has to be plain text"],
    ["a tag as host", { url: "https://{% if reference %}a.com{% endif %}/" }, ["url"], "host has to be plain text"],
    ["a value as scheme", { url: "{{ reference }}://a.com/" }, ["url"], "has to begin with https://"],
    ["a password", { url: "https://user:pw@example.com/" }, ["url"], "name or password before its host"],
    ["a wrong port", { url: "https://example.com:99999/" }, ["url"], "no host that can be read"],
    ["a fragment", { url: "https://example.com/a#b" }, ["url"], "# part"],
    ["a line break", { url: "https://example.com/a\n/b" }, ["url"], "line break"],
    ["a \\", { url: "https://example.com\\@evil.com/" }, ["url"], "no host that can be read"],
    [
      "a secret in the address",
      { url: "https://example.com/{{ secrets.KEY }}" },
      ["url"],
      "a secret may stand only in",
    ],
    ["a key that no task sets", { url: "https://example.com/{{ nothing }}" }, ["url"], "which no task sets"],
    ["Host", header("Host", "a"), ["headers", 0, "name"], "set by GraphFlow"],
    ["Content-Length", header("content-LENGTH", "1"), ["headers", 0, "name"], "set by GraphFlow"],
    ["Idempotency-Key", header("Idempotency-Key", "1"), ["headers", 0, "name"], "set by GraphFlow"],
    ["a name with a line break", header("A\r\nB", "1"), ["headers", 0, "name"], "letters, digits and - only"],
    ["a value with a line break", header("A", "1\r\nB: 2"), ["headers", 0, "value"], "has a line break"],
    ["a value with an umlaut", header("A", "ü"), ["headers", 0, "value"], "a sign that headers cannot have"],
    ["a key in plain text", header("Authorization", "Bearer abc"), ["headers", 0, "value"], "write {{ secrets.NAME }}"],
    ["a secret in small letters", header("A", "{{ secrets.key }}"), ["headers", 0, "value"], "{{ secrets.NAME }}"],
    ["a secret with a filter", header("A", "{{ secrets.KEY | size }}"), ["headers", 0, "value"], "without filters"],
    ["a secret by a value", header("A", "{{ secrets[reference] }}"), ["headers", 0, "value"], "without filters"],
    ["all secrets", header("A", "{{ secrets }}"), ["headers", 0, "value"], "without filters"],
    ["a condition on a secret", header("A", "{% if secrets.KEY %}1{% endif %}"), ["headers", 0, "value"], "without"],
    ["a tag that prints", header("A", "{% echo reference %}"), ["headers", 0, "value"], "the tag “echo”"],
    ["the filter raw", header("A", "{{ reference | raw }}"), ["headers", 0, "value"], "the filter “raw”"],
    ["an unknown filter", header("A", "{{ reference | rot13 }}"), ["headers", 0, "value"], "no filter “rot13”"],
    ["a GET with a body", { method: "GET", body: "{}" }, ["body"], "a GET request has no body"],
    ["a body that is not JSON", { method: "POST", body: "{a: 1}" }, ["body"], "the body is not JSON"],
    ["a \\ before a value", { method: "POST", body: '{"a": "\\{{ reference }}"}' }, ["body"], "the body is not JSON"],
    ["a reserved key", { statusInto: "confirmed" }, ["statusInto"], "is reserved for tasks that ask"],
    ["the key secrets", { statusInto: "secrets" }, ["statusInto"], "“secrets”"],
    [
      "a path that is none",
      { response: [{ from: "a..b", into: "policy_id", type: "text" }] },
      ["response", 0, "from"],
      "a path is like",
    ],
    ["codes that are none", { success: "2xx" }, ["success"], "codes are like"],
    ["a time of no length", { timeout: "PT0S" }, ["timeout"], "more than no time"],
    ["a time that is too long", { timeout: "PT1H" }, ["timeout"], "longer than 5 minutes"],
  ])("%s", (_what, config, path, words) => {
    expect(problemsOf(config)).toContainEqual({
      path: expect.arrayContaining(path),
      message: expect.stringContaining(words),
    });
  });

  test("the same header and the same key twice", () => {
    const twice = [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2" },
    ];
    expect(problemsOf({ headers: twice })[0]?.path).toEqual(["headers", 1, "name"]);
    expect(problemsOf({ statusInto: "policy_id" })[0]?.path).toEqual(["statusInto"]);
  });
});

test("it says what it does in one line, also half filled in", () => {
  const { summarize, defaults } = httpRequestKind;
  expect(summarize({ ...defaults(), response: [{ from: "a", into: "policy_id", type: "text", required: true }] })).toBe(
    "Asks api.example.com, notes policy id",
  );
});

test("conditions can compare what it takes from an answer", () => {
  const { writes, defaults } = httpRequestKind;
  const response = [
    { from: "a", into: "cost", type: "money" as const, required: true },
    { from: "b", into: "ok", type: "yes_no" as const, required: false },
  ];
  expect(writes({ ...defaults(), response, statusInto: "code" })).toEqual({
    cost: { type: "number", unit: "money" },
    ok: { type: "yes_no" },
    code: { type: "number" },
  });
});
