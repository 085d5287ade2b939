import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { DocumentDetails } from "@/lib/documents/managing/schema";
import { countNoun } from "@/lib/words";
import { deleteDocument, retractDocument } from "../requests/document-requests";

interface RemovalDialogProps {
  act: "Retract" | "Delete";
  document: DocumentDetails;
  onClose: () => void;
}

/** Asks before a document is retracted, or a version deleted. */
export function RemovalDialog({ act, document, onClose }: RemovalDialogProps) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { id, title, version, collection, citations } = document;
  const isRetraction = act === "Retract";
  const cited =
    citations === 0
      ? "No message cites it."
      : `${countNoun(citations, "message")} ${citations === 1 ? "cites" : "cite"} it: the quotes stay readable there.`;

  async function remove() {
    if (isPending) return;
    setPending(true);
    const answer = await (isRetraction ? retractDocument(id) : deleteDocument(id));
    setPending(false);
    if ("refusal" in answer) return setFailure(answer.refusal.detail);
    onClose();
    if (isRetraction) router.refresh();
    else router.push(`/documents/${collection}`);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={isRetraction ? `Retract “${title}”?` : `Delete version ${version} of “${title}”?`}
        description={
          isRetraction
            ? `Answers no longer quote it. ${cited} It can be published again.`
            : "Its passages and its file are deleted for good. Other versions stay."
        }
      >
        {failure && <ErrorNotice title="Nothing was changed">{failure}</ErrorNotice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" isPending={isPending} onClick={remove}>
            {act}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}
