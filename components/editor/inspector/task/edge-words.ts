import type { GraphDefinition } from "@/lib/engine";
import { type EdgeDefinition, resolveSettings, summarizeCondition } from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { knowledge } from "../schema/known-keys";

/** An edge in words. */
export interface EdgeWords {
  /**
   * When it is taken: "if " and the sentence of its condition in short; without one "always", or "otherwise" where others
   * out of the same task have conditions.
   */
  sentence: string;
  /** The designer's own words. */
  label: string | undefined;
}

/** The edges out of a task in words, in their order. */
export function edgeWords(ways: readonly EdgeDefinition[], definition: GraphDefinition): EdgeWords[] {
  const { words } = knowledge(definition);
  const { edges } = resolveSettings({ settings: definition.settings, tasks: [], edges: [...ways] }, valueFormat);
  const without = ways.some(({ condition }) => condition) ? "otherwise" : "always";
  return edges.map(({ condition, label }) => ({
    sentence: condition ? `if ${summarizeCondition(condition, words)}` : without,
    label,
  }));
}
