"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { GraphDefinition } from "@/lib/engine";
import type { GraphView } from "@/lib/workflows/schema";
import { useIsAtLeast } from "../../panes/use-is-at-least";
import { compareFormId } from "../compare-form";
import { ChangeList } from "./change-list";
import { ComparisonGraph } from "./comparison-graph";
import { describeCounts, useComparison } from "./use-comparison";

export interface ComparisonProps {
  /** "From version 2 to the draft". */
  title: string;
  before: GraphDefinition;
  after: GraphDefinition;
  /** The picture of both; null when it could not be made. */
  graph: Promise<GraphView | null>;
}

/** The differences between two versions, as sentences and on the graph. One of them is the current one. */
export function Comparison({ title, before, after, graph }: ComparisonProps) {
  const { changes, marks, index, current, list, show, step, showTask } = useComparison(before, after);
  const [isRequested, setRequested] = useState(false);
  const hasGraph = useIsAtLeast("640px") || isRequested;
  const heading = useRef<HTMLHeadingElement>(null);
  // The form may be far above on a phone, and a screen reader hears the heading. A page that opens keeps its focus.
  useLayoutEffect(() => {
    if (document.getElementById(compareFormId)?.contains(document.activeElement)) heading.current?.focus();
  }, []);

  function handleKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: n and p work anywhere in the comparison, beside its buttons
    <div
      onKeyDown={handleKey}
      className="grid min-h-0 flex-1 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)]"
    >
      <section aria-label="Comparison" className="flex min-h-0 flex-col border-line lg:border-r">
        <header className="grid gap-2 border-line border-b bg-canvas p-4 max-lg:sticky max-lg:top-0 max-lg:z-10">
          <h2 ref={heading} tabIndex={-1} className="text-reading">
            {title}
          </h2>
          <p className="text-ink-soft">{describeCounts(changes)}</p>
          {changes.length > 0 && (
            <div className="flex flex-wrap items-center gap-2">
              <Button size="sm" onClick={() => step(-1)} aria-keyshortcuts="p">
                <ArrowUp aria-hidden />
                Previous change
              </Button>
              <Button size="sm" onClick={() => step(1)} aria-keyshortcuts="n">
                <ArrowDown aria-hidden />
                Next change
              </Button>
              <p role="status" className="text-ink-soft text-meta tabular-nums">
                {index === null ? "" : `Change ${index + 1} of ${changes.length}`}
              </p>
            </div>
          )}
        </header>
        <ChangeList list={list} changes={changes} current={index} onChoose={(next) => show(next, false)} />
      </section>
      {hasGraph ? (
        <ComparisonGraph
          graph={graph}
          marks={marks}
          taskId={current?.place.taskId ?? null}
          edgeId={current?.place.edgeId ?? null}
          onSelect={showTask}
        />
      ) : (
        <Button variant="quiet" className="m-4" onClick={() => setRequested(true)}>
          Show the graph
        </Button>
      )}
    </div>
  );
}
