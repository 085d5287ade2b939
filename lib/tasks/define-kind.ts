import type { Context, GraphDefinition, TaskExecution, TaskKind, TaskResult, WaitRequest } from "@/lib/engine";
import { env } from "@/lib/env";
import type { KindConfig } from "./kind-config";

/** A kind of task with what its tasks do: what the server makes graphs of. */
export interface CatalogKind<Config = unknown> extends KindConfig<Config>, TaskKind<Config> {}

interface RunParts<Config> {
  /** It asks a model, which may take LLM_TIMEOUT_MS where the task has no timeout of its own. */
  asksModel?: boolean;
  run(config: Config, context: Context, execution: TaskExecution, place: TaskPlace): Promise<TaskResult>;
  /** As `Task.renewWait`, with the config of the new version. */
  renewWait?(
    config: Config,
    context: Context,
    wait: WaitRequest,
    openedAt: Date,
    place: TaskPlace,
  ): WaitRequest | undefined;
}

/** What the definition says about how long a task may take. */
export interface TaskLimits {
  /** Milliseconds; undefined when it says nothing. */
  timeoutMs: number | undefined;
}

/** Where a task stands. */
export interface TaskPlace extends TaskLimits {
  /** The workflow that it is a part of: what it may say about other tasks. */
  graph: GraphDefinition;
}

/** What a task that asks a model does beside asking. */
const otherWorkMs = 15_000;

/** A catalog entry: a kind's config, and what its tasks do. */
export function defineKind<Config>(
  config: KindConfig<Config>,
  { run, renewWait, asksModel = false }: RunParts<Config>,
): CatalogKind<Config> {
  return {
    ...config,
    create: ({ id, timeoutMs }, own, _createChild, graph) => ({
      id,
      ...(asksModel && { timeoutMs: env.LLM_TIMEOUT_MS + otherWorkMs }),
      run: (context, execution) => run(own, context, execution, { timeoutMs, graph }),
      ...(renewWait && {
        renewWait: (context, wait, openedAt) => renewWait(own, context, wait, openedAt, { timeoutMs, graph }),
      }),
    }),
  };
}
