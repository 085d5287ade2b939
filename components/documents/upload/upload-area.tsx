"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { DropHint } from "@/components/ui/forms/drop-hint";
import { useFileDrop } from "@/components/ui/forms/use-file-drop";
import { fileKinds } from "@/lib/documents/file-kinds";
import { UploadList } from "./upload-list";
import { useUploads } from "./use-uploads";

const accepted = [...Object.keys(fileKinds), "markdown"].map((ending) => `.${ending}`).join(",");

/** Uploads documents to a collection: with a button, or dropped anywhere on the page. Each file says how far it is. */
export function UploadArea({ collection }: { collection: string }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  // Not after a refusal: without a connection a refresh would load the page anew, and this list would be gone.
  const { uploads, isPending, add, retry, clear } = useUploads(collection, () => router.refresh());
  const isOver = useFileDrop(add);
  return (
    <section aria-label="Upload" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          Upload files
        </Button>
        <p className="text-ink-soft">
          Markdown, text, PDF or Word (DOCX), up to 10 MB each. Or drop them anywhere on this page.
        </p>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={accepted}
          onChange={({ target }) => {
            add(target.files ?? []);
            // The same file can be chosen again after it was corrected.
            target.value = "";
          }}
        />
      </div>
      <UploadList uploads={uploads} isPending={isPending} onRetry={retry} onClear={clear} />
      {isOver && <DropHint>Drop the files to upload them</DropHint>}
    </section>
  );
}
