import type { z } from "zod";
import type { ValueType, ValueTypes } from "../check/value-type";
import type { Comparison, Condition } from "./condition";
import type { GraphDefinition, TaskDefinition } from "./definition";
import type { Task } from "./task";

/** What `checkGraph` knows of a kind of task: the schema of its config, and what such a task reads and writes. */
export interface KindRules<Config = unknown> {
  readonly kind: string;
  readonly configSchema: z.ZodType<Config>;
  /** Whether a task of the kind may wait for a person. */
  readonly waits: boolean;
  /** Whether a task of the kind ends the session. It needs no outgoing edge. */
  readonly ends: boolean;
  /**
   * The context keys that a task with this config may set, with the types of their values. `writtenBy` gives the same
   * for a task inside it.
   */
  writes(config: Config, writtenBy?: (child: TaskDefinition) => ValueTypes): ValueTypes;
  /** Context paths that its templates and rules read, without those of `conditions`. */
  reads(config: Config): readonly string[];
  /** The conditions in its config. */
  conditions?(config: Config): Condition[];
  /** The comparisons of a table in its config, which are parts of conditions. */
  cells?(config: Config): readonly CheckedCell[];
  /** The values that its templates print. */
  prints?(config: Config): readonly PrintedValue[];
  /**
   * Problems of a config that fits the schema. They stop publishing. A version that is published already runs on.
   */
  check?(config: Config): ConfigProblem[];
  /** The label of a config field in the form of the kind. */
  nameOf?(path: readonly (string | number)[]): string | undefined;
  /**
   * Whether such a task ends every loop through it: it waits each time an edge leads to it again, or it takes another
   * edge after some rounds.
   */
  bounds?(config: Config): boolean;
  /**
   * The decision by which the task starts another round, and how many rounds it takes at most: an edge that only this
   * decision takes ends every loop through it.
   */
  repeats?(config: Config): RepeatedDecision;
  /** Context keys whose numbers the task raises each time. */
  counts?(config: Config): Record<string, CountedKey>;
  /** The values of the key that such a task chooses between: its edges have to handle some of them. */
  decides?(config: Config): DecidedKey;
  /** The tasks that such a task runs inside itself, in parallel. None of them may wait. */
  children?(config: Config): TaskDefinition[];
}

/** How a task raises a number: by how much, and up to which number. */
export interface CountedKey {
  by: number;
  atMost?: number;
}

/** A value of a decided key that a task sets so often at most. */
export interface RepeatedDecision {
  key: string;
  value: string;
  atMost: number;
}

/** A key that a task sets to one of some values, for the edges that leave it. */
export interface DecidedKey {
  key: string;
  /** Every value that the task may set. A condition of its edges that tests another one never holds. */
  values: readonly string[];
  /** The values that need an edge, with their places in the config. */
  handled: readonly { value: string; label: string; path: (string | number)[] }[];
}

/** A kind of task: its rules, and how a task of the kind is made. */
export interface TaskKind<Config = unknown> extends KindRules<Config> {
  /** `createChild` makes the task of a child's definition; `graph` is the graph that the task is a part of. */
  create(
    definition: TaskDefinition,
    config: Config,
    createChild: (child: TaskDefinition) => Task,
    graph: GraphDefinition,
  ): Task;
}

/** A problem at a path in a config. The message continues a sentence that begins with the task's name. */
export interface ConfigProblem {
  message: string;
  path: (string | number)[];
}

/** A comparison at a path in a config. Its value is checked against the type of its field. */
export interface CheckedCell {
  comparison: Comparison;
  path: (string | number)[];
  /** What a sentence calls the place: "row 3". */
  name: string;
}

/** A value that a template prints: its text in the template, and its type. */
export interface PrintedValue {
  text: string;
  type: ValueType;
  /** The context key without which nothing is printed. None inside a tag, which may test it, or with a default. */
  key?: string;
}

/** The rules of all kinds, for `checkGraph`. A browser can load them. */
export type KindRulesMap = Readonly<Record<string, KindRules>>;
/** All kinds by their names, for `compileGraph`. */
export type TaskKinds = Readonly<Record<string, TaskKind>>;

/** Undefined for an unknown kind. */
export function kindOf(kinds: KindRulesMap, task: TaskDefinition): KindRules | undefined {
  return Object.hasOwn(kinds, task.kind) ? kinds[task.kind] : undefined;
}

/** A task's kind and parsed config; undefined for an unknown kind, or a config that does not fit it. */
export function parseTask(task: TaskDefinition, kinds: KindRulesMap): { kind: KindRules; config: unknown } | undefined {
  const kind = kindOf(kinds, task);
  const parsed = kind?.configSchema.safeParse(task.config);
  return kind && parsed?.success ? { kind, config: parsed.data } : undefined;
}
