import { useEffect, useState } from "react";
import { describeProblem, fetchWithOwnErrors, type RequestProblem } from "@/components/ui/requests/request-problem";
import type { PassageView } from "@/lib/documents/schema";

/** missing: it is not there, or this person may not read it. */
export type PassageState =
  | { status: "loading" | "missing" }
  | { status: "shown"; passage: PassageView }
  | { status: "failed"; problem: RequestProblem };

/** Reads a passage. A request that failed is sent again by `retry`, and as soon as the browser is online again. */
export function usePassage(id: string): { state: PassageState; retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<{ attempt: number; state: PassageState } | null>(null);
  const state: PassageState = read?.attempt === attempt ? read.state : { status: "loading" };

  useEffect(() => {
    const request = new AbortController();
    fetchPassage(id, request.signal).then(
      (found) => setRead({ attempt, state: found }),
      (error) =>
        request.signal.aborted || setRead({ attempt, state: { status: "failed", problem: describeProblem(error) } }),
    );
    return () => request.abort();
  }, [id, attempt]);

  const hasFailed = state.status === "failed";
  useEffect(() => {
    if (!hasFailed) return;
    const retry = () => setAttempt(attempt + 1);
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [hasFailed, attempt]);

  return { state, retry: () => setAttempt(attempt + 1) };
}

async function fetchPassage(id: string, signal: AbortSignal): Promise<PassageState> {
  const response = await fetchWithOwnErrors(`/api/passages/${id}`, { signal });
  if (response.status === 404) return { status: "missing" };
  if (!response.ok) throw new Error(await response.text());
  return { status: "shown", passage: (await response.json()) as PassageView };
}
