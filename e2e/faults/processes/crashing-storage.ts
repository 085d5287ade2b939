import { prisma } from "@/lib/db/client";
import { FlowRunner } from "@/lib/engine";
import { PostgresSessionStorage } from "@/lib/sessions/storage";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { loadGraph } from "@/lib/workflows/load-graph";

/** Thrown by every call after the crash. */
export class Crashed extends Error {}

/** Where a run crashes. */
export interface Crash {
  /** Which commit of the run, from 1. */
  commit: number;
  moment: "before" | "after";
  /** What other processes do before the commit. Then the process does not crash: it was suspended. */
  meanwhile?(): Promise<unknown>;
}

/**
 * A storage that fails like that of a process which crashes at a commit: no later call reaches the database.
 * With `meanwhile` the process is only suspended, until its lease has ended.
 */
function crashingStorage({ commit, moment, meanwhile }: Crash): PostgresSessionStorage {
  let commits = 0;
  let hasCrashed = false;
  return new Proxy(new PostgresSessionStorage(claimFacets), {
    get(storage, name: keyof PostgresSessionStorage) {
      const method = storage[name];
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        if (hasCrashed) throw new Crashed();
        const isTheOne = name === "commitStep" && ++commits === commit;
        if (isTheOne && meanwhile) await meanwhile();
        else if (isTheOne && moment === "before") hasCrashed = true;
        if (hasCrashed) throw new Crashed();
        const result = await Reflect.apply(method, storage, args);
        if (isTheOne && moment === "after") {
          hasCrashed = true;
          throw new Crashed();
        }
        return result;
      };
    },
  });
}

/** Runs a session up to the crash; resolves to the error that ended the run, undefined when it was not reached. */
export async function runUntilCrash(sessionId: string, crash: Crash): Promise<unknown> {
  const { workflowVersionId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const runner = new FlowRunner(await loadGraph(workflowVersionId), crashingStorage(crash));
  return runner.run(sessionId, { onlyDue: true, leaseMs: 60_000 }).then(
    () => undefined,
    (error: unknown) => error,
  );
}
