import { prisma } from "@/lib/db/client";
import { FlowRunner } from "@/lib/engine";
import { PostgresSessionStorage } from "@/lib/sessions/storage";
import { loadGraph } from "@/lib/workflows/load-graph";

/** What the rest of a process sees once it has died. */
export class Died extends Error {}

export interface Death {
  /** Which commit of the run, from 1. */
  commit: number;
  moment: "before" | "after";
  /** What happens meanwhile, in processes that live. */
  meanwhile?(): Promise<unknown>;
}

/**
 * A storage of a process that dies around a commit: from then on it reaches the database no more. With `meanwhile` it
 * was only away for so long that its lease has ended, and does not know it.
 */
function dyingStorage({ commit, moment, meanwhile }: Death): PostgresSessionStorage {
  let commits = 0;
  let isDead = false;
  return new Proxy(new PostgresSessionStorage(), {
    get(storage, name: keyof PostgresSessionStorage) {
      const method = storage[name];
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        if (isDead) throw new Died();
        const isTheOne = name === "commitStep" && ++commits === commit;
        if (isTheOne && meanwhile) await meanwhile();
        else if (isTheOne && moment === "before") isDead = true;
        if (isDead) throw new Died();
        const result = await Reflect.apply(method, storage, args);
        if (isTheOne && moment === "after") {
          isDead = true;
          throw new Died();
        }
        return result;
      };
    },
  });
}

/** Runs a session as a process does that dies of it; resolves to what ended the run, undefined when nothing did. */
export async function runToDeath(sessionId: string, death: Death): Promise<unknown> {
  const { workflowVersionId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const runner = new FlowRunner(await loadGraph(workflowVersionId), dyingStorage(death));
  return runner.run(sessionId, { onlyDue: true, leaseMs: 60_000 }).then(
    () => undefined,
    (error: unknown) => error,
  );
}
