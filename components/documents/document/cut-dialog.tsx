import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { RadioList } from "@/components/ui/forms/radio-list";
import { ProgressBar } from "@/components/ui/requests/progress-bar";
import type { DocumentDetails } from "@/lib/documents/managing/schema";
import { cutDocument } from "../requests/document-requests";
import { passagesOf } from "../words";

const lengths = [
  { value: "300", label: "Short", description: "About 300 characters: a quote is found exactly, with less around it." },
  { value: "600", label: "Usual", description: "About 600 characters: a clause with its conditions." },
  { value: "1200", label: "Long", description: "About 1,200 characters: more context, found less exactly." },
];

/** Cuts a document again, or publishes a retracted one again: a new version of the stored file. */
export function CutDialog({ document, onClose }: { document: DocumentDetails; onClose: () => void }) {
  const router = useRouter();
  const isRetracted = document.state === "retracted";
  const [length, setLength] = useState(String(document.passage_length));
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const own = { value: String(document.passage_length), label: "As it is" };
  const options = lengths.some(({ value }) => value === own.value)
    ? lengths
    : [{ ...own, description: `About ${document.passage_length.toLocaleString("en-US")} characters.` }, ...lengths];
  const isSame = !isRetracted && length === own.value;
  const act = isRetracted ? "Publish again" : "Re-cut";

  async function cut() {
    if (isPending) return;
    if (isSame) return setFailure("Its passages have this length already. Choose another one.");
    setPending(true);
    setFailure(null);
    const answer = await cutDocument(document.id, Number(length), (done, of) => setProgress({ done, of }));
    setPending(false);
    setProgress(null);
    if ("refusal" in answer) return setFailure(answer.refusal.detail);
    onClose();
    router.push(`/documents/${document.collection}/${answer.result.document.id}`);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={isRetracted ? "Publish it again?" : "Re-cut it?"}
        description="The stored file becomes a new version. What cites an older version stays readable."
      >
        <RadioList name="length" legend="Length of passages" options={options} value={length} onChange={setLength} />
        {progress && (
          <ProgressBar label={`New cut of ${document.title}`} {...progress}>
            {`${passagesOf(progress.done, progress.of)} embedded`}
          </ProgressBar>
        )}
        {failure && <ErrorNotice title="Nothing was changed">{failure}</ErrorNotice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onClick={cut}>
            {isPending ? "Working…" : act}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}
