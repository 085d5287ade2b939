import { expect, test } from "vitest";
import { SessionBusyError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { FlowRunner } from "../run/flow-runner";
import { RepeatedSteps } from "../run/repeated-steps";
import { Session } from "../session/session";
import type { SessionStorage } from "../storage/session-storage";
import { counting, crashOften, recording, runOnceFree, startAndCrash } from "./test-crashes";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { asks, goesOn, hangs, task } from "./test-tasks";

/** How every SessionStorage treats the last start that a step gets. Called inside a `describe`. */
export function sessionLastTryContract(setup: () => ContractSetup): void {
  const { begin, load, acquire } = sessionsOf(setup);

  test("for the last time runs only when no other last try runs in its process", async () => {
    const { storage, newId, graphId } = setup();
    const ids = [newId(), newId()] as const;
    for (const id of ids) {
      await storage.save(new Session(id, "work", graphId));
      await crashOften(storage, id, 2);
    }
    const repeatedSteps = new RepeatedSteps();
    const work = hangs("work");
    const runner = new FlowRunner(new GraphBuilder("contract").addTask(work).build(), storage);
    const options = { onlyDue: true, repeatedSteps };
    const first = runner.run(ids[0], options);
    await work.started;
    await expect(runner.run(ids[1], options)).rejects.toThrow(SessionBusyError);
    await runner.cancelTurn(ids[0]);
    await first;
    expect(repeatedSteps.count).toBe(0);
    // It was started two times, not three: a refused acquire does not count.
    const runs: number[] = [];
    const graph = new GraphBuilder("contract").addTask(task("work", recording(runs))).build();
    await runOnceFree(graph, storage, ids[1], options);
    expect(runs).toEqual([1]);
  });

  test("is not set aside before its last try was recorded, however many leases have expired", async () => {
    const { storage, id } = await begin("first");
    for (let time = 0; time < 5; time++) await startAndCrash(storage, id);
    const runs: number[] = [];
    await runOnceFree(counting(runs), storage, id);
    expect(runs).toEqual([1]);
    expect(await load(storage, id)).toMatchObject({ status: "completed" });
  });

  test("has no recorded last try any more when its lease was released, or a step was committed", async () => {
    const { storage, id } = await begin("first");
    await crashOften(storage, id, 2);
    const released = await startAndCrash(storage, id);
    await storage.recordLastTry(released);
    await storage.release(released);
    expect(await startAndCrash(storage, id)).toMatchObject({ startCount: 3, hadLastTry: false });
    await crashOften(storage, id);
    await storage.save(await load(storage, id)).catch(() => {});
    const graph = new GraphBuilder("contract")
      .addTask(goesOn("first"))
      .addTask(asks("second"))
      .addEdge("first", "second")
      .build();
    await expect.poll(() => new FlowRunner(graph, storage).run(id).catch(() => null)).not.toBeNull();
    expect(await acquire(storage, id)).toMatchObject({ hadLastTry: false });
  });

  test("runs its last try unrecorded when another repeated step runs beside it", async () => {
    const { storage, newId, graphId } = setup();
    const [beside, last] = [newId(), newId()];
    for (const id of [beside, last]) await storage.save(new Session(id, "first", graphId));
    await crashOften(storage, beside, 1);
    await crashOften(storage, last, 2);
    const repeatedSteps = new RepeatedSteps();
    const work = hangs("first");
    const runner = new FlowRunner(new GraphBuilder("contract").addTask(work).build(), storage);
    let running: Promise<unknown> | undefined;
    await expect
      .poll(() => {
        running = runner.run(beside, { onlyDue: true, repeatedSteps });
        return Promise.race([work.started.then(() => true), running.then(Boolean, () => false)]);
      })
      .toBe(true);
    const recorded: string[] = [];
    const watched = new Proxy(storage, {
      get: (target, name: keyof SessionStorage) => {
        const member = target[name];
        if (typeof member !== "function") return member;
        return (...args: never[]) => {
          if (name === "recordLastTry") recorded.push(last);
          return (member as (...all: never[]) => unknown).apply(target, args);
        };
      },
    });
    const runs: number[] = [];
    await runOnceFree(counting(runs), watched, last, { repeatedSteps });
    expect([runs, recorded]).toEqual([[1], []]);
    await runner.cancelTurn(beside);
    await running;
  });
}
