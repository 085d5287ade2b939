import { describeProblem, fetchWithOwnErrors } from "@/components/ui/requests/request-problem";
import type { DraftView } from "@/lib/workflows/schema";

/** The result of a request, or why it failed, in words. */
export type Answer<Result> = { ok: true; result: Result } | { ok: false; message: string };

async function ask<Result>(address: string, body?: object): Promise<Answer<Result>> {
  try {
    const response = await fetchWithOwnErrors(address, {
      method: body ? "POST" : "GET",
      cache: "no-store",
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (response.ok) return { ok: true, result: (await response.json()) as Result };
    const problem = describeProblem(new Error(await response.text()));
    return { ok: false, message: problem.needsSignIn ? `${problem.message} Sign in again.` : problem.message };
  } catch (error) {
    return { ok: false, message: describeProblem(error).message };
  }
}

const addressOf = (workflowId: string, end: string): string => `/api/v1/workflows/${workflowId}/${end}`;

/** Makes the draft a copy of a version. */
export const restoreVersion = (
  workflowId: string,
  body: { number: number; revision: number; replacesChanges: boolean },
) => ask<DraftView>(addressOf(workflowId, "restore"), body);

/** The sessions at one task, and where they would go on. */
export interface MigrationGroup {
  from_version: number;
  task_id: string;
  task: string;
  sessions: number;
  goes_to: { task_id: string; task: string } | null;
  stays_because: string | null;
}

/** What moving the open sessions would do; `moves` and `stays` count sessions. */
export interface MigrationPreview {
  moves: number;
  stays: number;
  groups: MigrationGroup[];
  tasks: { task_id: string; task: string; kind: string }[];
}

/** Old task id to new task id. */
export type TaskMapping = Readonly<Record<string, string>>;

/** Asks what moving the open sessions to a version would do. */
export const previewMigration = (workflowId: string, toVersion: number, mapping: TaskMapping) => {
  const query = new URLSearchParams({ to_version: String(toVersion) });
  for (const [from, to] of Object.entries(mapping)) query.append("mapping", `${from}:${to}`);
  return ask<MigrationPreview>(`${addressOf(workflowId, "migration")}?${query}`);
};

/** The result for one session; `stays_because` is null when it was moved. */
export interface MovedSession {
  session_id: string;
  reference: string;
  from_version: number;
  task_id: string;
  stays_because: string | null;
}

interface MoveBody {
  to_version: number;
  mapping: TaskMapping;
  cursor?: string;
}

/** Moves the next batch of open sessions. Without `next_cursor` it was the last batch. */
export const moveSessions = (workflowId: string, body: MoveBody) =>
  ask<{ sessions: MovedSession[]; next_cursor?: string }>(addressOf(workflowId, "migration"), { ...body, limit: 20 });
