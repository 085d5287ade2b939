import { describe, expect, test } from "vitest";
import {
  ContextValueError,
  FanOutError,
  GraphError,
  StepBudgetError,
  StepRefusedError,
  TaskTimeoutError,
} from "../errors";
import type { RetryPolicy } from "../graph/definition";
import { GraphBuilder } from "../graph/graph-builder";
import { started, task } from "../testing/test-tasks";
import { recordedError, retryDelayMs } from "./retry";

const policy: RetryPolicy = { maxAttempts: 4, initialDelayMs: 1_000, backoffFactor: 3, maxDelayMs: 5_000 };
const down = new Error("down");
const most = () => 1;
const least = () => 0;

/** The pause after the first failure, null for none. */
const delay = (error: unknown, change: Partial<RetryPolicy> = {}) =>
  retryDelayMs({ ...policy, ...change }, 1, error, most);

test("a failed step keeps the tokens that its error names", async () => {
  const costly = Object.assign(new Error("no"), { usage: { modelId: "small", inputTokens: 7, outputTokens: 3 } });
  const graph = new GraphBuilder("g").addTask(task("a", () => Promise.reject(costly))).build();
  const { runner, storage } = await started(graph);
  await runner.run("s");
  expect((await storage.history("s"))?.steps[0]).toMatchObject({
    ...{ status: "failed", usage: { modelId: "small", inputTokens: 7, outputTokens: 3 } },
  });
});

describe("the pauses", () => {
  test("grow by the factor up to the longest one, and end with the last attempt", () => {
    expect([1, 2, 3, 4].map((attempt) => retryDelayMs(policy, attempt, down, most))).toEqual([
      1_000,
      3_000,
      5_000,
      null,
    ]);
  });

  test("are shortened at random, by a half at most", () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(policy, attempt, down, least))).toEqual([500, 1_500, 2_500]);
    expect(retryDelayMs(policy, 1, down, () => 0.5)).toBe(750);
  });

  test("are at least what the error asks for, and never more than a day", () => {
    const asking = (retryAfterMs: unknown) => Object.assign(new Error("slow down"), { retryAfterMs });
    expect(delay(asking(60_000))).toBe(60_000);
    expect(delay(asking(10))).toBe(1_000);
    expect(delay(asking(1e12))).toBe(86_400_000);
    expect(delay(asking("soon"))).toBe(1_000);
  });

  test("are those of the error's `slowRetry` after the last attempt, as often as it says", () => {
    const outage = Object.assign(new Error("down"), { slowRetry: { everyMs: 600_000, times: 2 } });
    expect([3, 4, 5, 6].map((attempt) => retryDelayMs(policy, attempt, outage, most))).toEqual([
      5_000,
      600_000,
      600_000,
      null,
    ]);
    expect(retryDelayMs(policy, 4, new FanOutError("all", "one", outage), most)).toBe(600_000);
    expect(retryDelayMs(undefined, 1, outage, most)).toBeNull();
    expect(retryDelayMs(policy, 4, Object.assign(new Error("down"), { slowRetry: "often" }), most)).toBeNull();
  });

  test("need a policy: without one nothing is retried", () => {
    expect(retryDelayMs(undefined, 1, down, most)).toBeNull();
  });

  test("use the random numbers of the run", async () => {
    const graph = new GraphBuilder("g")
      .addTask(task("a", () => Promise.reject(down)))
      .setTaskRetry("a", policy)
      .build();
    const { runner, storage } = await started(graph);
    await runner.run("s", { random: least });
    expect((await storage.history("s"))?.steps[0]).toMatchObject({ attempt: 1, retryInMs: 500 });
  });
});

class RateLimited extends Error {
  override name = "RateLimited";
  code = "rate_limited";
}

describe("which errors are retried", () => {
  test("those that the policy names, by code or by class", () => {
    expect(delay(new RateLimited(), { retryOn: ["rate_limited"] })).toBe(1_000);
    expect(delay(new RateLimited(), { retryOn: ["RateLimited"] })).toBe(1_000);
    expect(delay(new TypeError("no"), { retryOn: ["rate_limited", "TypeError"] })).toBe(1_000);
    expect(delay(new TaskTimeoutError("a", 5), { retryOn: ["TaskTimeoutError"] })).toBe(1_000);
    expect(delay(down, { retryOn: ["rate_limited"] })).toBeNull();
    expect(delay("thrown words", { retryOn: ["rate_limited"] })).toBeNull();
  });

  test("not those with `retryable: false`", () => {
    expect(delay(Object.assign(new RateLimited(), { retryable: false }))).toBeNull();
    expect(delay(Object.assign(new RateLimited(), { retryable: false }), { retryOn: ["rate_limited"] })).toBeNull();
  });

  test.each([
    new GraphError("nowhere"),
    new ContextValueError("amount", "it is a function"),
    new StepRefusedError("a", down),
    new StepBudgetError("s", 100),
  ])("not the engine's own: %s", (error) => {
    expect(delay(error)).toBeNull();
    expect(delay(error, { retryOn: [error.code] })).toBeNull();
  });

  test("but timeouts, in total and idle", () => {
    expect(delay(new TaskTimeoutError("a", 5))).toBe(1_000);
    expect(delay(new TaskTimeoutError("a", 5, "idle"))).toBe(1_000);
  });

  test("for a fan-out, also a nested one, the error of its child decides", () => {
    const failed = (cause: unknown) => new FanOutError("outer", "inner", new FanOutError("inner", "leaf", cause));
    expect(delay(failed(down))).toBe(1_000);
    expect(delay(failed(new RateLimited()), { retryOn: ["rate_limited"] })).toBe(1_000);
    expect(delay(failed(down), { retryOn: ["rate_limited", "fan_out"] })).toBeNull();
    expect(delay(failed(Object.assign(new Error("later"), { retryAfterMs: 9_000 })))).toBe(9_000);
    expect(delay(failed(Object.assign(new Error("no"), { retryable: false })))).toBeNull();
    expect(delay(failed(new GraphError("nowhere")))).toBeNull();
  });
});

test("an error is recorded with its code, else its class, and a message that any storage can store", () => {
  expect(recordedError(new RateLimited("wait"))).toEqual({ code: "rate_limited", message: "wait" });
  expect(recordedError(new TypeError("a\u0000b\ud800"))).toEqual({ code: "TypeError", message: "ab\ufffd" });
  expect(recordedError("thrown words")).toEqual({ code: "unknown", message: "thrown words" });
  expect(recordedError(new Error("x".repeat(9_999))).message).toHaveLength(2_000);
});
