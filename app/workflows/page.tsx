import type { Metadata } from "next";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, asStaff } from "@/lib/auth/principal";
import { listWorkflows } from "@/lib/workflows/data";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  const designer = await gatePage(asDesigner);
  const workflows = await listWorkflows(asStaff(designer));
  return (
    <AppFrame principal={designer}>
      <h1 className="mb-6">Workflows</h1>
      <WorkflowList workflows={workflows} />
      <LivePage />
    </AppFrame>
  );
}
