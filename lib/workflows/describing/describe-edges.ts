import type { GraphDefinition } from "@/lib/engine";
import { describeCondition, type EdgeDefinition, summarizeCondition } from "@/lib/engine/definition-kit";
import type { GraphOrder } from "../layout/layout-order";
import type { GraphEdge } from "../schema";
import { describeWords } from "./describe-words";

/**
 * The edges of a definition in words. The sentence is the condition, because that is what runs; the designer's label
 * may say less. The label is used where there is no sentence.
 */
export function describeEdges(definition: GraphDefinition, { backEdgeIds }: GraphOrder): GraphEdge[] {
  const words = describeWords(definition);
  const questions = new Map(definition.tasks.map((task) => [task.id, task.question]));
  const deciding = new Set(definition.edges.filter((edge) => edge.condition).map((edge) => edge.from));
  return definition.edges.map((edge): GraphEdge => {
    const { id, from, to, condition } = edge;
    const isOtherwise = !condition && deciding.has(from);
    const sentence = condition ? describeCondition(condition, words) : isOtherwise ? "otherwise" : "";
    const short = condition ? summarizeCondition(condition, words) : sentence;
    const authored = sentence && edge.label ? authoredWords(edge, questions.get(from)) : undefined;
    return {
      id,
      source: from,
      target: to,
      label: sentence || (edge.label ?? ""),
      ...(short !== sentence && { short }),
      ...(authored && { authored }),
      ...(isOtherwise && { isOtherwise }),
      ...(backEdgeIds.has(id) && { isBack: true as const }),
    };
  });
}

const authoredWords = ({ label }: EdgeDefinition, question: string | undefined): string =>
  [question, label].filter(Boolean).join(" ");
