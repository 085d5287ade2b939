import type { Metadata } from "next";
import { AppFrame } from "@/components/shell/app-frame";
import { NewWorkflow } from "@/components/workflows/new-workflow";
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
      <header className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1>Workflows</h1>
        <NewWorkflow />
      </header>
      <WorkflowList workflows={workflows} />
    </AppFrame>
  );
}
