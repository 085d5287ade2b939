"use client";

import { type FieldPath, useFormScope } from "./form-scope";
import { ProblemLine } from "./problem-line";

/** The problems that no field of the form shows. `hasField` tells which paths have a field. */
export function ProblemNotes({ hasField }: { hasField: (path: FieldPath) => boolean }) {
  const { problems } = useFormScope();
  const whole = problems.filter(({ path }) => !path || !hasField(path));
  return (
    <ul aria-label="Problems here" className="grid grid-cols-1 gap-2 empty:hidden">
      {whole.map((problem) => (
        <li key={problem.message} className="border-attention border-l-2 pl-3 text-attention">
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  );
}
