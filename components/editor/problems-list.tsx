"use client";

import { Info, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { GraphProblem } from "@/lib/engine";
import { applyFix } from "@/lib/workflows/commands/workflow-fields";
import type { EditorState } from "./store/editor-state";
import { useEditor } from "./store/store";

/** The number of problems in words. */
export const problemCount = (count: number): string => (count === 1 ? "1 problem" : `${count} problems`);

const noneFound: Record<EditorState["checking"], string> = {
  running: "Looking for problems",
  done: "No problem: this can be published.",
  failed: "What looks for problems could not be loaded. It is tried again; publishing looks for them too.",
};

/** The problems of the workflow. Each is a link to its place, and has a button when it can be fixed automatically. */
export function ProblemsList({ onJump }: { onJump?: () => void }) {
  const problems = useEditor((state) => state.problems);
  const checking = useEditor((state) => state.checking);
  if (problems.length === 0) return <p className="text-ink-soft text-meta">{noneFound[checking]}</p>;
  return <LinkedProblems name="Problems" problems={problems} onJump={onJump} />;
}

/** What does not block publishing, in the same words and with the same links. Nothing without warnings. */
export function WarningsList({ onJump }: { onJump?: () => void }) {
  const warnings = useEditor((state) => state.warnings);
  if (warnings.length === 0) return null;
  return (
    <section className="grid gap-1">
      <h3 className="text-body">Worth a look</h3>
      <LinkedProblems name="Worth a look" problems={warnings} onJump={onJump} />
    </section>
  );
}

interface LinkedProblemsProps {
  name: string;
  problems: readonly GraphProblem[];
  onJump?: () => void;
}

function LinkedProblems({ name, problems, onJump }: LinkedProblemsProps) {
  const run = useEditor((state) => state.run);
  const inspect = useEditor((state) => state.inspect);
  const jump = ({ taskId, edgeId, settingKey, path }: GraphProblem) => {
    onJump?.();
    inspect({ taskId, edgeId, settingKey, path: path ?? [] });
  };
  return (
    <ul aria-label={name} className="grid gap-1">
      {problems.map((problem) => (
        <li key={JSON.stringify(problem)} className="flex items-start gap-2">
          {problem.severity === "warning" ? (
            <Info aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-soft" />
          ) : (
            <TriangleAlert aria-hidden className="mt-1 size-3.5 shrink-0 text-attention" />
          )}
          <div className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
            {problem.taskId || problem.edgeId || problem.settingKey ? (
              <button
                type="button"
                onClick={() => jump(problem)}
                className="wrap-anywhere text-left hover:text-accent hover:underline"
              >
                {problem.message}
              </button>
            ) : (
              <p className="wrap-anywhere">{problem.message}</p>
            )}
            {problem.fix && (
              <Button size="sm" onClick={() => problem.fix && run(applyFix, { fix: problem.fix })}>
                {problem.fix.label}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
