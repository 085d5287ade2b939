"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useDeferredValue } from "react";
import type { GraphDefinition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { connect, orderEdges, whyNothingFollows } from "@/lib/workflows/commands/connect";
import { deleteEdges } from "@/lib/workflows/commands/delete-parts";
import { useEditor } from "../../store/store";
import { useDefinition, useRun, useSeparateStep } from "../form/editor-access";
import { QuietButton } from "../form/field-frame";
import { moveItem } from "../schema/rows";
import { EdgeLinks } from "./edge-links";
import { type EdgeWords, edgeWords } from "./edge-words";
import { TaskPicker } from "./task-picker";

/** The edges out of a task in the order in which they are tried, and the edges into it. */
export function TaskEdges({ taskId }: { taskId: string }) {
  return (
    <>
      <OutgoingEdges taskId={taskId} />
      <IncomingEdges taskId={taskId} />
    </>
  );
}

const nameOf = ({ tasks }: GraphDefinition, id: string): string => tasks.find((task) => task.id === id)?.label || id;

function OutgoingEdges({ taskId }: { taskId: string }) {
  const definition = useDeferredValue(useDefinition());
  const run = useRun();
  const separateStep = useSeparateStep();
  const ask = useEditor((state) => state.ask);
  const edges = definition.edges.filter(({ from }) => from === taskId);
  const words = edgeWords(edges, definition);
  const isEnd = whyNothingFollows({ definition }, taskId) !== undefined;
  const move = (index: number, by: -1 | 1): void => {
    const edgeIds = moveItem(edges, index, by).map(({ id }) => id);
    separateStep(() => run(orderEdges, { taskId, edgeIds }));
  };
  return (
    <section aria-label="What follows" className="grid grid-cols-1 gap-1">
      <h3>What follows</h3>
      {edges.length > 1 && (
        <p className="text-ink-faint text-meta">Tried from the top: the first one that holds is taken.</p>
      )}
      <ol className="divide-y divide-line">
        {edges.map((edge, index) => {
          const name = nameOf(definition, edge.to);
          return (
            <li key={edge.id} className="flex min-w-0 items-start gap-1 py-1">
              <EdgeLinks edge={edge} words={words[index]} task={{ id: edge.to, name }} />
              {edges.length > 1 && (
                <MoveButtons name={name} index={index} count={edges.length} onMove={(by) => move(index, by)} />
              )}
              <QuietButton
                label={`Remove the way to ${name}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => run(deleteEdges, { edgeIds: [edge.id] })}
              />
            </li>
          );
        })}
      </ol>
      {edges.length === 0 && <p className="text-ink-soft">{isEnd ? "Nothing: the session ends here." : "Nothing."}</p>}
      {!isEnd && (
        <TaskPicker
          label="Add a way to a task"
          placeholder="Add a way to …"
          value=""
          onChoose={(to) => run(connect, { from: taskId, to })}
          onNew={() => ask({ about: "kind", after: { taskId, as: "branch" } })}
          className="h-8 w-fit border-dashed"
        />
      )}
    </section>
  );
}

interface MoveButtonsProps {
  /** The name of the task at the end of the edge. */
  name: string;
  index: number;
  count: number;
  onMove: (by: -1 | 1) => void;
}

function MoveButtons({ name, index, count, onMove }: MoveButtonsProps) {
  return (
    <>
      <QuietButton
        label={`Try the way to ${name} earlier`}
        icon={<ArrowUp aria-hidden />}
        isOff={index === 0}
        onClick={() => onMove(-1)}
      />
      <QuietButton
        label={`Try the way to ${name} later`}
        icon={<ArrowDown aria-hidden />}
        isOff={index === count - 1}
        onClick={() => onMove(1)}
      />
    </>
  );
}

function IncomingEdges({ taskId }: { taskId: string }) {
  const definition = useDeferredValue(useDefinition());
  const { edges, startTaskId } = definition;
  const incoming = edges.filter(({ to }) => to === taskId);
  return (
    <section aria-label="What comes before" className="grid grid-cols-1 gap-1">
      <h3>What comes before</h3>
      <ul className="divide-y divide-line">
        {incoming.map((edge) => (
          <li key={edge.id} className="py-1">
            <EdgeLinks
              edge={edge}
              words={wordsOfEdge(edge, definition)}
              task={{ id: edge.from, name: nameOf(definition, edge.from) }}
            />
          </li>
        ))}
      </ul>
      {incoming.length === 0 && (
        <p className="text-ink-soft">{startTaskId === taskId ? "Nothing: it starts here." : "Nothing leads here."}</p>
      )}
    </section>
  );
}

/** The words of one edge. They depend on the other edges of its task. */
function wordsOfEdge(edge: EdgeDefinition, definition: GraphDefinition): EdgeWords | undefined {
  const edges = definition.edges.filter(({ from }) => from === edge.from);
  return edgeWords(edges, definition)[edges.indexOf(edge)];
}
