import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { DocumentActions } from "@/components/documents/document/document-actions";
import { DocumentFacts } from "@/components/documents/document/document-facts";
import { PassageList } from "@/components/documents/document/passage-list";
import { VersionList } from "@/components/documents/document/version-list";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { getDocument, listPassages } from "@/lib/documents/managing/data";
import { orFirstPart } from "@/lib/paging/cursor";
import { parsePathId } from "@/lib/path-id";

interface Props {
  params: Promise<{ collection: string; documentId: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

const readPage = cache(async (collection: string, documentId: string) => {
  const person = await gatePage(asDesignerOrAdmin);
  const document = await orNotFound(async () => getDocument(person, parsePathId(documentId)));
  if (document.collection !== collection) notFound();
  return { person, document };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { collection, documentId } = await params;
  return { title: (await readPage(collection, documentId)).document.title };
}

/** A version of a document with its passages as they were cut. `?cursor=` is a further page of them. */
export default async function DocumentPage({ params, searchParams }: Props) {
  const { collection, documentId } = await params;
  const { person, document } = await readPage(collection, documentId);
  const { page, cursor } = await orFirstPart((await searchParams).cursor, (place) =>
    listPassages(person, document.id, { cursor: place }),
  );
  const address = `/documents/${collection}/${document.id}`;
  return (
    <AppFrame principal={person} ownList={await ownListTitle(person)}>
      <div className="grid gap-6">
        <header className="grid gap-3">
          <div className="grid justify-items-start gap-1">
            <Link href={`/documents/${collection}`} className="wrap-anywhere text-accent text-meta hover:underline">
              Documents of {collection}
            </Link>
            <h1 className="wrap-anywhere">{document.title}</h1>
          </div>
          <DocumentFacts document={document} />
          <DocumentActions document={document} />
        </header>
        <div>
          <h2 className="mb-2 text-reading">Versions</h2>
          <VersionList document={document} />
        </div>
        <div>
          <h2 className="mb-2 text-reading">Passages as they were cut</h2>
          <PassageList passages={page.items} />
          <ListEnd
            count={page.items.length}
            total={page.total}
            noun="passages"
            firstHref={cursor === undefined ? null : address}
            nextHref={page.nextCursor && `${address}?cursor=${page.nextCursor}`}
          />
        </div>
      </div>
    </AppFrame>
  );
}
