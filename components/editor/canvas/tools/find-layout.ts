import type { GraphDefinition } from "@/lib/engine";
import { graphLayoutSchema } from "@/lib/workflows/commands/document";
import type { Places } from "../places/moved-parts";

const answerSchema = graphLayoutSchema.pick({ positions: true });

/** Places for all tasks, from the layout on the server; what has a place in `keep` stays there. Undefined when there is no answer. */
export async function findLayout(
  workflowId: string,
  definition: GraphDefinition,
  keep: Places | undefined,
  signal?: AbortSignal,
): Promise<Places | undefined> {
  try {
    const response = await fetch(`/api/v1/workflows/${encodeURIComponent(workflowId)}/layout`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ definition, ...(keep && Object.keys(keep).length > 0 && { positions: keep }) }),
      signal,
    });
    return response.ok ? answerSchema.safeParse(await response.json()).data?.positions : undefined;
  } catch {
    return undefined;
  }
}
