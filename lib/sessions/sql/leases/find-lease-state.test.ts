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

/** `acquire` finds a lease that has expired when its state is read afterwards. */
const afterALostLease = (id: string, onlyDue: boolean) => {
  vi.spyOn(acquires, "add").mockResolvedValueOnce(undefined);
  return storage.acquire(id, { leaseMs: 1_000, onlyDue });
};

describe("a lease that got nothing because of a lease that has run out since", () => {
  test("finds a ready session busy, and never without anything to do", async () => {
    const id = await session("ready");
    await expect(afterALostLease(id, true)).rejects.toThrow(SessionBusyError);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toMatchObject({ startCount: 1 });
  });

  test("finds nothing to do where its last holder has left nothing", async () => {
    expect(await afterALostLease(await session("paused"), true)).toBeUndefined();
    expect(await afterALostLease(await session("completed"), true)).toBeUndefined();
  });

  test("says what it is when it was to be run in any case", async () => {
    await expect(afterALostLease(await session("paused"), false)).rejects.toThrow(SessionBusyError);
    await expect(afterALostLease(await session("completed"), false)).rejects.toThrow(SessionCompletedError);
    await expect(afterALostLease(randomUUID(), true)).rejects.toThrow(SessionNotFoundError);
  });
});
