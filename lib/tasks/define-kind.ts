import type { z } from "zod";
import type {
  Context,
  GraphDefinition,
  TaskExecution,
  TaskKind,
  TaskResult,
  ValueTypes,
  WaitRequest,
} from "@/lib/engine";
import { env } from "@/lib/env";

/** A kind of task as designers find it in the palette, and as the engine makes tasks of it. */
export interface CatalogKind<Config = unknown> extends TaskKind<Config> {
  readonly label: string;
  readonly description: string;
  /** A lucide icon name. */
  readonly icon: string;
  /** One line for the task's card: what a task with these settings does. Takes settings that may not be valid yet. */
  summarize(config: Config): string;
}

export interface KindParts<Config> extends Omit<CatalogKind<Config>, "create" | "writes" | "reads" | "waits" | "ends"> {
  waits?: boolean;
  ends?: boolean;
  /** It asks a model, which may take LLM_TIMEOUT_MS where the task has no timeout of its own. */
  asksModel?: boolean;
  writes?(config: Config): ValueTypes;
  reads?(config: Config): string[];
  run(config: Config, context: Context, execution: TaskExecution, place: TaskPlace): Promise<TaskResult>;
  /** As `Task.renewWait`, with the settings of the new version. */
  renewWait?(config: Config, context: Context, wait: WaitRequest, openedAt: Date): WaitRequest | undefined;
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

/** A catalog entry from its parts: settings schema, words for the palette, and what it does. */
export function defineKind<Config>(
  parts: KindParts<Config> & { configSchema: z.ZodType<Config> },
): CatalogKind<Config> {
  const { run, renewWait, waits = false, ends = false, asksModel = false, ...others } = parts;
  const { writes = () => ({}), reads = () => [], ...words } = others;
  return {
    ...words,
    waits,
    ends,
    writes,
    reads,
    create: ({ id, timeoutMs }, config, _createChild, graph) => ({
      id,
      ...(asksModel && { timeoutMs: env.LLM_TIMEOUT_MS + otherWorkMs }),
      run: (context, execution) => run(config, context, execution, { timeoutMs, graph }),
      ...(renewWait && { renewWait: (context, wait, openedAt) => renewWait(config, context, wait, openedAt) }),
    }),
  };
}
