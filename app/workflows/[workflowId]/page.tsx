import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ownListTitle } from "@/app/own-list";
import { EditorLoader } from "@/components/editor/editor-loader";
import { OutlineWords } from "@/components/editor/outline/outline-words";
import { AppFrame } from "@/components/shell/app-frame";
import { SessionView } from "@/components/workflows/session/session-view";
import { describeTasks } from "@/components/workflows/words/describe-task";
import { asStaff } from "@/lib/auth/principal";
import { resolveSettings, settingWords } from "@/lib/engine/definition-kit";
import { modelNames } from "@/lib/llm/model";
import { findCollections } from "@/lib/search/find-collections";
import { findSessions } from "@/lib/sessions/reading/find-sessions";
import { describeWords, valueFormat } from "@/lib/workflows/describing/describe-words";
import { warmLayout } from "@/lib/workflows/layout/run-layout";
import { readPage } from "./read-page";

interface Props {
  params: Promise<{ workflowId: string }>;
  searchParams: Promise<{ session?: string | string[] }>;
}

async function pageOf({ params, searchParams }: Props) {
  const { session } = await searchParams;
  return readPage((await params).workflowId, typeof session === "string" ? session : "");
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { shown, draft } = await pageOf(props);
  if (shown) return { title: `${shown.workflow.name}, session ${shown.session.reference}` };
  return { title: `${draft?.definition.name || "Workflow without a name"}, workflow` };
}

/** The editor of a workflow. With `?session=`, a read-only view of the session on its workflow version. */
export default async function WorkflowPage(props: Props) {
  const { designer, shown, draft } = await pageOf(props);
  if (shown) {
    const { definition } = shown.workflow;
    const { tasks } = resolveSettings(definition, valueFormat);
    const settings = new Map(definition.settings.map((one) => [one.key, settingWords(one, valueFormat)]));
    return (
      <AppFrame principal={designer} ownList={await ownListTitle(designer)} layout="panes">
        <SessionView {...shown} words={describeTasks({ tasks, settings }, describeWords(definition))} />
      </AppFrame>
    );
  }
  if (!draft) notFound();
  warmLayout(draft.definition.tasks.length);
  const [sessions, ownList, collections] = await Promise.all([
    findSessions(asStaff(designer), { workflowId: draft.workflowId, limit: 1 }),
    ownListTitle(designer),
    findCollections(),
  ]);
  return (
    <AppFrame principal={designer} ownList={ownList} layout="panes">
      <EditorLoader
        draft={draft}
        personId={designer.userId}
        sessionId={sessions.items[0]?.sessionId ?? null}
        models={modelNames()}
        collections={collections}
      >
        <h1 className="px-4 pt-4">{draft.definition.name}</h1>
        <OutlineWords definition={draft.definition} />
      </EditorLoader>
    </AppFrame>
  );
}
