import { prisma } from "@/lib/db/client";
import { Context, type JsonObject } from "@/lib/engine";
import { proposedChanges, storedProposals } from "@/lib/tasks/facts/proposals";
import { type ProposedChange, proposedFactSchema, waitFormSchema } from "@/lib/tasks/schema";

interface ProposedRow {
  id: string;
  form: unknown;
  proposed: unknown;
  context: JsonObject;
}

/**
 * The changes that claimants proposed after confirming, by wait id of an open case. Reads only contexts that have
 * some.
 */
export async function findProposed(waitIds: string[]): Promise<Map<string, ProposedChange[]>> {
  const rows = await prisma.$queryRaw<ProposedRow[]>`
    SELECT w.id, w.form, w.proposed, s.context FROM wait w JOIN session s ON s.id = w.session_id
    WHERE w.id = ANY (${waitIds}::uuid[]) AND w.status = 'open'
      AND (w.proposed <> '[]' OR jsonb_exists(s.context, 'proposed_changes'))`;
  return new Map(
    rows.map((row) => {
      const form = waitFormSchema.parse(row.form);
      const context = new Context(row.context);
      const proposals = [...storedProposals(context), ...proposedFactSchema.array().parse(row.proposed)];
      return [row.id, proposedChanges(form.type === "decision" ? form.fields : [], context, proposals)];
    }),
  );
}
