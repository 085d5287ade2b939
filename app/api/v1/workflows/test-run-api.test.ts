import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type TestRole, withPeople } from "@/lib/auth/test-keys";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { maxStateBytes } from "@/lib/trials/schema";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { POST as testRun } from "./[id]/test-run/route";

withTestDatabase();

const keys = withPeople();

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

async function call(body: unknown, { id = "insurance-claims", who = "designer" as TestRole | null } = {}) {
  const request = new Request("http://localhost:3000/api/v1/workflows/x/test-run", {
    method: "POST",
    headers: { ...(who && { authorization: `Bearer ${keys[who]}` }), "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await (testRun as Route)(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}

async function published(): Promise<string> {
  const id = `claims-${randomUUID()}`;
  await publishWorkflow({ ...insuranceClaims, id });
  return id;
}

describe("a designer's key", () => {
  it("walks through a draft with the state of each answer", async () => {
    const id = await published();
    const first = await call({}, { id });
    expect(first).toMatchObject({ status: 200, body: { waitsFor: "claimant", form: { type: "reply" } } });
    const { state } = first.body;
    const told = await call({ state, input: { type: "message", text: "Hail dented my car, $2,610" } }, { id });
    expect(told).toMatchObject({ status: 200, body: { values: { amount_cents: 261_000 } } });
    // A state can be used again: each answer continues from the one that was sent.
    expect(
      (await call({ state, input: { type: "message", text: "My flat burned, $500" } }, { id })).body,
    ).toMatchObject({
      values: { amount_cents: 50_000 },
    });
  });

  it.each([
    ["an empty message", { input: { type: "message" } }, "text"],
    ["a message that is too long", { input: { type: "message", text: "x".repeat(4_001) } }, "input.text"],
    ["a status that is none", { input: { type: "system", taskPath: "price", status: 99 } }, "input.status"],
    [
      "an answer that is too long",
      { input: { type: "system", taskPath: "a", body: "x".repeat(100_001) } },
      "input.body",
    ],
    ["an unknown input", { input: { type: "restart" } }, "input.type"],
    ["a state that is too long", { state: "x".repeat(maxStateBytes + 1) }, "state"],
    ["a state that is none", { state: "{}" }, "state"],
    ["a negative number", { earlierClaims: { count: -1, totalCents: 0 } }, "earlierClaims.count"],
    ["a field that does not exist", { sessionId: randomUUID() }, "sessionId"],
  ])("is told what is wrong: %s", async (_what, body, field) => {
    const answer = await call(body, { id: await published() });
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid" } });
    expect(Object.keys(answer.body.fields)).toContain(field);
  });

  it("gets 409 for an input that nothing waits for, 404 for an unknown workflow, 400 for no JSON", async () => {
    const id = await published();
    expect(await call({ input: { type: "decision", verdict: "approve" } }, { id })).toMatchObject({
      status: 409,
      body: { detail: "Nothing waits for a reviewer." },
    });
    expect((await call({}, { id: "nowhere" })).status).toBe(404);
    expect((await call("{", { id })).status).toBe(400);
  });
});

it.each(["claimant", "reviewer", "admin"] as const)("%s may not run drafts", async (who) => {
  expect((await call({}, { who })).status).toBe(403);
});

it("a request without a key gets 401", async () => expect((await call({}, { who: null })).status).toBe(401));
