import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** The state of a session that a page shows. */
export interface SessionState {
  status: string;
  taskId: string;
  waitId: string | null;
  evidenceVersion: number | null;
}

export interface Watch {
  /** Resolves as soon as the session is in a state that `isReached` accepts. */
  until(sessionId: string, isReached: (state: SessionState) => boolean): Promise<SessionState>;
  stop(): Promise<void>;
}

interface Waiter {
  sessionId: string;
  isReached: (state: SessionState) => boolean;
  resolve(state: SessionState): void;
}

const pollEveryMs = 200;

const selectStates = `
  SELECT s.id, s.status::text, s.current_task_id AS "taskId", w.id AS "waitId", w.evidence_version AS "evidenceVersion"
  FROM session s LEFT JOIN wait w ON w.session_id = s.id AND w.status = 'open' WHERE s.id = ANY($1)`;

/** Polls the database on one connection for all callers of `until`; goes on after an outage. */
export function watchSessions(databaseUrl: string): Watch {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 1_000 });
  const outages: Error[] = [];
  pool.on("error", (error) => outages.push(error));
  const waiters = new Set<Waiter>();
  let isStopped = false;

  const pollOnce = async (): Promise<void> => {
    const ids = [...new Set([...waiters].map(({ sessionId }) => sessionId))];
    const { rows } =
      ids.length > 0 ? await pool.query<SessionState & { id: string }>(selectStates, [ids]) : { rows: [] };
    const states = new Map(rows.map((row) => [row.id, row]));
    for (const waiter of waiters) {
      const state = states.get(waiter.sessionId);
      if (state && waiter.isReached(state)) {
        waiters.delete(waiter);
        waiter.resolve(state);
      }
    }
  };
  const watching = (async () => {
    while (!isStopped) {
      await pollOnce().catch((error: Error) => outages.push(error));
      await delay(pollEveryMs);
    }
  })();

  return {
    until: (sessionId, isReached) => new Promise((resolve) => waiters.add({ sessionId, isReached, resolve })),
    async stop() {
      isStopped = true;
      await watching;
      await pool.end();
    },
  };
}
