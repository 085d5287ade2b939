import { expect } from "vitest";
import { count } from "../setup/figures";
import { checkInvariants, type Queryable, withDatabase } from "./check-invariants";
import type { Acknowledged } from "./claims";

/** A session and how often each of its tasks must have been done. */
export interface Expected {
  sessionId: string;
  steps: Record<string, number>;
}

/**
 * The end of a fault run: everything that was acknowledged is stored, every step was done once, every invariant holds.
 * Adds to the figures before it fails.
 */
export async function expectAllDoneOnce(acknowledged: Acknowledged, expected: Expected[]): Promise<void> {
  await withDatabase(process.env.DATABASE_URL, async (database) => {
    const { lost, doubled } = await checkAcknowledged(database, acknowledged);
    const wrong = await checkSteps(database, expected);
    count({ sessions: expected.length, "steps acknowledged": acknowledged.steps.length });
    count({ lost: lost.length, doubled: doubled.length + wrong.length });
    expect({ lost, doubled, wrong }).toEqual({ lost: [], doubled: [], wrong: [] });
    expect(await checkInvariants(database)).toEqual([]);
  });
}

/** Acknowledged rows that the database does not have, and rows that it has twice. */
async function checkAcknowledged(database: Queryable, acknowledged: Acknowledged) {
  const find = async (query: string, values: unknown[]): Promise<string[]> =>
    (await database.query<{ what: string }>(query, values)).rows.map(({ what }) => what);
  const lost = [
    await find(
      `SELECT id AS what FROM unnest($1::uuid[]) AS a(id) WHERE NOT EXISTS (SELECT FROM session s WHERE s.id = a.id)`,
      [acknowledged.sessions],
    ),
    await find(
      `SELECT format('step %s %s %s', a.session_id, a.seq, a.task_id) AS what
       FROM unnest($1::uuid[], $2::int[], $3::text[]) AS a(session_id, seq, task_id)
       WHERE NOT EXISTS (
         SELECT FROM step t WHERE t.session_id = a.session_id AND t.seq = a.seq AND t.task_id = a.task_id)`,
      [
        acknowledged.steps.map((one) => one.sessionId),
        acknowledged.steps.map((one) => one.seq),
        acknowledged.steps.map((one) => one.taskId),
      ],
    ),
    await find(
      `SELECT format('message %s', a.client_id) AS what
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS a(session_id, client_id, text)
       WHERE NOT EXISTS (SELECT FROM message m WHERE m.session_id = a.session_id AND m.client_message_id = a.client_id
         AND m.parts->0->>'text' = a.text)`,
      [
        acknowledged.messages.map((one) => one.sessionId),
        acknowledged.messages.map((one) => one.clientMessageId),
        acknowledged.messages.map((one) => one.text),
      ],
    ),
    await find(
      `SELECT format('decision %s', a.id) AS what
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS a(id, wait_id, verdict)
       WHERE NOT EXISTS (
         SELECT FROM decision d WHERE d.id = a.id AND d.wait_id = a.wait_id AND d.verdict::text = a.verdict)`,
      [
        acknowledged.decisions.map((one) => one.id),
        acknowledged.decisions.map((one) => one.waitId),
        acknowledged.decisions.map((one) => one.verdict),
      ],
    ),
  ].flat();
  const doubled = [
    await find(
      `SELECT format('message %s of %s', client_message_id, session_id) AS what
       FROM message WHERE client_message_id IS NOT NULL GROUP BY session_id, client_message_id HAVING count(*) > 1`,
      [],
    ),
    await find(
      `SELECT format('%s user messages in %s', count(m.id), a.id) AS what
       FROM (SELECT session_id AS id, count(*) AS said FROM unnest($1::uuid[]) AS one(session_id) GROUP BY 1) a
         JOIN message m ON m.session_id = a.id AND m.role = 'user' GROUP BY a.id, a.said HAVING count(m.id) <> a.said`,
      [acknowledged.messages.map((one) => one.sessionId)],
    ),
  ].flat();
  return { lost, doubled };
}

/** Sessions whose committed steps are not exactly these: something was done twice, or not at all. */
export async function checkSteps(database: Queryable, expected: Expected[]): Promise<string[]> {
  const { rows } = await database.query<{ session_id: string; task_id: string; count: number }>(
    `SELECT session_id, task_id, count(*)::int AS count FROM step
     WHERE status = 'done' AND session_id = ANY($1) GROUP BY 1, 2`,
    [expected.map(({ sessionId }) => sessionId)],
  );
  return expected.flatMap(({ sessionId, steps }) => {
    const found = Object.fromEntries(
      rows.filter((row) => row.session_id === sessionId).map((row) => [row.task_id, row.count]),
    );
    const taskIds = [...new Set([...Object.keys(steps), ...Object.keys(found)])];
    return taskIds
      .filter((taskId) => steps[taskId] !== found[taskId])
      .map((taskId) => `${sessionId}: ${taskId} ${found[taskId] ?? 0} times instead of ${steps[taskId] ?? 0}`);
  });
}
