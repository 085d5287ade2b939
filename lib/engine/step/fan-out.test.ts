import { afterEach, describe, expect, test, vi } from "vitest";
import { FanOutError, GraphError } from "../errors";
import { type Condition, evaluateCondition } from "../graph/condition";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type RunEvent, type Task, type TaskExecution, type TaskResult } from "../graph/task";
import type { Context } from "../session/context";
import { Session } from "../session/session";
import { unsavedSteps } from "../storage/unsaved-steps";
import { goesOn, hangs, started, task } from "../testing/test-tasks";
import { FanOutTask } from "./fan-out";

type Options = ConstructorParameters<typeof FanOutTask>[2];

const graphOf = (children: Task[], options?: Options) =>
  new GraphBuilder("g")
    .addTask(new FanOutTask("all", children, { prefix: "found", nextAction: NextAction.Continue, ...options }))
    .addTask(goesOn("next"))
    .addEdge("all", "next")
    .build();

/** Runs the fan-out by hand: the session then holds its step. */
async function run(children: Task[], options?: Options, session = new Session("s", "all")) {
  const result = await graphOf(children, options).executeSession(session);
  const commit = unsavedSteps(session).at(-1);
  if (!commit) throw new Error("no step was made");
  return { result, commit, context: session.context };
}

const child = (id: string, work: (context: Context, execution: TaskExecution) => TaskResult | Promise<TaskResult>) =>
  task(id, work);
const sets = (id: string, key: string, value: unknown, response?: string) =>
  child(id, (context) => {
    context.set(key, value);
    return { nextAction: NextAction.Continue, ...(response && { response }) };
  });
const fails = (id: string) => child(id, () => Promise.reject(new Error(`${id} is down`)));

/** A function whose promises resolve when it was called `size` times. */
function barrier(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === size) resolve();
    return promise;
  };
}

describe("children", () => {
  test("run at the same time, each on a draft of its own", async () => {
    const bothWrote = barrier(2);
    const looks = (id: string) =>
      child(id, async (context) => {
        const seen = [context.get("given")];
        context.set("mine", id);
        await bothWrote();
        context.set("seen", [...seen, context.get("mine"), context.get("other") ?? null]);
        context.set("other", id);
        return { nextAction: NextAction.Continue };
      });
    const session = new Session("s", "all");
    session.context.set("given", 7);
    const { context } = await run([looks("a"), looks("b")], {}, session);
    expect(context.values()).toEqual({
      given: 7,
      found: { a: { mine: "a", seen: [7, "a", null], other: "a" }, b: { mine: "b", seen: [7, "b", null], other: "b" } },
    });
  });

  test("leave their fields and responses under prefix.child, for paths, conditions and as one object", async () => {
    const { context } = await run([sets("bus", "euros", 39, "cheap"), sets("train", "euros", 84)]);
    expect(context.get("found.bus.euros")).toBe(39);
    expect(context.read("found.train.euros")).toBe(84);
    expect(context.get("found.bus.response")).toBe("cheap");
    expect(context.get("found")).toEqual({ bus: { response: "cheap", euros: 39 }, train: { euros: 84 } });
    const isCheap: Condition = { field: "found.bus.euros", op: "lt", value: 50 };
    expect(evaluateCondition(isCheap, (path) => context.read(path))).toBe(true);
  });

  test("are added to the earlier values under the prefix, and are under the task's id without a prefix", async () => {
    const session = new Session("s", "all");
    session.context.set("found", { before: true });
    expect((await run([sets("a", "x", 1)], {}, session)).context.get("found")).toEqual({ before: true, a: { x: 1 } });
    expect((await run([sets("a", "x", 1)], { prefix: undefined })).context.get("all.a.x")).toBe(1);
  });

  test("have their messages in the order of the children, whichever ends first", async () => {
    const secondIsDone = Promise.withResolvers<void>();
    const first = child("first", async (context) => {
      await secondIsDone.promise;
      context.addAssistantMessage("first speaks");
      return { nextAction: NextAction.Continue };
    });
    const second = child("second", (context) => {
      context.addAssistantMessage("second speaks");
      secondIsDone.resolve();
      return { nextAction: NextAction.Continue };
    });
    const { context } = await run([first, second]);
    expect(context.getChatHistory().map((message) => message.content)).toEqual(["first speaks", "second speaks"]);
  });

  test("run at most `concurrency` at a time", async () => {
    let [now, most] = [0, 0];
    const works = (id: string) =>
      child(id, async () => {
        now += 1;
        most = Math.max(most, now);
        await Promise.resolve();
        now -= 1;
        return { nextAction: NextAction.End };
      });
    const { commit } = await run(["a", "b", "c", "d", "e"].map(works), { concurrency: 2 });
    expect(most).toBe(2);
    expect(commit.step.children?.map((record) => record.taskId)).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("are recorded inside the one step, with their tokens added up", async () => {
    const speaks = (id: string, inputTokens: number) =>
      child(id, () => ({
        response: id,
        statusMessage: `${id} is done`,
        nextAction: NextAction.Continue,
        usage: { modelId: "small", inputTokens },
      }));
    const { commit, result } = await run([speaks("a", 10), speaks("b", 5), sets("c", "x", 1)]);
    const done = { status: "done", error: null, durationMs: expect.any(Number) };
    expect(result.steps).toBe(1);
    expect(commit.step).toMatchObject({ seq: 1, taskId: "all", nextTaskId: "next", response: null });
    expect(commit.step.children).toEqual([
      { taskId: "a", response: "a", statusMessage: "a is done", ...done },
      { taskId: "b", response: "b", statusMessage: "b is done", ...done },
      { taskId: "c", response: null, statusMessage: null, ...done },
    ]);
    expect(commit.step.usage).toEqual({ modelId: "small", inputTokens: 15, outputTokens: 0 });
  });

  test("have effects of their own, keyed by child", async () => {
    const mails = (id: string) =>
      child(id, () => ({ nextAction: NextAction.End, effects: [{ key: "mail", kind: "mail", payload: { to: id } }] }));
    expect((await run([mails("a"), mails("b")])).commit.effects).toEqual([
      { key: "a/mail", kind: "mail", payload: { to: "a" } },
      { key: "b/mail", kind: "mail", payload: { to: "b" } },
    ]);
  });

  test("get the step's attempt, no answer, and an id of their own", async () => {
    const seen: unknown[] = [];
    const session = new Session("s", "all");
    Object.assign(session, { attempt: 2, answer: "yes" });
    await run(
      [
        child("a", (_context, { attempt, answer, taskId, sessionId }) => {
          seen.push(attempt, answer, taskId, sessionId);
          return { nextAction: NextAction.End };
        }),
      ],
      {},
      session,
    );
    expect(seen).toEqual([3, undefined, "a", "s"]);
    expect(session.answer).toBe("yes");
  });
});

describe("the path of a child", () => {
  test("names the tasks that it is inside, so that two children of one id differ", async () => {
    const paths: string[] = [];
    const notes = (id: string) =>
      child(id, (_context, { taskPath }) => {
        paths.push(taskPath);
        return { nextAction: NextAction.Continue };
      });
    await run([notes("x"), new FanOutTask("a", [notes("x")]), new FanOutTask("b", [notes("x")])]);
    expect(paths.toSorted()).toEqual(["all/a/x", "all/b/x", "all/x"]);
  });
});

describe("a child that fails", () => {
  test("stops the others and fails the step, and nothing of any child is kept", async () => {
    const slow = hangs("slow");
    const { runner, storage } = await started(graphOf([sets("quick", "x", 1, "done"), slow, fails("broken")]));
    const result = await runner.run("s");
    expect(result).toMatchObject({ status: { type: "Error", message: expect.stringContaining("broken is down") } });
    const signal = await slow.started;
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ code: "fan_out", data: { taskId: "all", childId: "broken" } });
    expect(signal.reason).toBeInstanceOf(FanOutError);
    const session = await storage.get("s");
    expect(session?.context.values()).toEqual({});
    expect(session?.context.getChatHistory()).toEqual([]);
    expect((await storage.history("s"))?.steps).toMatchObject([{ status: "failed", error: { code: "fan_out" } }]);
  });

  test("lets no further child begin", async () => {
    const release = Promise.withResolvers<void>();
    const holds = child("holds", async () => {
      await release.promise;
      return { nextAction: NextAction.End };
    });
    const late = vi.fn(() => ({ nextAction: NextAction.End }));
    await run([fails("broken"), holds, child("late", late)], { concurrency: 2 });
    release.resolve();
    await new Promise(setImmediate);
    expect(late).not.toHaveBeenCalled();
  });

  test("is one of the results when failures are collected", async () => {
    const half = child("half", (context) => {
      context.set("half", true);
      context.addAssistantMessage("half said");
      throw new TypeError("half is down");
    });
    const { commit, context, result } = await run([sets("good", "x", 1), half], { onError: "collect" });
    expect(result.status).toMatchObject({ type: "Paused", nextTaskId: "next" });
    expect(context.values()).toEqual({ found: { good: { x: 1 }, half: { error: "half is down" } } });
    expect(context.getChatHistory()).toEqual([]);
    expect(commit.step).toMatchObject({ status: "done", statusMessage: "1 of 2 parts failed" });
    expect(commit.step.children).toMatchObject([
      { taskId: "good", status: "done", error: null },
      { taskId: "half", status: "failed", error: { code: "TypeError", message: "half is down" } },
    ]);
  });

  test.each([NextAction.WaitForInput, NextAction.GoTo("next"), NextAction.GoBack])(
    "because it returns $type fails the step with a GraphError, also when failures are collected",
    async (nextAction) => {
      for (const onError of ["fail_fast", "collect"] as const) {
        const { commit, result } = await run([sets("good", "x", 1), child("leaves", () => ({ nextAction }))], {
          onError,
        });
        expect(result.status).toMatchObject({
          type: "Error",
          message: `Child "leaves" of "all" answered ${nextAction.type}: a child can neither wait nor jump.`,
        });
        expect(commit.step.error?.code).toBe("graph");
      }
    },
  );
});

test("a child whose response or status cannot be stored has failed", async () => {
  const says = (id: string, words: Partial<TaskResult>) =>
    child(id, () => ({ nextAction: NextAction.Continue, ...words }));
  const loud = [says("response", { response: "a\u0000" }), says("status", { statusMessage: "a\u0000" })];
  const { commit } = await run([sets("good", "x", 1), ...loud], { onError: "collect" });
  expect(commit.step.children).toMatchObject([
    { taskId: "good", status: "done" },
    { taskId: "response", error: { code: "context_value", message: expect.stringContaining("response of response") } },
    { taskId: "status", error: { code: "context_value" } },
  ]);
});

test("a child without a next action fails the step, also when failures are collected", async () => {
  const lost = child("lost", () => ({}) as TaskResult);
  const { result } = await run([lost], { onError: "collect" });
  expect(result.status).toMatchObject({ type: "Error", message: expect.stringContaining("no next action") });
});

test("a field is found by its path, also with dots in the prefix, the child's id or the key", async () => {
  const { context } = await run([sets("k.2", "a.b", 7)], { prefix: "research.results" });
  expect(context.get("research.results.k.2.a.b")).toBe(7);
  const condition: Condition = { field: "research.results.k.2.a.b", op: "eq", value: 7 };
  expect(evaluateCondition(condition, (path) => context.read(path))).toBe(true);
});

test("what a child removes or clears is gone for that child only", async () => {
  const clears = child("clears", (context) => {
    context.remove("given");
    context.clearChatHistory();
    context.set("saw", [context.get("given") ?? null, context.getChatHistory().length]);
    return { nextAction: NextAction.Continue };
  });
  const session = new Session("s", "all");
  session.context.set("given", 1);
  session.context.addUserMessage("hello");
  const { context } = await run([clears], {}, session);
  expect(context.get("found.clears.saw")).toEqual([null, 0]);
  expect([context.get("given"), context.getChatHistory().length]).toEqual([1, 1]);
});

describe("while it runs", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("stopping the step stops every child", async () => {
    const [a, b] = [hangs("a"), hangs("b")];
    const { runner } = await started(graphOf([a, b], { onError: "collect" }));
    const running = runner.run("s");
    const signals = [await a.started, await b.started];
    await runner.cancelTurn("s", "enough");
    expect(await running).toMatchObject({ status: { type: "Paused", nextTaskId: "all" } });
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  test("a token of one child restarts the idle timeout of the step, and is not emitted", async () => {
    vi.useFakeTimers();
    const talks = child("talks", async (_context, { emit }) => {
      for (let second = 0; second < 5; second++) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        emit({ type: "token", text: "bla" });
      }
      emit({ type: "status", message: "that was it" });
      return { nextAction: NextAction.End };
    });
    const silent = child("silent", async () => {
      await new Promise((resolve) => setTimeout(resolve, 4_500));
      return { nextAction: NextAction.End };
    });
    const graph = new GraphBuilder("g")
      .addTask(new FanOutTask("all", [talks, silent]))
      .setTaskTimeout("all", 60_000, 1_500)
      .build();
    const events: RunEvent[] = [];
    const running = graph.executeSession(new Session("s", "all"), { onEvent: (event) => events.push(event) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await running).toMatchObject({ status: { type: "Completed" } });
    expect(events).toEqual([
      ...Array.from({ length: 5 }, () => ({ type: "progress", taskId: "talks" })),
      { type: "status", message: "that was it" },
      { type: "step", taskId: "all", seq: 1 },
    ]);
  });
});

test.each<[string, () => unknown]>([
  ["without children", () => new FanOutTask("all", [])],
  ["with two children of one id", () => new FanOutTask("all", [goesOn("a"), goesOn("a")])],
  ["whose next action is to wait", () => new FanOutTask("all", [goesOn("a")], { nextAction: NextAction.WaitForInput })],
  ["with a concurrency of 0", () => new FanOutTask("all", [goesOn("a")], { concurrency: 0 })],
])("a fan-out %s is refused", (_name, make) => {
  expect(make).toThrow(GraphError);
});
