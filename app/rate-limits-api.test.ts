import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as chat } from "@/app/api/chat/route";
import { POST as execute } from "@/app/execute/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";

withTestDatabase();

const secret = "a secret for tests, long enough";
const key = randomUUID();
let cookie: string;

beforeAll(async () => {
  Object.assign(process.env, { NEXTAUTH_SECRET: secret, RATE_LIMIT_CHAT: "3", RATE_LIMIT_API: "6" });
  const apiKeys = { create: { hash: hashApiKey(key), label: "test" } };
  const data = { name: "Nia", email: "nia@example.com", passwordHash: "", roles: ["claimant" as const], apiKeys };
  const { id: sub } = await prisma.user.create({ data });
  cookie = `next-auth.session-token=${await encode({ token: { sub, tokenVersion: 0 }, secret })}`;
});

/** The status of an empty message, which is refused, and counts. */
async function send(route: typeof execute, credentials: Record<string, string>): Promise<number> {
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin", ...credentials };
  const request = new Request("http://localhost/x", { method: "POST", body: "{}", headers });
  return (await route(request, { params: Promise.resolve({}) })).status;
}

describe("messages of a person who is signed in", () => {
  it("are counted together on all routes; those with an API key count as API calls", async () => {
    const statuses = [await send(chat, { cookie }), await send(execute, { cookie }), await send(chat, { cookie })];
    expect(statuses).toEqual([422, 422, 422]);
    expect([await send(chat, { cookie }), await send(execute, { cookie })]).toEqual([429, 429]);

    const authorization = `Bearer ${key}`;
    for (let sent = 1; sent <= 6; sent++) expect(await send(execute, { authorization })).toBe(422);
    expect(await send(execute, { authorization })).toBe(429);
  });
});
