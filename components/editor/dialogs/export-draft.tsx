"use client";

import { ExportDialog } from "@/components/workflows/files/export-dialog";
import { useSaver } from "../drafts/saver-context";
import { useEditor } from "../store/store";

/** Exports the draft as it is here, or a version. */
export function ExportDraft() {
  const saver = useSaver();
  const ask = useEditor((state) => state.ask);
  const workflowId = useEditor((state) => state.workflowId);
  const version = useEditor((state) => state.version);
  const save = async () =>
    (await saver.send()) ? null : "The server does not have the draft as it is here. Try again when it is saved.";
  return <ExportDialog workflowId={workflowId} version={version} save={save} onClose={() => ask(null)} />;
}
