import { describe, expect, test } from "vitest";
import {
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
} from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import { type ContractSetup, sessionsOf, stoppedStep } from "./test-sessions";
import { asks, goesOn, hangs, task } from "./test-tasks";

/** How every SessionStorage starts, answers, stops, ends and wakes sessions. Called inside a `describe`. */
export function sessionControlContract(setup: () => ContractSetup): void {
  const { begin, load, historyOf, reply, acquire } = sessionsOf(setup);

  test("gives a new session to the run that creates it, and its id to no other", async () => {
    const { storage, newId, graphId } = setup();
    const id = newId();
    const held = await storage.create(new Session(id, "greet", graphId), 60_000);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionBusyError);
    await expect(storage.create(new Session(id, "greet", graphId), 60_000)).rejects.toThrow(SessionConflictError);
    await storage.commitStep(held, stoppedStep(held.session));
    expect(await load(storage, id)).toMatchObject({ status: "paused", stepSeq: 1 });
    const graph = new GraphBuilder("contract").addTask(asks("ask")).build();
    const begun = await new FlowRunner(graph, storage).start(new Session(newId(), "ask", graphId));
    expect(begun).toMatchObject({ status: { type: "WaitingForInput" }, responses: ["ask?"] });
  });

  test("creates a session together with its first step, or neither", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "greet", graphId);
    session.context.set("given", 1);
    const held = await storage.create(session, 60_000, stoppedStep(session));
    expect(await load(storage, session.id)).toMatchObject({
      status: "paused",
      stepSeq: 1,
      version: held.session.version,
    });
    await expect(storage.save(session)).rejects.toThrow(SessionConflictError);
    expect(await historyOf(storage, session.id)).toMatchObject({ initialValues: { given: 1 }, steps: [{ seq: 1 }] });
    const second = new Session(session.id, "greet", graphId);
    await expect(storage.create(second, 60_000, stoppedStep(second))).rejects.toThrow(SessionConflictError);
    expect((await historyOf(storage, session.id)).steps).toHaveLength(1);
  });

  test("creates no lease on a session that has come to its end by hand", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "only", graphId);
    const graph = new GraphBuilder("contract").addTask(goesOn("only")).build();
    await graph.executeSession(session);
    await expect(new FlowRunner(graph, storage).start(session)).rejects.toThrow(SessionCompletedError);
    expect((await historyOf(storage, session.id)).steps).toHaveLength(1);
  });

  test("of the runs that begin at the same instant lets one for each session execute", async () => {
    const { storage, id, graphId } = await begin("first");
    const others = [1, 2, 3].map(() => new Session(setup().newId(), "first", graphId));
    await Promise.all(others.map((other) => storage.save(other)));
    const ids = [id, ...others.map((other) => other.id)];
    const executions: string[] = [];
    const first = task("first", (_context, { sessionId }) => {
      executions.push(sessionId);
      return { nextAction: NextAction.End };
    });
    const graph = new GraphBuilder("contract").addTask(first).build();
    const runs = await Promise.allSettled(
      [...ids, ...ids, ...ids].map((one) => new FlowRunner(graph, storage).run(one)),
    );
    expect(executions.toSorted()).toEqual(ids.toSorted());
    expect(runs.filter((run) => run.status === "fulfilled")).toHaveLength(ids.length);
  });

  test("takes the answer that a run brings with it, and keeps it for the next try when that run fails", async () => {
    const { storage, id } = await begin("first");
    let broken = true;
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context, { answer }) => {
          if (answer === undefined) return { nextAction: NextAction.WaitForInput };
          if (broken) throw new Error("the roof is leaking");
          context.set("answer", answer);
          return { nextAction: NextAction.End };
        }),
      )
      .build();
    const runner = new FlowRunner(graph, storage);
    await runner.run(id);
    const failed = await runner.run(id, { onlyDue: true, answer: { verdict: "approve" } });
    expect(failed).toMatchObject({ status: { type: "Error" } });
    broken = false;
    expect(await runner.run(id)).toMatchObject({ status: { type: "Completed" } });
    expect((await storage.get(id))?.context.get("answer")).toEqual({ verdict: "approve" });
  });

  test("counts null as no answer", async () => {
    const { storage, id } = await begin("ask");
    const runner = new FlowRunner(new GraphBuilder("contract").addTask(asks("ask")).build(), storage);
    await runner.run(id);
    expect(await runner.run(id, { answer: null })).toMatchObject({ status: { type: "WaitingForInput" }, steps: 1 });
  });

  describe("a request to stop", () => {
    test("reaches the run that holds the session with its next renewal, and no later run", async () => {
      const { storage, id } = await begin();
      expect(await storage.requestStop(id)).toBe(false);
      const first = await acquire(storage, id);
      expect(await storage.renewLease(first, 60_000)).toEqual({ stopRequested: false });
      expect(await storage.requestStop(id)).toBe(true);
      expect(await storage.renewLease(first, 60_000)).toEqual({ stopRequested: true });
      await storage.commitStep(first, stoppedStep(first.session));
      const second = await acquire(storage, id);
      expect(await storage.renewLease(second, 60_000)).toEqual({ stopRequested: false });
      expect(await storage.requestStop(setup().newId())).toBe(false);
    });

    test("of a runner elsewhere stops the run: nothing of its task is kept, and it can be run again", async () => {
      const { storage, id } = await begin("work");
      const work = hangs("work");
      const graph = new GraphBuilder("contract").addTask(work).build();
      const run = new FlowRunner(graph, storage).run(id, { leaseMs: 1_500 });
      await work.started;
      expect(await new FlowRunner(graph, storage).cancelTurn(id)).toBe(true);
      expect(await run).toMatchObject({ status: { type: "Paused", nextTaskId: "work" } });
      expect((await historyOf(storage, id)).steps).toMatchObject([
        { taskId: "work", status: "failed", error: { code: "turn_cancelled" }, retryInMs: null },
      ]);
      const stopped = await load(storage, id);
      expect(stopped).toMatchObject({ status: "paused", attempt: 0, currentTaskId: "work" });
      expect(stopped.context.values()).toEqual({ given: [1, { two: null }] });
      const again = new GraphBuilder("contract").addTask(goesOn("work")).build();
      expect(await new FlowRunner(again, storage).run(id)).toMatchObject({ status: { type: "Completed" } });
    });

    test("leaves the open question open, and its answer for the next run", async () => {
      const { storage, id } = await begin("ask");
      const runner = new FlowRunner(new GraphBuilder("contract").addTask(asks("ask")).build(), storage);
      await runner.run(id);
      await reply(storage, id, "yes");
      const stopped = await runner.run(id, { signal: AbortSignal.abort() });
      expect(stopped).toMatchObject({ status: { type: "WaitingForInput" } });
      expect(await load(storage, id)).toMatchObject({ status: "waiting", wait: { form: { question: "ask?" } } });
      expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
      expect(await runner.run(id)).toMatchObject({ status: { type: "Completed" } });
      expect((await load(storage, id)).context.get("ask")).toBe("yes");
    });
  });

  describe("cancelling", () => {
    test("ends a session that waits, for good", async () => {
      const { storage, id } = await begin("ask");
      await new FlowRunner(new GraphBuilder("contract").addTask(asks("ask")).build(), storage).run(id);
      await storage.cancel(id, "withdrawn by the claimant");
      expect(await load(storage, id)).toMatchObject({
        ...{ status: "cancelled", statusMessage: "withdrawn by the claimant", wait: null, currentTaskId: "ask" },
      });
      await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionCancelledError);
      expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
      await expect(storage.cancel(id)).rejects.toThrow(SessionCancelledError);
      expect((await storage.list({ status: "cancelled" })).map((summary) => summary.id)).toContain(id);
      expect((await historyOf(storage, id)).steps).toHaveLength(1);
    });

    test("takes a session from the run that holds it, which can write nothing any more", async () => {
      const { storage, id } = await begin();
      const held = await acquire(storage, id);
      await storage.cancel(id);
      await expect(storage.renewLease(held, 1_000)).rejects.toThrow(SessionConflictError);
      await expect(storage.commitStep(held, stoppedStep(held.session))).rejects.toThrow(SessionConflictError);
      await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionCancelledError);
      expect(await load(storage, id)).toMatchObject({ status: "cancelled", stepSeq: 0 });
    });

    test("takes no reason that cannot be stored", async () => {
      const { storage, id } = await begin();
      await expect(storage.cancel(id, "a\u0000b")).rejects.toMatchObject({ code: "context_value" });
      expect(await load(storage, id)).toMatchObject({ status: "ready" });
    });

    test("is refused for what is completed or not there", async () => {
      const { storage, id } = await begin("last");
      await new FlowRunner(new GraphBuilder("contract").addTask(goesOn("last")).build(), storage).run(id);
      await expect(storage.cancel(id)).rejects.toThrow(SessionCompletedError);
      await expect(storage.cancel(setup().newId())).rejects.toThrow(SessionNotFoundError);
      expect(await load(storage, id)).toMatchObject({ status: "completed" });
    });
  });

  describe("a timer", () => {
    const waits = (wakeInMs: number) =>
      new GraphBuilder("contract")
        .addTask(
          task("wait", (context) => {
            if (context.get("waited")) return { response: "the time has come", nextAction: NextAction.End };
            context.set("waited", true);
            const wait = { audience: "timer", form: { type: "timer" }, wakeInMs };
            return { nextAction: NextAction.WaitForInput, wait };
          }),
        )
        .build();

    test("that has not run out leaves the session waiting", async () => {
      const { storage, id } = await begin("wait");
      const runner = new FlowRunner(waits(60_000), storage);
      await runner.run(id);
      expect(await load(storage, id)).toMatchObject({ status: "waiting", wait: { audience: "timer" } });
      expect(await runner.run(id, { onlyDue: true })).toMatchObject({ status: { type: "WaitingForInput" }, steps: 0 });
    });

    test("makes the session due when it has run out, without an answer", async () => {
      const { storage, id } = await begin("wait");
      const runner = new FlowRunner(waits(1), storage);
      await runner.run(id);
      await expect
        .poll(() => runner.run(id, { onlyDue: true }).catch(() => null))
        .toMatchObject({
          status: { type: "Completed" },
          response: "the time has come",
        });
      expect(await load(storage, id)).toMatchObject({ status: "completed", wait: null });
    });

    test("still runs when a turn at its question was stopped", async () => {
      const { storage, id } = await begin("wait");
      await new FlowRunner(waits(200), storage).run(id);
      const stopped = await new FlowRunner(waits(200), storage).run(id, { signal: AbortSignal.abort() });
      expect(stopped).toMatchObject({ status: { type: "WaitingForInput" } });
      await expect
        .poll(() => new FlowRunner(waits(200), storage).run(id, { onlyDue: true }).catch(() => null))
        .toMatchObject({ status: { type: "Completed" } });
    });

    test("whose task fails is tried again, like any other", async () => {
      const { storage, id } = await begin("wait");
      let runs = 0;
      const task = { ...waits(1).getTask("wait"), id: "wait" as const };
      const run = task.run?.bind(task) ?? expect.fail("there is no task");
      const graph = new GraphBuilder("contract")
        .addTask({
          ...task,
          run: async (context, execution) => {
            runs += 1;
            if (runs === 2) throw new Error("the clock has stopped");
            return run(context, execution);
          },
        })
        .setTaskRetry("wait", { maxAttempts: 3, initialDelayMs: 1, backoffFactor: 1, maxDelayMs: 1 })
        .build();
      await new FlowRunner(graph, storage).run(id);
      await expect
        .poll(() => new FlowRunner(graph, storage).run(id, { onlyDue: true }).catch(() => null))
        .toMatchObject({ status: { type: "Completed" } });
      expect(runs).toBe(3);
    });

    test("keeps running when the step was made by hand and saved, and when the waiting session is edited", async () => {
      const { storage, id } = await begin("wait");
      const graph = waits(1);
      const held = await load(storage, id);
      await graph.executeSession(held);
      await storage.save(held);
      const edited = await load(storage, id);
      edited.context.set("note", "edited");
      await storage.save(edited);
      await expect
        .poll(() => new FlowRunner(graph, storage).run(id, { onlyDue: true }).catch(() => null))
        .toMatchObject({ status: { type: "Completed" } });
      expect((await load(storage, id)).context.get("note")).toBe("edited");
    });
  });
}
