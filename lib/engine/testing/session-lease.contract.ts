import { expect, test } from "vitest";
import { SessionBusyError, SessionConflictError } from "../errors";
import type { Session, SessionStatus } from "../session/session";
import { emptyStep, nothingElse } from "../storage/apply-commit";
import type { StepCommit } from "../storage/session-storage";
import { type ContractSetup, sessionsOf } from "./test-sessions";

/** How every SessionStorage gives a session to one run at a time. Called inside a `describe`. */
export function sessionLeaseContract(setup: () => ContractSetup): void {
  const { acquire, begin } = sessionsOf(setup);

  test("gives a session to one run at a time, and to the next when a step has released the lease", async () => {
    const { storage, id } = await begin("first");
    const held = await acquire(storage, id);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionBusyError);
    await storage.renewLease(held, 60_000);
    await storage.commitStep(held, emptyCommit(held.session, "paused"));
    await expect(storage.acquire(id, { leaseMs: 1_000 })).resolves.toBeDefined();
    await expect(storage.renewLease(held, 1_000)).rejects.toThrow(SessionConflictError);
  });

  test("lets another run take over when a lease has expired, and refuses the late writer", async () => {
    const { storage, id } = await begin("first");
    const late = await storage.acquire(id, { leaseMs: 0 });
    if (!late) throw new Error("nothing to lease");
    await expect.poll(() => storage.acquire(id, { leaseMs: 60_000 }).then(Boolean, () => false)).toBe(true);
    await expect(storage.commitStep(late, emptyCommit(late.session))).rejects.toThrow(SessionConflictError);
    expect((await storage.get(id))?.stepSeq).toBe(0);
  });
}

/** A step that does nothing but end, or leave the session at `status`. */
const emptyCommit = (session: Session, status: SessionStatus = "completed"): StepCommit => ({
  ...nothingElse,
  step: { ...emptyStep(session), action: "End" },
  session: { status, currentTaskId: session.currentTaskId, statusMessage: null, attempt: 0, move: "keep" },
});
