import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** Where a session stands, as a page would show it. */
export interface Standing {
  status: string;
  taskId: string;
  waitId: string | null;
  evidenceVersion: number | null;
}

export interface Watch {
  /** Resolves as soon as the session stands so. */
  until(sessionId: string, stands: (standing: Standing) => boolean): Promise<Standing>;
  stop(): Promise<void>;
}

interface Waiter {
  sessionId: string;
  stands: (standing: Standing) => boolean;
  resolve(standing: Standing): void;
}

const lookEveryMs = 200;

const look = `
  SELECT s.id, s.status::text, s.current_task_id AS "taskId", w.id AS "waitId", w.evidence_version AS "evidenceVersion"
  FROM session s LEFT JOIN wait w ON w.session_id = s.id AND w.status = 'open' WHERE s.id = ANY($1)`;

/** One eye on the database for everybody who waits for a session to stand somewhere; it outlives an outage. */
export function watchSessions(databaseUrl: string): Watch {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 1_000 });
  const outages: Error[] = [];
  pool.on("error", (error) => outages.push(error));
  const waiters = new Set<Waiter>();
  let isStopped = false;

  const lookOnce = async (): Promise<void> => {
    const ids = [...new Set([...waiters].map(({ sessionId }) => sessionId))];
    const { rows } = ids.length > 0 ? await pool.query<Standing & { id: string }>(look, [ids]) : { rows: [] };
    const standings = new Map(rows.map((row) => [row.id, row]));
    for (const waiter of waiters) {
      const standing = standings.get(waiter.sessionId);
      if (standing && waiter.stands(standing)) {
        waiters.delete(waiter);
        waiter.resolve(standing);
      }
    }
  };
  const watching = (async () => {
    while (!isStopped) {
      await lookOnce().catch((error: Error) => outages.push(error));
      await delay(lookEveryMs);
    }
  })();

  return {
    until: (sessionId, stands) => new Promise((resolve) => waiters.add({ sessionId, stands, resolve })),
    async stop() {
      isStopped = true;
      await watching;
      await pool.end();
    },
  };
}
