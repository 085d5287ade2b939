import { createHash } from "node:crypto";
import { runReading } from "@/lib/db/connections/pool";
import type { TaskExecution } from "@/lib/engine";

/**
 * A key that all tries of one visit of a task have in common: after failures, a crash, "Retry" of staff, or a stop. It
 * is made of the session, the task, and the last step before it whose task ended.
 */
export async function idempotencyKey({
  sessionId,
  taskPath,
}: Pick<TaskExecution, "sessionId" | "taskPath">): Promise<string> {
  const { rows } = await runReading<{ seq: number | null }>({
    name: "last-done-step",
    text: "SELECT max(seq) AS seq FROM step WHERE session_id = $1::uuid AND status = 'done'",
    values: [sessionId],
  });
  const identity = JSON.stringify([sessionId.toLowerCase(), taskPath, rows[0]?.seq ?? 0]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 32);
}
