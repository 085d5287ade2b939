"use client";

import { useState } from "react";
import type { GraphPath, WorkflowView } from "@/lib/workflows/schema";
import type { TaskWords } from "./describe-task";
import { GraphCanvas } from "./graph-canvas";
import { Inspector } from "./inspector";
import { Outline } from "./outline";

interface DesignerProps {
  workflow: WorkflowView;
  /** What the inspector says, by task id. */
  words: Record<string, TaskWords>;
  /** The way of the session that is shown, if one is. */
  path: GraphPath | null;
}

/** Outline, canvas and inspector around one selected task. Give it a key per session: another one starts where that stands. */
export function Designer({ workflow, words, path }: DesignerProps) {
  const [taskId, select] = useState(path?.currentTaskId ?? null);
  const stages = Object.fromEntries(workflow.definition.tasks.map((task) => [task.id, task.stage]));
  return (
    <div className="grid min-h-0 flex-1 lg:grid-cols-[18rem_minmax(0,1fr)_20rem]">
      <div className="max-h-96 overflow-y-auto border-line p-2 max-lg:border-b lg:max-h-none lg:border-r">
        <Outline graph={workflow.graph} stages={stages} path={path} selectedTaskId={taskId} onSelect={select} />
      </div>
      <GraphCanvas
        graph={workflow.graph}
        path={path}
        selectedTaskId={taskId}
        onSelect={select}
        wheel="zoom"
        className="h-[26rem] min-w-0 lg:h-auto"
      />
      <section
        aria-label="Inspector"
        className="overflow-y-auto border-line bg-surface p-4 max-lg:border-t lg:border-l"
      >
        <Inspector workflow={workflow} words={words} path={path} taskId={taskId} onSelect={select} />
      </section>
    </div>
  );
}
