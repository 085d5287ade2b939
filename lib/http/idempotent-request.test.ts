import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { answerOnce, stableId } from "@/lib/http/idempotent-request";

withTestDatabase();

let actorId: string;
beforeAll(async () => {
  const data = { name: "Dana", email: "dana@example.com", passwordHash: "", roles: ["claimant" as const] };
  ({ id: actorId } = await prisma.user.create({ data }));
});

/** Counts how often the work was really done. */
function counter() {
  const work = async () => ({ count: ++work.done });
  work.done = 0;
  return work;
}

const newRequest = (body: unknown = { content: "hi" }) => ({ actorId, key: randomUUID(), body });

it("returns the first answer again and does the work once", async () => {
  const [request, work] = [newRequest(), counter()];
  expect(await answerOnce(request, work)).toEqual({ count: 1 });
  expect(await answerOnce(request, work)).toEqual({ count: 1 });
  expect(work.done).toBe(1);
});

it("does the work once for concurrent requests; the others get a conflict", async () => {
  const [request, work] = [newRequest(), counter()];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const first = answerOnce(request, () => finished.then(work));
  await expect.poll(() => prisma.idempotentRequest.count({ where: { key: request.key } })).toBe(1);
  await expect(answerOnce(request, work)).rejects.toMatchObject({
    code: "conflict",
    options: { retryAfterSeconds: 1 },
  });
  finish();
  expect(await first).toEqual({ count: 1 });
  expect(await answerOnce(request, work)).toEqual({ count: 1 });
});

it("refuses the key for another body, and separates the keys of people", async () => {
  const [request, work] = [newRequest(), counter()];
  await answerOnce(request, work);
  await expect(answerOnce({ ...request, body: { content: "no" } }, work)).rejects.toMatchObject({
    code: "idempotency_mismatch",
    status: 422,
  });
  expect(await answerOnce({ ...request, actorId: randomUUID() }, work)).toEqual({ count: 2 });
});

it("runs again after a failed first request", async () => {
  const [request, work] = [newRequest(), counter()];
  await expect(answerOnce(request, () => Promise.reject(new Error("database gone")))).rejects.toThrow("database gone");
  expect(await answerOnce(request, work)).toEqual({ count: 1 });
});

it("runs again after the process of the first request crashed", async () => {
  const [request, work] = [newRequest(), counter()];
  await answerOnce(request, work);
  await prisma.$executeRaw`
    UPDATE idempotent_request SET status = NULL, response = NULL, created_at = now() - interval '31 seconds'
    WHERE key = ${request.key}`;
  expect(await answerOnce(request, work)).toEqual({ count: 2 });
});

it("accepts only keys that fit into a header", async () => {
  for (const key of ["", " ", "ü", "a\u0000b", "x".repeat(256)]) {
    await expect(answerOnce({ ...newRequest(), key }, counter())).rejects.toMatchObject({ code: "invalid" });
  }
});

it("creates the same version-5 id for the same request, and another one for every other", () => {
  const id = stableId(actorId, "key", "session");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(stableId(actorId, "key", "session")).toBe(id);
  const others = [
    stableId(actorId, "key", "message"),
    stableId(actorId, "key2", "session"),
    stableId(randomUUID(), "key", "session"),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
});
