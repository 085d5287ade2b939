import { z } from "zod";
import { isStaff, type Principal, type StaffPrincipal } from "@/lib/auth/principal";
import { type Prisma, prisma } from "@/lib/db/client";
import { type GraphDefinition, graphDefinitionSchema } from "@/lib/engine";
import type { ContextPatch } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { factFields } from "@/lib/tasks/schema";
import { capitalise, searchWords } from "@/lib/text";
import { getGraphView } from "@/lib/workflows/data";
import {
  type ChatMessage,
  type SessionListItem,
  type SessionStatusName,
  type SessionView,
  type StepView,
  sessionStatuses,
} from "../schema";
import { apiStatusOf, describeFailure, describeStatus } from "./describe-status";
import { findModelCalls } from "./find-model-calls";
import { findPath } from "./find-path";
import { readPatch } from "./read-history";
import { type MessagePart, textOf } from "./read-session";
import type { SessionRecord } from "./schema";

const listed = {
  workflowVersion: { select: { number: true, definition: true, workflow: { select: { name: true } } } },
  claimant: { select: { name: true } },
  waits: { where: { status: "open" }, select: { audience: true } },
} satisfies Prisma.SessionInclude;
type ListedSession = Prisma.SessionGetPayload<{ include: typeof listed }>;

/** Sessions for staff, newest change first; `search` matches id, reference, claimant, workflow, task and status. */
export async function listSessions(
  _principal: StaffPrincipal,
  {
    search,
    status,
    workflowId,
    take = 50,
  }: { search?: string; status?: string; workflowId?: string; take?: number } = {},
): Promise<SessionListItem[]> {
  const words = searchWords(search);
  const known = sessionStatuses.find((one) => one === (status ?? words));
  const like = { contains: words, mode: "insensitive" } as const;
  const sessions = await prisma.session.findMany({
    where: {
      ...(status && known ? ofStatus(known) : {}),
      ...(workflowId && { workflowVersion: { workflowId } }),
      ...(words && {
        OR: [
          ...(z.uuid().safeParse(words).success ? [{ id: words }] : []),
          { reference: like },
          { currentTaskId: { contains: words.replaceAll(" ", "\\_"), mode: "insensitive" as const } },
          { claimant: { OR: [{ name: like }, { email: like }] } },
          { workflowVersion: { workflow: { name: like } } },
          ...(known ? [ofStatus(known)] : []),
        ],
      }),
    },
    include: listed,
    orderBy: { updatedAt: "desc" },
    take: Math.min(take, 200),
  });
  return sessions.map(toListItem);
}

/** `running` is not stored: a run holds the session's lease. */
const ofStatus = (status: SessionStatusName): Prisma.SessionWhereInput =>
  status === "running" ? { leaseUntil: { gt: new Date() } } : { status };

function toListItem(session: ListedSession): SessionListItem {
  const { tone, text } = describeStatus({ ...session, audience: session.waits[0]?.audience ?? null }, "staff");
  return {
    sessionId: session.id,
    reference: session.reference,
    workflowName: session.workflowVersion.workflow.name,
    versionNumber: session.workflowVersion.number,
    claimantName: session.claimant.name,
    subject: session.subject && capitalise(session.subject),
    amountCents: session.amountCents,
    currency: session.currency,
    tone,
    statusText: text,
    currentTaskLabel:
      taskLabels(session.workflowVersion.definition).get(session.currentTaskId) ?? session.currentTaskId,
    updatedAt: session.updatedAt.toISOString(),
  };
}

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
        }
      : null,
  };
}

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
  return rows.map(({ id, seq, role, parts, createdAt, clientMessageId, flags }) => ({
    id,
    seq,
    role,
    text: textOf(parts as unknown as MessagePart[]),
    createdAt: createdAt.toISOString(),
    clientMessageId,
    flags,
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
    chat_history: messages.map(({ role, text, createdAt }) => ({ role, content: text, timestamp: createdAt })),
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

const taskLabels = (definition: Prisma.JsonValue): Map<string, string> =>
  new Map(parseDefinition(definition).tasks.map((task) => [task.id, task.label]));
