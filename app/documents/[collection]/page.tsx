import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { EmbedAgain } from "@/components/documents/collections/embed-again";
import { DocumentList } from "@/components/documents/document/document-list";
import { TryQuestion } from "@/components/documents/search/try-question";
import { UploadArea } from "@/components/documents/upload/upload-area";
import { audienceWords } from "@/components/documents/words";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { getCollection, listDocuments, parseCollectionName } from "@/lib/documents/managing/data";
import { orFirstPart } from "@/lib/paging/cursor";
import { embeddingModel } from "@/lib/search/embed-texts";
import { countNoun } from "@/lib/words";

interface Props {
  params: Promise<{ collection: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

const readPage = cache(async (name: string) => {
  const person = await gatePage(asDesignerOrAdmin);
  return { person, collection: await orNotFound(async () => getCollection(person, parseCollectionName(name))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Documents: ${(await readPage((await params).collection)).collection.name}` };
}

/** The documents of a collection. `?cursor=` is a further page of them. */
export default async function CollectionPage({ params, searchParams }: Props) {
  const { person, collection } = await readPage((await params).collection);
  const { name, audience, documents, passages, embedding_model, is_current } = collection;
  const { page, cursor } = await orFirstPart((await searchParams).cursor, (place) =>
    listDocuments(person, name, { cursor: place }),
  );
  return (
    <AppFrame principal={person} ownList={await ownListTitle(person)}>
      <div className="grid gap-6">
        <header className="grid justify-items-start gap-1">
          <Link href="/documents" className="text-accent text-meta hover:underline">
            All collections
          </Link>
          <h1 className="wrap-anywhere">{name}</h1>
          <p className="wrap-anywhere text-ink-soft">
            {audienceWords[audience]} · {countNoun(documents, "document")} · {countNoun(passages, "passage")} · embedded
            with {embedding_model}
          </p>
        </header>
        {is_current ? (
          <UploadArea collection={name} />
        ) : (
          <EmbedAgain collection={collection} model={embeddingModel()} />
        )}
        <div>
          <h2 className="mb-2 text-reading">Documents</h2>
          <DocumentList documents={page.items} />
          <ListEnd
            count={page.items.length}
            total={page.total}
            noun="documents"
            firstHref={cursor === undefined ? null : `/documents/${name}`}
            nextHref={page.nextCursor && `/documents/${name}?cursor=${page.nextCursor}`}
          />
        </div>
        {is_current && passages > 0 && <TryQuestion collections={[name]} />}
      </div>
    </AppFrame>
  );
}
