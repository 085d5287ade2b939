import type { BulkAct } from "@/lib/inbox/acting/schema";
import type { CasePerson, CaseRow } from "@/lib/inbox/schema";

/** Work on a case that is shown before the server answers. */
export type WorkAct = BulkAct | { act: "release" } | { act: "unsnooze" };

/** What work changes. */
type Worked = Pick<CaseRow, "assignee" | "leaseUntil" | "snoozedUntil" | "tags">;

/**
 * The row as the server makes it, where it can only agree; else the same row. A case of a colleague is left as it is,
 * and so is an assigned one: the server may give it to a delegate.
 */
export function expectedRow<Row extends Worked>(row: Row, act: WorkAct, viewer: CasePerson): Row {
  const isFree = row.assignee === null || row.assignee.id === viewer.id;
  switch (act.act) {
    case "claim":
      return isFree ? { ...row, assignee: viewer, snoozedUntil: null } : row;
    case "release":
      return row.assignee?.id === viewer.id ? { ...row, assignee: null, leaseUntil: null } : row;
    case "snooze":
      return isFree ? { ...row, assignee: viewer, leaseUntil: null, snoozedUntil: act.until } : row;
    case "unsnooze":
      return isFree ? { ...row, snoozedUntil: null } : row;
    case "tag": {
      const tags = [...new Set([...row.tags, ...act.add])].filter((tag) => !act.remove.includes(tag));
      return { ...row, tags: tags.toSorted() };
    }
    case "assign":
      return row;
  }
}
