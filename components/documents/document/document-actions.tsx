"use client";

import { Download, Scissors } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { DocumentDetails } from "@/lib/documents/managing/schema";
import { fileAddress } from "../requests/document-requests";
import { CutDialog } from "./cut-dialog";
import { RemovalDialog } from "./removal-dialog";

/** What can be done with a version of a document. */
export function DocumentActions({ document }: { document: DocumentDetails }) {
  const [asking, setAsking] = useState<"cut" | "Retract" | "Delete" | null>(null);
  const close = () => setAsking(null);
  const { id, state, has_file, can_delete, versions } = document;
  const isNewest = versions[0]?.id === id;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {has_file && (
          <Button asChild>
            <a href={fileAddress(id)} download={document.source}>
              <Download aria-hidden />
              Download
            </a>
          </Button>
        )}
        {has_file && isNewest && (
          <Button onClick={() => setAsking("cut")}>
            <Scissors aria-hidden />
            {state === "retracted" ? "Publish again" : "Re-cut"}
          </Button>
        )}
        {state === "published" && (
          <Button variant="danger" onClick={() => setAsking("Retract")}>
            Retract
          </Button>
        )}
        {can_delete && (
          <Button variant="danger" onClick={() => setAsking("Delete")}>
            Delete
          </Button>
        )}
      </div>
      {!has_file && (
        <p className="text-ink-soft">Its file is not stored: upload it again to cut it into other passages.</p>
      )}
      {asking === "cut" && <CutDialog document={document} onClose={close} />}
      {(asking === "Retract" || asking === "Delete") && (
        <RemovalDialog act={asking} document={document} onClose={close} />
      )}
    </div>
  );
}
