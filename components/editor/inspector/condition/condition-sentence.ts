import type { Condition } from "@/lib/engine";
import {
  type ConditionWords,
  describeCondition,
  resolveSettings,
  type SettingDefinition,
} from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";

/** A condition as a sentence. Settings are replaced by their values. */
export function sentenceOf(
  condition: Condition,
  settings: readonly SettingDefinition[],
  words: ConditionWords,
): string {
  const edge = { id: "sentence", from: "", to: "", condition };
  const [resolved] = resolveSettings({ settings: [...settings], tasks: [], edges: [edge] }, valueFormat).edges;
  return describeCondition(resolved?.condition ?? condition, words);
}
