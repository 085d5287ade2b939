import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { freePort } from "@/lib/db/setup/embedded-postgres";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { log } from "@/lib/log";
import { notifySession, onSessionNotification } from "./session-notifications";

withTestDatabase();

const eventually = { timeout: 10_000 };

let stop = () => {};
afterEach(() => {
  stop();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Listens and waits until the connection is open: the first call reports it. */
async function listen(): Promise<(string | null)[]> {
  const heard: (string | null)[] = [];
  stop = onSessionNotification((sessionId) => heard.push(sessionId));
  await vi.waitFor(() => expect(heard).toContain(null), eventually);
  return heard;
}

const listeningBackends = () =>
  prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`;

describe("notifications of sessions", () => {
  it("tells a listener which session something happened to, once for notifications close together", async () => {
    const heard = await listen();
    const [first, second] = [randomUUID(), randomUUID()];
    notifySession(first);
    notifySession(first);
    notifySession(second);
    await vi.waitFor(() => expect(heard).toContain(second), eventually);
    expect(heard.filter((sessionId) => sessionId === first)).toHaveLength(1);
  });

  it("listens again after its connection was lost, and says that something may have been missed", async () => {
    const heard = await listen();
    const before = heard.length;
    const [lost] = await listeningBackends();
    await prisma.$queryRaw`SELECT pg_terminate_backend(${lost?.pid}::int)`;
    await vi.waitFor(() => expect(heard.slice(before)).toContain(null), eventually);

    const sessionId = randomUUID();
    await vi.waitFor(async () => expect(await listeningBackends()).not.toContainEqual(lost), eventually);
    notifySession(sessionId);
    await vi.waitFor(() => expect(heard).toContain(sessionId), eventually);
  });

  it("finds by polling what was committed without a notification", async () => {
    const heard = await listen();
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), eventually);
    const before = heard.length;
    await prisma.auditEvent.create({ data: { type: "step.committed", data: {}, hash: "-" } });
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before), eventually);
  });

  it("reaches all other listeners when one throws", async () => {
    const logged = vi.spyOn(log, "error").mockReturnValue();
    const error = new Error("a listener that throws");
    // This one runs before the others, which are notified after it.
    onTestFinished(
      onSessionNotification(() => {
        throw error;
      }),
    );
    const heard = await listen();
    const sessionId = randomUUID();
    notifySession(sessionId);
    await vi.waitFor(() => expect(heard).toContain(sessionId), eventually);
    expect(logged).toHaveBeenCalledWith({ err: error }, expect.any(String));
  });

  it("logs that it cannot listen", async () => {
    const logged = vi.spyOn(log, "warn").mockReturnValue();
    vi.stubEnv("DATABASE_URL", `postgresql://nobody@127.0.0.1:${await freePort()}/none`);
    stop = onSessionNotification(() => {});
    const refusal = { err: expect.objectContaining({ code: "ECONNREFUSED" }) };
    await vi.waitFor(
      () => expect(logged).toHaveBeenCalledWith(refusal, expect.stringContaining("polling")),
      eventually,
    );
  });

  it("shares one connection between listeners and closes it when the last one unsubscribes", async () => {
    await listen();
    const leave = onSessionNotification(() => {});
    expect(await listeningBackends()).toHaveLength(1);
    leave();
    stop();
    await vi.waitFor(async () => expect(await listeningBackends()).toHaveLength(0), eventually);
  });
});
