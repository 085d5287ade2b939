import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { hashApiKey } from "@/lib/auth/api-key";
import { asReviewer } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { SessionBusyError, SessionNotFoundError } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { type Call, handle, jsonResponse, readJson } from "@/lib/http/handle";
import { log } from "@/lib/log";

withTestDatabase();

const schema = z.strictObject({ text: z.string(), count: z.int().optional() });

const post = (body: BodyInit | null, type = "application/json") =>
  new Request("http://localhost/x", {
    method: "POST",
    body,
    headers: type ? { "content-type": type } : {},
    duplex: "half",
  } as RequestInit);

const read = (body: BodyInit | null, type?: string) => readJson(post(body, type), schema, { maxBytes: 1024 });

const nowhere = { params: Promise.resolve({}) };
const answering = (answer: (call: Call<object>) => Promise<Response>, request = post("{}")) =>
  handle(answer)(request, nowhere);
const throwing = (error: unknown) =>
  answering(async () => {
    throw error;
  });

describe("a JSON body", () => {
  it("is parsed by its schema", async () => {
    expect(await read('{"text":"hi"}', "application/json; charset=utf-8")).toEqual({ text: "hi" });
  });

  it("is refused as unsupported unless it says it is JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"]) {
      await expect(read('{"text":"hi"}', type)).rejects.toMatchObject({ status: 415 });
    }
  });

  it("is refused as unsupported in another encoding than UTF-8", async () => {
    for (const charset of ["utf-16", "UTF-16LE", '"utf-16"', "iso-8859-1", "x", "__proto__"]) {
      const sent = read('{"text":"hi"}', `application/json; a=b; charset=${charset}`);
      await expect(sent, charset).rejects.toMatchObject({ status: 415 });
    }
    for (const charset of ["utf-8", "UTF-8", '"utf-8"', "utf8", "us-ascii"]) {
      expect(await read('{"text":"hi"}', `application/json;charset=${charset}`)).toEqual({ text: "hi" });
    }
  });

  it("is refused as too large by what it announces and by what arrives", async () => {
    await expect(read(JSON.stringify({ text: "x".repeat(2_000) }))).rejects.toMatchObject({ status: 413 });
    const announced = new Request("http://localhost/x", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json", "content-length": "5000" },
    });
    await expect(readJson(announced, schema, { maxBytes: 1024 })).rejects.toMatchObject({ status: 413 });
  });

  it("is refused when it names a prototype, also inside a record", async () => {
    const records = z.strictObject({ edits: z.record(z.string(), z.json()) });
    for (const body of ['{"edits":{"__proto__":{"a":1}}}', '{"edits":{"a":[{"__proto__":null}]}}']) {
      await expect(readJson(post(body), records)).rejects.toMatchObject({ code: "invalid", status: 422 });
    }
    expect(await readJson(post('{"edits":{"constructor":1}}'), records)).toEqual({ edits: { constructor: 1 } });
  });

  it("is not read to its end when it is endless", async () => {
    let chunks = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks++;
        controller.enqueue(new Uint8Array(512));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(read(endless)).rejects.toMatchObject({ status: 413 });
    expect(cancelled).toBe(true);
    expect(chunks).toBeLessThan(10);
  });

  it("is refused as malformed when it is not JSON or not UTF-8", async () => {
    for (const body of ['{"text":', "", "hello", new Uint8Array([0x22, 0xff, 0x22])]) {
      await expect(read(body)).rejects.toMatchObject({ status: 400, code: "malformed" });
    }
    await expect(read(null)).rejects.toMatchObject({ status: 400 });
  });

  it("is refused as invalid with an unknown field", async () => {
    const bodies = [
      '{"text":{"not":""}}',
      '{"text":["a"]}',
      '{"text":"a","role":"reviewer"}',
      '{"text":"a","__proto__":{"x":1}}',
      "[]",
      "null",
    ];
    for (const body of bodies) await expect(read(body)).rejects.toThrow(z.ZodError);
  });
});

describe("a failed request", () => {
  it("is answered with a problem document that carries its request id", async () => {
    const response = await throwing(new AppError("stale", { data: { current_version: 4 } }));
    expect(response.status).toBe(409);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({
      status: 409,
      code: "stale",
      title: expect.any(String),
      current_version: 4,
    });
  });

  it("names the fields that need attention", async () => {
    const response = await answering(
      async (call) => jsonResponse(await readJson(call.request, schema)),
      post('{"count":1.5,"role":"admin"}'),
    );
    expect(response.status).toBe(422);
    const { fields } = await response.json();
    expect(Object.keys(fields).sort()).toEqual(["count", "role", "text"]);
  });

  it("has the status of the engine's error: busy, not found or conflict", async () => {
    const busy = await throwing(new SessionBusyError("s"));
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await throwing(new SessionNotFoundError("s"))).status).toBe(404);
  });

  it("has status 503 with Retry-After when the database is not reachable", async () => {
    const gone = await throwing(Object.assign(new Error("x"), { cause: { code: "ECONNREFUSED" } }));
    expect(gone.status).toBe(503);
    expect(Number(gone.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await gone.json()).toMatchObject({ code: "unavailable" });
  });

  it("never shows an internal error", async () => {
    const response = await throwing(new Error("postgresql://user:secret@host failed"));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|postgres|stack|at /);
  });
});

describe("a refusal", () => {
  let authorization: string;
  let userId: string;
  beforeAll(async () => {
    const key = randomUUID();
    const data = { name: "Dana", email: "dana@example.com", passwordHash: "", roles: ["claimant" as const] };
    const user = await prisma.user.create({
      data: { ...data, apiKeys: { create: { hash: hashApiKey(key), label: "test" } } },
    });
    [authorization, userId] = [`Bearer ${key}`, user.id];
  });

  const asDana = (path: string) =>
    new Request(`http://localhost${path}`, { method: "POST", headers: { authorization } });

  it("is recorded with the person, the action and the reason", async () => {
    const response = await answering(
      async (call) => jsonResponse(asReviewer(await call.principal())),
      asDana("/api/v1/reviews"),
    );
    expect(response.status).toBe(403);
    const [event] = await prisma.$queryRaw<{ type: string; data: object; intact: boolean }[]>`
      SELECT type, data, hash = audit_chain('', seq, type, actor_id, at, data) AS intact
      FROM audit_event WHERE actor_id = ${userId}::uuid AND session_id IS NULL`;
    expect(event).toMatchObject({
      type: "access.denied",
      data: { action: "POST /api/v1/reviews", reason: "forbidden", session_id: null },
      intact: true,
    });
  });

  it("is recorded for another person's session", async () => {
    const sessionId = randomUUID();
    await answering(async (call) => {
      await call.principal();
      call.about(sessionId);
      throw new AppError("not_found");
    }, asDana("/execute"));
    const event = await prisma.auditEvent.findFirst({
      where: { actorId: userId, data: { path: ["session_id"], equals: sessionId } },
    });
    expect(event).toMatchObject({ sessionId: null, data: { action: "POST /execute", reason: "not_found" } });
  });

  it("is recorded at most twenty times an hour", async () => {
    const refuse = () =>
      answering(async (call) => jsonResponse(asReviewer(await call.principal())), asDana("/api/v1/often"));
    for (let times = 0; times < 30; times++) expect((await refuse()).status).toBe(403);
    expect(await prisma.auditEvent.count({ where: { actorId: userId, type: "access.denied" } })).toBe(20);
  });

  it("of an unknown sender writes no row and no stack trace", async () => {
    vi.stubEnv("NEXTAUTH_SECRET", "a secret for tests, long enough");
    const rows = await prisma.auditEvent.count();
    const lines = (["debug", "info", "warn", "error"] as const).map((level) => vi.spyOn(log, level));
    const attempts = [
      post("{}"),
      new Request("http://localhost/x", { headers: { authorization: "Bearer unknown" } }),
      new Request("http://localhost/x", { headers: { cookie: "next-auth.session-token=forged" } }),
    ];
    for (const request of attempts) {
      const response = await answering(async (call) => jsonResponse(await call.principal()), request);
      expect(response.status).toBe(401);
    }
    expect(await prisma.auditEvent.count()).toBe(rows);
    const written = lines.flatMap((line) => line.mock.calls);
    expect(written).toHaveLength(3);
    expect(JSON.stringify(written)).not.toContain("stack");
    for (const [what] of written)
      expect(Object.values(what as object).some((value) => value instanceof Error)).toBe(false);
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it("asks for credentials when there are none", async () => {
    const response = await answering(async (call) => jsonResponse(await call.principal()));
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="GraphFlow"']);
  });
});

describe("a sender who asks too often", () => {
  it("gets a problem document with Retry-After; other senders are not limited", async () => {
    vi.stubEnv("RATE_LIMIT_EVENTS", "3");
    const keys = await Promise.all(
      ["one", "two"].map(async (name) => {
        const key = randomUUID();
        const data = { name, email: `${key}@example.com`, passwordHash: "", roles: ["claimant" as const] };
        await prisma.user.create({ data: { ...data, apiKeys: { create: { hash: hashApiKey(key), label: name } } } });
        return key;
      }),
    );
    const ask = (key = "") => {
      const request = new Request("http://localhost/x", { headers: { authorization: `Bearer ${key}` } });
      const answer = async (call: Call<object>) =>
        jsonResponse([(await call.principal()).name, await call.principal()]);
      return handle(answer, { limit: () => "events" })(request, nowhere);
    };
    for (let times = 1; times <= 3; times++) expect((await ask(keys[0])).status).toBe(200);
    const refused = await ask(keys[0]);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({
      code: "rate_limited",
      detail: expect.stringMatching(/Wait \d+ second/),
    });
    expect((await ask(keys[1])).status).toBe(200);
    vi.unstubAllEnvs();
  });
});
