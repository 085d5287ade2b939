"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { ProgressBar } from "@/components/ui/requests/progress-bar";
import type { CollectionItem } from "@/lib/documents/managing/schema";
import { embedAgain } from "../requests/document-requests";
import { passagesOf } from "../words";

interface EmbedAgainProps {
  collection: CollectionItem;
  /** The current embedding model. */
  model: string;
}

/** Says that a collection has embeddings of another model, and embeds it again. */
export function EmbedAgain({ collection, model }: EmbedAgainProps) {
  const router = useRouter();
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { name, embedding_model, embedded, passages } = collection;

  async function embed() {
    if (progress) return;
    setFailure(null);
    setProgress({ done: 0, of: passages - (embedded ?? 0) });
    const answer = await embedAgain(name, (done, of) => setProgress({ done, of }));
    setProgress(null);
    // Without a connection a refresh would load the page anew, and the reason would be gone.
    if ("refusal" in answer) setFailure(answer.refusal.detail);
    else router.refresh();
  }

  return (
    <div className="grid gap-3 rounded-surface bg-waiting-soft px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="wrap-anywhere min-w-0 max-w-prose basis-64 grow">
          It has embeddings of {embedding_model}, and questions are embedded with {model}. Searches leave it out until
          it is embedded again.
          {!progress && embedded !== null && embedded > 0 && ` ${passagesOf(embedded, passages)} are done.`}
        </p>
        <Button isPending={progress !== null} onClick={embed}>
          {progress ? "Embedding…" : "Embed again"}
        </Button>
      </div>
      {progress && (
        <ProgressBar label={`Embedding of ${name}`} {...progress}>
          {passagesOf(progress.done, progress.of)}
        </ProgressBar>
      )}
      {failure && (
        <ErrorNotice title="Not all passages were embedded">
          {failure} What is embedded is kept: press “Embed again” to go on.
        </ErrorNotice>
      )}
    </div>
  );
}
