"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useDeferredValue } from "react";
import { orderEdges } from "@/lib/workflows/commands/connect";
import { useDefinition, useInspect, useRun, useSeparateStep } from "../form/editor-access";
import { QuietButton } from "../form/field-frame";
import { moveItem } from "../schema/rows";
import { edgeWords } from "./edge-words";

interface EdgeOrderProps {
  taskId: string;
  /** The edited edge. */
  edgeId: string;
}

/** The edges out of a task in the order in which they are tried, with buttons that move the edited edge. */
export function EdgeOrder({ taskId, edgeId }: EdgeOrderProps) {
  const definition = useDeferredValue(useDefinition());
  const run = useRun();
  const separateStep = useSeparateStep();
  const inspect = useInspect();
  const edges = definition.edges.filter(({ from }) => from === taskId);
  const place = edges.findIndex(({ id }) => id === edgeId);
  if (edges.length < 2) return null;
  const words = edgeWords(edges, definition);
  const nameOf = (id: string): string => definition.tasks.find((task) => task.id === id)?.label || id;
  const move = (by: -1 | 1): void => {
    const edgeIds = moveItem(edges, place, by).map(({ id }) => id);
    separateStep(() => run(orderEdges, { taskId, edgeIds }));
  };
  return (
    <section aria-label="Order" className="grid grid-cols-1 gap-1 border-line border-t pt-4">
      <div className="flex items-center justify-between gap-2">
        <h3>Order</h3>
        <span className="flex gap-1">
          <QuietButton
            label="Try this way earlier"
            icon={<ArrowUp aria-hidden />}
            isOff={place === 0}
            onClick={() => move(-1)}
          />
          <QuietButton
            label="Try this way later"
            icon={<ArrowDown aria-hidden />}
            isOff={place === edges.length - 1}
            onClick={() => move(1)}
          />
        </span>
      </div>
      <p className="text-ink-faint text-meta">Tried from the top: the first one that holds is taken.</p>
      <ol className="divide-y divide-line">
        {edges.map((edge, index) => (
          <li key={edge.id} className="wrap-anywhere py-1" aria-current={edge.id === edgeId || undefined}>
            {edge.id === edgeId ? (
              <span className="font-semibold">{nameOf(edge.to)}</span>
            ) : (
              <button
                type="button"
                className="text-left text-accent hover:underline"
                onClick={() => inspect({ edgeId: edge.id })}
              >
                {nameOf(edge.to)}
              </button>
            )}
            <span className="block text-ink-soft text-meta">{words[index]?.sentence}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
