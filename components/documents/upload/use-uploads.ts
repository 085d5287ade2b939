import { useRef, useState } from "react";
import { createId } from "@/components/ui/requests/create-id";
import { useLeaveWarning } from "@/components/ui/requests/use-leave-warning";
import type { TakenDocument } from "@/lib/documents/managing/schema";
import { uploadFile } from "../requests/document-requests";

/** What a file of an upload has come to. */
export type UploadState =
  | { step: "waiting" }
  | { step: "sending"; share: number }
  | { step: "reading" }
  | { step: "embedding"; done: number; of: number }
  | { step: "done"; taken: TakenDocument }
  /** `isFinal`: the same file would be refused again. */
  | { step: "refused"; reason: string; isFinal: boolean };

/** A file that is uploaded. */
export interface Upload {
  id: string;
  file: File;
  state: UploadState;
}

/** Uploads files to a collection one after the other. `onTaken` is called for each that was published. */
export function useUploads(collection: string, onTaken: () => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const change = (id: string, state: UploadState) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, state } : upload)));

  async function send({ id, file }: Upload) {
    change(id, { step: "sending", share: 0 });
    const answer = await uploadFile(collection, file, {
      onSent: (share) => change(id, share < 1 ? { step: "sending", share } : { step: "reading" }),
      onProgress: (done, of) => change(id, { step: "embedding", done, of }),
    });
    if ("result" in answer) {
      change(id, { step: "done", taken: answer.result });
      return onTaken();
    }
    const { detail, fields } = answer.refusal;
    const reason = Object.values(fields)[0] ?? detail;
    change(id, { step: "refused", reason, isFinal: fields.file !== undefined || fields.name !== undefined });
  }
  function enqueue(upload: Upload) {
    queue.current = queue.current.then(() => send(upload));
  }

  const isPending = uploads.some(({ state }) => state.step !== "done" && state.step !== "refused");
  useLeaveWarning(isPending);

  return {
    uploads,
    isPending,
    add(files: Iterable<File>) {
      const added = [...files].map((file): Upload => ({ id: createId(), file, state: { step: "waiting" } }));
      setUploads((all) => [...all, ...added]);
      for (const upload of added) enqueue(upload);
    },
    retry(upload: Upload) {
      change(upload.id, { step: "waiting" });
      enqueue(upload);
    },
    clear: () => setUploads([]),
  };
}
