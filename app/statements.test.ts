import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { POST } from "@/app/execute/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { principalFromRequest } from "@/lib/auth/request/principal-from-request";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { statementsOf } from "@/lib/db/testing/test-statements";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";

withTestDatabase();
beforeAll(publishShipped);

const smallClaim = "someone backed into my parked Golf this morning, garage says 640";

/** A new claimant with an API key: what each of their requests sends to Postgres, after authentication. */
async function newSender() {
  const who = await createClaimant();
  const key = randomUUID();
  await prisma.apiKey.create({ data: { userId: who.userId, label: "test", hash: hashApiKey(key) } });
  const request = (body: object) =>
    new Request("http://localhost:3000/execute", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
  const execute = async (content: string, session_id?: string) => {
    const { result, statements } = await statementsOf(async () => {
      const response = await POST(request({ content, session_id }), { params: Promise.resolve({}) });
      return (await response.json()) as { session_id: string; status: string; response: string };
    });
    // What was committed is told every 50 ms at most, for all sessions of the process together.
    const isApart = /rate_limit|idempotent_request|pg_notify/;
    const [authentication, ...others] = statements.filter((text) => !isApart.test(text));
    expect(authentication).toContain("FROM api_key");
    return { ...result, statements: others };
  };
  return { request, execute };
}

/** The process has compiled the workflow and knows its newest version. */
beforeAll(async () => {
  await (await newSender()).execute("hello");
});

it("authenticates a request with one statement", async () => {
  const { request } = await newSender();
  expect((await statementsOf(() => principalFromRequest(request({})))).statements).toHaveLength(1);
});

it("stores a message that one task answers, with its answer, in two statements", async () => {
  const { execute } = await newSender();
  const { session_id } = await execute("hello");
  const { status, response, statements } = await execute("what do you need from me?", session_id);
  expect({ status, response }).toEqual({ status: "WaitingForInput", response: expect.stringMatching(/\w/) });
  expect(statements).toEqual([
    expect.stringContaining("INSERT INTO message"),
    expect.stringContaining("INSERT INTO step"),
  ]);
});

it("takes a small claim from its first message to the letter in twelve statements", async () => {
  const { execute } = await newSender();
  const first = await execute(smallClaim);
  const done = await execute("yes", first.session_id);
  expect(done.status).toBe("Completed");
  const statements = [...first.statements, ...done.statements];
  expect(statements.filter((text) => text.includes("INSERT INTO step"))).toHaveLength(8);
  expect(statements.length).toBeLessThanOrEqual(12);
});

it("looks for evidence only where the claimant has written beside a reviewer's question", async () => {
  const { execute } = await newSender();
  const first = await execute("a truck hit my parked car, the repair costs $4,000");
  const asked = await execute("yes", first.session_id);
  const evidence = (texts: string[]) => texts.filter((text) => text.includes("w.audience = 'reviewer'"));
  expect(evidence([...first.statements, ...asked.statements])).toEqual([]);
  const added = await execute("the police was there too", first.session_id);
  expect(evidence(added.statements)).toHaveLength(2);
});
