import type { GraphDefinition } from "@/lib/engine";
import { graphLayoutSchema } from "@/lib/workflows/commands/document";
import type { Places } from "../places/moved-parts";

const layoutSchema = graphLayoutSchema.pick({ positions: true });

/**
 * Asks the server for the places of all tasks. Tasks with a place in `keep` keep it. Undefined when the request fails.
 */
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
    return response.ok ? layoutSchema.safeParse(await response.json()).data?.positions : undefined;
  } catch {
    return undefined;
  }
}
