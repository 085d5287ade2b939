import type { AdminPrincipal } from "@/lib/auth/principal";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { AppError } from "@/lib/errors";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { loadGraph } from "@/lib/workflows/load-graph";
import { loadedStateOf } from "../reading/load-state";
import { saveSession } from "../save-session";
import { sessionHost } from "../session-host";
import { PostgresSessionStorage } from "../storage";
import { findTasksToGoTo } from "./find-tasks-to-go-to";

const storage = new PostgresSessionStorage(claimFacets);

/**
 * "Go to task" of staff: a failed session goes on at another task, with what it knows. The history gets a step
 * "changed by hand", and the audit the admin. A background job runs it. Throws AppError not_found, invalid for a task
 * that is not one of `findTasksToGoTo`, conflict when the session has not failed, is being worked on, or has a decision
 * that its own task must take.
 */
export async function retryAtTask(principal: AdminPrincipal, sessionId: string, taskId: string): Promise<void> {
  const session = await storage.get(sessionId);
  if (!session) throw new AppError("not_found");
  if (session.status !== "failed") throw refusal("There is nothing to move: the session has not failed.");
  const loaded = loadedStateOf(session);
  if (loaded.answerIs === "decision")
    throw refusal("A reviewer has decided, and only the task that failed can take the decision: retry it.");
  const { currentTaskId, context, graphId } = session;
  const steps = (await storage.history(sessionId))?.steps ?? [];
  const allowed = findTasksToGoTo(await loadGraph(graphId), { currentTaskId, steps, values: context.values() });
  if (allowed.every(({ id }) => id !== taskId))
    throw new AppError("invalid", {
      fields: { task_id: "The session cannot go there: a rule or a person would not see its present values." },
    });
  Object.assign(session, { currentTaskId: taskId, status: "ready", statusMessage: null, attempt: 0, wait: null });
  const version = await saveSession(session, loaded, { facetCopy: claimFacets, actorId: principal.userId });
  if (version === undefined) throw refusal("The session is being worked on at this moment. Look at it again.");
  notifySession(sessionId);
  await sessionHost.wake(sessionId, new Date());
}

const refusal = (detail: string): AppError => new AppError("conflict", { detail });
