import type { Metadata } from "next";
import { ownListTitle } from "@/app/own-list";
import { CollectionList } from "@/components/documents/collections/collection-list";
import { NewCollection } from "@/components/documents/collections/new-collection";
import { TryQuestion } from "@/components/documents/search/try-question";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { listCollections } from "@/lib/documents/managing/data";
import { orFirstPart } from "@/lib/paging/cursor";
import { embeddingModel } from "@/lib/search/embed-texts";

export const metadata: Metadata = { title: "Documents" };

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

/** The collections of documents that answers are quoted from. */
export default async function DocumentsPage({ searchParams }: Props) {
  const person = await gatePage(asDesignerOrAdmin);
  const { page, cursor } = await orFirstPart((await searchParams).cursor, (place) =>
    listCollections(person, { cursor: place }),
  );
  const hasPassages = page.items.some(({ passages }) => passages > 0);
  return (
    <AppFrame principal={person} ownList={await ownListTitle(person)}>
      <div className="grid gap-6">
        <header className="flex flex-wrap items-start justify-between gap-4">
          <div>
            <h1>Documents</h1>
            <p className="max-w-prose text-ink-soft">Answers about cover are quoted from the documents here.</p>
          </div>
          <NewCollection />
        </header>
        <div>
          <CollectionList collections={page.items} model={embeddingModel()} />
          <ListEnd
            count={page.items.length}
            total={page.total}
            noun="collections"
            firstHref={cursor === undefined ? null : "/documents"}
            nextHref={page.nextCursor && `/documents?cursor=${page.nextCursor}`}
          />
        </div>
        {hasPassages && <TryQuestion collections={page.items.map(({ name }) => name)} />}
      </div>
    </AppFrame>
  );
}
