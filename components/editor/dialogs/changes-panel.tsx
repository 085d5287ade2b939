"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { countNoun } from "@/lib/words";
import type { ComparisonAnswer } from "@/lib/workflows/versions/schema";
import { readChanges } from "../drafts/draft-requests";
import { useSaver } from "../drafts/saver-context";
import { useEditorStore } from "../store/store";

/** What the draft changes of the published version it began from, as sentences. Nothing before the first version. */
export function ChangesPanel() {
  const store = useEditorStore();
  const saver = useSaver();
  const [changes, setChanges] = useState<ComparisonAnswer["changes"] | string | null>(null);
  const { baseVersionNumber: base } = saver.stored;

  useEffect(() => {
    let isCancelled = false;
    const read = async () => {
      if (base === null || !(await saver.send())) return "The draft is not saved yet, so its changes are not known.";
      const answer = await readChanges(store.getState().workflowId, base);
      return answer.status === "done" ? answer.result.changes : "The changes could not be read.";
    };
    void read().then((result) => isCancelled || setChanges(result));
    return () => {
      isCancelled = true;
    };
  }, [store, saver, base]);

  if (base === null) return null;
  return (
    <section aria-label="Changes" aria-busy={changes === null} className="grid gap-2">
      <h3>{`What the draft changes of version ${base}`}</h3>
      {changes === null && <p className="text-ink-soft">Comparing</p>}
      {typeof changes === "string" && <p className="text-ink-soft">{changes}</p>}
      {changes !== null && typeof changes !== "string" && (
        <Changes
          changes={changes}
          address={`/workflows/${store.getState().workflowId}/versions?from=${base}&to=draft`}
        />
      )}
    </section>
  );
}

function Changes({ changes, address }: { changes: ComparisonAnswer["changes"]; address: string }) {
  if (changes.length === 0) return <p>Nothing is different.</p>;
  return (
    <>
      <ul
        aria-label="Changes"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard has to be able to do
        tabIndex={0}
        className="grid max-h-48 gap-1.5 overflow-y-auto rounded-control"
      >
        {changes.map(({ place, sentences: [sentence, ...lines] }) => (
          <li key={JSON.stringify([place, sentence])} className="wrap-anywhere border-l-2 pl-2">
            {sentence}
            {lines.length > 0 && (
              <ul className="list-disc pl-5 text-ink-soft">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Link href={address} className="text-accent hover:underline">
          {`See ${countNoun(changes.length, "change")} on the graph`}
        </Link>
      </p>
    </>
  );
}
