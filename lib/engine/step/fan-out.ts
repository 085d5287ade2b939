import { FanOutError, GraphError } from "../errors";
import {
  type ChildRecord,
  type Effect,
  NextAction,
  type Task,
  type TaskExecution,
  type TaskResult,
} from "../graph/task";
import { isObject, type JsonObject, textOrNull } from "../json";
import type { Context } from "../session/context";
import { followSignal } from "./follow-signal";
import { recordedError } from "./retry";

/** How the children of a fan-out run, and where their fields go. */
export interface FanOutOptions {
  /** The context key that the children's fields are put under: `prefix.child.field`. The task's id by default. */
  prefix?: string;
  /** What happens when all children are done; ContinueAndExecute by default. */
  nextAction?: NextAction;
  /** Children at a time; all of them by default. */
  concurrency?: number;
  /**
   * fail_fast: the first failure stops the other children and fails the task. collect: it becomes `prefix.child.error`.
   */
  onError?: "fail_fast" | "collect";
  statusMessage?: string;
}

/** The result of one child. */
interface ChildResult {
  record: ChildRecord;
  fields: JsonObject;
  draft: Context;
  effects: Effect[];
  usage: TaskResult["usage"];
}

/**
 * A task whose children run in parallel, each on its own draft: no child sees what another one writes. The fields of a
 * child become `prefix.child.field` and replace those of an earlier run; its response becomes `prefix.child.response`.
 * What a child removes or clears is removed for that child only. Messages are in the order of the children. All of it
 * is one step with the children inside. A child returns Continue, ContinueAndExecute or End. One that waits or jumps
 * fails, since a step cannot stop in the middle.
 */
export class FanOutTask<Id extends string = string> implements Task {
  readonly id: Id;
  readonly children: readonly Task[];
  readonly #options: FanOutOptions;

  /**
   * Throws GraphError for no children, two with the same id, a concurrency below 1, or `WaitForInput` as next action.
   */
  constructor(id: Id, children: readonly Task[], options: FanOutOptions = {}) {
    this.id = id;
    this.children = children;
    this.#options = options;
    const ids = new Set(children.map((child) => child.id));
    if (ids.size === 0) throw new GraphError(`Fan-out "${id}" has no children.`, { taskId: id });
    if (ids.size < children.length) throw new GraphError(`Fan-out "${id}" has two children of one id.`, { taskId: id });
    if (!((options.concurrency ?? 1) >= 1)) {
      throw new GraphError(`Fan-out "${id}" needs a concurrency of at least 1.`, { taskId: id });
    }
    if (options.nextAction?.type === "WaitForInput") {
      throw new GraphError(`Fan-out "${id}" cannot wait: every answer would run its children again.`, { taskId: id });
    }
  }

  /** Throws FanOutError when a child failed and the policy is to fail fast. */
  async run(context: Context, execution: TaskExecution): Promise<TaskResult> {
    const { prefix = this.id, nextAction = NextAction.ContinueAndExecute, statusMessage } = this.#options;
    const outcomes = await this.#runChildren(context, execution);
    const before = context.get<JsonObject>(prefix);
    const merged: JsonObject = isObject(before) ? { ...before } : {};
    for (const { record, fields, draft } of outcomes) {
      merged[record.taskId] = fields;
      context.addMessages(draft.newMessages());
    }
    context.set(prefix, merged);
    const failures = outcomes.filter(({ record }) => record.status === "failed").length;
    const summary = failures > 0 ? `${failures} of ${outcomes.length} parts failed` : undefined;
    return {
      nextAction,
      statusMessage: statusMessage ?? summary,
      children: outcomes.map(({ record }) => record),
      effects: outcomes.flatMap(({ effects }) => effects),
      usage: sum(outcomes.flatMap(({ usage }) => (usage ? [usage] : []))),
    };
  }

  /** The outcomes in the order of the children. */
  async #runChildren(context: Context, execution: TaskExecution): Promise<ChildResult[]> {
    const controller = new AbortController();
    const unfollow = followSignal(execution.signal, controller);
    const { signal } = controller;
    const outcomes: ChildResult[] = [];
    const queue = [...this.children.entries()];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        signal.throwIfAborted();
        const [index, child] = next;
        outcomes[index] = await this.#runChild(child, context, execution, signal);
      }
    };
    const { concurrency = this.children.length } = this.#options;
    try {
      await Promise.all(Array.from({ length: Math.min(concurrency, this.children.length) }, worker));
    } catch (error) {
      controller.abort(error);
      throw error;
    } finally {
      unfollow();
    }
    return outcomes;
  }

  async #runChild(child: Task, context: Context, execution: TaskExecution, signal: AbortSignal): Promise<ChildResult> {
    const startedAt = performance.now();
    const draft = context.draft(() => execution.now);
    const { onError = "fail_fast" } = this.#options;
    try {
      const result = await child.run(draft, this.#executionOf(child, execution, signal));
      refuseWaitOrJump(this.id, child.id, result?.nextAction);
      const response = textOrNull(`response of ${child.id}`, result.response);
      const statusMessage = textOrNull(`status message of ${child.id}`, result.statusMessage);
      return {
        record: recordOf(child, startedAt, { status: "done", response, statusMessage }),
        fields: { ...(response !== null && { response }), ...draft.patch().set },
        draft,
        effects: (result.effects ?? []).map((effect) => ({ ...effect, key: `${child.id}/${effect.key}` })),
        usage: result.usage,
      };
    } catch (cause) {
      // A mistake in the graph is never collected as a result.
      if (onError === "fail_fast" || cause instanceof GraphError || signal.aborted) {
        throw cause instanceof GraphError ? cause : new FanOutError(this.id, child.id, cause);
      }
      const error = recordedError(cause);
      const record = recordOf(child, startedAt, { status: "failed", error });
      return { record, fields: { error: error.message }, draft: context.draft(), effects: [], usage: undefined };
    }
  }

  #executionOf(child: Task, execution: TaskExecution, signal: AbortSignal): TaskExecution {
    const { sessionId, taskPath, attempt, now, emit } = execution;
    return {
      sessionId,
      attempt,
      now,
      signal,
      taskId: child.id,
      taskPath: `${taskPath}/${child.id}`,
      answer: undefined,
      wait: null,
      // The tokens of several children would mix.
      emit: (event) => emit(event.type === "token" ? { type: "progress", taskId: child.id } : event),
    };
  }
}

function refuseWaitOrJump(taskId: string, childId: string, nextAction: NextAction | undefined): void {
  const type = nextAction?.type ?? "no next action";
  if (type === "Continue" || type === "ContinueAndExecute" || type === "End") return;
  throw new GraphError(`Child "${childId}" of "${taskId}" answered ${type}: a child can neither wait nor jump.`, {
    taskId,
    childId,
    action: type,
  });
}

const recordOf = (
  { id }: Task,
  startedAt: number,
  outcome: Partial<ChildRecord> & Pick<ChildRecord, "status">,
): ChildRecord => ({
  taskId: id,
  response: null,
  statusMessage: null,
  error: null,
  durationMs: Math.round(performance.now() - startedAt),
  ...outcome,
});

function sum(usages: NonNullable<TaskResult["usage"]>[]): TaskResult["usage"] {
  if (usages.length === 0) return undefined;
  const total = (key: "inputTokens" | "outputTokens"): number =>
    usages.reduce((tokens, usage) => tokens + (usage[key] ?? 0), 0);
  return {
    modelId: usages.find((usage) => usage.modelId)?.modelId,
    inputTokens: total("inputTokens"),
    outputTokens: total("outputTokens"),
  };
}
