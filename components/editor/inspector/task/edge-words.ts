import { type EdgeDefinition, type GraphDefinition, resolveSettings, summarizeCondition } from "@/lib/engine";
import { knowledge } from "../known-keys";

/**
 * When each of the edges out of a task is taken: "if " and the sentence of its condition in short; without one "always", or
 * "otherwise" where others have conditions.
 */
export function edgeSentences(ways: readonly EdgeDefinition[], definition: GraphDefinition): string[] {
  const { words } = knowledge(definition);
  const { edges } = resolveSettings({ settings: definition.settings, tasks: [], edges: [...ways] });
  const hasConditions = ways.some(({ condition }) => condition);
  return edges.map(({ condition }) => {
    if (condition) return `if ${summarizeCondition(condition, words)}`;
    return hasConditions ? "otherwise" : "always";
  });
}
