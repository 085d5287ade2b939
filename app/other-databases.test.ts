import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as decide } from "@/app/api/v1/reviews/[id]/decision/route";
import { GET as listReviews } from "@/app/api/v1/reviews/route";
import { POST as execute } from "@/app/execute/route";
import { GET as readSession } from "@/app/session/[id]/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { disconnect, prisma } from "@/lib/db/client";
import { prepareDatabase } from "@/lib/db/setup/prepare-database";
import { createTestDatabase, type TestDatabase } from "@/lib/db/testing/test-database";
import { sessionStorageContract } from "@/lib/engine/testing/session-storage.contract";
import { PostgresSessionStorage } from "@/lib/sessions/storage";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";

const key = { claimant: "", reviewer: "" };
type Person = keyof typeof key;

const plain = { params: Promise.resolve({}) };
const withId = (id: string) => ({ params: Promise.resolve({ id }) });
const request = (path: string, who: Person, body?: object) =>
  new Request(`http://localhost:3000${path}`, {
    method: body ? "POST" : "GET",
    body: body ? JSON.stringify(body) : null,
    headers: { authorization: `Bearer ${key[who]}`, ...(body && { "content-type": "application/json" }) },
  });
const say = async (body: object) => (await execute(request("/execute", "claimant", body), plain)).json();

async function createPerson(role: Person): Promise<string> {
  key[role] = randomUUID();
  const { id } = await prisma.user.create({
    data: {
      name: role,
      email: `${role}@example.com`,
      passwordHash: "-",
      roles: [role],
      queues: ["claims"],
      apiKeys: { create: { hash: hashApiKey(key[role]), label: "test" } },
    },
  });
  return id;
}

const schemaOf = (url: string, schema: string) => `${url}&schema=${encodeURIComponent(schema)}`;

/** How an administrator may have made it; what all databases of the test server have for defaults: test-server.ts. */
const options = {
  name: `a/b c?d#é%25"x ${process.pid}`,
  settings: { timezone: "Australia/Lord_Howe", datestyle: "Postgres, MDY", search_path: "pg_catalog" },
};
const schema = "Odd 'x'-1;$1";

describe("a database of another name, schema, zone, isolation level and search path", () => {
  let database: TestDatabase;
  let claimantId: string;
  let graphId: string;
  beforeAll(async () => {
    database = await createTestDatabase({ like: "", ...options });
    const [applicationUrl, ownerUrl] = [schemaOf(database.url, schema), schemaOf(database.ownerUrl, schema)];
    process.env.DATABASE_URL = applicationUrl;
    await prepareDatabase({ applicationUrl, ownerUrl });
    await publishShipped();
    claimantId = await createPerson("claimant");
    await createPerson("reviewer");
    const { id } = await prisma.workflowVersion.findFirstOrThrow();
    graphId = id;
  });
  afterAll(async () => {
    await disconnect();
    await database.drop();
  });

  describe("stores sessions", () => {
    sessionStorageContract(() => ({
      storage: new PostgresSessionStorage(claimFacets, claimantId),
      newId: randomUUID,
      graphId,
      messageData: { citations: [] },
    }));
  });

  it("a claim is made, reviewed and decided in it, with correct times", async () => {
    const begin = Date.now();
    const isNow = (time: string | Date | null) => {
      const at = new Date(time ?? 0).getTime();
      expect(at).toBeGreaterThan(begin - 60_000);
      expect(at).toBeLessThan(Date.now() + 1000);
    };
    const { session_id } = await say({ content: "Somebody hit my parked car, the garage says $2,000" });
    expect(await say({ session_id, content: "yes" })).toMatchObject({ waiting_for: "reviewer" });

    const { reviews } = await (await listReviews(request("/api/v1/reviews", "reviewer"), plain)).json();
    const review = reviews.find((one: { session_id: string }) => one.session_id === session_id);
    const verdict = { verdict: "approve", expected_version: review.expected_version };
    const path = `/api/v1/reviews/${review.id}/decision`;
    expect((await decide(request(path, "reviewer", verdict), withId(review.id))).status).toBe(200);
    const look = async () =>
      (await readSession(request(`/session/${session_id}`, "claimant"), withId(session_id))).json();
    await expect.poll(async () => (await look()).status, { timeout: 10_000 }).toBe("Completed");

    const [session, wait, decision, version] = await Promise.all([
      prisma.session.findUniqueOrThrow({ where: { id: session_id } }),
      prisma.wait.findFirstOrThrow({ where: { caseId: review.id } }),
      prisma.decision.findFirstOrThrow(),
      prisma.workflowVersion.findFirstOrThrow(),
    ]);
    for (const time of [session.createdAt, session.confirmedAt, session.completedAt]) isNow(time);
    for (const time of [wait.openedAt, wait.answeredAt, decision.createdAt]) isNow(time);
    const [stored] = await prisma.$queryRaw<{ age: number; broken: number }[]>`
      SELECT extract(epoch FROM now() - published_at)::float8 AS age,
        (SELECT count(*)::int FROM broken_links(${session_id}::uuid)) AS broken
      FROM workflow_version WHERE id = ${version.id}::uuid`;
    expect(stored?.broken).toBe(0);
    expect(Math.abs(stored?.age ?? Number.POSITIVE_INFINITY)).toBeLessThan(60);
  });
});
