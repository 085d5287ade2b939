import { prisma } from "@/lib/db/client";
import { graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import type { ContextPatch } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { describePath } from "@/lib/workflows/describing/describe-path";
import type { GraphPath } from "@/lib/workflows/schema";
import { describeNote, describeStatus } from "./describe-status";
import { readPatch } from "./read-history";

/** The path of a session through its graph, for staff. Throws AppError("not_found"). */
export async function findPath(sessionId: string): Promise<GraphPath> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId },
    include: {
      workflowVersion: { select: { definition: true } },
      waits: { where: { status: "open" }, select: { audience: true } },
      steps: {
        where: { status: { in: ["done", "saved"] } },
        orderBy: { seq: "asc" },
        select: { taskId: true, action: true, nextTaskId: true, statusMessage: true, patch: true },
      },
    },
  });
  if (!session) throw new AppError("not_found");
  const definition = graphDefinitionSchema.parse(session.workflowVersion.definition);
  const audience = session.waits[0]?.audience ?? null;
  const facts = { ...session, audience };
  return {
    ...describePath(
      definition,
      {
        taskId: session.startTaskId || definition.startTaskId,
        values: session.initialContext as JsonObject,
      },
      session.steps.map((step) => ({ ...step, patch: readPatch(step.patch as Partial<ContextPatch>) })),
    ),
    currentTaskId: session.currentTaskId,
    tone: describeStatus(facts, "staff").tone,
    note: describeNote(facts),
  };
}
