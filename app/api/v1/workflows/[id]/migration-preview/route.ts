import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { migrationBodySchema, migrationPreviewSchema, toMigrationPreview } from "@/lib/http/openapi/api-schema";
import { parsePathName } from "@/lib/path-id";
import { previewMigration } from "@/lib/sessions/changing/migrate-session";

/** Which sessions can move to a version, and which cannot. Changes nothing. */
export const POST = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const { to_version, mapping } = await readJson(call.request, migrationBodySchema);
  const groups = await previewMigration(admin, parsePathName(call.params.id), { toVersion: to_version, mapping });
  return jsonResponse(migrationPreviewSchema.parse(toMigrationPreview(groups)));
});
