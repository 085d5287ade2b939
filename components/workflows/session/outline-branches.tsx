import { ArrowRight, CornerUpLeft } from "lucide-react";
import type { HTMLAttributes } from "react";
import { cn } from "@/components/ui/cn";
import type { GraphEdge, GraphPath } from "@/lib/workflows/schema";
import { describeCount, describeEdge } from "../graph/task-state";

/** An outgoing edge of a task, or a jump of the session from it. */
interface Branch {
  key: string;
  to: string;
  words: string;
  isTaken: boolean;
  isBack: boolean;
  /** Texts after the name of the next task: reasons and counts. */
  remarks: string[];
}

/** The branches of a task: its outgoing edges, then the jumps of the session from it. */
export function branchesOf(taskId: string, edges: readonly GraphEdge[], path: GraphPath | null): Branch[] {
  const jumps = path?.jumps.filter((jump) => jump.from === taskId) ?? [];
  return [
    ...edges.map((edge) => {
      const taken = path?.taken[edge.id];
      return {
        key: edge.id,
        to: edge.target,
        words: describeEdge(edge),
        isTaken: taken !== undefined,
        isBack: edge.isBack ?? false,
        remarks: [...(taken?.because ?? []), describeCount(taken?.times)].filter(Boolean),
      };
    }),
    ...jumps.map((jump) => ({
      key: `jump ${jump.to}`,
      to: jump.to,
      words: jump.words,
      isTaken: true,
      isBack: false,
      remarks: ["without an edge", describeCount(jump.times)].filter(Boolean),
    })),
  ];
}

interface OutlineBranchesProps {
  id: string;
  branches: readonly Branch[];
  /** Labels by task id. */
  names: ReadonlyMap<string, string>;
  itemClasses: string;
  /** The attributes of a tree item at level 2. */
  itemOf: (key: string, taskId: string) => HTMLAttributes<HTMLElement>;
}

/** The branches of a task as tree items. Each selects the task that it goes to. */
export function OutlineBranches({ id, branches, names, itemClasses, itemOf }: OutlineBranchesProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of tree items, not of form fields
    <ul role="group" id={id} className="ml-4 border-l pl-1">
      {branches.map(({ key, to, words, isTaken, isBack, remarks }) => (
        <li key={key} role="none">
          <div
            {...itemOf(key, to)}
            className={cn(
              itemClasses,
              "wrap-anywhere text-meta",
              isTaken ? "font-semibold text-accent" : "text-ink-soft",
            )}
          >
            {words}{" "}
            {isBack ? (
              <CornerUpLeft aria-hidden className="inline size-3" />
            ) : (
              <ArrowRight aria-label="to" className="inline size-3" />
            )}{" "}
            {names.get(to)}
            {remarks.map((remark) => (
              <span key={remark}>, {remark}</span>
            ))}
            {isTaken && <span className="sr-only">, taken</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
