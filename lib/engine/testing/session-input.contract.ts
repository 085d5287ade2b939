import { expect, test } from "vitest";
import { SessionBusyError, SessionConflictError, SessionNotFoundError } from "../errors";
import { Session, type SessionStatus } from "../session/session";
import { type ContractSetup, sessionsOf, stoppedStep } from "./test-sessions";

/** How every SessionStorage treats invalid ids, tokens and numbers. Called inside a `describe`. */
export function sessionInputContract(setup: () => ContractSetup): void {
  const { begin, acquire } = sessionsOf(setup);

  test("lists no more than it is asked for, whatever the number", async () => {
    const { storage } = await begin();
    await begin();
    const count = async (limit: number) => (await storage.list({ limit })).length;
    expect([await count(0), await count(-5), await count(Number.NaN), await count(1.9)]).toEqual([0, 0, 0, 1]);
    expect(await count(Number.POSITIVE_INFINITY)).toBeGreaterThan(1);
    expect(await storage.list({ status: "unheard-of" as SessionStatus })).toEqual([]);
  });

  test("treats an invalid id as the id of a session that does not exist", async () => {
    const { storage } = await begin();
    for (const id of ["", "nonsense", "'; DROP TABLE session"]) {
      const session = new Session(id, "first", setup().graphId);
      session.version = 3;
      const lease = { session, token: "nonsense", startCount: 1, hadLastTry: false };
      expect([await storage.get(id), await storage.history(id), await storage.requestStop(id)]).toEqual([
        ...[undefined, undefined, false],
      ]);
      await storage.delete(id);
      await storage.release(lease);
      await expect(storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).rejects.toThrow(SessionNotFoundError);
      await expect(storage.cancel(id)).rejects.toThrow(SessionNotFoundError);
      await expect(storage.renewLease(lease, 1_000)).rejects.toThrow(SessionConflictError);
      await expect(storage.recordLastTry(lease)).rejects.toThrow(SessionConflictError);
      await expect(storage.commitStep(lease, stoppedStep(session))).rejects.toThrow(SessionConflictError);
      await expect(storage.save(session)).rejects.toThrow(SessionConflictError);
    }
  });

  test("refuses writes with the token of no lease", async () => {
    const { storage, id } = await begin();
    const held = await acquire(storage, id);
    const forged = { ...held, token: "nonsense" };
    const { session } = held;
    await storage.release(forged);
    await expect(storage.recordLastTry(forged)).rejects.toThrow(SessionConflictError);
    await expect(storage.renewLease(forged, 1_000)).rejects.toThrow(SessionConflictError);
    await expect(storage.commitStep(forged, stoppedStep(session))).rejects.toThrow(SessionConflictError);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionBusyError);
  });
}
