import { useState } from "react";
import type { CaseRow } from "@/lib/inbox/schema";
import { keepOrder } from "./keep-order";

/** The rows in the server's order. While the list has the focus, shown rows keep their places. */
export function useStableOrder(rows: CaseRow[], isFocused: boolean): CaseRow[] {
  const current = rows.map(({ caseId }) => caseId);
  const [shown, setShown] = useState(current);
  const ids = isFocused ? keepOrder(shown, current) : current;
  if (ids.join() !== shown.join()) setShown(ids);
  const byId = new Map(rows.map((row) => [row.caseId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
