import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { RelativeTime } from "@/components/ui/relative-time";
import { describeTask } from "@/components/workflows/describe-task";
import { Designer } from "@/components/workflows/designer";
import { SessionPicker } from "@/components/workflows/session-picker";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, asStaff, type StaffPrincipal } from "@/lib/auth/principal";
import { resolveSettings } from "@/lib/engine";
import { parsePathId, parsePathName } from "@/lib/path-id";
import { getSession, listSessions } from "@/lib/sessions/data";
import { getWorkflow } from "@/lib/workflows/data";
import { describeWords } from "@/lib/workflows/describe-words";

export const metadata: Metadata = { title: "Workflow" };

interface Props {
  params: Promise<{ workflowId: string }>;
  searchParams: Promise<{ session?: string | string[] }>;
}

export default async function WorkflowPage({ params, searchParams }: Props) {
  const designer = await gatePage(asDesigner);
  const { workflowId } = await params;
  const { session: sessionId } = await searchParams;
  const { workflow, session, sessions } = await orNotFound(() =>
    load(asStaff(designer), workflowId, typeof sessionId === "string" ? sessionId : ""),
  );
  const { name, description, graph, definition } = workflow;
  const names = describeWords(definition);
  const words = Object.fromEntries(
    resolveSettings(definition).tasks.map((task) => [task.id, describeTask(task, names)]),
  );
  return (
    <AppFrame principal={designer} layout="panes">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <Link href="/workflows" className="w-full text-accent text-meta hover:underline">
            All workflows
          </Link>
          <h1>{name}</h1>
          <p className="text-ink-soft">
            Version {workflow.versionNumber}
            {workflow.publishedAt && (
              <>
                , published <RelativeTime iso={workflow.publishedAt} />
              </>
            )}
          </p>
        </div>
        <SessionPicker workflowId={workflowId} sessions={sessions} shown={session} />
      </header>
      <Designer
        key={session?.sessionId}
        workflow={{ name, description, graph }}
        words={words}
        path={session?.path ?? null}
      />
      <LivePage sessionId={session?.sessionId} />
    </AppFrame>
  );
}

/** A session is shown on the version it runs on, which need not be the newest. */
async function load(staff: StaffPrincipal, workflowId: string, sessionId: string) {
  const session = sessionId ? await getSession(staff, parsePathId(sessionId)) : null;
  if (session && session.graph.workflowId !== workflowId) notFound();
  const [workflow, sessions] = await Promise.all([
    getWorkflow(staff, parsePathName(workflowId), session?.versionNumber),
    listSessions(staff, { workflowId }),
  ]);
  return { session, workflow, sessions };
}
