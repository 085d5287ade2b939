import { randomUUID } from "node:crypto";
import pg from "pg";
import { expectEqual, type OpenSystem, poolSize } from "./system";

/** The smallest code that stores a session and its steps as durably as GraphFlow: `pg` and prepared statements. */

const schema = `
  CREATE TABLE session (
    id uuid PRIMARY KEY,
    version int NOT NULL,
    status text NOT NULL,
    current_task_id text NOT NULL,
    context jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE step (
    session_id uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    seq int NOT NULL,
    task_id text NOT NULL,
    patch jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session_id, seq)
  )`;

const insertSession = {
  name: "insert-session",
  text: "INSERT INTO session (id, version, status, current_task_id, context) VALUES ($1, 1, 'ready', $2, $3)",
};

const commitStep = {
  name: "commit-step",
  text: `
    WITH s AS (
      UPDATE session SET version = version + 1, status = $3, current_task_id = $4, context = context || $5::jsonb,
        updated_at = now()
      WHERE id = $1 AND version = $2
      RETURNING id, version
    )
    INSERT INTO step (session_id, seq, task_id, patch) SELECT s.id, s.version - 1, $6, $5::jsonb FROM s`,
};

const loadSession = {
  name: "load-session",
  text: "SELECT version, status, current_task_id, context FROM session WHERE id = $1",
};

interface SessionRow {
  version: number;
  status: string;
  context: { value: number };
}

export const openFloor: OpenSystem = async (databaseUrl) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  await pool.query(schema);

  async function write(statement: { name: string; text: string }, values: unknown[]): Promise<void> {
    const { rowCount } = await pool.query({ ...statement, values });
    expectEqual(rowCount, 1, "The number of rows written");
  }

  const insert = (id: string) => write(insertSession, [id, "task1", '{"value":0}']);
  const commit = (id: string, version: number, status: string, nextTaskId: string, taskId: string, value: number) =>
    write(commitStep, [id, version, status, nextTaskId, `{"value":${value}}`, taskId]);

  return {
    async storedChain() {
      const id = randomUUID();
      await insert(id);
      let value = 0;
      for (let step = 1; step <= 10; step++) {
        value += 1;
        const isLast = step === 10;
        await commit(
          id,
          step,
          isLast ? "completed" : "running",
          `task${isLast ? step : step + 1}`,
          `task${step}`,
          value,
        );
      }
      expectEqual(value, 10, "The value");
    },

    async person() {
      const id = randomUUID();
      await insert(id);
      await commit(id, 1, "running", "task2", "task1", 1);
      await commit(id, 2, "running", "task3", "task2", 2);
      await commit(id, 3, "waiting", "task3", "task3", 2);
      const { rows } = await pool.query<SessionRow>({ ...loadSession, values: [id] });
      let value = rows[0]?.context.value ?? 0;
      await commit(id, 4, "running", "task4", "task3", ++value);
      await commit(id, 5, "running", "task5", "task4", ++value);
      await commit(id, 6, "completed", "task5", "task5", ++value);
      expectEqual(value, 5, "The value");
    },
  };
};
