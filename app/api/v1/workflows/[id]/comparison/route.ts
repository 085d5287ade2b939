import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { compareDefinitions } from "@/lib/workflows/versions/compare-definitions";
import { getSide } from "@/lib/workflows/versions/data";
import { comparisonQuerySchema, comparisonSchema } from "@/lib/workflows/versions/schema";

/** What is different between two versions of a workflow, or a version and the draft, in sentences. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const { from, to } = comparisonQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const [before, after] = await Promise.all([from, to].map((side) => getSide(designer, workflowId, side)));
  const { changes } = before && after ? compareDefinitions(before, after) : { changes: [] };
  return jsonResponse(
    comparisonSchema.parse({
      from,
      to,
      changes: changes.map(({ kind, place, name, sentence, lines }) => ({
        ...{ kind, place, name, sentences: [sentence, ...lines.map((line) => line.sentence)] },
      })),
    }),
  );
});
