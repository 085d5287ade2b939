"use client";

import { useMutation } from "@tanstack/react-query";
import { describeProblem } from "@/components/ui/requests/request-problem";
import type { BulkAct } from "@/lib/inbox/acting/schema";
import type { BulkResult } from "@/lib/inbox/listing/schema";
import type { CasePerson, CaseRow } from "@/lib/inbox/schema";
import { actOnCases } from "../case-requests";

interface BulkOptions {
  viewer: CasePerson;
  rowOf(caseId: string): CaseRow | undefined;
  /** Puts a row into every loaded list. */
  patch(row: CaseRow): void;
  onSettled(): void;
}

interface Sent {
  caseIds: string[];
  act: BulkAct;
}

/** Does the same with several cases. What the server can only agree with is shown at once, else taken back. */
export function useBulk({ viewer, rowOf, patch, onSettled }: BulkOptions) {
  const sending = useMutation({
    mutationFn: ({ caseIds, act }: Sent) => actOnCases(caseIds, act),
    onMutate: ({ caseIds, act }) => {
      const before = caseIds.flatMap((id) => rowOf(id) ?? []);
      for (const row of before) patch(expected(row, act, viewer));
      return before;
    },
    onSuccess: ({ refused }, _, before) => {
      const ids = new Set(refused.map(({ caseId }) => caseId));
      for (const row of before) if (ids.has(row.caseId)) patch(row);
    },
    onError: (_error, _sent, before) => {
      for (const row of before ?? []) patch(row);
    },
    onSettled,
  });
  const outcome = sending.error
    ? describeProblem(sending.error).message
    : sending.data
      ? describeResult(sending.data)
      : "";
  return { act: sending.mutate, isPending: sending.isPending, outcome };
}

/** The expected row. A case of a colleague is left as it is, because the server refuses to claim it. */
function expected(row: CaseRow, act: BulkAct, viewer: CasePerson): CaseRow {
  switch (act.act) {
    case "claim":
      return row.assignee && row.assignee.id !== viewer.id ? row : { ...row, assignee: viewer };
    case "snooze":
      return { ...row, snoozedUntil: act.until };
    case "tag":
      return { ...row, tags: [...new Set([...row.tags, ...act.add])] };
    case "assign":
      return row;
  }
}

function describeResult({ done, refused }: BulkResult): string {
  const cases = (count: number) => (count === 1 ? "1 case" : `${count} cases`);
  const reasons = [...new Set(refused.map(({ message }) => message))].join(" ");
  return refused.length === 0
    ? `Done with ${cases(done.length)}.`
    : `Done with ${cases(done.length)}, not with ${cases(refused.length)}: ${reasons}`;
}
