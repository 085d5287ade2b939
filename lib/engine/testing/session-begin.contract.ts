import { expect, test } from "vitest";
import { RunHandedOverError, SessionBusyError, SessionConflictError } from "../errors";
import type { Graph } from "../graph/graph";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskExecution, type TaskResult } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { RepeatedSteps } from "../run/repeated-steps";
import { Session } from "../session/session";
import type { Lease, SessionStorage } from "../storage/session-storage";
import type { ContractSetup } from "./session-storage.contract";
import { sessionsOf } from "./test-sessions";
import { asks, goesOn, hangs, task } from "./test-tasks";

/** How every SessionStorage counts the starts of a step that does not end. Called inside a `describe`. */
export function sessionBeginContract(setup: () => ContractSetup): void {
  const { begin, load, historyOf, acquire } = sessionsOf(setup);

  /** A process starts the session's step and crashes or hangs: its lease runs out, nothing else happens. */
  async function startAndCrash(storage: SessionStorage, id: string, options = { onlyDue: true }): Promise<Lease> {
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
  const crashOften = async (storage: SessionStorage, id: string, times = 3): Promise<void> => {
    for (let time = 1; time <= times; time++) {
      const lease = await startAndCrash(storage, id);
      if (time === 3) await storage.recordLastTry(lease);
    }
  };
  const runOnceFree = (graph: Graph, storage: SessionStorage, id: string, options = {}) =>
    expect
      .poll(() => new FlowRunner(graph, storage).run(id, { onlyDue: true, ...options }).catch(() => null), {
        timeout: 10_000,
      })
      .not.toBeNull();
  const recording =
    (attempts: number[]) =>
    (_context: unknown, { attempt }: TaskExecution): TaskResult => {
      attempts.push(attempt);
      return { nextAction: NextAction.End };
    };
  const counting = (attempts: number[]) =>
    new GraphBuilder("contract").addTask(task("first", recording(attempts))).build();

  test("and never ends is counted, until it is started once too often: the session is set aside", async () => {
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

  test("is not due when it was set aside, and runs with its whole count when it is asked for", async () => {
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

  test("has its whole count again when the session is saved", async () => {
    const { storage, id } = await begin("first");
    await crashOften(storage, id);
    const save = async () => storage.save(await load(storage, id));
    await expect.poll(() => save().then(Boolean, () => null)).not.toBeNull();
    expect((await startAndCrash(storage, id)).startCount).toBe(1);
  });

  test("counts from one in every hop of a chain, and from nothing after a step that gives the lease back", async () => {
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

  test("counts once for the step at which the process crashes", async () => {
    const { storage, id } = await begin("first");
    const graph = new GraphBuilder("contract")
      .addTask(goesOn("first"))
      .addTask(goesOn("second"))
      .addEdge("first", "second")
      .build();
    // The process has crashed after its first commit: it writes nothing more.
    let commits = 0;
    const dying = new Proxy(storage, {
      get: (target, name: keyof SessionStorage) =>
        typeof target[name] !== "function"
          ? target[name]
          : (...args: never[]) => {
              if (name === "commitStep" && ++commits === 2) return Promise.reject(new Error("the process is gone"));
              if (name === "release") return Promise.resolve();
              return (target[name] as (...all: never[]) => unknown)(...args);
            },
    });
    await expect(new FlowRunner(graph, dying).run(id, { leaseMs: 1 })).rejects.toThrow("the process is gone");
    expect(await startAndCrash(storage, id)).toMatchObject({ startCount: 2, session: { currentTaskId: "second" } });
  });

  test("does not count when its run ends with an error that it can tell, and the session is free at once", async () => {
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

  test("does not count when its process hands the run over, which records nothing", async () => {
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

  test("does not count twice when a run that was late can tell it, and its successor keeps the session", async () => {
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

  test("counts from the creation of a session that is given away at once", async () => {
    const { storage, newId, graphId } = setup();
    const held = await storage.create(new Session(newId(), "first", graphId), 0);
    expect(held.startCount).toBe(1);
    expect((await startAndCrash(storage, held.session.id)).startCount).toBe(2);
  });

  test("for the last time has no other such session beside it in its process", async () => {
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

  test("is not set aside for leases alone: its last try has to have started", async () => {
    const { storage, id } = await begin("first");
    for (let time = 0; time < 5; time++) await startAndCrash(storage, id);
    const runs: number[] = [];
    await runOnceFree(counting(runs), storage, id);
    expect(runs).toEqual([1]);
    expect(await load(storage, id)).toMatchObject({ status: "completed" });
  });

  test("has no last try any more when its lease was released, or a step was committed", async () => {
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

  test("is not reported as idle by a run when the session has become ready between two looks", async () => {
    const { storage, id } = await begin("first");
    const late = new Proxy(storage, {
      get: (target, name: keyof SessionStorage) => {
        // Nothing is due at `acquire`; something is due when it reads the session's state.
        if (name === "acquire") return async () => undefined;
        const member = target[name];
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    const run = new FlowRunner(counting([]), late).run(id, { onlyDue: true });
    await expect(run).rejects.toThrow(SessionBusyError);
  });
}
