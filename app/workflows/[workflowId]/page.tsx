import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { EditorLoader } from "@/components/editor/editor-loader";
import { OutlineWords } from "@/components/editor/outline/outline-words";
import { AppFrame } from "@/components/shell/app-frame";
import { describeTasks } from "@/components/workflows/describe-task";
import { SessionView } from "@/components/workflows/session-view";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, asStaff, type StaffPrincipal } from "@/lib/auth/principal";
import { parsePathId, parsePathName } from "@/lib/path-id";
import { getSession, listSessions } from "@/lib/sessions/data";
import { getWorkflow } from "@/lib/workflows/data";
import { describeWords } from "@/lib/workflows/describe-words";
import { getDraft } from "@/lib/workflows/read-draft";

interface Props {
  params: Promise<{ workflowId: string }>;
  searchParams: Promise<{ session?: string | string[] }>;
}

/** What the page shows: a session on its version, or the draft. Read once for the title and the page. */
const readPage = cache(async (workflowId: string, sessionId: string) => {
  const designer = await gatePage(asDesigner);
  const shown = sessionId === "" ? null : await orNotFound(() => loadSession(asStaff(designer), workflowId, sessionId));
  const draft = shown ? null : await orNotFound(() => getDraft(designer, parsePathName(workflowId)));
  return { designer, shown, draft };
});

async function pageOf({ params, searchParams }: Props) {
  const { session } = await searchParams;
  return readPage((await params).workflowId, typeof session === "string" ? session : "");
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { shown, draft } = await pageOf(props);
  if (shown) return { title: `${shown.workflow.name}, session ${shown.session.reference}` };
  return { title: `${draft?.definition.name || "Workflow without a name"}, workflow` };
}

/** The editor of a workflow; with `?session=` the version that a session runs on, to read, with its way. */
export default async function WorkflowPage(props: Props) {
  const { designer, shown, draft } = await pageOf(props);
  if (shown) {
    const { definition } = shown.workflow;
    return (
      <AppFrame principal={designer} layout="panes">
        <SessionView {...shown} words={describeTasks(definition, describeWords(definition))} />
      </AppFrame>
    );
  }
  if (!draft) notFound();
  const [newest] = await listSessions(asStaff(designer), { workflowId: draft.workflowId });
  return (
    <AppFrame principal={designer} layout="panes">
      <EditorLoader draft={draft} personId={designer.userId} sessionId={newest?.sessionId ?? null}>
        <h1 className="px-4 pt-4">{draft.definition.name}</h1>
        <OutlineWords definition={draft.definition} />
      </EditorLoader>
    </AppFrame>
  );
}

/** A session is shown on the version it runs on, which need not be the newest. */
async function loadSession(staff: StaffPrincipal, workflowId: string, sessionId: string) {
  const session = await getSession(staff, parsePathId(sessionId));
  if (session.graph.workflowId !== workflowId) notFound();
  const [workflow, sessions] = await Promise.all([
    getWorkflow(staff, parsePathName(workflowId), session.versionNumber),
    listSessions(staff, { workflowId }),
  ]);
  return { session, workflow, sessions };
}
