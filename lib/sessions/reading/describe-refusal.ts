import pg from "pg";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import { EngineError } from "@/lib/engine";
import { SessionRefusedError, StepRefusedError } from "@/lib/engine/storage-kit";
import { log } from "@/lib/log";

/** SQLSTATE classes of errors about the content: data, integrity, limits. After other errors a retry may succeed. */
const aboutContent = /^(22|23|54)/;

/** Whether it was refused for its content: by Postgres, or by us before it was sent. */
const isRefusal = (error: unknown): boolean =>
  !(error instanceof EngineError) &&
  !isDatabaseUnavailable(error) &&
  !(error instanceof pg.DatabaseError && !aboutContent.test(error.code ?? ""));

/** The error of a step that could not be written: StepRefusedError when its content cannot be stored. */
export function refusalOf(taskId: string, error: unknown): unknown {
  if (!isRefusal(error)) return error;
  log.warn({ err: error, taskId }, "A step cannot be stored");
  return new StepRefusedError(taskId, error);
}

/** Waits for the write of a session. Throws SessionRefusedError when the session cannot be stored as it is. */
export async function refusing<Result>(sessionId: string, writing: Promise<Result>): Promise<Result> {
  try {
    return await writing;
  } catch (error) {
    throw isRefusal(error) ? new SessionRefusedError(sessionId, error) : error;
  }
}
