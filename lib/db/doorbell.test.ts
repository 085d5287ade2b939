import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { onRing, ringDoorbell } from "@/lib/db/doorbell";
import { freePort } from "@/lib/db/embedded-postgres";
import { withTestDatabase } from "@/lib/db/test-database";
import { log } from "@/lib/log";

withTestDatabase();

const eventually = { timeout: 10_000 };

let stop = () => {};
afterEach(() => {
  stop();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Listens and waits until the connection is there: the first ring says so. */
async function listen(): Promise<(string | null)[]> {
  const heard: (string | null)[] = [];
  stop = onRing((sessionId) => heard.push(sessionId));
  await vi.waitFor(() => expect(heard).toContain(null), eventually);
  return heard;
}

const listeningBackends = () =>
  prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`;

describe("the doorbell", () => {
  it("tells a listener which session something happened to, once for rings close together", async () => {
    const heard = await listen();
    const [first, second] = [randomUUID(), randomUUID()];
    ringDoorbell(first);
    ringDoorbell(first);
    ringDoorbell(second);
    await vi.waitFor(() => expect(heard).toContain(second), eventually);
    expect(heard.filter((sessionId) => sessionId === first)).toHaveLength(1);
  });

  it("listens again after its connection was lost, and says that something may have been missed", async () => {
    const heard = await listen();
    const rung = heard.length;
    const [lost] = await listeningBackends();
    await prisma.$queryRaw`SELECT pg_terminate_backend(${lost?.pid}::int)`;
    await vi.waitFor(() => expect(heard.slice(rung)).toContain(null), eventually);

    const sessionId = randomUUID();
    await vi.waitFor(async () => expect(await listeningBackends()).not.toContainEqual(lost), eventually);
    ringDoorbell(sessionId);
    await vi.waitFor(() => expect(heard).toContain(sessionId), eventually);
  });

  it("finds what nobody rang for by polling", async () => {
    const heard = await listen();
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), eventually);
    const rung = heard.length;
    await prisma.auditEvent.create({ data: { type: "step.committed", data: {}, hash: "-" } });
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(rung), eventually);
  });

  it("is heard by everybody else when a listener throws", async () => {
    const logged = vi.spyOn(log, "error").mockReturnValue();
    const error = new Error("a listener of no manners");
    // Before the others: they are told after it.
    onTestFinished(
      onRing(() => {
        throw error;
      }),
    );
    const heard = await listen();
    const sessionId = randomUUID();
    ringDoorbell(sessionId);
    await vi.waitFor(() => expect(heard).toContain(sessionId), eventually);
    expect(logged).toHaveBeenCalledWith({ err: error }, expect.any(String));
  });

  it("says in the log that it cannot listen", async () => {
    const logged = vi.spyOn(log, "warn").mockReturnValue();
    vi.stubEnv("DATABASE_URL", `postgresql://nobody@127.0.0.1:${await freePort()}/none`);
    stop = onRing(() => {});
    const refusal = { err: expect.objectContaining({ code: "ECONNREFUSED" }) };
    await vi.waitFor(
      () => expect(logged).toHaveBeenCalledWith(refusal, expect.stringContaining("polling")),
      eventually,
    );
  });

  it("shares one connection between listeners and gives it back when the last one leaves", async () => {
    await listen();
    const leave = onRing(() => {});
    expect(await listeningBackends()).toHaveLength(1);
    leave();
    stop();
    await vi.waitFor(async () => expect(await listeningBackends()).toHaveLength(0), eventually);
  });
});
