import type { PgBoss } from "pg-boss";
import { expect, it, vi } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Dispatcher } from "./dispatcher";

withTestDatabase();

it("waits for a job that is being fetched when it is stopped", async () => {
  const fetched = Promise.withResolvers<{ id: string; data: { sessionId: string } }[]>();
  const fetch = vi.fn((name: string) => (name === "advance-session" ? fetched.promise : Promise.resolve([])));
  const complete = vi.fn(async () => {});
  const done: string[] = [];
  const dispatcher = new Dispatcher({ fetch, complete } as unknown as PgBoss, "pgboss", {
    "advance-session": async (sessionId) => void done.push(sessionId),
    "wait-overdue": async () => {},
    "commit-decision": async () => {},
    "wake-case": async () => {},
  });
  dispatcher.start();
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledWith("advance-session", expect.anything()));
  let isStopped = false;
  const stopped = dispatcher.stop(10_000).then(() => {
    isStopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isStopped).toBe(false);
  fetched.resolve([{ id: "1", data: { sessionId: "fetched" } }]);
  await stopped;
  expect(done).toEqual(["fetched"]);
  expect(complete).toHaveBeenCalledWith("advance-session", "1");
  expect(fetch.mock.calls.filter(([name]) => name === "advance-session")).toHaveLength(1);
});
