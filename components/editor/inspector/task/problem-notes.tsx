"use client";

import { Wrench } from "lucide-react";
import { Button } from "@/components/ui/button";
import { applyFix } from "@/lib/workflows/commands/workflow-fields";
import { useRun } from "../editor-access";
import { useFormScope } from "../form-scope";

/** What is wrong with the whole, and what mends it. What is wrong with one field stands under that field. */
export function ProblemNotes() {
  const { problems } = useFormScope();
  const run = useRun();
  const whole = problems.filter(({ path, fix }) => !path || fix);
  return (
    <ul aria-label="Problems here" className="grid grid-cols-1 gap-2 empty:hidden">
      {whole.map(({ message, fix }) => (
        <li key={message} className="grid grid-cols-1 justify-items-start gap-1 border-attention border-l-2 pl-3">
          <span className="text-attention">{message}</span>
          {fix && (
            <Button size="sm" onClick={() => run(applyFix, { fix })}>
              <Wrench aria-hidden /> {fix.label}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
