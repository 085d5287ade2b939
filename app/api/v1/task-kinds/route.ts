import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { taskKindsSchema, toTaskKindRecords } from "@/lib/http/openapi/task-kind-schema";

/** Every kind of task, with the JSON Schema of its settings. */
export const GET = handle(async (call) => {
  asDesigner(await call.principal());
  return jsonResponse(taskKindsSchema.parse(toTaskKindRecords()));
});
