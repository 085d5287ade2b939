import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "./testing/test-database";

// As the owner: the application's role has no right to try this.
withTestDatabase({ as: "owner" });

const createUser = (name: string) =>
  prisma.user.create({
    data: {
      ...{ name, email: `${randomUUID()}@example.com`, passwordHash: "-" },
      ...{ roles: ["reviewer"], queues: ["claims"] },
    },
  });

const createVersion = () =>
  prisma.workflowVersion.create({
    data: {
      workflow: { create: { id: randomUUID(), name: "Claims" } },
      number: 1,
      definition: { tasks: [] },
      contentHash: "first",
    },
  });

async function createSession(claimantId: string) {
  const version = await createVersion();
  const id = randomUUID();
  return prisma.session.create({
    data: {
      id,
      claimantId,
      workflowVersionId: version.id,
      status: "waiting",
      currentTaskId: "review",
      context: {},
      reference: id,
      flags: [],
    },
  });
}

const openWait = (sessionId: string) =>
  prisma.wait.create({
    data: {
      id: randomUUID(),
      sessionId,
      taskId: "review",
      stepSeq: 1,
      audience: "reviewer",
      queue: "claims",
      form: {},
    },
  });

const createStep = (sessionId: string) =>
  prisma.step.create({ data: { sessionId, seq: 1, taskId: "review", status: "done", patch: {}, durationMs: 5 } });

/** Sets every column of a table to its present value, one by one, and returns those that may be changed. */
async function columnsThatChange(table: "step" | "decision", refusal: string): Promise<string[]> {
  const columns = await prisma.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns WHERE table_name = ${table}`;
  const free: string[] = [];
  for (const { name } of columns) {
    const change = prisma.$executeRawUnsafe(`UPDATE ${table} SET ${name} = ${name}`);
    const failure = await change.then(() => null, String);
    if (failure) expect(failure, name).toContain(refusal);
    else free.push(name);
  }
  return free;
}

async function createCase() {
  const [claimant, reviewer] = await Promise.all([createUser("Dana"), createUser("Ana")]);
  const session = await createSession(claimant.id);
  const wait = await openWait(session.id);
  const decision = {
    waitId: wait.id,
    sessionId: session.id,
    actorId: reviewer.id,
    claimantId: claimant.id,
    verdict: "approve" as const,
    evidenceVersion: 1,
  };
  return { claimant, reviewer, session, wait, decision };
}

describe("the database refuses", () => {
  it("a claimant deciding their own claim", async () => {
    const { claimant, decision } = await createCase();
    await expect(prisma.decision.create({ data: { ...decision, actorId: claimant.id } })).rejects.toThrow(
      "decision_not_by_claimant",
    );
  });

  it("a decision that names another claimant", async () => {
    const { claimant, reviewer, session, decision } = await createCase();
    const forged = { ...decision, actorId: claimant.id, claimantId: reviewer.id };
    await expect(prisma.decision.create({ data: forged })).rejects.toThrow("the claimant of that session");
    const move = prisma.session.update({ where: { id: session.id }, data: { claimantId: reviewer.id } });
    await expect(move).rejects.toThrow("a session keeps its claimant");
  });

  it("a second decision on a wait", async () => {
    const { decision } = await createCase();
    await prisma.decision.create({ data: decision });
    await expect(prisma.decision.create({ data: { ...decision, verdict: "reject" } })).rejects.toMatchObject({
      code: "P2002",
    });
  });

  it("a second open wait, but lets one statement answer a wait and open the next", async () => {
    const { session, wait } = await createCase();
    await expect(openWait(session.id)).rejects.toThrow("wait_one_open_per_session");
    // The insert comes first: the order inside a statement must not matter.
    const moved = await prisma.$executeRaw`
      WITH opened AS (
        INSERT INTO wait (id, session_id, task_id, step_seq, audience, form, reasons)
        VALUES (${randomUUID()}::uuid, ${session.id}::uuid, 'ask', 2, 'claimant', '{}', '{}') RETURNING id
      ), answered AS (UPDATE wait SET status = 'answered' WHERE id = ${wait.id}::uuid RETURNING id)
      SELECT FROM opened, answered`;
    expect(moved).toBe(1);
    expect(await prisma.wait.count({ where: { sessionId: session.id, status: "open" } })).toBe(1);
  });

  it("negative money", async () => {
    const { session } = await createCase();
    const update = prisma.session.update({ where: { id: session.id }, data: { amountCents: -1 } });
    await expect(update).rejects.toThrow("cents_not_negative");
  });

  it("any change of the audit log", async () => {
    const { id } = await prisma.auditEvent.create({ data: { type: "session.started", data: {}, hash: "-" } });
    await expect(prisma.auditEvent.update({ where: { id }, data: { type: "x" } })).rejects.toThrow(
      "append-only: no UPDATE",
    );
    await expect(prisma.auditEvent.delete({ where: { id } })).rejects.toThrow("append-only: no UPDATE, no DELETE");
    await expect(prisma.$executeRaw`TRUNCATE audit_event`).rejects.toThrow("append-only: no TRUNCATE");
  });

  it("any change of a step except its time", async () => {
    const { session } = await createCase();
    await createStep(session.id);
    expect(await columnsThatChange("step", "a step does not change")).toEqual(["created_at"]);
  });

  it("any change of a decision except its time", async () => {
    const { decision } = await createCase();
    await prisma.decision.create({ data: decision });
    expect(await columnsThatChange("decision", "a decision does not change")).toEqual(["created_at"]);
  });

  it("the deletion of a step or a decision without its session", async () => {
    const { session, wait, decision } = await createCase();
    const of = { where: { sessionId: session.id } };
    await createStep(session.id);
    await prisma.decision.create({ data: decision });
    await expect(prisma.step.deleteMany(of)).rejects.toThrow("a step does not go without its session");
    await expect(prisma.decision.deleteMany(of)).rejects.toThrow("a decision does not go without its session");
    await expect(prisma.wait.delete({ where: { id: wait.id } })).rejects.toThrow("a decision does not go");
    await expect(prisma.$executeRaw`TRUNCATE step`).rejects.toThrow("a step does not go");
    await expect(prisma.$executeRaw`TRUNCATE decision`).rejects.toThrow("a decision does not go");
    await expect(prisma.$executeRaw`TRUNCATE session CASCADE`).rejects.toThrow("does not go without its session");
    expect([await prisma.step.count(of), await prisma.decision.count(of)]).toEqual([1, 1]);
  });

  it("a change of a published version, or of the version a session runs on", async () => {
    const { id } = await createVersion();
    for (const data of [
      { definition: { tasks: [1] } },
      { contentHash: "x" },
      { number: 2 },
      { note: "Another note" },
      { publishedAt: new Date(0) },
    ]) {
      await expect(prisma.workflowVersion.update({ where: { id }, data })).rejects.toThrow("cannot be changed");
    }
    await expect(prisma.workflowVersion.delete({ where: { id } })).rejects.toThrow("cannot be deleted");
    const { session } = await createCase();
    const move = prisma.session.update({ where: { id: session.id }, data: { workflowVersionId: id } });
    await expect(move).rejects.toThrow("stays on the workflow version");
  });
});

it("deletes a session together with its steps and decisions", async () => {
  const { session, decision } = await createCase();
  const of = { where: { sessionId: session.id } };
  await createStep(session.id);
  await prisma.decision.create({ data: decision });
  await prisma.session.delete({ where: { id: session.id } });
  expect([await prisma.step.count(of), await prisma.wait.count(of), await prisma.decision.count(of)]).toEqual([
    0, 0, 0,
  ]);
});

describe("a draft", () => {
  const draftOf = async (data: { baseVersionId?: string; id?: string } = {}) => {
    const { workflowId, id } = await createVersion();
    const definition = { id: data.id ?? workflowId };
    const draft = { workflowId, definition, layout: {}, baseVersionId: data.baseVersionId ?? id };
    return prisma.workflowDraft.create({ data: draft });
  };

  it("exists once per workflow, on a version of the same workflow", async () => {
    const { workflowId } = await draftOf();
    const second = prisma.workflowDraft.create({ data: { workflowId, definition: { id: workflowId }, layout: {} } });
    await expect(second).rejects.toThrow("Unique constraint");
    await expect(draftOf({ id: "another" })).rejects.toThrow("workflow_draft_of_its_workflow");
    await expect(draftOf({ baseVersionId: (await createVersion()).id })).rejects.toThrow("Foreign key constraint");
  });

  it("never has a revision twice, and is deleted only with its workflow", async () => {
    const { workflowId } = await draftOf();
    const where = { workflowId };
    await expect(prisma.workflowDraft.update({ where, data: { layout: [] } })).rejects.toThrow("only grows");
    await prisma.workflowDraft.update({ where, data: { layout: [], revision: 2 } });
    await expect(prisma.workflowDraft.update({ where, data: { revision: 1 } })).rejects.toThrow("only grows");
    await expect(prisma.workflowDraft.delete({ where })).rejects.toThrow("does not go without its workflow");
    const { id } = await prisma.workflow.create({ data: { id: randomUUID(), name: "New" } });
    await prisma.workflowDraft.create({ data: { workflowId: id, definition: { id }, layout: {} } });
    await prisma.workflow.delete({ where: { id } });
    expect(await prisma.workflowDraft.count({ where: { workflowId: id } })).toBe(0);
  });

  it("stays when the user who saved it last is deleted", async () => {
    const { workflowId } = await draftOf();
    const { id: authorId } = await createUser("Mira");
    const where = { workflowId };
    await prisma.workflowDraft.update({ where, data: { revision: 2, authorId } });
    await prisma.user.delete({ where: { id: authorId } });
    expect(await prisma.workflowDraft.findUnique({ where })).toMatchObject({ revision: 2, authorId: null });
  });
});

it("chains audit events by a hash that detects any change", async () => {
  const chain = async (type: string, at: string, data: object, zone = "UTC") => {
    const [, [row]] = await prisma.$transaction([
      prisma.$executeRaw`SELECT set_config('TimeZone', ${zone}, true)`,
      prisma.$queryRaw<{ hash: string }[]>`
        SELECT audit_chain('', 1, ${type}, NULL, ${at}::timestamptz, ${JSON.stringify(data)}::jsonb) AS hash`,
    ]);
    return row?.hash;
  };
  const hash = await chain("step", "2026-11-15T10:00:00.123456Z", { b: 1, a: 2 });
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await chain("step", "2026-11-15T15:45:00.123456+05:45", { a: 2, b: 1 }, "Asia/Kathmandu")).toBe(hash);
  expect(await chain("step", "2026-11-15T10:00:00.123457Z", { b: 1, a: 2 })).not.toBe(hash);
  expect(await chain("wait", "2026-11-15T10:00:00.123456Z", { b: 1, a: 2 })).not.toBe(hash);
});
