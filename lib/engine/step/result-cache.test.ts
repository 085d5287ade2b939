import { describe, expect, test, vi } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskExecution, type TaskResult } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import type { Context } from "../session/context";
import { Session } from "../session/session";
import { InMemorySessionStorage } from "../storage/in-memory-storage";
import type { Step } from "../storage/session-storage";
import { task } from "../testing/test-tasks";
import { InMemoryResultCache } from "./result-cache";
import type { CachePolicy } from "./task-policy";

const byCity: CachePolicy = { key: (context) => context.get("city"), ttlMs: 1_000 };

/** A task with a cache policy, and a way to run it in one new session after the other, all with the same cache. */
function cached(work: (context: Context, execution: TaskExecution) => TaskResult, policy = byCity) {
  const run = vi.fn(work);
  const graph = new GraphBuilder("g").addTask(task("look_up", run)).setTaskCache("look_up", policy).build();
  const storage = new InMemorySessionStorage();
  let clock = 0;
  const resultCache = new InMemoryResultCache({ now: () => clock });
  let sessions = 0;
  return {
    run,
    pass: (ms: number) => {
      clock += ms;
    },
    async session(
      values: Record<string, unknown>,
      begin = new Date(0),
      signal?: AbortSignal,
    ): Promise<{ step: Step; session: Session }> {
      const created = new Session(String(++sessions), "look_up");
      for (const [key, value] of Object.entries(values)) created.context.set(key, value);
      await storage.save(created);
      await new FlowRunner(graph, storage).run(created.id, { resultCache, signal, now: () => begin });
      const [step, session] = [(await storage.history(created.id))?.steps[0], await storage.get(created.id)];
      if (!step || !session) throw new Error("nothing was recorded");
      return { step, session };
    },
  };
}

const weather = (context: Context): TaskResult => {
  context.set("weather", `rain in ${context.get("city")}`);
  context.remove("draft");
  context.addAssistantMessage("It rains.");
  return {
    response: "It rains.",
    nextAction: NextAction.End,
    statusMessage: "looked it up",
    usage: { inputTokens: 100 },
  };
};

describe("a cached result", () => {
  test("is used for the next execution: same patch, response and messages, and the task does not run", async () => {
    const { run, session } = cached(weather);
    const first = await session({ city: "Bonn", draft: 1 });
    const second = await session({ city: "Bonn", draft: 1 }, new Date(5_000));
    expect(run).toHaveBeenCalledTimes(1);
    expect([first.step.cached, second.step.cached]).toEqual([false, true]);
    const { patch, response, statusMessage, action, nextTaskId } = first.step;
    expect(second.step).toMatchObject({ patch, response, statusMessage, action, nextTaskId });
    expect(second.session.context.values()).toEqual({ city: "Bonn", weather: "rain in Bonn" });
    expect(second.session.status).toBe("completed");
  });

  test("has messages with the present time, and uses no tokens", async () => {
    const { session } = cached(weather);
    const first = await session({ city: "Bonn" });
    const second = await session({ city: "Bonn" }, new Date(5_000));
    expect([first.step.usage, second.step.usage]).toEqual([{ inputTokens: 100 }, null]);
    expect(second.session.context.getChatHistory()).toEqual([
      { role: "assistant", content: "It rains.", timestamp: "1970-01-01T00:00:05.000Z" },
    ]);
  });

  test("is not used for another key", async () => {
    const { run, session } = cached(weather);
    await session({ city: "Bonn" });
    const other = await session({ city: "Rome" });
    expect(run).toHaveBeenCalledTimes(2);
    expect(other.session.context.get("weather")).toBe("rain in Rome");
  });

  test("expires after its `ttlMs`", async () => {
    const { run, session, pass } = cached(weather);
    await session({ city: "Bonn" });
    pass(999);
    expect((await session({ city: "Bonn" })).step.cached).toBe(true);
    pass(1);
    expect((await session({ city: "Bonn" })).step.cached).toBe(false);
    expect(run).toHaveBeenCalledTimes(2);
  });
});

const goesOn = { nextAction: NextAction.End };
test.each<[string, (context: Context, execution: TaskExecution) => TaskResult, CachePolicy?]>([
  ["a result that waits", () => ({ nextAction: NextAction.WaitForInput })],
  ["one whose task read the answer", (_context, { answer }) => ({ ...goesOn, response: String(answer) })],
  ["one with effects", () => ({ ...goesOn, effects: [{ key: "mail", kind: "mail", payload: null }] })],
  [
    "one that cleared the conversation",
    (context) => {
      context.clearChatHistory();
      return goesOn;
    },
  ],
  ["a failure", () => Promise.reject(new Error("down")) as never],
  ["one without a key", () => goesOn, { ...byCity, key: () => undefined }],
])("%s is never cached", async (_name, work, policy) => {
  const { run, session } = cached(work, policy);
  await session({ city: "Bonn" });
  expect((await session({ city: "Bonn" })).step.cached).toBe(false);
  expect(run).toHaveBeenCalledTimes(2);
});

test("without a cache in the run the task runs every time", async () => {
  const run = vi.fn(() => goesOn);
  const graph = new GraphBuilder("g").addTask(task("a", run)).setTaskCache("a", byCity).build();
  for (const id of ["one", "two"]) await graph.executeSession(new Session(id, "a"));
  expect(run).toHaveBeenCalledTimes(2);
});

test("in memory the most recently used results are kept, up to a limit", () => {
  const cache = new InMemoryResultCache({ maxEntries: 2, now: () => 0 });
  const value = { result: goesOn, patch: { set: {}, remove: [] }, messages: [] };
  cache.set("a", value, 1);
  cache.set("b", value, 1);
  expect(cache.get("a")).toBe(value);
  cache.set("c", value, 1);
  expect(["a", "b", "c"].filter((key) => cache.get(key))).toEqual(["a", "c"]);
});

test("a run that was stopped takes no results from the cache", async () => {
  const { session, run } = cached(weather);
  await session({ city: "Oslo" });
  const { step } = await session({ city: "Oslo" }, new Date(0), AbortSignal.abort("enough"));
  expect(step).toMatchObject({ status: "failed", error: { code: "turn_cancelled" }, cached: false });
  expect(run).toHaveBeenCalledOnce();
});

test("a key that is not JSON fails the step, and is not taken for another key", async () => {
  const { session } = cached(weather, { ttlMs: 1_000, key: () => Number.NaN });
  expect((await session({ city: "Oslo" })).step).toMatchObject({ error: { code: "context_value" } });
});
