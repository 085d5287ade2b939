import { Context, type GraphDefinition } from "@/lib/engine";
import { describeNote, describeStatus } from "@/lib/sessions/reading/describe-status";
import { messageDataSchema } from "@/lib/tasks/citations/schema";
import { factsOf } from "@/lib/tasks/facts/facts";
import { type WaitData, type WaitForm, waitDataSchema, waitFormSchema } from "@/lib/tasks/schema";
import { describePath } from "@/lib/workflows/describing/describe-path";
import type { GraphPath } from "@/lib/workflows/schema";
import { waitMsOf } from "./give-input";
import type { SystemRequest, TrialMessage, TrialStep, TrialView, TrialWait } from "./schema";
import { type RunTrial, type TrialState, valuesOf } from "./state";

/** What a designer sees of a test run: its status, what is needed next, and what has happened. */
export function describeTrial(
  { state, request }: RunTrial,
  definition: GraphDefinition,
): Omit<TrialView, "revision" | "state"> {
  const values = valuesOf(state);
  const context = new Context(values);
  const form = waitFormSchema.safeParse(state.wait?.form).data ?? null;
  const data = waitDataSchema.safeParse(state.wait?.data).data ?? {};
  const waitsFor = request ? "system" : waiterOf(state);
  const facts = factsOfStatus(state, context);
  return {
    status: request ? "waiting" : statusOf(state),
    statusText: request ? describeSystem(request) : describeStatus(facts, "staff").text,
    waitsFor,
    waitMs: waitsFor === "time" ? waitMsOf(state) : null,
    form,
    facts: form && "fields" in form ? factsOf(form.fields, context) : [],
    reasons: data.reasons ?? [],
    notes: notesOf(form, data),
    request,
    error: state.status === "failed" ? (state.steps.at(-1)?.errorMessage ?? null) : null,
    path: pathOf(state, definition, request),
    messages: messagesOf(state),
    steps: stepsOf(state, definition),
    values,
  };
}

const statusOf = ({ status }: TrialState): TrialView["status"] => {
  if (status === "waiting" || status === "failed") return status;
  return status === "completed" || status === "cancelled" ? "completed" : "paused";
};

function waiterOf(state: TrialState): TrialWait | null {
  const { status } = state;
  if (status === "completed" || status === "cancelled") return null;
  if (status !== "waiting") return "time";
  const audience = audienceOf(state);
  return audience === "timer" ? "time" : audience;
}

const describeSystem = ({ url }: SystemRequest): string => `Waits for the answer of ${new URL(url).host}`;

type Audience = Parameters<typeof describeStatus>[0]["audience"];

function audienceOf({ wait }: TrialState): Audience {
  if (!wait) return null;
  return wait.audience === "reviewer" || wait.audience === "timer" ? wait.audience : "claimant";
}

function factsOfStatus(state: TrialState, context: Context) {
  const { status, messages } = state;
  const seq = messages.length;
  const outcome = context.get("outcome");
  return {
    status,
    outcome: status === "cancelled" ? "withdrawn" : typeof outcome === "string" ? outcome : null,
    audience: audienceOf(state),
    isSetAside: false,
    isStopped: false,
    userMessageSeq: seq,
    handledMessageSeq: seq,
    stoppedMessageSeq: 0,
  };
}

function pathOf(state: TrialState, definition: GraphDefinition, request: SystemRequest | null): GraphPath {
  const facts = factsOfStatus(state, new Context(valuesOf(state)));
  const done = state.steps.filter(({ status }) => status === "done");
  return {
    ...describePath(definition, state.start, done),
    currentTaskId: state.taskId,
    tone: request ? "waiting_for_others" : describeStatus(facts, "staff").tone,
    note: request ? "waits here for another system" : describeNote(facts),
  };
}

/** What a test run does not do as a session would. */
function notesOf(form: WaitForm | null, { approvals = 1, secondApprovalFrom }: WaitData): string[] {
  if (form?.type !== "decision" || (approvals === 1 && secondApprovalFrom === undefined)) return [];
  return ["Two or more people may have to approve here. In a test run, one approval is enough."];
}

const messagesOf = ({ messages }: TrialState): TrialMessage[] =>
  messages.map(({ role, content, timestamp, data }, index) => {
    const cited = messageDataSchema.safeParse(data).data;
    return { seq: index + 1, role, text: content, createdAt: timestamp, ...(cited && { citations: cited.citations }) };
  });

function stepsOf({ steps }: TrialState, { tasks }: GraphDefinition): TrialStep[] {
  const labels = new Map(tasks.map(({ id, label }) => [id, label]));
  return steps.map(({ taskId, status, statusMessage, errorMessage, durationMs, attempt, patch }, index) => ({
    seq: index + 1,
    taskId,
    taskLabel: labels.get(taskId) || taskId,
    status,
    statusMessage,
    errorMessage,
    durationMs,
    attempt,
    changes: [
      ...Object.entries(patch.set).map(([key, value]) => ({ key, value })),
      ...patch.remove.map((key) => ({ key, value: null })),
    ],
  }));
}
