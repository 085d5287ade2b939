import { useCallback, useMemo, useRef, useState } from "react";
import type { GraphChanges } from "@/components/workflows/graph/task-state";
import type { GraphDefinition } from "@/lib/engine";
import type { ChangeKind } from "@/lib/workflows/schema";
import { compareDefinitions } from "@/lib/workflows/versions/compare-definitions";
import type { Change } from "@/lib/workflows/versions/schema";

/** The changes between two definitions, which one is current, and how to go to another. */
export function useComparison(before: GraphDefinition, after: GraphDefinition) {
  const { changes } = useMemo(() => measured(before, after), [before, after]);
  const [index, setIndex] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);

  /** Makes a change the current one. The graph shows it; the list shows it and may take the focus. */
  const show = useCallback((next: number, focuses: boolean) => {
    setIndex(next);
    const item = list.current?.querySelector<HTMLElement>(`[data-change="${next}"]`);
    item?.scrollIntoView({ block: "nearest" });
    if (focuses) item?.focus({ preventScroll: true });
  }, []);
  const step = (offset: 1 | -1): void => {
    if (changes.length === 0) return;
    const from = index ?? (offset === 1 ? -1 : 0);
    show((from + offset + changes.length) % changes.length, true);
  };
  /** The first change of a task, for a card that is chosen on the graph. */
  const showTask = useCallback(
    (taskId: string | null) => {
      const found = changes.findIndex(({ place }) => taskId !== null && place.taskId === taskId);
      if (found >= 0) show(found, false);
    },
    [changes, show],
  );
  const marks = useMemo(() => marksOf(changes), [changes]);
  return { changes, marks, index, current: index === null ? undefined : changes[index], list, show, step, showTask };
}

/** The time is in the browser's own log of times, for the tools that read it. */
function measured(before: GraphDefinition, after: GraphDefinition) {
  const start = performance.now();
  const comparison = compareDefinitions(before, after);
  performance.measure("compare versions", { start });
  return comparison;
}

function marksOf(changes: readonly Change[]): GraphChanges {
  const of = (idOf: (change: Change) => string | undefined): Record<string, ChangeKind> =>
    Object.fromEntries(
      changes.flatMap((change) => {
        const id = idOf(change);
        return id === undefined ? [] : [[id, change.kind]];
      }),
    );
  return { tasks: of(({ place }) => place.taskId), edges: of(({ place }) => place.edgeId) };
}

/** "2 added, 1 removed, 4 changed". */
export function describeCounts(changes: readonly Change[]): string {
  const kinds: ChangeKind[] = ["added", "removed", "changed"];
  const counts = kinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  return counts.join(", ") || "Nothing is different.";
}
