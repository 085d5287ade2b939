import { z } from "zod";
import { graphId } from "@/lib/engine/definition-kit";
import type { MovedSession, NamedGroup } from "@/lib/sessions/changing/migrate-sessions";

/** "review:checked": the task of the old version, and the one of the new version where its sessions go on. */
const mappedTask = z
  .string()
  .regex(/^[\w-]{1,64}:[\w-]{1,64}$/, "like review:checked")
  .transform((text) => text.split(":") as [string, string]);

/** The query of `GET /api/v1/workflows/{id}/migration`. */
export const migrationQuerySchema = z.strictObject({
  to_version: z
    .string("A whole number, please.")
    .regex(/^[1-9]\d{0,8}$/, "A whole number, please.")
    .transform(Number),
  mapping: z.array(mappedTask).max(500).default([]).meta({
    description: "old:new, once for each task that has another id in the new version",
  }),
});

/** The answer of `GET /api/v1/workflows/{id}/migration`. */
export const migrationGroupsSchema = z
  .strictObject({
    moves: z.int(),
    stays: z.int(),
    groups: z.array(
      z.strictObject({
        from_version: z.int(),
        task_id: z.string(),
        task: z.string().meta({ description: "The name of the task." }),
        sessions: z.int(),
        goes_to: z.strictObject({ task_id: z.string(), task: z.string() }).nullable(),
        stays_because: z.string().nullable(),
      }),
    ),
    tasks: z
      .array(z.strictObject({ task_id: z.string(), task: z.string(), kind: z.string() }))
      .meta({ description: "The tasks of the version, which a mapping may name." }),
  })
  .meta({ id: "MigrationGroups" });
export type MigrationGroups = z.infer<typeof migrationGroupsSchema>;

/** The groups in the format of the API. */
export function toMigrationGroups(
  groups: NamedGroup[],
  tasks: { id: string; label: string; kind: string }[],
): MigrationGroups {
  const count = (some: NamedGroup[]): number => some.reduce((sum, { sessions }) => sum + sessions, 0);
  return {
    moves: count(groups.filter(({ goesTo }) => goesTo !== null)),
    stays: count(groups.filter(({ goesTo }) => goesTo === null)),
    groups: groups.map(({ fromVersion, taskId, taskLabel, sessions, goesTo, refusal }) => ({
      ...{ from_version: fromVersion, task_id: taskId, task: taskLabel, sessions },
      goes_to: goesTo && { task_id: goesTo.taskId, task: goesTo.label },
      stays_because: refusal,
    })),
    tasks: tasks.map(({ id, label, kind }) => ({ task_id: id, task: label, kind })),
  };
}

/** The body of `POST /api/v1/workflows/{id}/migration`. */
export const moveSessionsBodySchema = z
  .strictObject({
    to_version: z.int32().min(1),
    mapping: z.record(graphId, graphId).default({}).meta({
      description: "Old task id to new task id; tasks of the same id need no entry.",
    }),
    limit: z.int().min(1).max(50).default(10).meta({ description: "Sessions of one request." }),
    cursor: z.uuid().optional().meta({ description: "The `next_cursor` of the request before." }),
  })
  .meta({ id: "MoveSessions" });

/** The answer of `POST /api/v1/workflows/{id}/migration`. */
export const movedSessionsSchema = z
  .strictObject({
    sessions: z.array(
      z.strictObject({
        session_id: z.uuid(),
        reference: z.string(),
        from_version: z.int(),
        task_id: z.string().meta({ description: "Its task now." }),
        stays_because: z.string().nullable().meta({ description: "Null when it was moved." }),
      }),
    ),
    next_cursor: z.string().optional().meta({ description: "Absent when none is left." }),
  })
  .meta({ id: "MovedSessions" });
export type MovedSessions = z.infer<typeof movedSessionsSchema>;

/** The results in the format of the API. */
export const toMovedSessions = (moved: MovedSession[], next: string | null): MovedSessions => ({
  sessions: moved.map(({ sessionId, reference, fromVersion, taskId, refusal }) => ({
    ...{ session_id: sessionId, reference, from_version: fromVersion, task_id: taskId, stays_because: refusal },
  })),
  ...(next !== null && { next_cursor: next }),
});
