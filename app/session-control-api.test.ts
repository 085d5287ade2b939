import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as cancel } from "@/app/api/v1/sessions/[id]/cancel/route";
import { POST as fork } from "@/app/api/v1/sessions/[id]/fork/route";
import { POST as migrate } from "@/app/api/v1/sessions/[id]/migration/route";
import { POST as retry } from "@/app/api/v1/sessions/[id]/retry/route";
import { GET as readState } from "@/app/api/v1/sessions/[id]/state/route";
import { POST as stop } from "@/app/api/v1/sessions/[id]/stop/route";
import { POST as preview } from "@/app/api/v1/workflows/[id]/migration-preview/route";
import { type TestRole, withPeople } from "@/lib/auth/test-keys";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { advanceSession } from "@/lib/sessions/advance-session";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";

withTestDatabase();

const edition = (words: string): GraphDefinitionInput => ({
  id: "notes",
  name: "Notes",
  startTaskId: "note",
  tasks: [
    { id: "note", kind: "set", label: "Note", config: { values: [{ key: "mood", value: "fine" }] } },
    {
      id: "review",
      kind: "review",
      label: "Review",
      config: { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." },
    },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: words } },
  ],
  edges: [
    { id: "a", from: "note", to: "review" },
    { id: "b", from: "review", to: "letter" },
  ],
});

const keys = withPeople();

beforeAll(async () => {
  await publishWorkflow(edition("first"));
});

async function waiting(): Promise<string> {
  const { sessionId } = await startSession(await createClaimant(), { workflowId: "notes" });
  await advanceSession(sessionId);
  return sessionId;
}

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

async function call(route: Route, who: TestRole, id: string, body?: unknown, query = "") {
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
    method: route === readState ? "GET" : "POST",
    headers: { authorization: `Bearer ${keys[who]}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}

describe("control of sessions over HTTP", () => {
  it("reads the state after any step, for staff", async () => {
    const id = await waiting();
    expect(await call(readState, "reviewer", id, undefined, "?step=1")).toEqual({
      status: 200,
      body: {
        session_id: id,
        step: 1,
        current_task_id: "review",
        context: expect.objectContaining({ mood: "fine", workflow: "notes" }),
      },
    });
    expect((await call(readState, "reviewer", id, undefined, "?step=0")).body.context).not.toHaveProperty("mood");
    expect((await call(readState, "reviewer", id, undefined, "?step=99")).status).toBe(404);
    for (const query of ["?step=x", "?step=", "?step=-1", "?step=1.5", "?step=1&stop=2", ""]) {
      expect((await call(readState, "reviewer", id, undefined, query)).status).toBe(422);
    }
    expect((await call(readState, "claimant", id, undefined, "?step=1")).status).toBe(403);
  });

  it("forks, moves, previews and cancels, for the admin", async () => {
    const id = await waiting();
    const forked = await call(fork, "admin", id, { step: 1, context: { mood: "better" } });
    expect(forked).toMatchObject({ status: 200, body: { reference: expect.stringMatching(/^CLM-/) } });
    expect(await prisma.session.findUnique({ where: { id: forked.body.session_id } })).toMatchObject({
      status: "ready",
      currentTaskId: "review",
      context: { mood: "better" },
    });
    const { number } = await publishWorkflow(edition("second"));
    expect(await call(preview, "admin", "notes", { to_version: number })).toMatchObject({
      status: 200,
      body: { stranded: 0, groups: [expect.objectContaining({ task_id: "review", goes_to: "review" })] },
    });
    expect(await call(migrate, "admin", id, { to_version: number })).toEqual({
      status: 200,
      body: { session_id: id, current_task_id: "review" },
    });
    expect(await call(cancel, "admin", id, { reason: "Filed twice" })).toMatchObject({ status: 200 });
    expect((await call(cancel, "admin", id, { reason: "Filed twice" })).status).toBe(409);
  });

  it("retries what has failed or was set aside, for the admin", async () => {
    const id = await waiting();
    expect((await call(retry, "admin", id)).status).toBe(409);
    await prisma.session.update({ where: { id }, data: { status: "failed", isSetAside: true } });
    for (const who of ["claimant", "reviewer", "designer"] as const) {
      expect((await call(retry, who, id)).status).toBe(403);
    }
    expect(await call(retry, "admin", id)).toEqual({ status: 200, body: { session_id: id } });
    expect(await prisma.session.findUnique({ where: { id } })).toMatchObject({ status: "ready", isSetAside: false });
    expect(
      await prisma.$queryRaw`SELECT type, actor_id IS NOT NULL AS by FROM audit_log
      WHERE session_id = ${id}::uuid ORDER BY seq DESC LIMIT 1`,
    ).toEqual([{ type: "session.retried", by: true }]);
    expect((await call(retry, "admin", id)).status).toBe(409);
    for (const missing of [randomUUID(), "not-an-id"]) expect((await call(retry, "admin", missing)).status).toBe(404);
  });

  it("refuses impossible changes and says why", async () => {
    const id = await waiting();
    let deep: unknown = 1;
    for (let level = 0; level < 2_000; level++) deep = [deep];
    expect((await call(fork, "admin", id, { step: 1, context: { deep } })).status).toBe(400);
    const unfit = await call(fork, "admin", id, { step: 1, context: { mood: "a\u0000" } });
    expect(unfit).toMatchObject({ status: 422, body: { fields: { "context.mood": expect.stringContaining("NUL") } } });
    expect((await call(migrate, "admin", id, { to_version: 2 ** 31 })).status).toBe(422);
    expect((await call(migrate, "admin", id, { to_version: 2 ** 31 - 1 })).status).toBe(404);
  });

  it.each([
    ["fork", fork, { step: 1 }],
    ["migration", migrate, { to_version: 1 }],
    ["cancel", cancel, { reason: "x" }],
  ] as const)("refuses %s to everybody else, unknown ids and wrong bodies", async (_name, route, body) => {
    const id = await waiting();
    for (const who of ["claimant", "reviewer", "designer"] as const) {
      expect((await call(route, who, id, body)).status).toBe(403);
    }
    expect((await call(route, "admin", randomUUID(), body)).status).toBe(404);
    expect((await call(route, "admin", "not-an-id", body)).status).toBe(404);
    expect((await call(route, "admin", id, { ...body, extra: true })).status).toBe(422);
  });

  it("lets a claimant stop only their own reply while it streams", async () => {
    const id = await waiting();
    expect((await call(stop, "claimant", id)).status).toBe(404);
    expect((await call(stop, "reviewer", id)).status).toBe(404);
  });

  it("previews only for the admin, and only existing workflows", async () => {
    expect((await call(preview, "designer", "notes", { to_version: 1 })).status).toBe(403);
    expect((await call(preview, "admin", "unheard-of", { to_version: 1 })).status).toBe(404);
    expect((await call(preview, "admin", "\u0000", { to_version: 1 })).status).toBe(404);
  });
});
