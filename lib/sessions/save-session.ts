import type { PoolClient } from "pg";
import { type PreparedStatement, pool, runPrepared } from "@/lib/db/connections/pool";
import type { Session } from "@/lib/engine";
import { recordEdits, type StepCommit, unsavedSteps } from "@/lib/engine/storage-kit";
import { type LoadedState, nothingLoaded } from "./reading/load-state";
import { commitSteps } from "./sql/commit-steps";
import { saveSession as saveWhole } from "./sql/save-session";
import { type SeenByStep, writeOfStep } from "./sql/step-write";

/**
 * Writes a session that somebody held and changed: first the steps they made by hand, each as it would have been
 * committed by a run, then the session as a whole; all or nothing. `insert` creates it before. Gives its new version,
 * undefined when it is not free, not at its version any more or, with `insert`, there already.
 */
export async function saveSession(
  session: Session,
  loaded: LoadedState,
  insert?: PreparedStatement,
): Promise<number | undefined> {
  if (!insert || unsavedSteps(session).length > 0 || session.context.clearedAfter()) recordEdits(session);
  if (!insert && unsavedSteps(session).length === 0) {
    const isNew = session.wait !== loaded.wait;
    const { rows } = await runPrepared<{ version: number }>(saveWhole(session, loaded, session.version, isNew));
    return rows[0]?.version;
  }
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const version = await write(client, session, loaded, insert);
    await client.query(version === undefined ? "ROLLBACK" : "COMMIT");
    client.release();
    return version;
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
  insert?: PreparedStatement,
): Promise<number | undefined> {
  if (insert && (await client.query(insert)).rowCount === 0) return undefined;
  let version = insert ? 1 : session.version;
  let { wait } = loaded;
  for (const commit of unsavedSteps(session)) {
    const isDone = commit.step.status === "done";
    const made = { ...writeOfStep({ session, token: null }, seenBy(commit, loaded), commit), version };
    const { rowCount } = await client.query(commitSteps([{ ...made, closesWait: isDone && wait !== null }]));
    if (rowCount === 0) return undefined;
    version += 1;
    if (isDone) wait = commit.wait;
  }
  const { rows } = await client.query<{ version: number }>(saveWhole(session, loaded, version, session.wait !== wait));
  return rows[0]?.version;
}

/** What a step made by hand knows of its load: all of it when it took the answer that was loaded, and no other. */
function seenBy({ step }: StepCommit, loaded: LoadedState): SeenByStep {
  return step.answer === undefined || step.answer !== loaded.answer ? nothingLoaded : { ...loaded, isFresh: true };
}
