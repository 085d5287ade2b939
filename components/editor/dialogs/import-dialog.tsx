"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { FileField } from "@/components/workflows/files/file-field";
import { ImportProblems } from "@/components/workflows/files/import-problems";
import type { Refusal } from "@/components/workflows/files/workflow-requests";
import { replaceDefinition } from "@/lib/workflows/commands/workflow-fields";
import { maxWorkflowBytes, readWorkflowFile } from "@/lib/workflows/files/read-workflow-file";
import { useEditor, useEditorStore } from "../store/store";

const noFile: Refusal = { detail: "", fields: { file: "Choose a file, please." }, problems: [] };

/** Replaces the draft with the workflow of a file. The replacement is one step of the history. */
export function ImportDialog() {
  const store = useEditorStore();
  const ask = useEditor((state) => state.ask);
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = useRef<HTMLInputElement>(null);

  function choose(chosen: File | null) {
    setFile(chosen);
    setRefusal(null);
  }

  async function replace(event: FormEvent) {
    event.preventDefault();
    const refused = file ? await importInto(file) : noFile;
    if (!refused) return ask(null);
    setRefusal(refused);
    input.current?.focus();
  }

  async function importInto(chosen: File): Promise<Refusal | null> {
    const refuse = (detail: string, problems: Refusal["problems"] = []) => ({ detail, fields: {}, problems });
    // A file of many MB is not read only to be refused.
    const bytes = await chosen
      .slice(0, maxWorkflowBytes + 1)
      .arrayBuffer()
      .catch(() => null);
    if (!bytes) return refuse("The file could not be read.");
    const read = readWorkflowFile(new Uint8Array(bytes));
    if ("refusal" in read) return refuse(read.refusal.detail, read.refusal.problems);
    const result = store.getState().run(replaceDefinition, { label: "Import a file", ...read.document });
    if (!result.ok) return refuse(result.reason);
    store.getState().say(`The draft is the workflow of “${chosen.name}” now. Undo brings the draft before it back.`);
    return null;
  }

  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title="Import"
        description="The workflow of a file takes the place of the draft. Undo in this tab brings the draft back."
      >
        <form onSubmit={replace} noValidate className="grid min-w-0 gap-4">
          <FileField
            id="import-file"
            hint="JSON of GraphFlow, at most 2 MB"
            ref={input}
            error={refusal?.fields.file}
            onChange={choose}
          />
          {refusal && !refusal.fields.file && <ImportProblems fileName={file?.name ?? ""} refusal={refusal} />}
          <DialogActions>
            <Button onClick={() => ask(null)}>Cancel</Button>
            <Button type="submit" variant="primary">
              Replace the draft
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
