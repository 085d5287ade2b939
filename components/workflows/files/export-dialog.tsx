"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Select } from "@/components/ui/forms/input";
import { RadioList } from "@/components/ui/forms/radio-list";
import { describeProblem, fetchWithOwnErrors } from "@/components/ui/requests/request-problem";
import type { ExportFormat } from "@/lib/workflows/list/schema";

interface ExportDialogProps {
  workflowId: string;
  /** The newest version; null before the first. */
  version: number | null;
  /** Sends what is not saved yet. Returns the reason when that fails. */
  save?: () => Promise<string | null>;
  onClose: () => void;
}

const formats: { value: ExportFormat; label: string; description: string }[] = [
  { value: "json", label: "JSON", description: "The whole workflow with its layout, to import it here or elsewhere." },
  { value: "mermaid", label: "Mermaid", description: "The diagram as text, for documents and repositories." },
  { value: "svg", label: "SVG", description: "The graph as a picture, as it is drawn here." },
];

/** Downloads the draft or a version of a workflow. */
export function ExportDialog({ workflowId, version, save, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportFormat>("json");
  const [which, setWhich] = useState("draft");
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function download() {
    if (isPending) return;
    setPending(true);
    const reason = ((which === "draft" && (await save?.())) || null) ?? (await downloadFile(workflowId, format, which));
    setPending(false);
    if (reason === null) return onClose();
    setFailure(reason);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Export" description="A file of the workflow. It has no sessions and no secrets.">
        <RadioList
          name="format"
          legend="Format"
          options={formats}
          value={format}
          onChange={(value) => setFormat(value as ExportFormat)}
        />
        <Field id="export-version" label="Which">
          {(control) => (
            <Select {...control} value={which} onChange={({ target }) => setWhich(target.value)}>
              <option value="draft">The draft</option>
              {Array.from({ length: version ?? 0 }, (_, index) => (version ?? 0) - index).map((number) => (
                <option key={number} value={number}>
                  Version {number}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {failure && <ErrorNotice title="Nothing was exported">{failure}</ErrorNotice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onClick={download}>
            {isPending ? "Exporting…" : "Download"}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}

/** Returns the reason when there is no file. A link would show the problem document in place of the page. */
async function downloadFile(workflowId: string, format: ExportFormat, version: string): Promise<string | null> {
  try {
    const query = new URLSearchParams({ format, version });
    const response = await fetchWithOwnErrors(`/api/v1/workflows/${workflowId}/export?${query}`);
    if (!response.ok) throw new Error(await response.text());
    const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    const address = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = address;
    link.download = name ?? `${workflowId}.${format}`;
    link.click();
    URL.revokeObjectURL(address);
    return null;
  } catch (error) {
    return describeProblem(error).message;
  }
}
