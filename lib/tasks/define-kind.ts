import type { Context, GraphDefinition, TaskExecution, TaskKind, TaskResult, WaitRequest } from "@/lib/engine";
import type { ConfigProblem } from "@/lib/engine/definition-kit";
import { env } from "@/lib/env";
import type { KindConfig } from "./kind-config";

/** A kind of task with its `run`: the server compiles graphs from these. */
export interface CatalogKind<Config = unknown> extends KindConfig<Config>, TaskKind<Config> {
  /**
   * Problems of a config that only the database can know, in a workflow that is to be published. A version that is
   * published already runs on.
   */
  readonly checkStored?: (config: Config, graph: GraphDefinition) => Promise<ConfigProblem[]>;
}

interface RunParts<Config> {
  /** It asks a model, which may take LLM_TIMEOUT_MS where the task has no timeout of its own. */
  asksModel?: boolean;
  /** How long its own work may take in milliseconds, where the task has no timeout of its own. */
  timeoutMs?(config: Config): number;
  /** Problems of a config that only the server can know; those of the kind's `check` come first. */
  checkInstallation?(config: Config): ConfigProblem[];
  checkStored?: CatalogKind<Config>["checkStored"];
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

/** The time limit of a task in its definition. */
export interface TaskLimits {
  /** Milliseconds; undefined when it says nothing. */
  timeoutMs: number | undefined;
}

/** The surroundings of a task. */
export interface TaskPlace extends TaskLimits {
  /** The workflow that it is a part of. */
  graph: GraphDefinition;
}

/** Added to the time of a model or of the task's own work, for everything else that the task does. */
const otherWorkMs = 15_000;

/** A catalog entry: a kind's config, and what its tasks do. */
export function defineKind<Config>(
  config: KindConfig<Config>,
  { run, renewWait, asksModel = false, timeoutMs: ownTimeoutMs, checkInstallation, checkStored }: RunParts<Config>,
): CatalogKind<Config> {
  return {
    ...config,
    ...(checkInstallation && { check: (own) => [...(config.check?.(own) ?? []), ...checkInstallation(own)] }),
    ...(checkStored && { checkStored }),
    create: ({ id, timeoutMs }, own, _createChild, graph) => ({
      id,
      ...(asksModel && { timeoutMs: env.LLM_TIMEOUT_MS + otherWorkMs }),
      ...(ownTimeoutMs && { timeoutMs: ownTimeoutMs(own) + otherWorkMs }),
      run: (context, execution) => run(own, context, execution, { timeoutMs, graph }),
      ...(renewWait && {
        renewWait: (context, wait, openedAt) => renewWait(own, context, wait, openedAt, { timeoutMs, graph }),
      }),
    }),
  };
}
