import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { limitOfSender } from "@/lib/limits/admit";
import { parsePathName } from "@/lib/path-id";
import { runTrial } from "@/lib/trials/run-trial";
import { trialBodySchema, trialViewSchema } from "@/lib/trials/schema";
import { maxDraftBytes } from "@/lib/workflows/schema";

/** Begins a test run of the draft, or goes on with one. Nothing of it is stored. */
export const POST = handle<{ id: string }>(
  async (call) => {
    const designer = asDesigner(await call.principal());
    const workflowId = parsePathName(call.params.id);
    const body = await readJson(call.request, trialBodySchema, { maxBytes: maxDraftBytes });
    return jsonResponse(trialViewSchema.parse(await runTrial(designer, workflowId, body, call.request.signal)));
  },
  { limit: limitOfSender },
);
