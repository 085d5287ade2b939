import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TaskTimeoutError, TurnCancelledError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskResult } from "../graph/task";
import { Session } from "../session/session";
import { task } from "../testing/test-tasks";
import { StepGuard } from "./step-guard";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const limits = (timeoutMs: number, idleTimeoutMs?: number) => ({ timeoutMs, idleTimeoutMs });

describe("a task is stopped", () => {
  test("at its timeout, once, whatever signs of life it gives", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    guard.begin("slow", limits(100, 60), stop);
    vi.advanceTimersByTime(50);
    guard.touch();
    vi.advanceTimersByTime(49);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("slow", 100));
  });

  test("when it has been silent for too long, counted from its last sign of life", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    guard.begin("silent", limits(1_000, 50), stop);
    for (let signs = 0; signs < 3; signs++) {
      vi.advanceTimersByTime(40);
      guard.touch();
    }
    vi.advanceTimersByTime(49);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("silent", 50, "idle"));
  });

  test("when the caller aborts, with the caller's reason", () => {
    const controller = new AbortController();
    const guard = new StepGuard(controller.signal);
    const stop = vi.fn();
    guard.begin("busy", limits(100), stop);
    controller.abort("enough");
    controller.abort("really");
    vi.advanceTimersByTime(1_000);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TurnCancelledError("busy", "enough"));
  });

  test("before it begins, when the caller has aborted already", () => {
    const guard = new StepGuard(AbortSignal.abort("enough"));
    expect(() => guard.refuseWhenStopped("late")).toThrow(TurnCancelledError);
    expect(() => new StepGuard(new AbortController().signal).refuseWhenStopped("in time")).not.toThrow();
  });

  test("by nothing when it has ended or the run is over", () => {
    const controller = new AbortController();
    const guard = new StepGuard(controller.signal);
    const stop = vi.fn();
    guard.begin("quick", limits(100), stop);
    guard.end();
    vi.advanceTimersByTime(1_000);
    guard.begin("last", limits(100), stop);
    guard.close();
    controller.abort("enough");
    vi.advanceTimersByTime(1_000);
    expect(stop).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("one timer serves a run", () => {
  test("of a thousand tasks", () => {
    const armed = vi.spyOn(globalThis, "setTimeout");
    const guard = new StepGuard();
    for (let tasks = 0; tasks < 1_000; tasks++) {
      guard.begin(`task ${tasks}`, limits(60_000, 10_000), vi.fn());
      guard.end();
    }
    expect(armed).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(1);
  });

  test("and the timer of a task that has ended stops the next one neither early nor late", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    guard.begin("first", limits(100), vi.fn());
    vi.advanceTimersByTime(60);
    guard.end();
    guard.begin("second", limits(100), stop);
    vi.advanceTimersByTime(99);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("second", 100));
  });

  test("and a task with a shorter limit than those before is stopped in time", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    guard.begin("long", limits(60_000), vi.fn());
    guard.end();
    guard.begin("short", limits(10), stop);
    vi.advanceTimersByTime(10);
    expect(stop).toHaveBeenCalledExactlyOnceWith(new TaskTimeoutError("short", 10));
  });

  test("and a limit beyond what timers can count to is no limit of a millisecond", () => {
    const guard = new StepGuard();
    const stop = vi.fn();
    guard.begin("patient", limits(2 ** 32), stop);
    vi.advanceTimersByTime(2 ** 31);
    expect(stop).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2 ** 31);
    expect(stop).toHaveBeenCalledOnce();
  });
});

test("what a task emits is a sign of life; one that falls silent fails and is named", async () => {
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
  const [lively, silent] = [run(10), run(3)];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await lively).toMatchObject({ status: { type: "Completed" } });
  expect(await silent).toMatchObject({
    status: { type: "Error", message: 'Task "talks" gave no sign of life for 1500 ms.' },
  });
});
