import { expect } from "vitest";
import type { Graph } from "../graph/graph";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskExecution, type TaskResult } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import type { Lease, SessionStorage } from "../storage/session-storage";
import { task } from "./test-tasks";

/** A process starts the session's step and crashes or hangs: its lease runs out, nothing else happens. */
export async function startAndCrash(storage: SessionStorage, id: string, options = { onlyDue: true }): Promise<Lease> {
  let lease: Lease | undefined;
  await expect
    .poll(async () => {
      lease = await storage.acquire(id, { leaseMs: 0, ...options }).catch(() => undefined);
      return lease !== undefined;
    })
    .toBe(true);
  return lease ?? expect.fail("nothing was acquired");
}

/** The third start is the last one that a step gets; its task starts. */
export const crashOften = async (storage: SessionStorage, id: string, times = 3): Promise<void> => {
  for (let time = 1; time <= times; time++) {
    const lease = await startAndCrash(storage, id);
    if (time === 3) await storage.recordLastTry(lease);
  }
};

/** Runs the session as soon as its lease has run out. */
export const runOnceFree = (graph: Graph, storage: SessionStorage, id: string, options = {}) =>
  expect
    .poll(() => new FlowRunner(graph, storage).run(id, { onlyDue: true, ...options }).catch(() => null), {
      timeout: 10_000,
    })
    .not.toBeNull();

/** What a task does: it records its attempt and ends. */
export const recording =
  (attempts: number[]) =>
  (_context: unknown, { attempt }: TaskExecution): TaskResult => {
    attempts.push(attempt);
    return { nextAction: NextAction.End };
  };

/** A graph of one task that records its attempts. */
export const counting = (attempts: number[]) =>
  new GraphBuilder("contract").addTask(task("first", recording(attempts))).build();
