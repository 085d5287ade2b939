import { useMemo } from "react";
import type { GraphProblem } from "@/lib/engine";
import { useEditor } from "../../store/store";

/** The problems of what is inspected, as it is in the document; the same list as long as they say the same. */
export function useProblemsOf(isOwn: (problem: GraphProblem) => boolean): readonly GraphProblem[] {
  const json = useEditor(({ problems }) => JSON.stringify(problems.filter((one) => !one.isUnfinished && isOwn(one))));
  return useMemo(() => JSON.parse(json) as GraphProblem[], [json]);
}
