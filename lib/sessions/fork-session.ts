import { randomUUID } from "node:crypto";
import type { AdminPrincipal, StaffPrincipal } from "@/lib/auth/principal";
import { ringDoorbell } from "@/lib/db/doorbell";
import {
  conditionFields,
  EngineError,
  forkSession as forkFrom,
  type Graph,
  type JsonObject,
  type PastState,
  type SessionHistory,
  type Step,
  stateAt,
} from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { taskCatalog } from "@/lib/tasks/catalog";
import { confirmationKeys } from "@/lib/tasks/facts";
import { loadGraph } from "@/lib/workflows/load-graph";
import { newReference } from "./start-session";
import { PostgresSessionStorage } from "./storage";

/** A session as it stood after a step (0: before the first). Throws AppError not_found. */
export const readPastState = (_principal: StaffPrincipal, sessionId: string, seq: number): Promise<PastState> =>
  pastState(sessionId, seq);

async function pastState(sessionId: string, seq: number): Promise<PastState> {
  const history = await historyOf(sessionId);
  return orNotFound(async () => stateAt(history, seq));
}

async function historyOf(sessionId: string): Promise<SessionHistory> {
  const history = await new PostgresSessionStorage().history(sessionId);
  if (!history) throw new AppError("not_found");
  return history;
}

/** The kinds of tasks that judge. */
const judges = new Set(["screen", "review"]);

/** Throws AppError when changing these keys would go behind a judgement that the steps have passed, or be one. */
function refuseToOvertake(graph: Graph, steps: readonly Step[], keys: string[]): void {
  const decided = new Set(["outcome", "letter", ...confirmationKeys]);
  for (const { kind, config } of graph.taskIds().flatMap((id) => graph.getTask(id)?.definition ?? [])) {
    if (judges.has(kind)) for (const key of taskCatalog[kind]?.writes(config) ?? []) decided.add(key);
  }
  const fields = keys.filter((key) => decided.has(key)).map((key) => [`context.${key}`, "A task decides this."]);
  if (fields.length > 0) throw new AppError("invalid", { fields: Object.fromEntries(fields) });
  const passed = steps.find(({ taskId, status }) => status === "done" && hasJudged(graph, taskId, keys));
  if (passed && keys.length > 0) {
    const detail = `Step ${passed.seq} has gone by these facts already: choose one before it to change them.`;
    throw new AppError("conflict", { detail });
  }
}

/** Whether a task has judged, or the way on from it was chosen by one of the keys. */
const hasJudged = (graph: Graph, taskId: string, keys: string[]): boolean =>
  judges.has(graph.getTask(taskId)?.definition?.kind ?? "") ||
  graph.edges.some(
    ({ from, condition }) =>
      from === taskId &&
      condition &&
      conditionFields(condition).some((path) => keys.includes(path.split(".")[0] ?? "")),
  );

/**
 * Starts a session from how another one stood after a step, on its version, with a reference of its own; `values` are
 * changed first (what if the amount were another?). It belongs to the administrator who made it: the claimant of the
 * original sees nothing of it. It goes on like any other session, so it may come to reviewers: a flag tells them what it
 * is. What the rules and people have judged is not changed behind them, nor what they decided set by hand: no money is
 * approved but by them. Throws AppError not_found, conflict for a step that nothing follows or that comes too late for the
 * change, invalid for a value that is not to be changed.
 */
export async function forkSession(
  principal: AdminPrincipal,
  sessionId: string,
  { seq, values }: { seq: number; values: JsonObject },
): Promise<{ sessionId: string; reference: string }> {
  const reference = newReference();
  const newId = randomUUID();
  const storage = new PostgresSessionStorage(principal.userId);
  const history = await historyOf(sessionId);
  const { values: past, isOver, graphId } = await orNotFound(async () => stateAt(history, seq));
  refuseToOvertake(await loadGraph(graphId), history.steps.slice(0, seq), Object.keys(values));
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
