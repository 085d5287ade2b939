import { describe, expect, test } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { InMemorySessionStorage } from "../storage/in-memory-storage";
import type { Lease, SessionHistory, StepCommit } from "../storage/session-storage";
import { answer, asks, task } from "../testing/test-tasks";
import { Session } from "./session";
import { forkSession, type PastState, stateAt } from "./time-travel";

/** Records the stored state of the session after every write. */
class WatchedStorage extends InMemorySessionStorage {
  readonly seen = new Map<number, PastState>();

  override async commitStep(lease: Lease, commit: StepCommit): Promise<void> {
    await super.commitStep(lease, commit);
    await this.#note(lease.session.id);
  }

  override async save(session: Session): Promise<void> {
    await super.save(session);
    await this.#note(session.id);
  }

  async #note(id: string): Promise<void> {
    const session = await this.get(id);
    if (!session) return;
    const { stepSeq: seq, graphId, currentTaskId, backStack, context, status } = session;
    const isOver = status === "completed";
    this.seen.set(seq, structuredClone({ seq, graphId, currentTaskId, backStack, values: context.values(), isOver }));
  }
}

/** gather -> check (back once) -> ask (waits) -> flaky (fails once) -> jump -> ask again -> ... -> done */
const winding = () => {
  let isDown = true;
  return new GraphBuilder("winding")
    .addTask(
      task("gather", (context) => {
        context.set("visits", (context.get<number>("visits") ?? 0) + 1);
        context.set("nested", { list: [context.get("visits")] });
        context.addAssistantMessage(`visit ${context.get("visits")}`);
        return { nextAction: NextAction.ContinueAndExecute };
      }),
    )
    .addTask(
      task("check", (context) => {
        context.remove("given");
        return { nextAction: context.get("visits") === 1 ? NextAction.GoBack : NextAction.ContinueAndExecute };
      }),
    )
    .addTask(asks("ask"))
    .addTask(
      task("flaky", (context) => {
        context.set("half", true);
        if (isDown) {
          isDown = false;
          throw new Error("down");
        }
        context.remove("half");
        return { nextAction: context.get("ask") === "again" ? NextAction.GoTo("ask") : NextAction.End };
      }),
    )
    .addEdge("gather", "check")
    .addEdge("check", "ask")
    .addEdge("ask", "flaky")
    .build();
};

async function walked() {
  const storage = new WatchedStorage();
  const session = new Session("s", "gather", "winding");
  session.context.set("given", "from the start");
  session.context.addUserMessage("hello");
  await storage.save(session);
  const runner = new FlowRunner(winding(), storage);
  await runner.run("s");
  const edited = await storage.get("s");
  if (!edited) throw new Error("the session is gone");
  edited.context.set("note", "by hand");
  edited.context.remove("nested");
  edited.context.addSystemMessage("a person has been here");
  await storage.save(edited);
  await runner.run("s");
  await answer(storage, "again");
  for (let runs = 0; runs < 3; runs++) await runner.run("s");
  await answer(storage, "enough");
  await runner.run("s");
  const history = await storage.history("s");
  if (!history) throw new Error("there is no history");
  return { storage, history };
}

describe("the state after a step", () => {
  test("is what the session was: after going back, removals, failures, jumps and changes by hand", async () => {
    const { storage, history } = await walked();
    expect(history.steps.map(({ taskId, status, action }) => `${taskId}: ${action ?? status}`)).toEqual([
      "gather: ContinueAndExecute",
      "check: GoBack",
      "gather: saved",
      "gather: ContinueAndExecute",
      "check: ContinueAndExecute",
      "ask: WaitForInput",
      "ask: ContinueAndExecute",
      "flaky: failed",
      "flaky: GoTo",
      "ask: WaitForInput",
      "ask: ContinueAndExecute",
      "flaky: End",
    ]);
    expect(history.steps.map((step) => stateAt(history, step.seq))).toEqual(
      history.steps.map((step) => storage.seen.get(step.seq)),
    );
    expect(stateAt(history, 0)).toEqual({
      seq: 0,
      graphId: "winding",
      currentTaskId: "gather",
      backStack: [],
      values: { given: "from the start" },
      isOver: false,
    });
  });

  test.each([-1, 13, 1.5])("is an error for step %d, which does not exist", async (seq) => {
    const { history } = await walked();
    expect(() => stateAt(history, seq)).toThrow(expect.objectContaining({ code: "step_not_found", data: { seq } }));
  });
});

test("a value of a fork that cannot be stored is named", async () => {
  const { storage } = await walked();
  const fork = forkSession(storage, "s", { seq: 1, newId: "fork", values: { fine: 1, amount: "a\u0000" } });
  await expect(fork).rejects.toMatchObject({ code: "context_value", data: { key: "amount" } });
});

test("a state has the version and the task that the session had then, also after it was moved", () => {
  const step = { status: "done", action: "Continue", patch: { set: {}, remove: [] } } as const;
  const history = {
    ...{ graphId: "v3", startTaskId: "ask", initialValues: {}, messages: [] },
    steps: [
      { ...step, seq: 1, taskId: "ask", nextTaskId: "check" },
      { ...step, seq: 2, taskId: "inspect", nextTaskId: "end" },
    ],
    moves: [
      { afterSeq: 1, fromGraphId: "v1", graphId: "v2", currentTaskId: "inspect", backStack: ["question"] },
      { afterSeq: 2, fromGraphId: "v2", graphId: "v3", currentTaskId: "finish", backStack: null },
    ],
  } as unknown as SessionHistory;
  const at = (seq: number) => {
    const { graphId, currentTaskId, backStack } = stateAt(history, seq);
    return [graphId, currentTaskId, backStack];
  };
  expect(at(0)).toEqual(["v1", "ask", []]);
  expect(at(1)).toEqual(["v2", "inspect", ["question"]]);
  expect(at(2)).toEqual(["v3", "finish", ["question", "inspect"]]);
});

describe("a fork", () => {
  test("cannot begin after the last step of a session that has ended", async () => {
    const { storage } = await walked();
    const fork = (seq: number, newId: string) => forkSession(storage, "s", { seq, newId });
    await expect(fork(12, "fork")).rejects.toMatchObject({ code: "session_completed" });
    const ended = (await storage.get("s")) ?? expect.fail("it is gone");
    ended.context.set("note", "edited");
    await storage.save(ended);
    await expect(fork(13, "fork")).rejects.toMatchObject({ code: "session_completed" });
    expect(await storage.get("fork")).toBeUndefined();
    // The session is run again after its end.
    ended.status = "ready";
    await storage.save(ended);
    await new FlowRunner(winding(), storage).run("s");
    expect(await fork(12, "fork")).toMatchObject({ status: "ready" });
    const moved = (await storage.get("s")) ?? expect.fail("it is gone");
    Object.assign(moved, { status: "ready", currentTaskId: "gather" });
    await storage.save(moved);
    expect(await fork(moved.stepSeq, "another")).toMatchObject({ status: "ready", currentTaskId: "gather" });
  });

  test("is a new session on the same graph, with the state of the other one", async () => {
    const { storage, history } = await walked();
    const before = await storage.get("s");
    const fork = await forkSession(storage, "s", { seq: 5, newId: "fork", values: { note: "another one" } });
    const stored = await storage.get("fork");
    expect(stored).toMatchObject({ id: "fork", graphId: "winding", currentTaskId: "ask", status: "ready", stepSeq: 0 });
    expect(stored?.backStack).toEqual(stateAt(history, 5).backStack);
    expect(stored?.context.values()).toEqual({ visits: 2, nested: { list: [2] }, note: "another one" });
    expect(stored?.version).toBe(fork.version);
    expect(await storage.get("s")).toEqual(before);
    expect(await storage.history("s")).toEqual(history);
  });

  test("has the conversation up to that step", async () => {
    const { storage } = await walked();
    const conversation = async (seq: number) => {
      const fork = await forkSession(storage, "s", { seq, newId: `fork ${seq}` });
      return (await storage.get(fork.id))?.context.getChatHistory().map((message) => message.content);
    };
    expect(await conversation(0)).toEqual(["hello"]);
    expect(await conversation(2)).toEqual(["hello", "visit 1"]);
    expect(await conversation(3)).toEqual(["hello", "visit 1", "a person has been here"]);
    expect(await conversation(11)).toEqual(["hello", "visit 1", "a person has been here", "visit 2"]);
  });

  test("of a session that waited asks again and does not change the original", async () => {
    const { storage } = await walked();
    await forkSession(storage, "s", { seq: 6, newId: "fork" });
    const runner = new FlowRunner(winding(), storage);
    expect(await runner.run("fork", { onlyDue: true })).toMatchObject({
      status: { type: "WaitingForInput" },
      response: "ask?",
    });
    await answer(storage, "enough", "fork");
    await runner.run("fork");
    expect(await runner.run("fork")).toMatchObject({ status: { type: "Completed" } });
    expect((await storage.get("fork"))?.context.get("ask")).toBe("enough");
    expect(stateAt((await storage.history("fork")) ?? expect.fail(), 0).values).toMatchObject({ visits: 2 });
  });

  test("of an unknown session, from an unknown step or with a taken id is refused", async () => {
    const { storage } = await walked();
    const fork = (id: string, seq: number, newId: string) => forkSession(storage, id, { seq, newId });
    await expect(fork("missing", 0, "fork")).rejects.toMatchObject({ code: "session_not_found" });
    await expect(fork("s", 99, "fork")).rejects.toMatchObject({ code: "step_not_found" });
    await expect(fork("s", 0, "s")).rejects.toMatchObject({ code: "session_conflict" });
    expect(await storage.get("fork")).toBeUndefined();
  });
});

test("changes to a history do not change the session", async () => {
  const storage = new InMemorySessionStorage();
  const session = new Session("kept", "work");
  session.context.set("given", { n: 1 });
  await storage.save(session);
  const history = await storage.history("kept");
  Object.assign(stateAt(history ?? expect.fail("no history"), 0).values, { changed: true });
  expect((await storage.history("kept"))?.initialValues).toEqual({ given: { n: 1 } });
});
