import type { z } from "zod";
import type { ValueType, ValueTypes } from "../check/value-type";
import type { Condition } from "./condition";
import type { GraphDefinition, TaskDefinition } from "./definition";
import type { Task } from "./task";

/** What a definition is checked by: a kind of task, its config's schema, and what a task with it reads and writes. */
export interface KindRules<Config = unknown> {
  readonly kind: string;
  readonly configSchema: z.ZodType<Config>;
  /** Whether the kind may stop for a person. */
  readonly waits: boolean;
  /** Whether the kind ends the session itself, so that it needs no outgoing edge. */
  readonly ends: boolean;
  /**
   * Context keys that a task with these settings may set, and of what type their values are. `writtenBy` says the
   * same of a task inside it.
   */
  writes(config: Config, writtenBy?: (child: TaskDefinition) => ValueTypes): ValueTypes;
  /** Context paths that its templates and rules read, beside those of `conditions`. */
  reads(config: Config): readonly string[];
  /** The conditions in its settings. */
  conditions?(config: Config): Condition[];
  /** What its templates print as it is. */
  prints?(config: Config): readonly PrintedValue[];
  /**
   * What is wrong with config of the right shape, for publishing: what is published before a rule was added runs on.
   */
  check?(config: Config): ConfigProblem[];
  /** What the form for its config calls the field at a path. */
  nameOf?(path: readonly (string | number)[]): string | undefined;
  /**
   * The promise that no loop through such a task goes round by itself: whenever an edge leads to it again it stops,
   * for a person or for some time, or it takes another way out after so many rounds.
   */
  bounds?(config: Config): boolean;
  /** Numbers in the context that it raises each time, and by how much. */
  counts?(config: Config): Record<string, number>;
  /** The tasks that one of these runs inside itself, side by side; none of them may wait. */
  children?(config: Config): TaskDefinition[];
}

/** What a graph is made of: a kind's rules, and how to make a task of it. */
export interface TaskKind<Config = unknown> extends KindRules<Config> {
  /** `createChild` makes the task of a child's definition; `graph` is what the task is a part of. */
  create(
    definition: TaskDefinition,
    config: Config,
    createChild: (child: TaskDefinition) => Task,
    graph: GraphDefinition,
  ): Task;
}

/** What is wrong at a place in a config: a sentence that goes on after the task's name. */
export interface ConfigProblem {
  message: string;
  path: (string | number)[];
}

/** A value that a template prints: as it is written there, and of what type it is. */
export interface PrintedValue {
  text: string;
  type: ValueType;
}

/** All that `checkGraph` needs to know of the kinds; a browser can load it. */
export type KindRulesMap = Readonly<Record<string, KindRules>>;
export type TaskKinds = Readonly<Record<string, TaskKind>>;

/** Undefined when there is no such kind. */
export function kindOf(kinds: KindRulesMap, task: TaskDefinition): KindRules | undefined {
  return Object.hasOwn(kinds, task.kind) ? kinds[task.kind] : undefined;
}

/** A task's kind and its settings, parsed; undefined when the kind is unknown or the settings do not fit. */
export function readTask(task: TaskDefinition, kinds: KindRulesMap): { kind: KindRules; config: unknown } | undefined {
  const kind = kindOf(kinds, task);
  const parsed = kind?.configSchema.safeParse(task.config);
  return kind && parsed?.success ? { kind, config: parsed.data } : undefined;
}
