"use client";

import { X } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { GraphPath, ShownWorkflow } from "@/lib/workflows/schema";
import { GraphCanvas } from "../graph/graph-canvas";
import type { TaskWords } from "../words/describe-task";
import { Inspector } from "./inspector";
import { Outline } from "./outline";

interface DesignerProps {
  workflow: ShownWorkflow;
  /** What the inspector says, by task id. */
  words: Record<string, TaskWords>;
  /** The way of the session that is shown, if one is. */
  path: GraphPath | null;
}

/**
 * Outline, canvas and inspector around one selected task. Below 1024 px, where they follow each other, the inspector of a
 * task that somebody selects lies over the foot of the window. Give it a key per session: another one starts where that
 * stands.
 */
export function Designer({ workflow, words, path }: DesignerProps) {
  const [taskId, setTaskId] = useState(path?.currentTaskId ?? null);
  const [isOpen, setOpen] = useState(false);
  const select = useCallback((id: string | null) => {
    setTaskId(id);
    setOpen(id !== null);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what lies over these panes, wherever the focus is
    <div
      className={cn("grid min-h-0 flex-1 lg:grid-cols-[18rem_minmax(0,1fr)_20rem]", isOpen && "max-lg:pb-[50vh]")}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <div className="max-h-96 overflow-y-auto border-line p-2 max-lg:border-b lg:max-h-none lg:border-r">
        <Outline graph={workflow.graph} words={words} path={path} selectedTaskId={taskId} onSelect={select} />
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
        className={cn(
          "relative overflow-y-auto border-line bg-surface p-4 max-lg:border-t lg:border-l",
          isOpen && "max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:h-[50vh] max-lg:shadow-float",
        )}
      >
        {isOpen && (
          <Button
            variant="quiet"
            size="icon"
            aria-label="Close the inspector"
            onClick={() => setOpen(false)}
            className="absolute top-2 right-2 lg:hidden"
          >
            <X aria-hidden />
          </Button>
        )}
        <Inspector workflow={workflow} words={words} path={path} taskId={taskId} onSelect={select} />
      </section>
    </div>
  );
}
