import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import {
  migrationGroupsSchema,
  migrationQuerySchema,
  movedSessionsSchema,
  moveSessionsBodySchema,
  toMigrationGroups,
  toMovedSessions,
} from "@/lib/http/openapi/migration-schema";
import { parsePathName } from "@/lib/path-id";
import { migrateSessions, previewSessions } from "@/lib/sessions/changing/migrate-sessions";

/** Which open sessions of the workflow can be moved to a version, and which cannot. Changes nothing. */
export const GET = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const { searchParams } = new URL(call.request.url);
  const { to_version, mapping } = migrationQuerySchema.parse({
    ...Object.fromEntries(searchParams),
    mapping: searchParams.getAll("mapping"),
  });
  const found = await previewSessions(person, parsePathName(call.params.id), {
    toVersion: to_version,
    mapping: Object.fromEntries(mapping),
  });
  return jsonResponse(migrationGroupsSchema.parse(toMigrationGroups(found.groups, found.tasks)));
});

/** Moves the next open sessions to a version. Those that cannot be moved stay, each with the reason. */
export const POST = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const { to_version, mapping, limit, cursor } = await readJson(call.request, moveSessionsBodySchema);
  const batch = { toVersion: to_version, mapping, limit, ...(cursor !== undefined && { after: cursor }) };
  const { moved, next } = await migrateSessions(person, workflowId, batch);
  return jsonResponse(movedSessionsSchema.parse(toMovedSessions(moved, next)));
});
