import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import type { GraphDefinition } from "../lib/engine";

/** A step as it is stored: where it ran, what it did, where it led. */
export interface StoredStep {
  taskId: string;
  action: string;
  nextTaskId: string | null;
  set?: Record<string, unknown>;
}

/** Writes into the database of the server under test what no page and no part of its API can make yet. */
export async function withDatabase<Result>(write: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    return await write(client);
  } finally {
    await client.end();
  }
}

/** Stores a definition as the first published version of its workflow; gives the version's id. */
export async function storeWorkflow(client: pg.Client, definition: GraphDefinition): Promise<string> {
  const text = JSON.stringify(definition);
  await client.query("INSERT INTO workflow (id, name) VALUES ($1, $2)", [definition.id, definition.name]);
  const id = randomUUID();
  await client.query(
    `INSERT INTO workflow_version (id, workflow_id, number, state, definition, content_hash, published_at)
     VALUES ($1, $2, 1, 'published', $3, $4, now())`,
    [id, definition.id, text, createHash("sha256").update(text).digest("hex")],
  );
  return id;
}

/** Stores a session that has taken these steps and stands where the last one led; gives its id. */
export async function storeSession(client: pg.Client, versionId: string, steps: StoredStep[]): Promise<string> {
  const id = randomUUID();
  const last = steps.at(-1);
  await client.query(
    `INSERT INTO session (id, workflow_version_id, claimant_id, status, current_task_id, context, start_task_id, reference, step_seq)
     SELECT $1, $2, (SELECT id FROM app_user WHERE email = 'claimant@example.com'), 'paused', $3, '{}', $4, $5, $6`,
    [id, versionId, last?.nextTaskId ?? last?.taskId, steps[0]?.taskId, `T-${id.slice(0, 8)}`, steps.length],
  );
  for (const [index, { taskId, action, nextTaskId, set = {} }] of steps.entries()) {
    await client.query(
      `INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, patch, duration_ms)
       VALUES ($1, $2, $3, 'done', $4, $5, $6, 5)`,
      [id, index + 1, taskId, action, nextTaskId, JSON.stringify({ set, remove: [] })],
    );
  }
  return id;
}
