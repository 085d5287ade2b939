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
  /** The texts of the inspector, by task id. */
  words: Record<string, TaskWords>;
  /** The steps of the shown session; null without one. */
  path: GraphPath | null;
}

const inspectorClasses = "relative overflow-y-auto border-line bg-surface p-4 max-lg:border-t lg:border-l";
const openInspectorClasses = [
  "max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0",
  "max-lg:z-30 max-lg:h-[50vh] max-lg:shadow-float",
].join(" ");

/**
 * Outline, canvas and inspector with one selected task. Below 1024 px the panes are in one column, and the inspector of
 * a selected task covers the lower half of the window. It needs a `key` per session: the current task of the session is
 * selected first.
 */
export function Designer({ workflow, words, path }: DesignerProps) {
  const [taskId, setTaskId] = useState(path?.currentTaskId ?? null);
  const [isOpen, setOpen] = useState(false);
  const select = useCallback((id: string | null) => {
    setTaskId(id);
    setOpen(id !== null);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the inspector from any pane
    <div
      className={cn(
        "grid min-h-0 flex-1 max-lg:content-start lg:grid-cols-[18rem_minmax(0,1fr)_20rem]",
        isOpen && "max-lg:pb-[50vh]",
      )}
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
      <section aria-label="Inspector" className={cn(inspectorClasses, isOpen && openInspectorClasses)}>
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
