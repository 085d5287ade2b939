import { isStaff, type Principal, type StaffPrincipal } from "@/lib/auth/principal";
import { type Prisma, prisma } from "@/lib/db/client";
import { type GraphDefinition, graphDefinitionSchema, type JsonObject, type Step } from "@/lib/engine";
import type { ContextPatch } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import type { Citation } from "@/lib/tasks/citations/schema";
import { factFields } from "@/lib/tasks/schema";
import { getGraphView } from "@/lib/workflows/data";
import { loadGraph } from "@/lib/workflows/load-graph";
import { findTasksToGoTo } from "../moving/find-tasks-to-go-to";
import type { ChatMessage, SessionView, StepView } from "../schema";
import { apiStatusOf, describeFailure } from "./describe-status";
import { findModelCalls } from "./find-model-calls";
import { findPath } from "./find-path";
import { listed, taskLabels, toListItem } from "./find-sessions";
import { readPatch } from "./read-history";
import { type MessagePart, textOf } from "./read-session";
import type { SessionRecord } from "./schema";

/** One session, step by step, on the graph at its version. Throws AppError("not_found"). */
export async function getSession(_principal: StaffPrincipal, id: string): Promise<SessionView> {
  const session = await prisma.session.findUnique({
    where: { id },
    include: { ...listed, steps: { orderBy: { seq: "asc" } } },
  });
  if (!session) throw new AppError("not_found");
  const labels = taskLabels(session.workflowVersion.definition);
  const [graph, path, messages, modelCalls] = await Promise.all([
    getGraphView(session.workflowVersionId),
    findPath(id),
    listMessages(id),
    findModelCalls(id),
  ]);
  const lastStep = session.steps.at(-1);
  const failed = session.status === "failed" && lastStep?.status === "failed" ? lastStep : undefined;
  return {
    ...toListItem(session),
    steps: session.steps.map((step) => toStepView(step, labels)),
    messages,
    modelCalls,
    graph,
    path,
    failure: failed
      ? {
          message: failed.errorMessage ?? "The task failed.",
          attempt: failed.attempt,
          nextRetryAt: session.nextRetryAt?.toISOString() ?? null,
          isSetAside: session.isSetAside,
          goesTo: findTasksToGoTo(await loadGraph(session.workflowVersionId), {
            currentTaskId: session.currentTaskId,
            steps: session.steps.map(toPastStep),
            values: session.context as JsonObject,
          }),
        }
      : null,
  };
}

const toPastStep = ({ taskId, status, action, patch }: Prisma.StepGetPayload<object>) => ({
  taskId,
  status,
  action: action as Step["action"],
  patch: readPatch(patch as Partial<ContextPatch>),
});

function toStepView(step: Prisma.StepGetPayload<object>, labels: Map<string, string>): StepView {
  const patch = readPatch(step.patch as Partial<ContextPatch>);
  return {
    seq: step.seq,
    taskId: step.taskId,
    taskLabel: labels.get(step.taskId) ?? step.taskId,
    status: step.errorCode === "turn_cancelled" ? "stopped" : step.status,
    action: step.action,
    statusMessage: step.statusMessage,
    response: step.response,
    durationMs: step.durationMs,
    attempt: step.attempt,
    errorMessage: step.errorCode === "turn_cancelled" ? null : step.errorMessage,
    modelId: step.modelId,
    inputTokens: step.inputTokens,
    outputTokens: step.outputTokens,
    children: (step.children ?? []) as unknown as StepView["children"],
    cached: step.cached,
    changes: [
      ...Object.entries(patch.set).map(([key, value]) => ({ key, value })),
      ...patch.remove.map((key) => ({ key, value: null })),
    ],
    createdAt: step.createdAt.toISOString(),
  };
}

/** The conversation of a session, oldest first. */
export async function listMessages(sessionId: string): Promise<ChatMessage[]> {
  const rows = await prisma.message.findMany({ where: { sessionId }, orderBy: { seq: "asc" } });
  return rows.map(({ id, seq, role, parts, createdAt, clientMessageId, flags, citations }) => ({
    id,
    seq,
    role,
    text: textOf(parts as unknown as MessagePart[]),
    createdAt: createdAt.toISOString(),
    clientMessageId,
    flags,
    ...(citations !== null && { citations: citations as unknown as Citation[] }),
  }));
}

/** A session as data: staff see all, a claimant their own. Throws AppError("not_found") for everything else. */
export async function getSessionRecord(principal: Principal, id: string): Promise<SessionRecord> {
  const staff = isStaff(principal);
  const session = await prisma.session.findUnique({
    where: staff ? { id } : { id, claimantId: principal.userId },
    include: {
      workflowVersion: { select: { number: true, workflowId: true, definition: true } },
      steps: { orderBy: { seq: "asc" } },
    },
  });
  if (!session) throw new AppError("not_found", { detail: "There is no such session." });
  const messages = await listMessages(id);
  const failure = session.status === "failed" ? describeFailure(session) : null;
  return {
    id: session.id,
    graph_id: session.workflowVersion.workflowId,
    graph_version: session.workflowVersion.number,
    session_word: parseDefinition(session.workflowVersion.definition).sessionWord,
    current_task_id: session.currentTaskId,
    status: apiStatusOf(session.status),
    status_message: failure?.text ?? session.statusMessage,
    ...(failure?.retryAfterSeconds !== undefined && { retry_after: failure.retryAfterSeconds }),
    context: (staff
      ? session.context
      : claimantContext(session.context, session.workflowVersion.definition)) as SessionRecord["context"],
    chat_history: messages.map(({ role, text, createdAt, citations }) => ({
      role,
      content: text,
      timestamp: createdAt,
      citations,
    })),
    steps: session.steps.map((step) => ({
      seq: step.seq,
      task_id: step.taskId,
      status: step.status,
      action: step.action,
      next_task_id: step.nextTaskId,
      status_message: step.statusMessage,
      duration_ms: step.durationMs,
      attempt: step.attempt,
      error: staff ? step.errorMessage : step.errorMessage && "This step failed; nothing is lost.",
      usage: usageOf(step),
      created_at: step.createdAt.toISOString(),
    })),
    usage: {
      input_tokens: session.steps.reduce((sum, step) => sum + (step.inputTokens ?? 0), 0),
      output_tokens: session.steps.reduce((sum, step) => sum + (step.outputTokens ?? 0), 0),
    },
  };
}

function usageOf({ modelId, inputTokens, outputTokens }: Prisma.StepGetPayload<object>) {
  if (modelId === null && inputTokens === null) return null;
  return { model_id: modelId, input_tokens: inputTokens ?? 0, output_tokens: outputTokens ?? 0 };
}

/** The part of the context that claimants may read: their facts and the decision, not the values of rules. */
function claimantContext(context: Prisma.JsonValue, definition: Prisma.JsonValue): Prisma.JsonValue {
  const fields = parseDefinition(definition).tasks.flatMap((task) => factFields(task.config).map((field) => field.key));
  const open = new Set([
    ...fields,
    "reference",
    "workflow",
    "currency",
    "confirmed_at",
    "outcome",
    "decision_reason",
    "letter",
  ]);
  return Object.fromEntries(Object.entries(context as Prisma.JsonObject).filter(([key]) => open.has(key)));
}

const parseDefinition = (definition: Prisma.JsonValue): GraphDefinition => graphDefinitionSchema.parse(definition);
