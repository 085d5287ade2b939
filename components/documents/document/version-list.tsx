import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DocumentDetails } from "@/lib/documents/managing/schema";
import { countNoun } from "@/lib/words";
import { stateWords } from "../words";

/** The versions of a document, newest first; the shown one is marked. */
export function VersionList({ document }: { document: Pick<DocumentDetails, "id" | "collection" | "versions"> }) {
  return (
    <ul aria-label="Versions" className="divide-y divide-line border-line border-y">
      {document.versions.map(({ id, version, state, passage_count, published_at }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
          {id === document.id ? (
            <span aria-current="page" className="font-semibold">
              Version {version}, shown here
            </span>
          ) : (
            <Link href={`/documents/${document.collection}/${id}`} className="text-accent hover:underline">
              Version {version}
            </Link>
          )}
          <span className="text-ink-soft">
            {stateWords[state]} · {countNoun(passage_count, "passage")} · <RelativeTime iso={published_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
