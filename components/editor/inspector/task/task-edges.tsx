"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useDeferredValue } from "react";
import type { GraphDefinition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { connect, orderEdges } from "@/lib/workflows/commands/connect";
import { deleteEdges } from "@/lib/workflows/commands/delete-parts";
import { useDefinition, useInspect, useRun, useSeparateStep } from "../form/editor-access";
import { QuietButton } from "../form/field-frame";
import { moveItem } from "../schema/rows";
import { type EdgeWords, edgeWords } from "./edge-words";
import { TaskPicker } from "./task-picker";

/** The edges out of a task in the order in which they are tried, and the edges into it. */
export function TaskEdges({ taskId }: { taskId: string }) {
  const definition = useDeferredValue(useDefinition());
  const run = useRun();
  const separateStep = useSeparateStep();
  const { tasks, edges, startTaskId } = definition;
  const outgoing = edges.filter(({ from }) => from === taskId);
  const incoming = edges.filter(({ to }) => to === taskId);
  const nameOf = (id: string): string => tasks.find((task) => task.id === id)?.label || id;
  const words = edgeWords(outgoing, definition);
  const move = (index: number, by: -1 | 1): void => {
    const edgeIds = moveItem(outgoing, index, by).map(({ id }) => id);
    separateStep(() => run(orderEdges, { taskId, edgeIds }));
  };
  return (
    <>
      <section aria-label="What follows" className="grid grid-cols-1 gap-1">
        <h3>What follows</h3>
        {outgoing.length > 1 && (
          <p className="text-ink-faint text-meta">Tried from the top: the first one that holds is taken.</p>
        )}
        <ol className="divide-y divide-line">
          {outgoing.map((edge, index) => (
            <li key={edge.id} className="flex min-w-0 items-start gap-1 py-1">
              <EdgeLinks edge={edge} words={words[index]} task={{ id: edge.to, name: nameOf(edge.to) }} />
              {outgoing.length > 1 && (
                <>
                  <QuietButton
                    label={`Try the way to ${nameOf(edge.to)} earlier`}
                    icon={<ArrowUp aria-hidden />}
                    isOff={index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <QuietButton
                    label={`Try the way to ${nameOf(edge.to)} later`}
                    icon={<ArrowDown aria-hidden />}
                    isOff={index === outgoing.length - 1}
                    onClick={() => move(index, 1)}
                  />
                </>
              )}
              <QuietButton
                label={`Remove the way to ${nameOf(edge.to)}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => run(deleteEdges, { edgeIds: [edge.id] })}
              />
            </li>
          ))}
        </ol>
        {outgoing.length === 0 && <p className="text-ink-soft">Nothing.</p>}
        <TaskPicker
          label="Add a way to a task"
          placeholder="Add a way to …"
          value=""
          onChoose={(to) => run(connect, { from: taskId, to })}
          className="h-8 w-fit border-dashed"
        />
      </section>
      <section aria-label="What comes before" className="grid grid-cols-1 gap-1">
        <h3>What comes before</h3>
        <ul className="divide-y divide-line">
          {incoming.map((edge) => (
            <li key={edge.id} className="py-1">
              <EdgeLinks
                edge={edge}
                words={wordsOfEdge(edge, definition)}
                task={{ id: edge.from, name: nameOf(edge.from) }}
              />
            </li>
          ))}
        </ul>
        {incoming.length === 0 && (
          <p className="text-ink-soft">{startTaskId === taskId ? "Nothing: it starts here." : "Nothing leads here."}</p>
        )}
      </section>
    </>
  );
}

/** The words of one edge. They depend on the other edges of its task. */
function wordsOfEdge(edge: EdgeDefinition, definition: GraphDefinition): EdgeWords | undefined {
  const edges = definition.edges.filter(({ from }) => from === edge.from);
  return edgeWords(edges, definition)[edges.indexOf(edge)];
}

interface EdgeLinksProps {
  edge: EdgeDefinition;
  words: EdgeWords | undefined;
  task: { id: string; name: string };
}

/** One edge: a link to the task at its other end, and a link to the edge with its condition. */
function EdgeLinks({ edge, words: { sentence, label } = { sentence: "", label: undefined }, task }: EdgeLinksProps) {
  const inspect = useInspect();
  return (
    <span className="min-w-0 flex-1">
      <button
        type="button"
        onClick={() => inspect({ taskId: task.id })}
        className="wrap-anywhere text-left font-semibold text-accent hover:underline"
      >
        {task.name}
      </button>
      <button
        type="button"
        onClick={() => inspect({ edgeId: edge.id })}
        className="wrap-anywhere block text-left text-ink-soft text-meta hover:text-ink hover:underline"
      >
        <span className="sr-only">Edit the edge </span>
        {label ? `${label}: ` : ""}
        {sentence}
      </button>
    </span>
  );
}
