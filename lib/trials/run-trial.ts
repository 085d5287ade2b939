import type { DesignerPrincipal } from "@/lib/auth/principal";
import {
  compileGraph,
  FlowRunner,
  type Graph,
  type GraphDefinition,
  GraphError,
  graphDefinitionSchema,
  InMemorySessionStorage,
} from "@/lib/engine";
import { followSignal, RunHandedOverError } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { unstoredSessionId } from "@/lib/llm/model-calls";
import { isWithdrawalOffered, withdrawnWords } from "@/lib/tasks/conversation/withdrawal";
import { confirmsWithdrawal } from "@/lib/tasks/replies/read-consent";
import { readDraft } from "@/lib/workflows/read-draft";
import { describeTrial } from "./describe-trial";
import { giveInput, timeOf } from "./give-input";
import { trialKinds } from "./kinds";
import type { SystemRequest, TrialBody, TrialView } from "./schema";
import { beginTrial, parseState, type RunTrial, sessionOf, type TrialState, writeState } from "./state";

/**
 * Begins a test run of a draft, or goes on with one until an answer is needed. It runs the stored draft as it is
 * now. Nothing is stored and nothing is sent, except to the models and the search that its tasks use. Throws AppError
 * `not_found`, `invalid` for a state or a decision that does not fit, `conflict` for an input that nothing waits for
 * and for a draft that cannot run.
 */
export async function runTrial(
  { userId }: DesignerPrincipal,
  workflowId: string,
  { state: text, input, earlierClaims }: TrialBody,
  signal: AbortSignal,
): Promise<TrialView> {
  const { view } = await readDraft(workflowId);
  const definition = readDefinition(view.definition);
  const before = text === undefined ? beginTrial(definition, earlierClaims) : parseState(text);
  const given = input ? giveInput(before, input, userId) : before;
  const run = withdraw(given, definition) ?? (await runOnce(given, definition, signal));
  return { ...describeTrial(run, definition), revision: view.revision, state: writeState(run.state) };
}

const cannotRun = (detail: string, cause: unknown): AppError => new AppError("conflict", { detail, cause });

function readDefinition(draft: unknown): GraphDefinition {
  const parsed = graphDefinitionSchema.safeParse(draft);
  if (parsed.success) return parsed.data;
  throw cannotRun("The draft cannot run yet. It needs a name and a first task; its problems are listed.", parsed.error);
}

function compile(definition: GraphDefinition, kinds: ReturnType<typeof trialKinds>): Graph {
  try {
    return compileGraph(definition, kinds);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw cannotRun(`The draft cannot run yet. ${error.message} Its problems are listed.`, error);
  }
}

/** The end of a run whose claimant withdraws; undefined when they do not. */
function withdraw(state: TrialState, definition: GraphDefinition): RunTrial | undefined {
  const messages = state.messages.map(({ role, content }) => ({ role, text: content }));
  const last = messages.at(-1);
  if (state.answer === undefined || last?.role !== "user") return undefined;
  if (!confirmsWithdrawal(last.text) || !isWithdrawalOffered(messages)) return undefined;
  const words = { role: "assistant" as const, content: withdrawnWords(definition), timestamp: timeOf(state) };
  const { answer: _answer, ...rest } = state;
  return { state: { ...rest, status: "cancelled", wait: null, messages: [...state.messages, words] }, request: null };
}

async function runOnce(state: TrialState, definition: GraphDefinition, signal: AbortSignal): Promise<RunTrial> {
  const stop = new AbortController();
  const unfollow = followSignal(signal, stop);
  const given = new Map(Object.entries(state.given));
  let request: SystemRequest | null = null;
  const need = (needed: SystemRequest): Promise<never> => {
    request ??= needed;
    stop.abort(new RunHandedOverError());
    return new Promise(() => {});
  };
  const graph = compile(definition, trialKinds({ earlierClaims: state.earlierClaims, given, need }));
  if (!graph.getTask(state.taskId))
    throw cannotRun("The task at which this test run stands is no longer in the draft. Start again.", undefined);
  const storage = new InMemorySessionStorage();
  await storage.save(sessionOf(state, graph.id));
  try {
    await new FlowRunner(graph, storage).run(unstoredSessionId, {
      now: () => new Date(timeOf(state)),
      signal: stop.signal,
      // An answer is for one step: in the next round the task asks again.
      onEvent: ({ type }) => type === "step" && given.clear(),
    });
  } catch (error) {
    if (!(error instanceof RunHandedOverError && request)) throw error;
  } finally {
    unfollow();
  }
  return { state: await readState(storage, state, given), request };
}

/** The state after the run, from the sessions' storage of it. */
async function readState(
  storage: InMemorySessionStorage,
  before: TrialState,
  given: ReadonlyMap<string, TrialState["given"][string]>,
): Promise<TrialState> {
  const [session, history] = await Promise.all([storage.get(unstoredSessionId), storage.history(unstoredSessionId)]);
  if (!session || !history) throw new Error("The session of a test run is gone.");
  const steps = history.steps.flatMap(({ status, ...step }) => {
    const { taskId, action, nextTaskId, statusMessage, patch, attempt, error, retryInMs, durationMs } = step;
    const errorMessage = error?.message ?? null;
    if (status === "saved") return [];
    return [{ taskId, status, action, nextTaskId, statusMessage, patch, attempt, errorMessage, retryInMs, durationMs }];
  });
  const said = history.messages.map(({ role, content, timestamp, data }) => ({ role, content, timestamp, data }));
  const messages = [...before.messages, ...said];
  const { answer } = session;
  return {
    ...before,
    steps: [...before.steps, ...steps],
    messages,
    hidden: messages.length - session.context.getChatHistory().length,
    taskId: session.currentTaskId,
    status: session.status,
    statusMessage: session.statusMessage,
    stepSeq: session.stepSeq,
    attempt: session.attempt,
    backStack: session.backStack,
    wait: session.wait,
    answer,
    given: Object.fromEntries(given),
  };
}
