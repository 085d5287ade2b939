"use client";

import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { useInspect } from "../form/editor-access";
import type { EdgeWords } from "./edge-words";

interface EdgeLinksProps {
  edge: EdgeDefinition;
  words: EdgeWords | undefined;
  task: { id: string; name: string };
}

/** One edge: a link to the task at its other end, and a link to the edge with its condition. */
export function EdgeLinks({
  edge,
  words: { sentence, label } = { sentence: "", label: undefined },
  task,
}: EdgeLinksProps) {
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
