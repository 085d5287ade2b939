import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  ContextValueError,
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
} from "../errors";
import type { Graph } from "../graph/graph";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { Session } from "../session/session";
import { InMemorySessionStorage } from "../storage/in-memory-storage";
import { answer, goesOn, hangs, started, task } from "../testing/test-tasks";
import { FlowRunner } from "./flow-runner";

const only = (one: ReturnType<typeof hangs<"work">>): Graph => new GraphBuilder("g").addTask(one).build();

/** A task that asks, and then hangs on the answer it got until the promise of the next try resolves. */
function asksThenHangs() {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  let isFirst = true;
  const ask = task("ask", (context, { answer: given }) => {
    if (given === undefined) return { response: "well?", nextAction: NextAction.WaitForInput };
    context.set("given", given);
    if (!isFirst) return { nextAction: NextAction.End };
    isFirst = false;
    resolve();
    return new Promise(() => {});
  });
  return { graph: new GraphBuilder("g").addTask(ask).build(), reached };
}

describe("stopping a turn", () => {
  test("stops the run at once; nothing of the task is kept and the session is as before", async () => {
    const work = hangs("work");
    const { runner, storage } = await started(only(work), { given: 1 });
    const run = runner.run("s");
    const signal = await work.started;
    expect(await runner.cancelTurn("s", new Error("the claimant pressed stop"))).toBe(true);
    expect(await run).toMatchObject({ status: { type: "Paused", nextTaskId: "work" }, responses: [] });
    expect(signal).toMatchObject({ aborted: true, reason: { code: "turn_cancelled", data: { taskId: "work" } } });
    const session = await storage.get("s");
    expect(session).toMatchObject({ status: "paused", currentTaskId: "work", attempt: 0, stepSeq: 1 });
    expect(session?.context.toJSON()).toEqual({ values: { given: 1 }, chatHistory: [] });
  });

  test("is a step of the history, with its reason", async () => {
    const work = hangs("work");
    const { runner, storage } = await started(only(work));
    const run = runner.run("s");
    await work.started;
    await runner.cancelTurn("s", new Error("the claimant pressed stop"));
    await run;
    expect((await storage.history("s"))?.steps).toMatchObject([
      {
        taskId: "work",
        status: "failed",
        action: null,
        error: { code: "turn_cancelled", message: 'Task "work" was stopped: the claimant pressed stop.' },
        retryInMs: null,
      },
    ]);
  });

  test("leaves an open question open and its answer due to the next run, but not by itself", async () => {
    const { graph, reached } = asksThenHangs();
    const { runner, storage } = await started(graph);
    await runner.run("s");
    await answer(storage, "yes");
    const run = runner.run("s");
    await reached;
    await runner.cancelTurn("s");
    expect(await run).toMatchObject({ status: { type: "WaitingForInput" } });
    expect(await storage.get("s")).toMatchObject({
      status: "waiting",
      answer: "yes",
      wait: { form: { question: "well?" } },
    });
    expect(await storage.acquire("s", { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
    expect(await runner.run("s")).toMatchObject({ status: { type: "Completed" } });
    expect((await storage.get("s"))?.context.get("given")).toBe("yes");
  });

  test("is due again by itself with the next answer", async () => {
    const { graph, reached } = asksThenHangs();
    const { runner, storage } = await started(graph);
    await runner.run("s");
    await answer(storage, "yes");
    const run = runner.run("s");
    await reached;
    await runner.cancelTurn("s");
    await run;
    await answer(storage, "no");
    expect(await runner.run("s", { onlyDue: true })).toMatchObject({ status: { type: "Completed" } });
    expect((await storage.get("s"))?.context.get("given")).toBe("no");
  });

  test("between two tasks keeps what the first has done", async () => {
    const controller = new AbortController();
    const last = vi.fn(() => ({ nextAction: NextAction.End }));
    const graph = new GraphBuilder("g")
      .addTask(goesOn("first"))
      .addTask(task("last", last))
      .addEdge("first", "last")
      .build();
    const { runner, storage } = await started(graph);
    const onEvent = () => controller.abort();
    expect(await runner.run("s", { signal: controller.signal, onEvent })).toMatchObject({
      status: { type: "Paused", nextTaskId: "last" },
      responses: ["first"],
    });
    expect(last).not.toHaveBeenCalled();
    expect(await storage.get("s")).toMatchObject({ currentTaskId: "last", backStack: ["first"] });
  });

  test("with the caller's own signal does the same, also when the signal was aborted before the run", async () => {
    const work = vi.fn(() => ({ nextAction: NextAction.End }));
    const { runner } = await started(new GraphBuilder("g").addTask(task("work", work)).build());
    expect(await runner.run("s", { signal: AbortSignal.abort() })).toMatchObject({ status: { type: "Paused" } });
    expect(work).not.toHaveBeenCalled();
    expect(await runner.run("s")).toMatchObject({ status: { type: "Completed" } });
  });

  test("returns false when no run holds the session", async () => {
    const { runner } = await started(new GraphBuilder("g").addTask(goesOn("a")).build());
    expect(await runner.cancelTurn("s")).toBe(false);
    await runner.run("s");
    expect(await runner.cancelTurn("s")).toBe(false);
    expect(await runner.cancelTurn("missing")).toBe(false);
  });
});

describe("with the renewal of the lease", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("another runner's request to stop arrives", async () => {
    const work = hangs("work");
    const { runner, storage } = await started(only(work));
    const elsewhere = new FlowRunner(only(work), storage);
    const run = runner.run("s", { leaseMs: 3_000 });
    const signal = await work.started;
    expect(await elsewhere.cancelTurn("s")).toBe(true);
    await vi.advanceTimersByTimeAsync(999);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await run).toMatchObject({ status: { type: "Paused", nextTaskId: "work" } });
    expect((await storage.history("s"))?.steps).toMatchObject([{ error: { code: "turn_cancelled" } }]);
    expect(await elsewhere.cancelTurn("s")).toBe(false);
  });

  test("a task that works longer than its lease keeps it", async () => {
    const work = hangs("work");
    const { runner, storage } = await started(only(work));
    const run = runner.run("s", { leaseMs: 3_000 });
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(storage.acquire("s", { leaseMs: 1_000 })).rejects.toThrow(SessionBusyError);
    await runner.cancelTurn("s");
    await run;
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a run stops when another run has taken its session over", async () => {
    const work = hangs("work");
    const { runner, storage } = await started(only(work));
    const run = runner.run("s", { leaseMs: 3_000 });
    const signal = await work.started;
    await storage.cancel("s", "withdrawn");
    const ended = expect(run).rejects.toThrow(SessionCancelledError);
    await vi.advanceTimersByTimeAsync(1_000);
    await ended;
    expect(signal.aborted).toBe(true);
  });
});

test("cancelling a session ends it while a run holds it, and the run says so", async () => {
  const work = hangs("work");
  const { runner, storage } = await started(only(work));
  const run = runner.run("s");
  const signal = await work.started;
  const ended = expect(run).rejects.toThrow(SessionCancelledError);
  await runner.cancelSession("s", "withdrawn by the claimant");
  await ended;
  expect(signal.aborted).toBe(true);
  const session = await storage.get("s");
  expect(session).toMatchObject({ status: "cancelled", statusMessage: "withdrawn by the claimant", stepSeq: 0 });
  expect(session?.context.get("half")).toBeUndefined();
});

describe("each refusal is an error of its own, with its code and the session it is about", () => {
  const graph = new GraphBuilder("g").addTask(goesOn("a")).build();

  test("busy: another run holds the session", async () => {
    const work = hangs("work");
    const { runner } = await started(only(work));
    const run = runner.run("s");
    await work.started;
    const refused = await runner.run("s").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SessionBusyError);
    expect(refused).toMatchObject({ code: "session_busy", data: { sessionId: "s" } });
    await runner.cancelTurn("s");
    await run;
  });

  test("conflict: another run took the session over and committed a step", async () => {
    let clock = 0;
    const release = Promise.withResolvers<void>();
    const slow = task("a", async () => {
      await release.promise;
      return { nextAction: NextAction.End };
    });
    const { storage, runner } = await started(new GraphBuilder("g").addTask(slow).build(), {}, () => clock);
    const late = runner.run("s", { leaseMs: 1_000 }).catch((error: unknown) => error);
    clock = 1_001;
    expect(await new FlowRunner(graph, storage).run("s")).toMatchObject({ status: { type: "Completed" } });
    release.resolve();
    const refused = await late;
    expect(refused).toBeInstanceOf(SessionConflictError);
    expect(refused).toMatchObject({ code: "session_conflict", data: { sessionId: "s", version: 1 } });
    expect((await storage.history("s"))?.steps).toHaveLength(1);
  });

  test("completed", async () => {
    const { runner } = await started(graph);
    await runner.run("s");
    for (const refused of [runner.run("s"), runner.cancelSession("s")]) {
      const error = await refused.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(SessionCompletedError);
      expect(error).toMatchObject({ code: "session_completed", data: { sessionId: "s" } });
    }
  });

  test("cancelled", async () => {
    const { runner } = await started(graph);
    await runner.cancelSession("s");
    for (const refused of [runner.run("s"), runner.cancelSession("s")]) {
      const error = await refused.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(SessionCancelledError);
      expect(error).toMatchObject({ code: "session_cancelled", data: { sessionId: "s" } });
    }
  });

  test("not found", async () => {
    const { runner } = await started(graph);
    for (const refused of [runner.run("missing"), runner.cancelSession("missing")]) {
      const error = await refused.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(SessionNotFoundError);
      expect(error).toMatchObject({ code: "session_not_found", data: { sessionId: "missing" } });
    }
  });
});

test("with onlyDue a run of a session that is not due gives its state", async () => {
  const { graph } = asksThenHangs();
  const { runner, storage } = await started(graph);
  await runner.run("s");
  expect(await runner.run("s", { onlyDue: true })).toMatchObject({ status: { type: "WaitingForInput" }, steps: 0 });
  expect((await storage.get("s"))?.stepSeq).toBe(1);
  const fresh = new Session("other", "ask");
  await storage.save(fresh);
  expect(await runner.run("other", { onlyDue: true })).toMatchObject({ steps: 1 });
});

describe("a run that begins", () => {
  test("can be stopped from its first moment on", async () => {
    const work = hangs("work");
    const { runner } = await started(only(work));
    const run = runner.run("s");
    expect(await runner.cancelTurn("s")).toBe(true);
    expect(await run).toMatchObject({ status: { type: "Paused" } });
    const start = runner.start(new Session("new", "work"));
    expect(await runner.cancelTurn("new")).toBe(true);
    expect(await start).toMatchObject({ status: { type: "Paused" } });
  });

  test("refuses an answer that is not JSON, and gives its task a frozen one", async () => {
    const { graph } = asksThenHangs();
    const { runner } = await started(graph);
    await runner.run("s");
    await expect(runner.run("s", { answer: 10n as never })).rejects.toThrow(ContextValueError);
    const frozen = task("ask", (_context, { answer: given }) => {
      if (given === undefined) return { nextAction: NextAction.WaitForInput };
      expect(() => Object.assign(given as object, { changed: true })).toThrow(TypeError);
      return { nextAction: NextAction.End };
    });
    const second = await started(new GraphBuilder("g").addTask(frozen).build());
    await second.runner.run("s");
    expect(await second.runner.run("s", { answer: { n: 1 } })).toMatchObject({ status: { type: "Completed" } });
  });

  test("with an id that is taken is refused, with the id", async () => {
    const { runner } = await started(new GraphBuilder("g").addTask(goesOn("work")).build());
    await expect(runner.start(new Session("s", "work"))).rejects.toThrow("Session s exists already.");
  });
});

test.each([undefined, {}, { nextAction: { type: "Bogus" } }, { nextAction: NextAction.GoTo }])(
  "a task that returns %j has failed, and its session is not over",
  async (result) => {
    const { runner } = await started(new GraphBuilder("g").addTask(task("odd", () => result as never)).build());
    const { status } = await runner.run("s");
    expect(status).toMatchObject({ type: "Error", message: 'Task "odd" returned no next action.' });
  },
);

describe("of two runs of one session", () => {
  /** The first execution ends at once. The next one, started by the event of the first, hangs. */
  function twice() {
    const second = hangs("work");
    let isFirst = true;
    const work = task("work", (context, execution) => {
      if (!isFirst) return second.run(context, execution);
      isFirst = false;
      return { nextAction: NextAction.Continue };
    });
    return { graph: new GraphBuilder("g").addTask(work).addEdge("work", "work").build(), started: second.started };
  }

  test.each([
    ["a stop", (runner: FlowRunner) => runner.cancelTurn("s"), { status: { type: "Paused" } }],
    ["a cancellation", (runner: FlowRunner) => runner.cancelSession("s"), { code: "session_cancelled" }],
  ])("%s reaches the one that holds it, though the other began before", async (_name, stop, outcome) => {
    const { graph, started: working } = twice();
    const { runner } = await started(graph);
    let next: Promise<unknown> = Promise.resolve();
    const onEvent = () => {
      next = runner.run("s").catch((error: unknown) => error);
    };
    await runner.run("s", { onEvent });
    await working;
    await stop(runner);
    expect(await next).toMatchObject(outcome);
  });

  test("a stop is requested from the storage too when the run here is about to lose the session", async () => {
    const { graph } = twice();
    const { storage, runner } = await started(graph);
    const elsewhere = await storage.acquire("s", { leaseMs: 60_000 });
    const refused = expect(runner.run("s")).rejects.toThrow(SessionBusyError);
    expect(await runner.cancelTurn("s")).toBe(true);
    await refused;
    expect(await storage.renewLease(elsewhere ?? expect.fail(), 60_000)).toEqual({ stopRequested: true });
  });
});

test("a session that is cancelled before its first step is stored is cancelled", async () => {
  const work = hangs("work");
  const { storage, runner } = await started(only(work));
  const begun = runner.start(new Session("new", "work"));
  const refused = expect(begun).rejects.toThrow(SessionCancelledError);
  await work.started;
  const asked = await Promise.allSettled([1, 2, 3].map(() => runner.cancelSession("new", "enough")));
  expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  await refused;
  expect(await storage.get("new")).toMatchObject({ status: "cancelled", statusMessage: "enough" });
});

test("a listener that throws or rejects is logged, and does not fail the run", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const graph = new GraphBuilder("g").addTask(goesOn("a")).build();
  const later = async () => Promise.reject(new Error("push failed"));
  const atOnce = () => {
    throw new Error("push failed");
  };
  for (const onEvent of [later, atOnce]) {
    const { runner } = await started(graph);
    expect(await runner.run("s", { onEvent })).toMatchObject({ status: { type: "Completed" } });
  }
  await vi.waitFor(() => expect(logged).toHaveBeenCalledTimes(4));
  logged.mockRestore();
});

test("a step budget that is not a number allows no further step", async () => {
  const { runner } = await started(new GraphBuilder("g").addTask(goesOn("a")).addEdge("a", "a").build());
  expect(await runner.run("s", { stepBudget: Number.NaN })).toMatchObject({ status: { type: "Error" }, steps: 1 });
});

test("the result of a failed session that is not due names its task, and not an earlier status message", async () => {
  const graph = new GraphBuilder("g")
    .addTask(task("a", () => ({ nextAction: NextAction.ContinueAndExecute, statusMessage: "looks things up" })))
    .addTask(task("b", () => Promise.reject(new Error("down"))))
    .addEdge("a", "b")
    .build();
  const { runner } = await started(graph);
  expect(await runner.run("s")).toMatchObject({ status: { type: "Error", message: "down" } });
  const { status } = await runner.run("s", { onlyDue: true });
  expect(status).toEqual({ type: "Error", message: 'Task "b" has failed; its last step says why.' });
});

test("a session that ends before its cancellation is stored stays completed", async () => {
  class SlowStorage extends InMemorySessionStorage {
    override async create(...given: Parameters<InMemorySessionStorage["create"]>) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return super.create(...given);
    }
  }
  const storage = new SlowStorage();
  const runner = new FlowRunner(new GraphBuilder("g").addTask(goesOn("a")).build(), storage);
  const begun = runner.start(new Session("s", "a"));
  await Promise.resolve();
  await expect(runner.cancelSession("s")).rejects.toThrow(SessionCompletedError);
  expect(await begun).toMatchObject({ status: { type: "Completed" } });
});
