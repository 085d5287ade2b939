import { Files } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { CollectionItem } from "@/lib/documents/managing/schema";
import { countNoun } from "@/lib/words";
import { audienceWords } from "../words";
import { EmbedAgain } from "./embed-again";

interface CollectionListProps {
  collections: readonly CollectionItem[];
  /** The current embedding model. */
  model: string;
}

/** Collections with who reads them and what is in them. One of another embedding model can be embedded again. */
export function CollectionList({ collections, model }: CollectionListProps) {
  if (collections.length === 0) {
    return (
      <EmptyState icon={Files} title="No collection yet">
        Create one and upload documents to it. Workflows then answer questions with quotes from them.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Collections" className="divide-y divide-line border-line border-y">
      {collections.map((collection) => (
        <li key={collection.name} className="grid gap-2 py-4">
          <div className="relative flex min-w-0 flex-wrap justify-between gap-x-6 gap-y-1">
            <div className="min-w-0">
              <h2 className="wrap-anywhere text-reading">
                {/* The link covers the whole row. */}
                <Link
                  href={`/documents/${collection.name}`}
                  className="text-accent after:absolute after:inset-0 hover:underline"
                >
                  {collection.name}
                </Link>
              </h2>
              <p className="wrap-anywhere text-ink-faint text-meta">
                {audienceWords[collection.audience]} · embedded with {collection.embedding_model}
              </p>
            </div>
            <p className="shrink-0">
              {countNoun(collection.documents, "document")} · {countNoun(collection.passages, "passage")}
            </p>
          </div>
          {!collection.is_current && <EmbedAgain collection={collection} model={model} />}
        </li>
      ))}
    </ul>
  );
}
