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

export interface FanOutOptions {
  /** The context key that the children's fields are put under: `prefix.child.field`. The task's id by default. */
  prefix?: string;
  /** What happens when all children are done; ContinueAndExecute by default. */
  nextAction?: NextAction;
  /** Children at a time; all of them by default. */
  concurrency?: number;
  /** The first failure stops the others and fails the task, or is collected at `prefix.child.error`. */
  onError?: "fail_fast" | "collect";
  statusMessage?: string;
}

/** What one child left behind. */
interface Outcome {
  record: ChildRecord;
  fields: JsonObject;
  draft: Context;
  effects: Effect[];
  usage: TaskResult["usage"];
}

/**
 * A task whose children run side by side, each on a draft of its own: what one writes no other sees. Their fields are
 * merged as `prefix.child.field`, in the place of what was under the prefix of that child; what one removes or clears is
 * gone for itself only. Their responses are as `prefix.child.response`, their messages in the order of the
 * children; it is one step with the children inside. A child ends with Continue, ContinueAndExecute or End; one that
 * waits or jumps fails, since there is nobody to ask and nowhere to go inside a step.
 */
export class FanOutTask<Id extends string = string> implements Task {
  readonly id: Id;
  readonly children: readonly Task[];
  readonly #options: FanOutOptions;

  /** Throws GraphError for no children, two of one id, a concurrency below 1, or one that is to wait itself. */
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
    const words = failures > 0 ? `${failures} of ${outcomes.length} parts failed` : undefined;
    return {
      nextAction,
      statusMessage: statusMessage ?? words,
      children: outcomes.map(({ record }) => record),
      effects: outcomes.flatMap(({ effects }) => effects),
      usage: sum(outcomes.flatMap(({ usage }) => (usage ? [usage] : []))),
    };
  }

  /** The outcomes in the order of the children. */
  async #runChildren(context: Context, execution: TaskExecution): Promise<Outcome[]> {
    const controller = new AbortController();
    const unfollow = followSignal(execution.signal, controller);
    const { signal } = controller;
    const outcomes: Outcome[] = [];
    const waiting = [...this.children.entries()];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
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

  async #runChild(child: Task, context: Context, execution: TaskExecution, signal: AbortSignal): Promise<Outcome> {
    const startedAt = performance.now();
    const draft = context.draft(() => execution.now);
    const { onError = "fail_fast" } = this.#options;
    try {
      const result = await child.run(draft, this.#executionOf(child, execution, signal));
      refuseToLeave(this.id, child.id, result?.nextAction);
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
      // A mistake in the graph is never one of the results.
      if (onError === "fail_fast" || cause instanceof GraphError || signal.aborted) {
        throw cause instanceof GraphError ? cause : new FanOutError(this.id, child.id, cause);
      }
      const error = recordedError(cause);
      const record = recordOf(child, startedAt, { status: "failed", error });
      return { record, fields: { error: error.message }, draft: context.draft(), effects: [], usage: undefined };
    }
  }

  #executionOf(child: Task, execution: TaskExecution, signal: AbortSignal): TaskExecution {
    const { sessionId, attempt, now, emit } = execution;
    return {
      sessionId,
      attempt,
      now,
      signal,
      taskId: child.id,
      answer: undefined,
      wait: null,
      // Words of several speakers at once would be one garbled sentence.
      emit: (event) => emit(event.type === "token" ? { type: "progress", taskId: child.id } : event),
    };
  }
}

function refuseToLeave(taskId: string, childId: string, nextAction: NextAction | undefined): void {
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
