import { describe, expect, test, vi } from "vitest";
import { SessionCancelledError, SessionCompletedError } from "../errors";
import type { ExecutionResult } from "../run/execution-result";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import { FanOutTask } from "../step/fan-out";
import { InMemorySessionStorage } from "../storage/in-memory-storage";
import { answer, asks, goesOn, started, task } from "../testing/test-tasks";
import type { Graph } from "./graph";
import { GraphBuilder } from "./graph-builder";
import { NextAction, type RunEvent, type TaskResult } from "./task";

describe("control flow", () => {
  test("Continue advances one edge and gives control back; ContinueAndExecute runs on", async () => {
    const graph = new GraphBuilder("g")
      .addTask(task("a", () => ({ response: "a", nextAction: NextAction.Continue })))
      .addTask(goesOn("b"))
      .addTask(task("c", () => ({ response: "c", nextAction: NextAction.End })))
      .addEdge("a", "b")
      .addEdge("b", "c")
      .build();
    const { runner } = await started(graph);
    expect(await runner.run("s")).toMatchObject({ status: { type: "Paused", nextTaskId: "b" }, responses: ["a"] });
    expect(await runner.run("s")).toMatchObject({
      status: { type: "Completed" },
      responses: ["b", "c"],
      response: "c",
    });
    await expect(runner.run("s")).rejects.toMatchObject({ code: "session_completed" });
  });

  test("a task without an outgoing edge ends the session instead of pausing for ever", async () => {
    const { runner } = await started(
      new GraphBuilder("g").addTask(task("a", () => ({ nextAction: NextAction.Continue }))).build(),
    );
    expect(await runner.run("s")).toMatchObject({ status: { type: "Completed" } });
  });

  test("the first condition that holds decides, else the edge without one", async () => {
    const graph = new GraphBuilder("g")
      .addTask(goesOn("start"))
      .addTask(goesOn("good"))
      .addTask(goesOn("bad"))
      .addConditionalEdge("start", { field: "mood", op: "eq", value: "good" }, "good", "bad")
      .build();
    expect(await (await started(graph, { mood: "good" })).runner.run("s")).toMatchObject({
      responses: ["start", "good"],
    });
    expect(await (await started(graph)).runner.run("s")).toMatchObject({ responses: ["start", "bad"] });
  });

  test("GoTo jumps to a task that is there and fails visibly for one that is not", async () => {
    const graph = new GraphBuilder("g")
      .addTask(task("a", (context) => ({ nextAction: NextAction.GoTo(String(context.get("to"))) })))
      .addTask(goesOn("b"))
      .build();
    expect(await (await started(graph, { to: "b" })).runner.run("s")).toMatchObject({
      status: { type: "Paused", nextTaskId: "b" },
    });
    const lost = await (await started(graph, { to: "nowhere" })).runner.run("s");
    expect(lost.status).toMatchObject({ type: "Error", message: expect.stringContaining("nowhere") });
  });

  test("GoBack returns to the task visited before", async () => {
    const graph = new GraphBuilder("g")
      .addTask(goesOn("a"))
      .addTask(
        task("b", (context) => {
          if (context.get("back")) return { nextAction: NextAction.End };
          context.set("back", true);
          return { nextAction: NextAction.GoBack };
        }),
      )
      .addEdge("a", "b")
      .build();
    const { runner } = await started(graph);
    expect(await runner.run("s")).toMatchObject({ status: { type: "Paused", nextTaskId: "a" } });
    expect(await runner.run("s")).toMatchObject({ status: { type: "Completed" }, responses: ["a"] });
  });

  test("a loop that never waits is stopped at the step budget and recorded", async () => {
    const graph = new GraphBuilder("g")
      .addTask(goesOn("a"))
      .addTask(goesOn("b"))
      .addEdge("a", "b")
      .addEdge("b", "a")
      .build();
    const { runner, storage } = await started(graph);
    expect(await runner.run("s", { stepBudget: 10 })).toMatchObject({ status: { type: "Error" }, steps: 11 });
    expect((await storage.history("s"))?.steps.at(-1)).toMatchObject({
      status: "failed",
      error: { code: "step_budget" },
    });
  });
});

describe("by hand and with a FlowRunner", () => {
  /** Everything that can happen to a session, one after the other. */
  const eventful = () => {
    let isDown = true;
    return new GraphBuilder("g")
      .addTask(
        task("a", (context) => {
          context.set("seen", { times: (context.get<number>("seen.times") ?? 0) + 1 });
          context.addAssistantMessage("good day");
          return { response: "a", nextAction: NextAction.ContinueAndExecute, statusMessage: "greets" };
        }),
      )
      .addTask(new FanOutTask("both", [goesOn("one"), goesOn("two")], { nextAction: NextAction.Continue }))
      .addTask(asks("ask"))
      .addTask(
        task("flaky", (context) => {
          if (isDown) {
            isDown = false;
            throw new TypeError("down");
          }
          context.clearChatHistory();
          context.addSystemMessage("starts anew");
          return { nextAction: context.get("seen.times") === 1 ? NextAction.GoTo("a") : NextAction.GoBack };
        }),
      )
      .setTaskRetry("flaky", { maxAttempts: 3, initialDelayMs: 10, backoffFactor: 2, maxDelayMs: 100 })
      .addEdge("a", "both")
      .addEdge("both", "ask")
      .addConditionalEdge("ask", { field: "ask", op: "ne", value: "enough" }, "flaky", "a")
      .build();
  };
  const options = { now: () => new Date(0), random: () => 0 };
  const answers = ["first", undefined, undefined, undefined, "second", undefined, "enough"];

  async function lead(run: (storage: InMemorySessionStorage, graph: Graph) => Promise<ExecutionResult>) {
    const graph = eventful();
    const { storage } = await started(graph, { given: 1 });
    const results: ExecutionResult[] = [];
    for (const given of [undefined, ...answers]) {
      if (given !== undefined) await answer(storage, given);
      results.push(await run(storage, graph));
    }
    const { version: _, ...session } = (await storage.get("s")) ?? expect.fail();
    const history = (await storage.history("s")) ?? expect.fail();
    const steps = history.steps.map(({ durationMs: _, children, ...step }) => ({
      ...step,
      children: children?.map(({ durationMs: _, ...child }) => child),
    }));
    return { results, session, context: session.context.toJSON(), history: { ...history, steps } };
  }

  test("the events are the same", async () => {
    const graph = eventful();
    const [byHand, byRunner]: RunEvent[][] = [[], []];
    const { storage } = await started(graph);
    const session = (await storage.get("s")) ?? expect.fail();
    await graph.executeSession(session, { onEvent: (event) => byHand?.push(event) });
    await new FlowRunner(graph, storage).run("s", { onEvent: (event) => byRunner?.push(event) });
    expect(byHand).toEqual(byRunner);
    expect(byHand).toContainEqual({ type: "status", message: "greets" });
  });

  test("results, sessions and histories are the same", async () => {
    const byHand = await lead(async (storage, graph) => {
      const session = (await storage.get("s")) ?? expect.fail();
      const result = await graph.executeSession(session, options);
      await storage.save(session);
      return result;
    });
    const byRunner = await lead((storage, graph) => new FlowRunner(graph, storage).run("s", options));
    expect(byHand).toEqual(byRunner);
    expect(byHand.history.steps.map(({ taskId, status, action }) => `${taskId} ${action ?? status}`)).toEqual([
      ...["a ContinueAndExecute", "both Continue", "ask ContinueAndExecute", "flaky failed", "flaky GoTo"],
      ...["a ContinueAndExecute", "both Continue", "ask WaitForInput", "ask ContinueAndExecute", "flaky GoBack"],
      ...["ask WaitForInput", "ask ContinueAndExecute", "a ContinueAndExecute", "both Continue"],
    ]);
  });
});

describe("tasks that go wrong", () => {
  test("a task that takes too long fails with its signal aborted, and its draft is dropped", async () => {
    let signal: AbortSignal | undefined;
    const graph = new GraphBuilder("g")
      .addTask(
        task("slow", (context, execution) => {
          context.set("half", true);
          signal = execution.signal;
          return new Promise<TaskResult>(() => {});
        }),
      )
      .setTaskTimeout("slow", 5)
      .build();
    const { runner, storage } = await started(graph);
    expect(await runner.run("s")).toMatchObject({
      status: { type: "Error", message: expect.stringContaining("5 ms") },
    });
    expect(signal?.aborted).toBe(true);
    expect((await storage.get("s"))?.context.get("half")).toBeUndefined();
  });

  test("a failure is due again when its retry policy says so, and not before", async () => {
    let clock = 0;
    const storage = new InMemorySessionStorage(() => clock);
    const failing = vi.fn(async (): Promise<TaskResult> => {
      throw new Error("down");
    });
    const graph = new GraphBuilder("g")
      .addTask({ id: "a" as const, run: failing })
      .setTaskRetry("a", { maxAttempts: 2, initialDelayMs: 1_000, backoffFactor: 2, maxDelayMs: 10_000 })
      .build();
    await storage.save(new Session("s", "a"));
    const runner = new FlowRunner(graph, storage);
    await runner.run("s", { onlyDue: true });
    await runner.run("s", { onlyDue: true });
    expect(failing).toHaveBeenCalledTimes(1);
    clock = 1_000;
    await runner.run("s", { onlyDue: true });
    clock = 1_000_000;
    await runner.run("s", { onlyDue: true });
    expect(failing).toHaveBeenCalledTimes(2);
    expect((await storage.history("s"))?.steps.map((step) => [step.attempt, step.retryInMs === null])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test("a caller can abort the run", async () => {
    const controller = new AbortController();
    const graph = new GraphBuilder("g").addTask(task("a", () => new Promise<TaskResult>(() => {}))).build();
    const { runner } = await started(graph);
    const run = runner.run("s", { signal: controller.signal });
    controller.abort(new Error("enough"));
    expect(await run).toMatchObject({ status: { type: "Paused", nextTaskId: "a" } });
  });
});

test("a run emits its events", async () => {
  const graph = new GraphBuilder("g")
    .addTask(
      task("a", (_context, { emit }) => {
        emit({ type: "token", text: "hel" });
        return {
          response: "hello",
          nextAction: NextAction.WaitForInput,
          statusMessage: "greets",
          wait: { audience: "claimant", form: null },
        };
      }),
    )
    .build();
  const events: RunEvent[] = [];
  await (await started(graph)).runner.run("s", { onEvent: (event) => events.push(event) });
  expect(events.map((event) => event.type)).toEqual(["token", "response", "step", "status", "wait"]);
});

test("a session that is over is not executed by hand either", async () => {
  const graph = new GraphBuilder("g").addTask(task("last", () => ({ nextAction: NextAction.End }))).build();
  const { storage, runner } = await started(graph);
  await runner.run("s");
  const completed = (await storage.get("s")) as Session;
  await expect(graph.executeSession(completed)).rejects.toThrow(SessionCompletedError);
  await expect(graph.executeSession(Object.assign(completed, { status: "cancelled" }))).rejects.toThrow(
    SessionCancelledError,
  );
});
