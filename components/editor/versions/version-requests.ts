import { sendRequest } from "@/components/ui/requests/send-request";
import type { DraftView } from "@/lib/workflows/schema";

const addressOf = (workflowId: string, end: string): string => `/api/v1/workflows/${workflowId}/${end}`;

/** Makes the draft a copy of a version. */
export const restoreVersion = (
  workflowId: string,
  body: { number: number; revision: number; replacesChanges: boolean },
) => sendRequest<DraftView>(addressOf(workflowId, "restore"), "POST", JSON.stringify(body));

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
  return sendRequest<MigrationPreview>(`${addressOf(workflowId, "migration")}?${query}`);
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
  sendRequest<{ sessions: MovedSession[]; next_cursor?: string }>(
    addressOf(workflowId, "migration"),
    "POST",
    JSON.stringify({ ...body, limit: 20 }),
  );
