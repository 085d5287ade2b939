"use client";

import { Maximize2 } from "lucide-react";
import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FieldFrame, QuietButton } from "../../form/field-frame";
import { type FieldProps, useProblemsAt } from "../../form/form-scope";
import { ProblemLine } from "../../form/problem-line";
import { labelOf } from "../field-props";
import { JsonField } from "../json-field";
import { hasShapeOfTable } from "./edit-table";
import { TableGrid } from "./table-grid";

/** A decision table, in the form or in a large window. */
export function TableField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const [isLarge, setLarge] = useState(false);
  if (!hasShapeOfTable(value)) return <JsonField {...props} />;
  const grid = <TableGrid path={path} table={value} onChange={onChange} />;
  return (
    <FieldFrame
      path={path}
      {...labelOf(field)}
      isGroup
      actions={
        <QuietButton label="Open the table in a large window" icon={<Maximize2 />} onClick={() => setLarge(true)} />
      }
    >
      {() => (
        <>
          {!isLarge && grid}
          <Dialog open={isLarge} onOpenChange={setLarge}>
            <DialogContent title={field.meta.label} description={field.meta.help ?? null} className="max-w-6xl">
              {isLarge && grid}
              <TableProblems path={path} isWhole />
            </DialogContent>
          </Dialog>
          {!isLarge && <TableProblems path={path} />}
        </>
      )}
    </FieldFrame>
  );
}

/** Problems that are shown. Of a table with more of them these are enough to begin with. */
const mostShown = 5;

interface TableProblemsProps extends Pick<FieldProps, "path"> {
  /** The problems of the whole table too, which the frame of the field shows in the form. */
  isWhole?: boolean;
}

function TableProblems({ path, isWhole }: TableProblemsProps) {
  const found = useProblemsAt(path, true);
  const problems = isWhole ? found : found.filter((problem) => (problem.path?.length ?? 0) > path.length);
  const more = problems.length - mostShown;
  return (
    <div aria-live="polite" className="text-attention text-meta empty:hidden">
      {problems.slice(0, mostShown).map((problem) => (
        <ProblemLine key={problem.message} problem={problem} />
      ))}
      {more > 0 && <p>And {more} more: they are in the list of problems.</p>}
    </div>
  );
}
