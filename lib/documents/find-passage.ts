import { isStaff, type Principal } from "@/lib/auth/principal";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import type { PassageView } from "./schema";

/**
 * A passage with its document, as long as the person may read its collection: also of a version that was replaced, and
 * of a document that was retracted, because an answer may cite it. Throws AppError `not_found`, also for a passage of
 * another audience.
 */
export async function getPassage(principal: Principal, id: string): Promise<PassageView> {
  const audiences = isStaff(principal) ? ["claimants", "staff"] : ["claimants"];
  const { rows } = await pool().query<PassageView>(
    `SELECT p.id, d.id AS "documentId", d.title AS document, d.version, d.state, p.heading, p.text, p.page,
      (SELECT version FROM document
        WHERE collection_id = d.collection_id AND source = d.source AND state = 'published') AS "currentVersion"
    FROM passage p JOIN document d ON d.id = p.document_id JOIN collection c ON c.id = d.collection_id
    WHERE p.id = $1 AND d.state <> 'loading' AND c.audience = ANY($2::text[])`,
    [id, audiences],
  );
  const [passage] = rows;
  if (!passage) throw new AppError("not_found", { detail: "There is no such passage." });
  return passage;
}
