"use client";

import { useState } from "react";
import { GraphCanvas } from "@/components/workflows/graph/graph-canvas";
import type { SessionView } from "@/lib/sessions/schema";
import { ModelCalls } from "./model-calls";
import { StepList } from "./step-list";
import { Transcript } from "./transcript";

/** The steps, the path on the graph and the conversation of one session. A step and its task are selected together. */
export function SessionReplay({ session }: { session: SessionView }) {
  const [taskId, select] = useState<string | null>(null);
  return (
    <div className="grid min-h-0 flex-1 max-lg:content-start lg:grid-cols-[22rem_minmax(0,1fr)_22rem]">
      <section
        aria-labelledby="steps"
        className="max-h-96 overflow-y-auto border-line p-4 max-lg:border-b lg:max-h-none lg:border-r"
      >
        <h2 id="steps" className="mb-2 text-reading">
          Steps
        </h2>
        <StepList steps={session.steps} selectedTaskId={taskId} onSelect={select} />
        <ModelCalls calls={session.modelCalls} />
      </section>
      <GraphCanvas
        graph={session.graph}
        path={session.path}
        selectedTaskId={taskId}
        onSelect={select}
        wheel="zoom"
        className="h-[26rem] min-w-0 lg:h-auto"
      />
      <section
        aria-labelledby="transcript"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard
        tabIndex={0}
        className="overflow-y-auto border-line bg-surface p-4 -outline-offset-2! max-lg:border-t lg:border-l"
      >
        <h2 id="transcript" className="mb-2 text-reading">
          Transcript
        </h2>
        <Transcript messages={session.messages} claimantName={session.claimantName} />
      </section>
    </div>
  );
}
