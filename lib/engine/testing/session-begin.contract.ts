import { expect, test } from "vitest";
import { RunHandedOverError, SessionBusyError, SessionConflictError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import type { Lease, SessionStorage } from "../storage/session-storage";
import { counting, crashOften, runOnceFree, startAndCrash } from "./test-crashes";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { asks, goesOn, hangs } from "./test-tasks";

/** How every SessionStorage counts the starts of a step that does not end. Called inside a `describe`. */
export function sessionBeginContract(setup: () => ContractSetup): void {
  const { begin, load, historyOf, acquire } = sessionsOf(setup);

  test("and never ends is counted, and its session is set aside after the last allowed start", async () => {
    const { storage, id } = await begin("first");
    for (const startCount of [1, 2])
      expect(await startAndCrash(storage, id)).toMatchObject({ startCount, hadLastTry: false });
    const last = await startAndCrash(storage, id);
    expect(last).toMatchObject({ startCount: 3, hadLastTry: false });
    await storage.recordLastTry(last);
    const runs: number[] = [];
    const result = new FlowRunner(counting(runs), storage);
    await expect
      .poll(() => result.run(id, { onlyDue: true }).catch(() => null))
      .toMatchObject({
        status: { type: "Error", message: expect.stringContaining("was started 3 times and never ended") },
      });
    expect(runs).toEqual([]);
    expect(await load(storage, id)).toMatchObject({ status: "failed", currentTaskId: "first", stepSeq: 1 });
    expect((await historyOf(storage, id)).steps).toMatchObject([
      { taskId: "first", status: "failed", error: { code: "step_never_ended" }, retryInMs: null },
    ]);
  });

  test("runs when it has been started less often than allowed", async () => {
    const { storage, id } = await begin("first");
    await crashOften(storage, id, 2);
    const runs: number[] = [];
    await runOnceFree(counting(runs), storage, id);
    expect(runs).toEqual([1]);
    expect(await load(storage, id)).toMatchObject({ status: "completed" });
  });

  test("may be started as often as the option of the run allows", async () => {
    const { storage, id } = await begin("first");
    await storage.recordLastTry(await startAndCrash(storage, id));
    const runs: number[] = [];
    await runOnceFree(counting(runs), storage, id, { maxStarts: 1 });
    expect(runs).toEqual([]);
    expect(await load(storage, id)).toMatchObject({ status: "failed" });
  });

  test("is not due when its session was set aside; on request it runs, and its starts are counted anew", async () => {
    const { storage, id } = await begin("first");
    await crashOften(storage, id);
    const runs: number[] = [];
    await runOnceFree(counting(runs), storage, id);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
    expect((await startAndCrash(storage, id, { onlyDue: false })).startCount).toBe(1);
    await expect
      .poll(() => new FlowRunner(counting(runs), storage).run(id).catch(() => null))
      .toMatchObject({ status: { type: "Completed" } });
    expect(runs).toEqual([2]);
  });

  test("is counted anew when its session is saved", async () => {
    const { storage, id } = await begin("first");
    await crashOften(storage, id);
    const save = async () => storage.save(await load(storage, id));
    await expect.poll(() => save().then(Boolean, () => null)).not.toBeNull();
    expect((await startAndCrash(storage, id)).startCount).toBe(1);
  });

  test("is counted from 1 in every hop of a chain, and from 0 after a step that releases the lease", async () => {
    const { storage, id } = await begin("first");
    await crashOften(storage, id, 2);
    const hanging = hangs("second");
    const graph = new GraphBuilder("contract")
      .addTask(goesOn("first"))
      .addTask(hanging)
      .addEdge("first", "second")
      .build();
    let run: Promise<unknown> | undefined;
    await expect
      .poll(async () => {
        run = new FlowRunner(graph, storage).run(id, { leaseMs: 400 });
        return Promise.race([hanging.started.then(() => true), run.then(Boolean, () => false)]);
      })
      .toBe(true);
    expect(await new FlowRunner(graph, storage).cancelTurn(id)).toBe(true);
    expect(await run).toMatchObject({ status: { type: "Paused" }, steps: 2 });
    expect((await acquire(storage, id)).startCount).toBe(1);
  });

  test("is counted once when its process crashes in a later hop", async () => {
    const { storage, id } = await begin("first");
    const graph = new GraphBuilder("contract")
      .addTask(goesOn("first"))
      .addTask(goesOn("second"))
      .addEdge("first", "second")
      .build();
    // The process has crashed after its first commit: it writes nothing more.
    let commits = 0;
    const crashing = new Proxy(storage, {
      get: (target, name: keyof SessionStorage) =>
        typeof target[name] !== "function"
          ? target[name]
          : (...args: never[]) => {
              if (name === "commitStep" && ++commits === 2) return Promise.reject(new Error("the process is gone"));
              if (name === "release") return Promise.resolve();
              return (target[name] as (...all: never[]) => unknown)(...args);
            },
    });
    await expect(new FlowRunner(graph, crashing).run(id, { leaseMs: 1 })).rejects.toThrow("the process is gone");
    expect(await startAndCrash(storage, id)).toMatchObject({ startCount: 2, session: { currentTaskId: "second" } });
  });

  test("is not counted when its run fails and releases the lease; the session is free at once", async () => {
    const { storage, id } = await begin("first");
    for (let time = 0; time < 5; time++) {
      const held = await acquire(storage, id);
      expect(held.startCount).toBe(1);
      await storage.release(held);
    }
    const failing = new Proxy(storage, {
      get: (target, name: keyof SessionStorage) => {
        if (name === "commitStep") return () => Promise.reject(new Error("the database is away"));
        const member = target[name];
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    const graph = new GraphBuilder("contract").addTask(asks("first")).build();
    for (let time = 0; time < 5; time++) {
      await expect
        .poll(() => new FlowRunner(graph, failing).run(id).catch((error: Error) => error.message))
        .toBe("the database is away");
    }
    await expect
      .poll(() => new FlowRunner(graph, storage).run(id).catch(() => null))
      .toMatchObject({ status: { type: "WaitingForInput" } });
  });

  test("is not counted when its process hands the run over, and nothing is recorded", async () => {
    const { storage, id } = await begin("work");
    const work = hangs("work");
    const process = new AbortController();
    const runner = new FlowRunner(new GraphBuilder("contract").addTask(work).build(), storage);
    const run = runner.run(id, { onlyDue: true, signal: process.signal });
    const signal = await work.started;
    const ended = expect(run).rejects.toThrow(RunHandedOverError);
    process.abort(new RunHandedOverError());
    await ended;
    expect(signal.aborted).toBe(true);
    expect(await load(storage, id)).toMatchObject({ status: "ready", stepSeq: 0 });
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toMatchObject({ startCount: 1 });
  });

  test("is not counted for a run that releases an expired lease, and the next run keeps its own", async () => {
    const { storage, id } = await begin("first");
    const late = await startAndCrash(storage, id);
    let next: Lease | undefined;
    await expect
      .poll(async () => {
        next = await storage.acquire(id, { leaseMs: 60_000 }).catch(() => undefined);
        return next?.startCount;
      })
      .toBe(2);
    await storage.release(late);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionBusyError);
    await storage.release(next ?? expect.fail("nothing was acquired"));
    expect((await acquire(storage, id)).startCount).toBe(1);
  });

  test("is counted from the creation of a session with a lease", async () => {
    const { storage, newId, graphId } = setup();
    const held = await storage.create(new Session(newId(), "first", graphId), 0);
    expect(held.startCount).toBe(1);
    expect((await startAndCrash(storage, held.session.id)).startCount).toBe(2);
  });

  test("is refused to a runner of another graph than the session's", async () => {
    const { storage, id, graphId } = await begin("first");
    const runs: number[] = [];
    const runner = new FlowRunner(counting(runs), storage);
    await expect(runner.run(id, { graphId: setup().newId() })).rejects.toThrow(SessionConflictError);
    await expect
      .poll(() => runner.run(id, { graphId }).catch(() => null))
      .toMatchObject({ status: { type: "Completed" } });
    expect(runs).toEqual([1]);
  });

  test("is due or held, never idle, while its leases run out one after the other", async () => {
    const { storage, id } = await begin("first");
    let acquires = 0;
    while (acquires < 60) {
      const lease = await storage.acquire(id, { leaseMs: 3, onlyDue: true }).catch((error: unknown) => {
        if (!(error instanceof SessionBusyError)) throw error;
        return null;
      });
      expect(lease).toBeDefined();
      if (lease) acquires += 1;
    }
  });

  test("is not reported as idle when the session becomes ready between `acquire` and `get`", async () => {
    const { storage, id } = await begin("first");
    const late = new Proxy(storage, {
      get: (target, name: keyof SessionStorage) => {
        // Nothing is due at `acquire`, and something is due at `get`.
        if (name === "acquire") return async () => undefined;
        const member = target[name];
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    const run = new FlowRunner(counting([]), late).run(id, { onlyDue: true });
    await expect(run).rejects.toThrow(SessionBusyError);
  });
}
