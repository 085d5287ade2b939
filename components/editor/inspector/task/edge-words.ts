import type { GraphDefinition } from "@/lib/engine";
import { type EdgeDefinition, resolveSettings, summarizeCondition } from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { findKeyUse } from "../schema/known-keys";

/** An edge in words. */
export interface EdgeWords {
  /**
   * When the edge is taken: "if " and its condition in short. Without a condition it is "always", or "otherwise" when
   * another edge of the task has a condition.
   */
  sentence: string;
  /** The label that the designer gave it. */
  label: string | undefined;
}

/** The edges out of a task in words, in the same order. */
export function edgeWords(outgoing: readonly EdgeDefinition[], definition: GraphDefinition): EdgeWords[] {
  const { words } = findKeyUse(definition);
  const { edges } = resolveSettings({ settings: definition.settings, tasks: [], edges: [...outgoing] }, valueFormat);
  const without = outgoing.some(({ condition }) => condition) ? "otherwise" : "always";
  return edges.map(({ condition, label }) => ({
    sentence: condition ? `if ${summarizeCondition(condition, words)}` : without,
    label,
  }));
}
