import { randomUUID } from "node:crypto";
import type { AdminPrincipal, StaffPrincipal } from "@/lib/auth/principal";
import { ringDoorbell } from "@/lib/db/doorbell";
import { EngineError, forkSession as forkFrom, type JsonObject, type PastState, stateAt } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { newReference } from "./start-session";
import { PostgresSessionStorage } from "./storage";

/** A session as it stood after a step (0: before the first). Throws AppError not_found. */
export const readPastState = (_principal: StaffPrincipal, sessionId: string, seq: number): Promise<PastState> =>
  pastState(sessionId, seq);

async function pastState(sessionId: string, seq: number): Promise<PastState> {
  const history = await new PostgresSessionStorage().history(sessionId);
  if (!history) throw new AppError("not_found");
  return orNotFound(async () => stateAt(history, seq));
}

/**
 * Starts a session from how another one stood after a step, on its version, with a reference of its own; `values` are
 * changed first (what if the amount were another?). It belongs to the administrator who made it: the claimant of the
 * original sees nothing of it. It goes on like any other session, so it may come to reviewers: a flag tells them what it
 * is. Throws AppError not_found, or conflict for a step that nothing follows.
 */
export async function forkSession(
  principal: AdminPrincipal,
  sessionId: string,
  { seq, values }: { seq: number; values: JsonObject },
): Promise<{ sessionId: string; reference: string }> {
  const reference = newReference();
  const newId = randomUUID();
  const storage = new PostgresSessionStorage(principal.userId);
  const { values: past, isOver } = await pastState(sessionId, seq);
  if (isOver) throw new AppError("conflict", { detail: `Nothing follows step ${seq}: choose an earlier one.` });
  const flags = [...(Array.isArray(past.flags) ? past.flags : []), `Trial copy of ${past.reference}, not a claim`];
  await orNotFound(() => forkFrom(storage, sessionId, { seq, newId, values: { ...values, reference, flags } }));
  ringDoorbell(newId);
  return { sessionId: newId, reference };
}

async function orNotFound<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const isMissing = error instanceof EngineError && ["session_not_found", "step_not_found"].includes(error.code);
    throw isMissing ? new AppError("not_found", { detail: error.message, cause: error }) : error;
  }
}
