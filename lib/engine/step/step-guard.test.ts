import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TaskTimeoutError, TurnCancelledError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskResult } from "../graph/task";
import { Session } from "../session/session";
import { task } from "../testing/test-tasks";
import { StepGuard } from "./step-guard";
import type { StepLimits } from "./task-policy";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const start = (guard: StepGuard, taskId: string, limits: StepLimits, onStop: (error: unknown) => void): void => {
  guard.onStop = onStop;
  guard.startStep();
  guard.startTask(taskId, limits);
};
const limits = (timeoutMs: number, idleTimeoutMs?: number) => ({ timeoutMs, idleTimeoutMs });

describe("a task is stopped", () => {
  test("at its timeout, once, whatever it emits", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "slow", limits(100, 60), stop);
    vi.advanceTimersByTime(50);
    guard.restartIdleTimeout();
    vi.advanceTimersByTime(49);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("slow", 100));
  });

  test("when it emits nothing for its idle timeout, counted from what it emitted last", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "silent", limits(1_000, 50), stop);
    for (let emitted = 0; emitted < 3; emitted++) {
      vi.advanceTimersByTime(40);
      guard.restartIdleTimeout();
    }
    vi.advanceTimersByTime(49);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("silent", 50, "idle"));
  });

  test("when the run is aborted, with the first reason", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "busy", limits(100), stop);
    guard.abort("enough");
    guard.abort("really");
    vi.advanceTimersByTime(1_000);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TurnCancelledError("busy", "enough"));
    expect(guard.abortReason).toBe("enough");
  });

  test("before it starts, when the run was aborted already", () => {
    const guard = new StepGuard();
    expect(() => guard.throwIfAborted("in time")).not.toThrow();
    guard.abort("enough");
    expect(() => guard.throwIfAborted("late")).toThrow(new TurnCancelledError("late", "enough"));
  });

  test("by nothing when it has ended or the run is over", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "quick", limits(100), stop);
    guard.endTask();
    vi.advanceTimersByTime(1_000);
    start(guard, "last", limits(100), stop);
    guard.close();
    guard.abort("enough");
    vi.advanceTimersByTime(1_000);
    expect(stop).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a scheduled call", () => {
  test("is made once, or again and again, until the run is over", () => {
    const guard = new StepGuard();
    const [once, often] = [vi.fn(), vi.fn()];
    guard.callAfter(20, once);
    guard.callEvery(50, often);
    vi.advanceTimersByTime(19);
    expect(once).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(once).toHaveBeenCalledOnce();
    expect(often).toHaveBeenCalledTimes(4);
    guard.close();
    vi.advanceTimersByTime(200);
    expect(often).toHaveBeenCalledTimes(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is made while a task runs, and the task is stopped in time", () => {
    const guard = new StepGuard();
    const [often, stop] = [vi.fn(), vi.fn()];
    guard.callEvery(30, often);
    start(guard, "slow", limits(100), stop);
    vi.advanceTimersByTime(99);
    expect(often).toHaveBeenCalledTimes(3);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("slow", 100));
    expect(vi.getTimerCount()).toBe(1);
  });
});

describe("one timer serves a run", () => {
  test("of a thousand tasks", () => {
    const armed = vi.spyOn(globalThis, "setTimeout");
    const guard = new StepGuard();
    for (let tasks = 0; tasks < 1_000; tasks++) {
      start(guard, `task ${tasks}`, limits(60_000, 10_000), vi.fn());
      guard.endTask();
    }
    expect(armed).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(1);
  });

  test("and the timer of a task that has ended stops the next one neither early nor late", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "first", limits(100), vi.fn());
    vi.advanceTimersByTime(60);
    guard.endTask();
    start(guard, "second", limits(100), stop);
    vi.advanceTimersByTime(99);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("second", 100));
  });

  test("and a task with a shorter limit than those before is stopped in time", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "long", limits(60_000), vi.fn());
    guard.endTask();
    start(guard, "short", limits(10), stop);
    vi.advanceTimersByTime(10);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("short", 10));
  });

  test("and a limit longer than a timer can be is kept", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    start(guard, "long", limits(2 ** 32), stop);
    vi.advanceTimersByTime(2 ** 31);
    expect(stop).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2 ** 31);
    expect(stop).toHaveBeenCalledOnce();
  });
});

test("emitting restarts the idle timeout; a task that emits nothing fails and is named", async () => {
  const talks = (seconds: number) =>
    task("talks", async (_context, { emit }): Promise<TaskResult> => {
      for (let second = 0; second < seconds; second++) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        emit({ type: "progress", taskId: "talks" });
      }
      if (seconds > 4) return { nextAction: NextAction.End };
      return new Promise(() => {});
    });
  const run = (seconds: number) =>
    new GraphBuilder("g")
      .addTask(talks(seconds))
      .setTaskTimeout("talks", 60_000, 1_500)
      .build()
      .executeSession(new Session("s", "talks"));
  const [emitting, silent] = [run(10), run(3)];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await emitting).toMatchObject({ status: { type: "Completed" } });
  expect(await silent).toMatchObject({
    status: { type: "Error", message: 'Task "talks" gave no sign of life for 1500 ms.' },
  });
});
