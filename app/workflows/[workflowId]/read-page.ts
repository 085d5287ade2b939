import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, asStaff, type StaffPrincipal } from "@/lib/auth/principal";
import { parsePathId, parsePathName } from "@/lib/path-id";
import { getSession } from "@/lib/sessions/reading/data";
import { findSessions } from "@/lib/sessions/reading/find-sessions";
import { getWorkflow } from "@/lib/workflows/data";
import { getDraft } from "@/lib/workflows/read-draft";

/** The session on its workflow version, or the draft. `cache` reads it once for the title and the page. */
export const readPage = cache(async (workflowId: string, sessionId: string) => {
  const designer = await gatePage(asDesigner);
  const shown = sessionId === "" ? null : await orNotFound(() => loadSession(asStaff(designer), workflowId, sessionId));
  const draft = shown ? null : await orNotFound(() => getDraft(designer, parsePathName(workflowId)));
  return { designer, shown, draft };
});

/** Loads a session with the workflow version that it runs on, which may be an older one. */
async function loadSession(staff: StaffPrincipal, workflowId: string, sessionId: string) {
  const session = await getSession(staff, parsePathId(sessionId));
  if (session.graph.workflowId !== workflowId) notFound();
  const [workflow, { items: sessions }] = await Promise.all([
    getWorkflow(staff, parsePathName(workflowId), session.versionNumber),
    findSessions(staff, { workflowId }),
  ]);
  return { session, workflow, sessions };
}
