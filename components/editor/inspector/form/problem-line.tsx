"use client";

import { Wrench } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { GraphProblem } from "@/lib/engine";
import { applyFix } from "@/lib/workflows/commands/workflow-fields";
import { useRun } from "./editor-access";

/** A problem with the button that fixes it. */
export function ProblemLine({ problem: { message, fix } }: { problem: GraphProblem }) {
  const run = useRun();
  return (
    <div className="grid grid-cols-1 justify-items-start gap-1">
      <p className="wrap-anywhere">{message}</p>
      {fix && (
        <Button size="sm" onClick={() => run(applyFix, { fix })}>
          <Wrench aria-hidden /> {fix.label}
        </Button>
      )}
    </div>
  );
}
