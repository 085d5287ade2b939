import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { assertMayFollow, currentCursor, listEvents } from "./events";

withTestDatabase();

const open: pg.Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  open.push(client);
  return client;
}

const write = (client: pg.Client, sessionId: string | null, type = "step.committed") =>
  client.query("INSERT INTO audit_event (session_id, type, data, hash) VALUES ($1, $2, '{}', '-')", [sessionId, type]);

async function createPrincipal(role: "claimant" | "reviewer"): Promise<Principal> {
  const data = { name: role, email: `${randomUUID()}@example.com`, passwordHash: "", roles: [role] };
  const user = await prisma.user.create({ data });
  return { userId: user.id, name: user.name, email: user.email, roles: user.roles, queues: [] };
}

let versionId: string;
let [dana, nia, reviewer]: Principal[] = [];
let sessionId: string;

async function createSession(claimantId: string): Promise<string> {
  const id = randomUUID();
  const data = {
    id,
    claimantId,
    workflowVersionId: versionId,
    status: "ready",
    currentTaskId: "a",
    reference: id,
  } as const;
  await prisma.session.create({ data: { ...data, context: {}, flags: [] } });
  return id;
}

beforeAll(async () => {
  const version = { number: 1, definition: {}, contentHash: "-" } as const;
  const workflow = { create: { id: "claims", name: "Claims" } };
  ({ id: versionId } = await prisma.workflowVersion.create({ data: { ...version, workflow } }));
  [dana, nia, reviewer] = [
    await createPrincipal("claimant"),
    await createPrincipal("claimant"),
    await createPrincipal("reviewer"),
  ];
  sessionId = await createSession(dana.userId);
});

/** Open transactions of other test files delay readers, so the tests wait until the events are visible. */
const eventually = { timeout: 10_000 };

const typesAfter = async (principal: Principal | undefined, cursor: number, only?: string) =>
  (await listEvents(principal as Principal, cursor, only)).map((event) => event.type);

describe("a reader with a cursor", () => {
  it("misses nothing that commits late", async () => {
    const [slow, fast] = [await connect(), await connect()];
    const start = await currentCursor();

    await slow.query("BEGIN");
    await write(slow, sessionId, "slow");
    await write(fast, sessionId, "fast");
    // "fast" is committed, but a smaller id may still appear: the reader waits with it.
    expect(await typesAfter(reviewer, start)).toEqual([]);
    expect(await currentCursor()).toBe(start);

    await slow.query("COMMIT");
    await expect.poll(() => typesAfter(reviewer, start), eventually).toEqual(["slow", "fast"]);
  });

  it("misses nothing of a transaction that began later, took the smaller id and ends later", async () => {
    const [older, younger] = [await connect(), await connect()];
    const start = await currentCursor();
    for (const client of [older, younger]) await client.query("BEGIN");
    for (const client of [older, younger]) await client.query("SELECT txid_current()");
    await write(younger, sessionId, "younger");
    await write(older, sessionId, "older");
    await older.query("COMMIT");
    const before: string[] = [];
    let cursor = start;
    await expect
      .poll(async () => {
        const events = await listEvents(reviewer as Principal, cursor);
        cursor = events.at(-1)?.seq ?? cursor;
        return before.push(...events.map((event) => event.type));
      }, eventually)
      .toBe(1);
    await younger.query("COMMIT");
    await expect.poll(() => typesAfter(reviewer, cursor), eventually).toEqual(["younger"]);
    expect(before).toEqual(["older"]);
  });

  it("continues in the middle of a transaction", async () => {
    const writer = await connect();
    const start = await currentCursor();
    await writer.query("BEGIN");
    for (const type of ["one", "two", "three"]) await write(writer, sessionId, type);
    await writer.query("COMMIT");
    await expect.poll(() => typesAfter(reviewer, start), eventually).toEqual(["one", "two", "three"]);
    const [, second] = await listEvents(reviewer as Principal, start);
    expect(await typesAfter(reviewer, second?.seq ?? 0)).toEqual(["three"]);
  });

  it("reads the other events after a transaction was rolled back", async () => {
    const [slow, fast] = [await connect(), await connect()];
    const start = await currentCursor();
    await slow.query("BEGIN");
    await write(slow, sessionId, "never");
    await write(fast, sessionId, "fast");
    await slow.query("ROLLBACK");
    await expect.poll(() => typesAfter(reviewer, start), eventually).toEqual(["fast"]);
  });

  it("goes through many events page by page, each once and in order", async () => {
    const client = await connect();
    const start = await currentCursor();
    await client.query(
      `INSERT INTO audit_event (session_id, type, data, hash)
        SELECT $1, n::text, '{}', '-' FROM generate_series(1, 450) AS n`,
      [sessionId],
    );
    await expect.poll(currentCursor, eventually).toBeGreaterThan(start);
    const seen: string[] = [];
    let cursor = start;
    for (
      let page = await listEvents(dana as Principal, cursor);
      page.length > 0;
      page = await listEvents(dana as Principal, cursor)
    ) {
      expect(page.length).toBeLessThanOrEqual(200);
      seen.push(...page.map((event) => event.type));
      cursor = page.at(-1)?.seq ?? cursor;
    }
    expect(seen).toEqual(Array.from({ length: 450 }, (_, index) => String(index + 1)));
    expect(await listEvents(dana as Principal, await currentCursor())).toEqual([]);
    expect(cursor).toBeLessThanOrEqual(await currentCursor());
  });
});

const internal = [
  ...["case.claimed", "case.noted", "case.approved", "case.escalated", "case.snoozed", "case.delegated"],
  ...["decision.pending", "decision.undone", "decision.cancelled", "wait.overdue"],
];

describe("a reader sees", () => {
  it("their own sessions as a claimant, all of them as staff, never what belongs to no session", async () => {
    const client = await connect();
    const start = await currentCursor();
    const other = await createSession(nia?.userId as string);
    await write(client, sessionId, "dana's");
    await write(client, other, "nia's");
    await write(client, null, "sign_in.tried");

    await expect.poll(() => typesAfter(reviewer, start), eventually).toEqual(["dana's", "nia's"]);
    expect(await typesAfter(dana, start)).toEqual(["dana's"]);
    expect(await typesAfter(nia, start)).toEqual(["nia's"]);
    expect(await typesAfter(nia, start, sessionId)).toEqual([]);
    expect(await typesAfter(reviewer, start, other)).toEqual(["nia's"]);
  });

  it("no internal event of reviewers as the claimant, and all of them as staff", async () => {
    const client = await connect();
    const start = await currentCursor();
    const told = ["message.received", "evidence.added", "wait.decided", "step.committed", "session.withdrawn"];
    const types = [...internal, ...told];
    for (const type of types) await write(client, sessionId, type);
    await expect.poll(() => typesAfter(reviewer, start), eventually).toEqual(types);
    expect(await typesAfter(dana, start)).toEqual(told);
    expect(await typesAfter(dana, start, sessionId)).toEqual(told);
  });

  it("another person's session as not found", async () => {
    await assertMayFollow(dana as Principal, sessionId);
    await assertMayFollow(reviewer as Principal, sessionId);
    for (const id of [sessionId, randomUUID()]) {
      await expect(assertMayFollow(nia as Principal, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
