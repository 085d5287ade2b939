import { randomUUID } from "node:crypto";
import type { AdminPrincipal, StaffPrincipal } from "@/lib/auth/principal";
import { notifySession } from "@/lib/db/connections/session-notifications";
import {
  ContextValueError,
  EngineError,
  forkSession as forkFrom,
  type JsonObject,
  type SessionHistory,
} from "@/lib/engine";
import { toDefinition } from "@/lib/engine/definition-kit";
import { type PastState, stateAt } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { withArticle } from "@/lib/tasks/session-words";
import { loadGraph } from "@/lib/workflows/load-graph";
import { newReference } from "../start-session";
import { PostgresSessionStorage } from "../storage";
import { refuseDecided, refuseToOvertake } from "./fork-rules";

/** A session as it stood after a step (0: before the first). Throws AppError not_found. */
export async function readPastState(_principal: StaffPrincipal, sessionId: string, seq: number): Promise<PastState> {
  const history = await historyOf(sessionId);
  return asAppError(async () => stateAt(history, seq));
}

async function historyOf(sessionId: string): Promise<SessionHistory> {
  const history = await new PostgresSessionStorage(claimFacets).history(sessionId);
  if (!history) throw new AppError("not_found");
  return history;
}

/**
 * Starts a copy of a session in its state after a step, on the same version, with a new reference. `values` are changed
 * first ("what if the amount were larger?"). The copy belongs to the administrator who made it; the claimant of the
 * original does not see it. It runs like any other session, so reviewers may get it: a flag tells them that it is a
 * trial copy. Values that rules or people have judged cannot be changed. A rule that counts a person's claims counts
 * the administrator's. Throws AppError not_found, conflict when no step follows or when a step up to it has already
 * used a changed value, invalid for a value that must not be changed or cannot be stored.
 */
export async function forkSession(
  principal: AdminPrincipal,
  sessionId: string,
  { seq, values }: { seq: number; values: JsonObject },
): Promise<{ sessionId: string; reference: string }> {
  const newId = randomUUID();
  const storage = new PostgresSessionStorage(claimFacets, principal.userId);
  const history = await historyOf(sessionId);
  const { values: past, isOver, graphId } = await asAppError(async () => stateAt(history, seq));
  const [graph, keys] = [await loadGraph(graphId), Object.keys(values)];
  const { sessionWord } = toDefinition(graph);
  const reference = newReference(sessionWord);
  refuseDecided(graph, keys);
  refuseToOvertake(graph, history.steps.slice(0, seq), keys);
  if (isOver) throw new AppError("conflict", { detail: `Nothing follows step ${seq}: choose an earlier one.` });
  const flags = [
    ...(Array.isArray(past.flags) ? past.flags : []),
    `Trial copy of ${past.reference}, not ${withArticle(sessionWord.one)}`,
  ];
  // From the history that was checked: the session may have been moved to another version since.
  await asAppError(() =>
    forkFrom(storage, sessionId, { seq, newId, history, values: { ...values, reference, flags } }),
  );
  notifySession(newId);
  return { sessionId: newId, reference };
}

async function asAppError<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error instanceof ContextValueError) {
      const { key, problem } = error.data;
      throw new AppError("invalid", { fields: { [`context.${key}`]: String(problem) }, cause: error });
    }
    const isMissing = error.code === "session_not_found" || error.code === "step_not_found";
    throw isMissing ? new AppError("not_found", { detail: error.message, cause: error }) : error;
  }
}
