import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Session, SessionBusyError, SessionCompletedError, SessionNotFoundError } from "@/lib/engine";
import { PostgresSessionStorage } from "@/lib/sessions/storage";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { acquires } from "../write-batches";

withTestDatabase();

let storage: PostgresSessionStorage;
let graphId: string;
beforeAll(async () => {
  storage = new PostgresSessionStorage(claimFacets, (await createClaimant()).userId);
  const version = await prisma.workflowVersion.create({
    data: {
      workflow: { create: { id: "leases", name: "Leases" } },
      ...{ number: 1, definition: {}, contentHash: "-" },
    },
  });
  graphId = version.id;
});
afterEach(() => vi.restoreAllMocks());

async function session(status: Session["status"]): Promise<string> {
  const made = new Session(randomUUID(), "first", graphId);
  made.status = status;
  await storage.save(made);
  return made.id;
}

/** An `acquire` that found the lease of another run. The lease has expired when the session's state is read. */
const acquireAfterLostLease = (id: string, onlyDue: boolean) => {
  vi.spyOn(acquires, "add").mockResolvedValueOnce(undefined);
  return storage.acquire(id, { leaseMs: 1_000, onlyDue });
};

describe("an `acquire` that failed because of a lease that has expired since", () => {
  test("reports a ready session as busy, and not as idle", async () => {
    const id = await session("ready");
    await expect(acquireAfterLostLease(id, true)).rejects.toThrow(SessionBusyError);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toMatchObject({ startCount: 1 });
  });

  test("returns undefined when nothing is due after the last run", async () => {
    expect(await acquireAfterLostLease(await session("paused"), true)).toBeUndefined();
    expect(await acquireAfterLostLease(await session("completed"), true)).toBeUndefined();
  });

  test("without `onlyDue` throws the error for the state of the session", async () => {
    await expect(acquireAfterLostLease(await session("paused"), false)).rejects.toThrow(SessionBusyError);
    await expect(acquireAfterLostLease(await session("completed"), false)).rejects.toThrow(SessionCompletedError);
    await expect(acquireAfterLostLease(randomUUID(), true)).rejects.toThrow(SessionNotFoundError);
  });
});
