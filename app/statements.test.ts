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
  const execute = async (body: object) => {
    const { result, statements } = await statementsOf(async () => {
      const response = await POST(request(body), { params: Promise.resolve({}) });
      // The notification of what was committed is sent within 50 ms.
      await new Promise((resolve) => setTimeout(resolve, 80));
      return (await response.json()) as { session_id: string; status: string };
    });
    return { ...result, statements: statements.filter((text) => !/rate_limit|idempotent_request/.test(text)) };
  };
  return { who, request, execute };
}

it("counts", async () => {
  const sender = await newSender();
  const first = await sender.execute({ content: "someone backed into my parked Golf this morning, garage says 640" });
  console.log(first.status, first.statements.length, first.statements.map((s) => s.slice(0, 400)).join("\n\n"));
  const done = await sender.execute({ content: "yes", session_id: first.session_id });
  console.log(done.status, done.statements.length, done.statements.map((s) => s.slice(0, 400)).join("\n\n"));
  const auth = await statementsOf(() => principalFromRequest(sender.request({})));
  console.log(auth.statements);
  expect(1).toBe(1);
});
