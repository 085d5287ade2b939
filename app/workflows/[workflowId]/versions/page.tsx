import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { type Compared, VersionsView } from "@/components/editor/versions/versions-view";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, type DesignerPrincipal } from "@/lib/auth/principal";
import { orFirstPart } from "@/lib/paging/cursor";
import { parsePathName } from "@/lib/path-id";
import { getDraft } from "@/lib/workflows/read-draft";
import type { DraftView } from "@/lib/workflows/schema";
import { drawBoth, getVersion, listVersions } from "@/lib/workflows/versions/data";
import { type Side, sideSchema } from "@/lib/workflows/versions/schema";

interface Props {
  params: Promise<{ workflowId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const readPage = cache(async (workflowId: string) => {
  const designer = await gatePage(asDesigner);
  return { designer, draft: await orNotFound(() => getDraft(designer, parsePathName(workflowId))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { draft } = await readPage((await params).workflowId);
  return { title: `Versions of ${draft.definition.name || "a workflow without a name"}` };
}

/** The versions of a workflow. With `?from=` and `?to=`, two of them compared. */
export default async function VersionsPage({ params, searchParams }: Props) {
  const { designer, draft } = await readPage((await params).workflowId);
  const { from, to = "draft", cursor } = await searchParams;
  const [part, newest, compared] = await Promise.all([
    orFirstPart(cursor, (place) => listVersions(designer, draft.workflowId, { cursor: place })),
    listVersions(designer, draft.workflowId, { limit: 1 }),
    from === undefined ? null : orNotFound(() => compare(designer, draft, from, to)),
  ]);
  return (
    <AppFrame principal={designer} ownList={await ownListTitle(designer)} layout="panes">
      <VersionsView draft={draft} {...part} newest={newest.items[0]?.number ?? null} compared={compared} />
    </AppFrame>
  );
}

async function compare(
  designer: DesignerPrincipal,
  draft: DraftView,
  ...asked: [from: unknown, to: unknown]
): Promise<Compared | null> {
  const [from, to] = asked.map((side) => sideSchema.safeParse(side).data);
  if (from === undefined || to === undefined) return null;
  const definitionOf = async (side: Side) =>
    side === "draft" ? draft.definition : (await getVersion(designer, draft.workflowId, side)).definition;
  const [before, after] = await Promise.all([definitionOf(from), definitionOf(to)]);
  // The list of changes does not wait for the picture.
  return { from, to, before, after, graph: drawBoth(designer, before, after) };
}
