import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { RulesView } from "@/components/editor/rules/rules-view";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner } from "@/lib/auth/principal";
import { parsePathName } from "@/lib/path-id";
import { getSide, listVersions } from "@/lib/workflows/versions/data";
import { sideSchema } from "@/lib/workflows/versions/schema";

interface Props {
  params: Promise<{ workflowId: string }>;
  searchParams: Promise<{ version?: string | string[] }>;
}

/** Versions that the page links to. */
const linked = 10;

const readPage = cache(async (name: string, version: string | string[]) => {
  const designer = await gatePage(asDesigner);
  const side = sideSchema.safeParse(version).data;
  if (side === undefined) notFound();
  const [workflowId, definition, { items: versions }] = await orNotFound(async () => {
    const id = parsePathName(name);
    return Promise.all([id, getSide(designer, id, side), listVersions(designer, id, { limit: linked })]);
  });
  return { designer, workflowId, definition, side, numbers: versions.map(({ number }) => number) };
});

const read = async ({ params, searchParams }: Props) =>
  readPage((await params).workflowId, (await searchParams).version ?? "draft");

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { definition } = await read(props);
  return { title: `Rules of ${definition.name || "a workflow without a name"}` };
}

/** A workflow as one page of plain English: its draft, or with `?version=` one of its versions. */
export default async function RulesPage(props: Props) {
  const { designer, ...rules } = await read(props);
  return (
    <AppFrame principal={designer} ownList={await ownListTitle(designer)}>
      <RulesView {...rules} />
    </AppFrame>
  );
}
