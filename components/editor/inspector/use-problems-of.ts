import { useMemo } from "react";
import type { GraphProblem } from "@/lib/engine";
import { useEditor } from "../store";

/** The problems of what is inspected; the same list as long as they say the same. */
export function useProblemsOf(isOwn: (problem: GraphProblem) => boolean): readonly GraphProblem[] {
  const json = useEditor(({ problems }) => JSON.stringify(problems.filter(isOwn)));
  return useMemo(() => JSON.parse(json) as GraphProblem[], [json]);
}
