import type { StaffPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";

/** Sessions whose current task failed because of a model, by the reason of their last step ("llm_bad_credentials"). */
export interface ModelFailures {
  code: string;
  sessionIds: string[];
}

/** All sessions that failed because of a model, the most frequent reason first. */
export async function findModelFailures(_principal: StaffPrincipal): Promise<ModelFailures[]> {
  const rows = await prisma.$queryRaw<{ code: string; ids: string[] }[]>`
    SELECT last.error_code AS code, array_agg(s.id ORDER BY s.updated_at) AS ids
    FROM session s JOIN step last ON last.session_id = s.id AND last.seq = s.step_seq
    WHERE s.status = 'failed' AND last.error_code LIKE 'llm\\_%'
    GROUP BY last.error_code ORDER BY count(*) DESC, last.error_code`;
  return rows.map(({ code, ids }) => ({ code, sessionIds: ids }));
}
