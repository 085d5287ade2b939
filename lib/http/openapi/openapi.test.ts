import { globSync } from "node:fs";
import { expect, it } from "vitest";
import { apiDocument } from "./openapi";

it("describes every route under /api/v1", () => {
  const routes = globSync("app/api/v1/**/route.ts").map((file) =>
    file
      .replace(/^app/, "")
      .replace(/\/route\.ts$/, "")
      .replaceAll(/\[(\w+)\]/g, "{$1}"),
  );
  expect(routes.length).toBeGreaterThan(0);
  expect(
    Object.keys(apiDocument().paths ?? {})
      .filter((path) => path.startsWith("/api/v1"))
      .sort(),
  ).toEqual(routes.sort());
});

it("uses one vocabulary for the status of a session", () => {
  const { components, paths } = apiDocument();
  expect(Object.keys(paths ?? {})).toContain("/session/{id}");
  const said = [components?.schemas?.ExecuteAnswer, components?.schemas?.Session].map(
    (schema) => (schema as { properties: { status: { enum: string[] } } }).properties.status.enum,
  );
  const vocabulary = ["Paused", "WaitingForInput", "Completed", "Error", "Cancelled"];
  expect(said).toEqual([vocabulary, vocabulary]);
});

it("documents authentication and rate limits for every operation but its own", () => {
  const operations = Object.entries(apiDocument().paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { responses: Record<string, unknown> }>).map(([method, { responses }]) => ({
      operation: `${method} ${path}`,
      responses: Object.keys(responses),
    })),
  );
  for (const { operation, responses } of operations) {
    if (operation.endsWith("/openapi.json")) continue;
    expect(responses, operation).toEqual(expect.arrayContaining(["401", "429", "503"]));
  }
});

it("is made of the schemas that routes parse with", () => {
  const { components } = apiDocument();
  expect(components?.schemas?.DecisionBody).toMatchObject({
    required: expect.arrayContaining(["verdict", "expected_version"]),
    additionalProperties: false,
    properties: { verdict: { type: "string" }, reason_code: { type: "string" }, override: { type: "boolean" } },
  });
  expect(components?.schemas?.ExecuteBody).toMatchObject({
    required: ["content"],
    properties: { content: { type: "string", minLength: 1, maxLength: 4000 } },
  });
  expect(components?.schemas?.Problem).toMatchObject({
    required: expect.arrayContaining(["type", "title", "status", "detail", "code"]),
  });
});
