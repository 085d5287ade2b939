"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { describeProblem } from "@/components/ui/requests/request-problem";
import type { BulkAct } from "@/lib/inbox/acting/schema";
import type { BulkResult } from "@/lib/inbox/listing/schema";
import type { CasePerson } from "@/lib/inbox/schema";
import { leaveProblem } from "../../left/left-store";
import { actOnCases } from "../case-requests";
import { expectedRow } from "../loaded/expected-row";
import { useLoadedRows } from "../loaded/use-loaded-rows";

interface BulkOptions {
  viewer: CasePerson;
  onSettled(): void;
}

interface Sent {
  caseIds: string[];
  act: BulkAct;
}

/**
 * Does the same with several cases. What the server can only agree with is shown at once, else taken back. A refusal
 * that comes after the list was left is told on the page that the reviewer is on.
 */
export function useBulk({ viewer, onSettled }: BulkOptions) {
  const rows = useLoadedRows(viewer.id);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  function tell(caseId: string | undefined, text: string): void {
    if (caseId !== undefined && !isHere.current) leaveProblem({ caseId, title: "Marked cases", text });
  }

  const sending = useMutation({
    mutationFn: ({ caseIds, act }: Sent) => actOnCases(caseIds, act),
    onMutate: ({ caseIds, act }) => {
      const before = caseIds.flatMap((id) => rows.find(id) ?? []);
      for (const row of before) rows.patch(expectedRow(row, act, viewer));
      return before;
    },
    onSuccess: (result, _, before) => {
      const ids = new Set(result.refused.map(({ caseId }) => caseId));
      for (const row of before) if (ids.has(row.caseId)) rows.takeBack(row);
      if (ids.size > 0) tell(result.refused[0]?.caseId, describeResult(result));
    },
    onError: (error, { caseIds }, before) => {
      for (const row of before ?? []) rows.takeBack(row);
      tell(caseIds[0], describeProblem(error).message);
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

function describeResult({ done, refused }: BulkResult): string {
  const cases = (count: number) => (count === 1 ? "1 case" : `${count} cases`);
  const reasons = [...new Set(refused.map(({ message }) => message))].join(" ");
  return refused.length === 0
    ? `Done with ${cases(done.length)}.`
    : `Done with ${cases(done.length)}, not with ${cases(refused.length)}: ${reasons}`;
}
