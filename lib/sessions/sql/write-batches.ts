import { Batch } from "@/lib/db/connections/batch";
import { type PreparedStatement, runHastily, runPrepared, runPromptly } from "@/lib/db/connections/pool";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import type { AcquiredRow } from "../reading/read-session";
import { type AcquireRequest, acquireSessions } from "./acquire-sessions";
import { commitSteps } from "./commit-steps";
import { insertSessions, type NewSession } from "./insert-sessions";
import { type SessionStart, startSessions } from "./start-sessions";
import type { StepWrite } from "./step-write";

/**
 * What this process writes: steps of different sessions that are ready at the same moment share a transaction, and so do
 * new sessions and leases. One batch of each in flight: while it waits for the disk the next one fills, which is worth
 * more than a second in flight. Ids are in lower case, as Postgres gives them back.
 */
const limits = { concurrency: 1, largest: 64, slotMs: 25 };

export const commits = processState("step-batch", () => batchOf<StepWrite>(commitSteps));
export const starts = processState("session-start-batch", () => batchOf<SessionStart>(startSessions));
export const inserts = processState("session-batch", () => batchOf<NewSession>(insertSessions));

/** Leases. One that is lost in a crash of Postgres is harmless: its holder can no longer commit. */
export const acquires = processState(
  "lease-batch",
  () =>
    new Batch<AcquireRequest, AcquiredRow>(
      {
        async send(wanted) {
          const { rows } = await runHastily<AcquiredRow>(acquireSessions(wanted));
          if (wanted.length === 1) return rows;
          const acquired = new Map(rows.map((row) => [row.id, row]));
          return wanted.map(({ id }) => acquired.get(id));
        },
        sendAlone: async (wanted) => (await runPrepared<AcquiredRow>(acquireSessions([wanted]))).rows[0],
        onRefusal: warn,
      },
      limits,
    ),
);

function batchOf<Write extends { id: string }>(
  statement: (writes: readonly Write[]) => PreparedStatement,
): Batch<Write, true> {
  return new Batch<Write, true>(
    {
      async send(writes) {
        const { rows, rowCount } = await runPromptly<{ id: string }>(statement(writes));
        if (writes.length === 1) return [rowCount === 1 || undefined];
        const ids = new Set(rows.map((row) => row.id));
        return writes.map(({ id }) => ids.has(id) || undefined);
      },
      sendAlone: async (write) => (await runPrepared(statement([write]))).rowCount === 1 || undefined,
      onRefusal: warn,
    },
    limits,
  );
}

function warn(error: unknown, count: number): void {
  log.warn(
    { reason: error instanceof Error ? error.message : String(error), count },
    "A batch was refused; its rows are retried one by one",
  );
}
