import { useMemo } from "react";
import type { GraphProblem } from "@/lib/engine";
import { useEditor } from "../../store/store";

/**
 * The problems that `isOwn` selects, without those of invalid texts. The list keeps its identity while its content is
 * the same.
 */
export function useProblemsOf(isOwn: (problem: GraphProblem) => boolean): readonly GraphProblem[] {
  const json = useEditor(({ problems }) => JSON.stringify(problems.filter((one) => !one.isUnfinished && isOwn(one))));
  return useMemo(() => JSON.parse(json) as GraphProblem[], [json]);
}
