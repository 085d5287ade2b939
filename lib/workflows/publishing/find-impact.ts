import type { DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import type { GraphDefinition } from "@/lib/engine";
import { factFields } from "@/lib/tasks/schema";
import { draftDefinitionSchema } from "../commands/document";
import { describeWords } from "../describing/describe-words";
import { draftConflict, readDraft } from "../read-draft";
import { type KeyUse, readKeyUse } from "../read-key-use";
import type { ImpactView } from "../schema";

/** A version with open sessions, and how many are at each task. */
interface OpenVersion {
  id: string;
  number: number;
  definition: Pick<GraphDefinition, "settings" | "tasks" | "edges">;
  groups: { taskId: string; count: number }[];
}

/**
 * What publishing the draft would mean for the open sessions. They stay on their versions; this lists what prevents
 * moving them: removed tasks, and context keys that a task reads now and that the session would not have when it
 * reaches the task. Throws AppError `not_found`, `draft_conflict`.
 */
export async function findImpact(
  _principal: DesignerPrincipal,
  workflowId: string,
  revision: number,
): Promise<ImpactView> {
  const { view } = await readDraft(workflowId);
  if (view.revision !== revision) throw draftConflict(view);
  const open = await readOpenSessions(workflowId);
  const remaining = new Set(view.definition.tasks.map(({ id }) => id));
  const sessions = open.flatMap(({ number, definition, groups }) => {
    const labels = new Map(definition.tasks.map(({ id, label }) => [id, label]));
    return groups.map(({ taskId, count }) => ({
      versionNumber: number,
      taskId,
      taskLabel: labels.get(taskId) || taskId,
      count,
      taskGoesAway: !remaining.has(taskId),
    }));
  });
  return {
    sessions: sessions.sort(
      (one, other) => other.versionNumber - one.versionNumber || one.taskId.localeCompare(other.taskId, "en"),
    ),
    missingKeys: await findMissingKeys(view.definition, open),
  };
}

async function readOpenSessions(workflowId: string): Promise<OpenVersion[]> {
  const rows = await prisma.$queryRaw<(Omit<OpenVersion, "definition"> & { definition: unknown })[]>`
    WITH open_session AS (
      SELECT s.workflow_version_id, s.current_task_id, count(*)::int AS count
      FROM session s JOIN workflow_version v ON v.id = s.workflow_version_id
      WHERE v.workflow_id = ${workflowId} AND s.status NOT IN ('completed', 'cancelled')
      GROUP BY s.workflow_version_id, s.current_task_id
    )
    SELECT v.id, v.number, v.definition,
      jsonb_agg(jsonb_build_object('taskId', g.current_task_id, 'count', g.count)) AS groups
    FROM open_session g JOIN workflow_version v ON v.id = g.workflow_version_id
    GROUP BY v.id ORDER BY v.number DESC`;
  return rows.map((row) => {
    const parsed = draftDefinitionSchema.safeParse(row.definition);
    return { ...row, definition: parsed.success ? parsed.data : { settings: [], tasks: [], edges: [] } };
  });
}

interface MissingKey {
  versionId: string;
  taskId: string;
  key: string;
  count: number;
}

async function findMissingKeys(draft: GraphDefinition, open: OpenVersion[]): Promise<ImpactView["missingKeys"]> {
  const use = readKeyUse(draft);
  /** By version: the keys that a task of the draft reads and did not read in the version, with the task. */
  const newReads = new Map(
    open.map(({ id, definition }) => {
      const before = readKeyUse(definition).reads;
      const added = [...use.reads].flatMap(([taskId, keys]) =>
        [...keys].filter((key) => !before.get(taskId)?.has(key)).map((key) => ({ taskId, key })),
      );
      return [id, added] as const;
    }),
  );
  const keys = [...new Set([...newReads.values()].flatMap((reads) => reads.map(({ key }) => key)))];
  if (keys.length === 0) return [];
  const missingKeys = await prisma.$queryRaw<MissingKey[]>`
    SELECT s.workflow_version_id AS "versionId", s.current_task_id AS "taskId", k.key, count(*)::int AS count
    FROM session s CROSS JOIN unnest(${keys}::text[]) AS k(key)
    WHERE s.workflow_version_id = ANY(${[...newReads.keys()]}::uuid[]) AND s.status NOT IN ('completed', 'cancelled')
      AND s.context #> string_to_array(k.key, '.') IS NULL
    GROUP BY 1, 2, 3`;
  const labels = labelsOf(draft);
  const missing = new Map<string, { readBy: Set<string>; sessions: number }>();
  for (const { versionId, taskId, key, count } of missingKeys) {
    const reached = tasksReachedWithout(draft, use, taskId, key);
    const readers = (newReads.get(versionId) ?? []).filter((read) => read.key === key && reached(read.taskId));
    if (readers.length === 0) continue;
    const found = missing.get(key) ?? { readBy: new Set(), sessions: 0 };
    for (const reader of readers) found.readBy.add(reader.taskId);
    missing.set(key, { ...found, sessions: found.sessions + count });
  }
  return [...missing]
    .map(([key, { readBy, sessions }]) => ({ key, label: labels(key), readBy: [...readBy], sessions }))
    .sort((one, other) => other.sessions - one.sessions || one.key.localeCompare(other.key, "en"));
}

/**
 * Tells whether a session at a task can reach another one before any task writes the key. From a removed task it may
 * reach every task.
 */
function tasksReachedWithout(
  { tasks, edges }: GraphDefinition,
  { writes }: KeyUse,
  taskId: string,
  key: string,
): (other: string) => boolean {
  const [root = key] = key.split(".");
  const isWriter = (id: string): boolean => writes.get(id)?.has(root) ?? false;
  if (!tasks.some(({ id }) => id === taskId)) return (other) => !isWriter(other);
  const reached = new Set<string>(isWriter(taskId) ? [] : [taskId]);
  for (const id of reached) {
    for (const { from, to } of edges) if (from === id && !isWriter(to)) reached.add(to);
  }
  return (other) => reached.has(other);
}

/** The labels of the draft's keys: of its fields, else of its kinds. */
function labelsOf(draft: GraphDefinition): (key: string) => string {
  const asked = new Map(
    draft.tasks.flatMap(({ config }) => factFields(config).map(({ key, label }) => [key, label] as const)),
  );
  const words = describeWords(draft);
  return (key) => asked.get(key) ?? words.field?.(key) ?? key.replace(/_cents$/, "").replaceAll(/[._]/g, " ");
}
