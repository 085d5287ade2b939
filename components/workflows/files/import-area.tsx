"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DropHint } from "@/components/ui/forms/drop-hint";
import { useFileDrop } from "@/components/ui/forms/use-file-drop";
import { FileInput } from "./file-input";
import { ImportDialog, type ImportResult } from "./import-dialog";
import { importFile } from "./workflow-requests";

interface Importing {
  isPending: boolean;
  start: (files: FileList | null) => void;
  /** Shows the dialog when the import has problems or notes; otherwise opens the workflow. */
  show: (result: ImportResult) => void;
}

const ImportContext = createContext<Importing | null>(null);

/** The import of the surrounding ImportArea. */
export function useImport(): Importing {
  const importing = use(ImportContext);
  if (!importing) throw new Error("There is no ImportArea around this.");
  return importing;
}

/** Takes a file that is dropped anywhere on the page, or chosen with the button "Import". */
export function ImportArea({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [result, setResult] = useState<ImportResult | null>(null);
  const [isPending, setPending] = useState(false);
  function show(shown: ImportResult) {
    if ("imported" in shown && !shown.imported.renamed_from && shown.imported.problems.length === 0)
      return router.push(`/workflows/${shown.imported.id}`);
    if ("imported" in shown) router.refresh();
    setResult(shown);
  }
  async function start(files: FileList | null) {
    const [file, ...others] = files ?? [];
    if (!file || isPending) return;
    if (others.length > 0) {
      const detail = "Import one file at a time.";
      return setResult({ fileName: `${files?.length} files`, refusal: { detail, fields: {}, problems: [] } });
    }
    setPending(true);
    const answer = await importFile(file);
    setPending(false);
    show("result" in answer ? { imported: answer.result } : { fileName: file.name, refusal: answer.refusal });
  }
  const isOver = useFileDrop((files) => void start(files));
  return (
    <ImportContext value={{ isPending, start, show }}>
      {children}
      {isOver && <DropHint>Drop the file to import it as a new draft</DropHint>}
      <ImportDialog result={result} onClose={() => setResult(null)} onChoose={start} />
    </ImportContext>
  );
}

/** The button "Import", for the keyboard and the phone. */
export function ImportButton() {
  const { isPending, start } = useImport();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button isPending={isPending} onClick={() => input.current?.click()}>
        <FileUp aria-hidden />
        {isPending ? "Importing…" : "Import"}
      </Button>
      <FileInput ref={input} onChoose={start} />
    </>
  );
}
