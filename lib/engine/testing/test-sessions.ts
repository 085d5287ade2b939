import { expect } from "vitest";
import { TurnCancelledError } from "../errors";
import type { JsonObject } from "../json";
import { Session } from "../session/session";
import { cancelledStep } from "../step/decide-step";
import type { Lease, SessionHistory, SessionStorage, StepCommit } from "../storage/session-storage";

/** What an implementation brings: itself, and ids that it accepts. */
export interface ContractSetup {
  storage: SessionStorage;
  newId(): string;
  /** A graph id that sessions of this storage may have. */
  graphId: string;
  /** What this storage stores with a message. */
  messageData: JsonObject;
}

/** The step that a run makes of its task when it is stopped. */
export const stoppedStep = (session: Session): StepCommit =>
  cancelledStep(session, new TurnCancelledError(session.currentTaskId, "enough"), 1);

/** What the contracts do with sessions of a storage under test. A missing session or lease fails the test. */
export function sessionsOf(setup: () => ContractSetup) {
  const load = async (storage: SessionStorage, id: string): Promise<Session> =>
    (await storage.get(id)) ?? expect.fail("the session is gone");
  return {
    load,
    /** A session at this task with these values that was saved and not run. */
    async begin(
      startTaskId = "greet",
      values: JsonObject = { given: [1, { two: null }] },
    ): Promise<{ storage: SessionStorage; session: Session; id: string; graphId: string }> {
      const { storage, newId, graphId } = setup();
      const session = new Session(newId(), startTaskId, graphId);
      for (const [key, value] of Object.entries(values)) session.context.set(key, value);
      await storage.save(session);
      return { storage, session, id: session.id, graphId };
    },
    historyOf: async (storage: SessionStorage, id: string): Promise<SessionHistory> =>
      (await storage.history(id)) ?? expect.fail("the session has no history"),
    async reply(storage: SessionStorage, id: string, value: string): Promise<void> {
      const session = await load(storage, id);
      session.answer = value;
      await storage.save(session);
    },
    acquire: async (storage: SessionStorage, id: string): Promise<Lease> =>
      (await storage.acquire(id, { leaseMs: 60_000 })) ?? expect.fail("there is nothing to lease"),
  };
}
