import { describe, expect, test } from "vitest";
import { SessionBusyError, SessionCompletedError, SessionConflictError, SessionNotFoundError } from "../errors";
import type { Graph } from "../graph/graph";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import type { JsonObject } from "../json";
import { FlowRunner } from "../run/flow-runner";
import type { HistoryMessage } from "../session/context";
import { Session, type SessionStatus } from "../session/session";
import { forkSession } from "../session/time-travel";
import { emptyStep, nothingElse } from "../storage/apply-commit";
import type { SessionStorage, StepCommit } from "../storage/session-storage";
import { sessionBeginContract } from "./session-begin.contract";
import { sessionControlContract } from "./session-control.contract";
import { sessionForkContract } from "./session-fork.contract";
import { sessionHistoryContract } from "./session-history.contract";
import { sessionInputContract } from "./session-input.contract";
import { sessionWaitContract } from "./session-wait.contract";
import { sessionsOf } from "./test-sessions";
import { task } from "./test-tasks";

/** What an implementation brings: itself, and ids that it accepts. */
export interface ContractSetup {
  storage: SessionStorage;
  newId(): string;
  /** A graph id that sessions of this storage may have. */
  graphId: string;
  /** What this storage stores with a message. */
  messageData: JsonObject;
}

const chain = (): Graph =>
  new GraphBuilder("contract")
    .addTask(
      task("first", (context) => {
        context.set("first", true);
        context.addAssistantMessage("first said");
        return { response: "first said", nextAction: NextAction.ContinueAndExecute, statusMessage: "first is done" };
      }),
    )
    .addTask(
      task("ask", (context, { answer }) => {
        if (answer === undefined) {
          return {
            nextAction: NextAction.WaitForInput,
            wait: { audience: "claimant", form: { type: "reply", question: "Well?", suggestions: [] } },
          };
        }
        context.set("answer", answer);
        return { response: "thanks", nextAction: NextAction.ContinueAndExecute };
      }),
    )
    .addTask(task("last", () => ({ response: "bye", nextAction: NextAction.End })))
    .addEdge("first", "ask")
    .addEdge("ask", "last")
    .build();

/** The behaviour that every SessionStorage has. Called inside a `describe`. */
export function sessionStorageContract(setup: () => ContractSetup): void {
  const { load, acquire } = sessionsOf(setup);
  const start = async (
    values: Record<string, unknown> = {},
  ): Promise<{ storage: SessionStorage; session: Session; id: string }> => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "first", graphId);
    for (const [key, value] of Object.entries(values)) session.context.set(key, value);
    await storage.save(session);
    return { storage, session, id: session.id };
  };

  test("gives back what was saved", async () => {
    const { storage, session, id } = await start({ amount: 12.5, nested: { list: [1, "two", null] } });
    const loaded = await storage.get(id);
    expect(loaded?.context.values()).toMatchObject({ amount: 12.5, nested: { list: [1, "two", null] } });
    expect(loaded).toMatchObject({ currentTaskId: "first", status: "ready", version: session.version });
  });

  test("knows nothing of sessions that were never saved or were deleted", async () => {
    const { storage, id } = await start();
    const { newId } = setup();
    expect(await storage.get(newId())).toBeUndefined();
    await expect(storage.acquire(newId(), { leaseMs: 1_000 })).rejects.toThrow(SessionNotFoundError);
    await storage.delete(id);
    expect(await storage.get(id)).toBeUndefined();
  });

  test("refuses to overwrite a newer session with an older one", async () => {
    const { storage, id } = await start();
    const [mine, yours] = [await load(storage, id), await load(storage, id)];
    mine.context.set("by", "me");
    await storage.save(mine);
    yours.context.set("by", "you");
    await expect(storage.save(yours)).rejects.toThrow(SessionConflictError);
    expect((await storage.get(id))?.context.get("by")).toBe("me");
  });

  test("lists sessions by status, the one that changed last first", async () => {
    const { storage, id } = await start();
    const other = await start();
    const ids = async (status: SessionStatus) => (await storage.list({ status })).map((summary) => summary.id);
    expect((await ids("ready")).slice(0, 2)).toEqual([other.id, id]);
    await storage.save(await load(storage, id));
    expect((await ids("ready")).slice(0, 2)).toEqual([id, other.id]);
    expect(await ids("completed")).not.toContain(id);
  });

  test("gives a session to one run at a time, and to the next when a step has given the lease back", async () => {
    const { storage, id } = await start();
    const held = await acquire(storage, id);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionBusyError);
    await storage.renewLease(held, 60_000);
    await storage.commitStep(held, emptyCommit(held.session, "paused"));
    await expect(storage.acquire(id, { leaseMs: 1_000 })).resolves.toBeDefined();
    await expect(storage.renewLease(held, 1_000)).rejects.toThrow(SessionConflictError);
  });

  test("lets another run take over when a lease has expired, and refuses the late writer", async () => {
    const { storage, id } = await start();
    const late = await storage.acquire(id, { leaseMs: 0 });
    if (!late) throw new Error("nothing to lease");
    await expect.poll(() => storage.acquire(id, { leaseMs: 60_000 }).then(Boolean, () => false)).toBe(true);
    await expect(storage.commitStep(late, emptyCommit(late.session))).rejects.toThrow(SessionConflictError);
    expect((await storage.get(id))?.stepSeq).toBe(0);
  });

  test("commits every step of a chain and stops at a question", async () => {
    const { storage, id } = await start();
    const result = await new FlowRunner(chain(), storage).run(id);
    expect(result).toMatchObject({
      status: { type: "WaitingForInput" },
      responses: ["first said"],
      steps: 2,
      currentTaskId: "ask",
    });
    const waiting = await storage.get(id);
    expect(waiting).toMatchObject({
      status: "waiting",
      stepSeq: 2,
      statusMessage: "first is done",
      wait: { form: {} },
    });
    expect(waiting?.context.getChatHistory().map((message) => message.content)).toEqual(["first said"]);
  });

  test("hands a saved answer to the task that asked, once", async () => {
    const { storage, id } = await start();
    const runner = new FlowRunner(chain(), storage);
    await runner.run(id);
    const waiting = await load(storage, id);
    waiting.answer = "forty-two";
    await storage.save(waiting);
    expect(await runner.run(id, { onlyDue: true })).toMatchObject({
      status: { type: "Completed" },
      responses: ["thanks", "bye"],
    });
    const done = await storage.get(id);
    expect(done?.context.get("answer")).toBe("forty-two");
    expect(done).toMatchObject({ status: "completed", wait: null, answer: undefined });
  });

  test("finds nothing due in a session that waits unanswered or is over", async () => {
    const { storage, id } = await start();
    await new FlowRunner(chain(), storage).run(id);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
  });

  test("keeps the failure of a task and lets the next run try again", async () => {
    const { storage, id } = await start();
    let broken = true;
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context) => {
          context.set("half", "written");
          if (broken) throw new Error("the roof is leaking");
          return { nextAction: NextAction.End };
        }),
      )
      .build();
    const runner = new FlowRunner(graph, storage);
    expect(await runner.run(id)).toMatchObject({ status: { type: "Error", message: "the roof is leaking" } });
    const failed = await storage.get(id);
    expect(failed).toMatchObject({ status: "failed", attempt: 1, stepSeq: 1 });
    expect(failed?.context.get("half")).toBeUndefined();
    broken = false;
    expect(await runner.run(id)).toMatchObject({ status: { type: "Completed" } });
    expect(await storage.get(id)).toMatchObject({ status: "completed", attempt: 0, stepSeq: 2 });
  });

  test("refuses to run what is over, and says that it is", async () => {
    const { storage, id } = await start();
    const graph = new GraphBuilder("contract").addTask(task("first", () => ({ nextAction: NextAction.End }))).build();
    await new FlowRunner(graph, storage).run(id);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionCompletedError);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
  });

  test("lets a task wait without saying for whom", async () => {
    const { storage, id } = await start();
    const graph = new GraphBuilder("contract")
      .addTask(task("first", () => ({ response: "Your name?", nextAction: NextAction.WaitForInput })))
      .build();
    expect(await new FlowRunner(graph, storage).run(id)).toMatchObject({ status: { type: "WaitingForInput" } });
    expect(await storage.get(id)).toMatchObject({ status: "waiting", wait: { form: { question: "Your name?" } } });
  });

  test("hands an answer on until a task takes it", async () => {
    const { storage, session, id } = await start();
    session.answer = "early";
    await storage.save(session);
    expect(await new FlowRunner(chain(), storage).run(id)).toMatchObject({ status: { type: "Completed" } });
    expect((await storage.get(id))?.context.get("answer")).toBe("early");
  });

  test("keeps what a session was saved with, its conversation included", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "first", graphId);
    session.context.addUserMessage("hello");
    session.context.addAssistantMessage("good morning");
    session.statusMessage = "greeted";
    session.backStack = ["door"];
    await storage.save(session);
    const loaded = await storage.get(session.id);
    expect(loaded?.context.getChatHistory().map((message) => message.content)).toEqual(["hello", "good morning"]);
    expect(loaded).toMatchObject({ statusMessage: "greeted", backStack: ["door"], version: session.version });
  });

  test("keeps the data of a message: of a step, of an edit, and in the history", async () => {
    const { storage, session, id } = await start();
    const { messageData } = setup();
    session.context.addAssistantMessage("by hand", messageData);
    await storage.save(session);
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context) => {
          context.addAssistantMessage("plain");
          context.addAssistantMessage("by a step", messageData);
          return { nextAction: NextAction.WaitForInput };
        }),
      )
      .build();
    await new FlowRunner(graph, storage).run(id);
    const said = [["by hand", messageData], ["plain"], ["by a step", messageData]];
    const dataOf = (messages: readonly HistoryMessage[]) =>
      messages.map(({ content, data }) => (data ? [content, data] : [content]));
    expect(dataOf((await load(storage, id)).context.getChatHistory())).toEqual(said);
    expect(dataOf((await storage.history(id))?.messages ?? [])).toEqual(said);
    const fork = await forkSession(storage, id, { seq: 2, newId: setup().newId() });
    expect(dataOf((await load(storage, fork.id)).context.getChatHistory())).toEqual(said);
  });

  test("begins the conversation anew when a task clears it", async () => {
    const { storage, session, id } = await start();
    session.context.addUserMessage("old");
    await storage.save(session);
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context) => {
          context.addAssistantMessage("also old");
          context.clearChatHistory();
          context.addAssistantMessage("new");
          return { nextAction: NextAction.WaitForInput };
        }),
      )
      .build();
    await new FlowRunner(graph, storage).run(id);
    expect((await storage.get(id))?.context.getChatHistory().map((message) => message.content)).toEqual(["new"]);
  });

  test("has the conversation that came after it was cleared by hand, however often it is saved", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "chat", graphId);
    session.context.addUserMessage("a secret");
    await storage.save(session);
    session.context.clearChatHistory();
    await storage.save(session);
    session.context.addAssistantMessage("hello");
    await storage.save(session);
    await storage.save(session);
    const stored = await storage.get(session.id);
    expect(stored?.context.getChatHistory().map(({ content }) => content)).toEqual(["hello"]);
    expect((await storage.history(session.id))?.steps).toHaveLength(2);
  });

  test("clears the conversation when the caller has cleared it", async () => {
    const { storage, session, id } = await start();
    session.context.addUserMessage("old");
    await storage.save(session);
    const held = await load(storage, id);
    held.context.clearChatHistory();
    held.context.addUserMessage("new");
    await storage.save(held);
    expect((await storage.get(id))?.context.getChatHistory().map((message) => message.content)).toEqual(["new"]);
  });

  sessionHistoryContract(setup);
  sessionInputContract(setup);
  describe("a fork", () => sessionForkContract(setup));
  sessionControlContract(setup);
  describe("a step that is started", () => sessionBeginContract(setup));
  sessionWaitContract(setup);
}

/** A step that does nothing but end, or leave the session at `status`. */
const emptyCommit = (session: Session, status: SessionStatus = "completed"): StepCommit => ({
  ...nothingElse,
  step: { ...emptyStep(session), action: "End" },
  session: { status, currentTaskId: session.currentTaskId, statusMessage: null, attempt: 0, move: "keep" },
});
