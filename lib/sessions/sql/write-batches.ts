import { Batch } from "@/lib/db/connections/batch";
import { type PreparedStatement, runAsyncCommit, runPrepared, runWithoutLockWait } from "@/lib/db/connections/pool";
import { prepareRows } from "@/lib/db/connections/prepare-rows";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import type { AcquiredRow } from "../reading/read-session";
import { type AcquireRequest, acquireSessions } from "./leases/acquire-sessions";
import { insertMessages, type MessagedRow, type NewMessage } from "./people/insert-messages";
import { insertSessions, type NewSession } from "./sessions/insert-sessions";
import { commitFullStep } from "./steps/commit-full-step";
import { commitHop } from "./steps/commit-hop";
import { commitStep } from "./steps/commit-step";
import { startWithStep } from "./steps/start-with-step";
import { isDoneStep, isHop, type StepRow } from "./steps/step-row";

/**
 * What this process writes: steps of different sessions that are ready at the same moment share a transaction, and so
 * do new sessions and leases. One batch of each is in flight: while it waits for the disk the next one fills, which is
 * worth more than a second one in flight. Ids are in lower case, as Postgres returns them.
 */
const limits = { concurrency: 1, maxBatchSize: 64, slotMs: 25 };

/** What a run that began now would find in a session that a step has just left. */
export interface CommittedRow {
  id: string;
  /** An answer, or a decision, that no task has read. */
  has_answer: boolean;
  /** Words of the claimant that no task has read. */
  has_words: boolean;
}

/** Commits of steps. */
export const commits = processState("step-batch", () =>
  batchOf<StepRow, CommittedRow>((rows) => writeSteps(rows), runWithoutLockWait),
);
/** New sessions with their first step. */
export const starts = processState("session-start-batch", () =>
  batchOf<NewSession & StepRow, { id: string }>(
    (rows) => prepareRows("start-with-step", startWithStep, rows),
    runWithoutLockWait,
  ),
);
/** New sessions without a step. */
export const inserts = processState("session-batch", () =>
  batchOf<NewSession, { id: string }>(insertSessions, runWithoutLockWait),
);

/** New messages of claimants. */
export const messages = processState("message-batch", () =>
  batchOf<NewMessage, MessagedRow>(insertMessages, runWithoutLockWait),
);

/** Leases. One that is lost in a crash of Postgres is harmless: its holder can no longer commit. */
export const acquires = processState("lease-batch", () =>
  batchOf<AcquireRequest, AcquiredRow>(acquireSessions, runAsyncCommit),
);

/** Commits steps of different sessions. The whole batch uses the smallest statement that writes all of its steps. */
export function writeSteps(rows: readonly StepRow[]): PreparedStatement {
  if (rows.every(isHop)) return prepareRows("commit-hop", commitHop, rows);
  const isNeeded = (column: keyof StepRow) => rows.some((row) => row[column] !== undefined);
  const parts = [
    ["said", isNeeded("messages")],
    ["closed", isNeeded("closes_wait")],
    ["opened", isNeeded("wait")],
  ] as const;
  if (rows.every(isDoneStep)) return prepareRows("commit-step", commitStep, rows, parts);
  return prepareRows("commit-full-step", commitFullStep, rows, [
    ...parts,
    ["called", isNeeded("model_calls")],
    ["effected", isNeeded("effects")],
  ]);
}

function batchOf<Item extends { id: string }, Row extends { id: string }>(
  statementOf: (items: readonly Item[]) => PreparedStatement,
  run: typeof runWithoutLockWait,
): Batch<Item, Row> {
  return new Batch<Item, Row>(
    {
      async send(items) {
        const { rows } = await run<Row>(statementOf(items));
        if (items.length === 1) return rows;
        const byId = new Map(rows.map((row) => [row.id, row]));
        return items.map(({ id }) => byId.get(id));
      },
      sendAlone: async (item) => (await runPrepared<Row>(statementOf([item]))).rows[0],
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
