import { z } from "zod";
import { maxItems } from "@/lib/paging/count";
import { pageQueryFields } from "@/lib/paging/schema";
import { personText } from "@/lib/text";
import { bulkActSchema } from "../acting/schema";
import { caseSorts, inboxTabs, tagSchema } from "../schema";

/** A search of the list with a name: the viewer's own, or for everyone of a queue. */
export interface SavedView {
  id: string;
  name: string;
  /** The search part of the page's address: "tab=mine&sort=amount". */
  query: string;
  /** Null: only its owner sees it. */
  queue: string | null;
  isOwn: boolean;
}

/** The body of `POST /api/inbox/views`. */
export const newViewSchema = z.strictObject({
  name: personText(60),
  query: z.string().max(500),
  queue: z.string().max(40).nullable(),
});
export type NewView = z.infer<typeof newViewSchema>;

/** The body of `POST /api/inbox/bulk`: what is done with each of the cases. */
export const bulkSchema = z.strictObject({ caseIds: z.array(z.uuid()).min(1).max(maxItems), act: bulkActSchema });

/** What became of the cases; why nothing was done with some of them. */
export interface BulkResult {
  done: string[];
  refused: { caseId: string; message: string }[];
}

const flag = z.enum(["1", "true"]).transform(() => true);

/** The query of `GET /api/inbox/cases`, as the page's address has it. */
export const listQuerySchema = z
  .strictObject({
    ...pageQueryFields,
    tab: z.enum(inboxTabs),
    q: z.string().max(200),
    sort: z.enum(caseSorts),
    queue: z.string().max(40),
    tag: tagSchema,
    flagged: flag,
    overdue: flag,
    escalated: flag,
  })
  .partial()
  .transform(({ q, limit, cursor, ...query }) => ({
    query: { ...query, ...(q && { search: q }) },
    page: { limit, cursor },
  }));
