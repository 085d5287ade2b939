import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { pool, runPrepared } from "@/lib/db/connections/pool";
import type { Session } from "@/lib/engine";
import { recordEdits, type StepCommit, unsavedSteps } from "@/lib/engine/storage-kit";
import { type LoadedState, nothingLoaded } from "./reading/load-state";
import { holdSession } from "./sql/leases/hold-session";
import { insertSessions, type NewSession } from "./sql/sessions/insert-sessions";
import { saveSession as saveWhole } from "./sql/sessions/save-session";
import type { FacetCopy } from "./sql/steps/facets";
import { type LoadedInput, type StepRow, toStepRow } from "./sql/steps/step-row";
import { writeSteps } from "./sql/write-batches";

interface SaveOptions {
  facetCopy: FacetCopy;
  /** The row of a session that is not stored yet. */
  insert?: NewSession;
  /** The person who changed it, for the audit; none for a program that embeds the engine. */
  actorId?: string;
}

/**
 * Writes a session that was changed by hand: first the steps that were made by hand, each as a run would have committed
 * it, then the session as a whole; all or nothing. `insert` creates it before. Returns its new version; undefined when
 * it is not free, not at its version any more or, with `insert`, there already.
 */
export async function saveSession(
  session: Session,
  loaded: LoadedState,
  options: SaveOptions,
): Promise<number | undefined> {
  const { insert, facetCopy, actorId } = options;
  if (!insert || unsavedSteps(session).length > 0 || session.context.clearedAfter()) recordEdits(session);
  if (!insert && unsavedSteps(session).length === 0) {
    const isNew = session.wait !== loaded.wait;
    const { rows } = await runPrepared<{ version: number }>(
      saveWhole(session, loaded, { version: session.version, waitIsNew: isNew, facetCopy, actorId }),
    );
    return rows[0]?.version;
  }
  return inTransaction((client) => write(client, session, loaded, options));
}

/** Creates a session and commits its first step, all or nothing. Undefined when its id is taken. */
export const insertWithStep = (session: NewSession, step: StepRow): Promise<true | undefined> =>
  inTransaction(async (client) => {
    if ((await client.query(insertSessions([session]))).rowCount === 0) return undefined;
    return (await client.query(writeSteps([step]))).rowCount === 1 || undefined;
  });

/** Does `work` in a transaction, which is rolled back when it returns undefined. */
async function inTransaction<Result>(
  work: (client: PoolClient) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query(result === undefined ? "ROLLBACK" : "COMMIT");
    client.release();
    return result;
  } catch (error) {
    // The connection may be in any state; closing it rolls back.
    client.release(true);
    throw error;
  }
}

async function write(
  client: PoolClient,
  session: Session,
  loaded: LoadedState,
  { facetCopy, insert, actorId }: SaveOptions,
): Promise<number | undefined> {
  const token = randomUUID();
  // Steps are only ever committed with a lease. This one has expired already: the row lock is what keeps others out.
  const held = insert
    ? insertSessions([{ ...insert, token, lease_ms: -1 }])
    : holdSession(session.id, session.version, token);
  if ((await client.query(held)).rowCount === 0) return undefined;
  let version = insert ? 1 : session.version;
  let { wait } = loaded;
  for (const commit of unsavedSteps(session)) {
    const isDone = commit.step.status === "done";
    const row = toStepRow({ session, token }, loadedInput(commit, loaded), commit, facetCopy);
    const made = { ...row, version, keep_lease: true, closes_wait: (isDone && wait !== null) || undefined };
    if ((await client.query(writeSteps([made]))).rowCount === 0) return undefined;
    version += 1;
    if (isDone) wait = commit.wait;
  }
  const waitIsNew = session.wait !== wait;
  const saved = saveWhole(session, loaded, { version, waitIsNew, facetCopy, actorId });
  const { rows } = await client.query<{ version: number }>(saved);
  return rows[0]?.version;
}

/** A step made by hand has read the loaded input when it took the answer that was loaded. */
function loadedInput({ step }: StepCommit, loaded: LoadedState): LoadedInput {
  return step.answer === undefined || step.answer !== loaded.answer ? nothingLoaded : { ...loaded, isFresh: true };
}
