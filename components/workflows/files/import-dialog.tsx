"use client";

import Link from "next/link";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { ImportedWorkflow } from "@/lib/workflows/list/schema";
import { FileInput } from "./file-input";
import { ImportProblems } from "./import-problems";
import type { Refusal } from "./workflow-requests";

/** What came of an import: a workflow, or the reasons why there is none. */
export type ImportResult = { imported: ImportedWorkflow } | { fileName: string; refusal: Refusal };

interface ImportDialogProps {
  result: ImportResult | null;
  onClose: () => void;
  onChoose: (files: FileList | null) => void;
}

/** Says what is wrong in a file, or what differs in what was imported from it. */
export function ImportDialog({ result, onClose, onChoose }: ImportDialogProps) {
  return (
    <Dialog open={result !== null} onOpenChange={(open) => !open && onClose()}>
      {result &&
        ("imported" in result ? <Imported {...result.imported} /> : <Refused {...result} onChoose={onChoose} />)}
    </Dialog>
  );
}

function Refused({
  fileName,
  refusal,
  onChoose,
}: Extract<ImportResult, { refusal: Refusal }> & Pick<ImportDialogProps, "onChoose">) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <DialogContent title="Import" description={null}>
      <ImportProblems fileName={fileName} refusal={refusal} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button variant="primary" onClick={() => input.current?.click()}>
          Choose another file
        </Button>
      </DialogActions>
      <FileInput ref={input} onChoose={onChoose} />
    </DialogContent>
  );
}

function Imported({ id, name, renamed_from, problems }: ImportedWorkflow) {
  const some = problems.length === 1 ? "One problem has" : `${problems.length} problems have`;
  return (
    <DialogContent title={`“${name || "Workflow without a name"}” is imported as a draft`} description={null}>
      {renamed_from && (
        <p className="wrap-anywhere">Another workflow is called “{renamed_from}” already, so this one got a number.</p>
      )}
      {problems.length > 0 && (
        <div className="grid gap-2">
          <p>{some} to be solved before it can be published:</p>
          <ul
            aria-label="Problems"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard has to be able to do
            tabIndex={0}
            className="wrap-anywhere grid max-h-60 list-disc gap-1 overflow-y-auto pl-5"
          >
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
              <li key={index}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button>Stay here</Button>
        </DialogClose>
        <Button asChild variant="primary">
          <Link href={`/workflows/${id}`}>Open it</Link>
        </Button>
      </DialogActions>
    </DialogContent>
  );
}
