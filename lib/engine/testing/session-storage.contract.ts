import { describe, expect, test } from "vitest";
import { SessionConflictError, SessionNotFoundError } from "../errors";
import type { SessionStatus } from "../session/session";
import { sessionBeginContract } from "./session-begin.contract";
import { sessionControlContract } from "./session-control.contract";
import { sessionConversationContract } from "./session-conversation.contract";
import { sessionForkContract } from "./session-fork.contract";
import { sessionHistoryContract } from "./session-history.contract";
import { sessionInputContract } from "./session-input.contract";
import { sessionLastTryContract } from "./session-last-try.contract";
import { sessionLeaseContract } from "./session-lease.contract";
import { sessionRunContract } from "./session-run.contract";
import { sessionWaitContract } from "./session-wait.contract";
import { type ContractSetup, sessionsOf } from "./test-sessions";

/** The behaviour that every SessionStorage has. Called inside a `describe`. */
export function sessionStorageContract(setup: () => ContractSetup): void {
  const { load, begin } = sessionsOf(setup);

  test("returns a session as it was saved", async () => {
    const { storage, session, id } = await begin("first", { amount: 12.5, nested: { list: [1, "two", null] } });
    const loaded = await storage.get(id);
    expect(loaded?.context.values()).toMatchObject({ amount: 12.5, nested: { list: [1, "two", null] } });
    expect(loaded).toMatchObject({ currentTaskId: "first", status: "ready", version: session.version });
  });

  test("finds no session that was never saved or was deleted", async () => {
    const { storage, id } = await begin("first");
    const { newId } = setup();
    expect(await storage.get(newId())).toBeUndefined();
    await expect(storage.acquire(newId(), { leaseMs: 1_000 })).rejects.toThrow(SessionNotFoundError);
    await storage.delete(id);
    expect(await storage.get(id)).toBeUndefined();
  });

  test("refuses to overwrite a newer session with an older one", async () => {
    const { storage, id } = await begin("first");
    const [mine, yours] = [await load(storage, id), await load(storage, id)];
    mine.context.set("by", "me");
    await storage.save(mine);
    yours.context.set("by", "you");
    await expect(storage.save(yours)).rejects.toThrow(SessionConflictError);
    expect((await storage.get(id))?.context.get("by")).toBe("me");
  });

  test("lists sessions by status, the one that changed last first", async () => {
    const { storage, id } = await begin("first");
    const other = await begin("first");
    const ids = async (status: SessionStatus) => (await storage.list({ status })).map((summary) => summary.id);
    expect((await ids("ready")).slice(0, 2)).toEqual([other.id, id]);
    await storage.save(await load(storage, id));
    expect((await ids("ready")).slice(0, 2)).toEqual([id, other.id]);
    expect(await ids("completed")).not.toContain(id);
  });

  sessionLeaseContract(setup);
  sessionRunContract(setup);
  sessionConversationContract(setup);
  sessionHistoryContract(setup);
  sessionInputContract(setup);
  describe("a fork", () => sessionForkContract(setup));
  sessionControlContract(setup);
  describe("a step that is started", () => {
    sessionBeginContract(setup);
    sessionLastTryContract(setup);
  });
  sessionWaitContract(setup);
}
