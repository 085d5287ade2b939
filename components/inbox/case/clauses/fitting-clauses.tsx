"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { describeProblem } from "@/components/ui/requests/request-problem";
import type { CaseView } from "@/lib/inbox/schema";
import { fetchClauses } from "../../list/case-requests";
import { ClauseList } from "./clause-list";

/**
 * Three clauses for the facts, those that fit first. They are read after the page, and again when the facts change.
 * Their room is kept from the beginning, so that nothing moves.
 */
export function FittingClauses({ caseId, facts }: Pick<CaseView, "caseId" | "facts">) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["clauses", caseId, facts.map(({ text }) => text)],
    queryFn: () => fetchClauses(caseId),
    placeholderData: keepPreviousData,
  });
  return (
    <div aria-busy={isFetching} className="min-h-[22.5rem]">
      {data && <ClauseList clauses={data} />}
      {!data && !error && <p className="text-ink-soft">Searching the clauses…</p>}
      {!data && error && (
        <ErrorNotice
          title="The clauses could not be searched"
          action={
            <Button size="sm" isPending={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {describeProblem(error).message}
        </ErrorNotice>
      )}
    </div>
  );
}
