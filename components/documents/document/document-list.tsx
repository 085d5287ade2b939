import { FileText } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DocumentItem } from "@/lib/documents/managing/schema";
import { countNoun } from "@/lib/words";
import { stateWords } from "../words";

/** The documents of a collection, each with its newest version. */
export function DocumentList({ documents }: { documents: readonly DocumentItem[] }) {
  if (documents.length === 0) {
    return (
      <EmptyState icon={FileText} title="No document yet">
        Upload one with the button above, or drop files on this page. They are found as soon as they are published.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Documents" className="divide-y divide-line border-line border-y">
      {documents.map(({ id, title, source, collection, version, state, pages, passage_count, published_at }) => (
        <li key={id} className="relative flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
          <div className="min-w-0 max-w-prose">
            <h3 className="wrap-anywhere text-reading">
              {/* The link covers the whole row. */}
              <Link
                href={`/documents/${collection}/${id}`}
                className="text-accent after:absolute after:inset-0 hover:underline"
              >
                {title}
              </Link>
            </h3>
            <p className="wrap-anywhere text-ink-faint text-meta">{source}</p>
          </div>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-soft">
            {state !== "published" && <Badge tone="attention">{stateWords[state]}</Badge>}
            <span>
              version {version}
              {pages !== null && ` · ${countNoun(pages, "page")}`} · {countNoun(passage_count, "passage")} ·{" "}
              <RelativeTime iso={published_at} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
