import type { z } from "zod";
import type { GraphDefinition } from "@/lib/engine";
import type { ConditionWords, KindRules, ValueTypes } from "@/lib/engine/definition-kit";
import { labelAt } from "./field-meta";

/** A kind of task as the palette shows it and as `checkGraph` checks it. Browsers may load it. */
export interface KindConfig<Config = unknown> extends KindRules<Config> {
  readonly label: string;
  readonly description: string;
  /** A lucide icon name. */
  readonly icon: string;
  /**
   * What a rehearsal on recorded sessions does with such a task: run it again (`pure`), use what was recorded
   * (`recorded`: it depends on people, models, the clock or other sessions), or run it without its effects (`effect`).
   */
  readonly replay: "pure" | "recorded" | "effect";
  /**
   * The config that a new task of this kind starts with, in this workflow or in any. It fits the schema.
   */
  defaults(graph?: Pick<GraphDefinition, "tasks">): Config;
  /** One line for the task's card: what a task with this config does. Takes config that may not be valid yet. */
  summarize(config: Config): string;
  /** The sentences for a config that one line cannot describe, such as the rows of a table. */
  details?(config: Config, words: ConditionWords): string[];
}

interface ConfigParts<Config> extends Omit<KindConfig<Config>, "writes" | "reads" | "waits" | "ends" | "nameOf"> {
  waits?: boolean;
  ends?: boolean;
  writes?(config: Config, writtenBy?: Parameters<KindConfig<Config>["writes"]>[1]): ValueTypes;
  reads?(config: Config): readonly string[];
}

/** A kind's config from its parts. By default a kind does not wait or end, and writes and reads nothing. */
export const defineConfig = <Config>(
  parts: ConfigParts<Config> & { configSchema: z.ZodType<Config> },
): KindConfig<Config> => ({
  waits: false,
  ends: false,
  writes: () => ({}),
  reads: () => [],
  nameOf: (path) => labelAt(parts.configSchema, path),
  ...parts,
});
