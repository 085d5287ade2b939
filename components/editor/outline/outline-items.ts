import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import { resolveSettings } from "@/lib/engine/definition-kit";
import { taskKinds } from "@/lib/tasks/kinds";
import { isSame } from "@/lib/workflows/commands/merging/is-same";
import { describeCard } from "@/lib/workflows/describing/describe-card";
import { describeEdges } from "@/lib/workflows/describing/describe-edges";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { orderGraph } from "@/lib/workflows/layout/layout-order";

/** An edge as a sentence. */
interface OutlineEdge {
  id: string;
  to: string;
  /** For example "If the amount is at least $1,000, ask a reviewer." */
  sentence: string;
  /** The edge leads back to an earlier task. */
  isBack: boolean;
}

/** A task of the outline with its outgoing edges. */
export interface OutlineItem {
  id: string;
  label: string;
  kindLabel: string;
  icon: string;
  /** "Starts here", the kind and the stage. */
  about: string;
  edges: OutlineEdge[];
}

/** The tasks of a workflow in reading order, with their edges as sentences. Unchanged items of `before` are reused. */
export function outlineItems(stored: GraphDefinition, before: readonly OutlineItem[] = []): OutlineItem[] {
  const definition = resolveSettings(stored, valueFormat);
  const order = orderGraph(definition);
  const names = new Map(definition.tasks.map(({ id, label }) => [id, label || "a task without a name"]));
  const tasks = new Map(definition.tasks.map((task) => [task.id, task]));
  const edges = new Map<string, OutlineEdge[]>();
  // Edges without a condition come last, in any order of the definition.
  for (const edge of describeEdges(definition, order).toSorted(
    (a, b) => Number(hasNoCondition(a)) - Number(hasNoCondition(b)),
  )) {
    const { id, source, target, label, isOtherwise, isBack = false } = edge;
    const condition = hasNoCondition(edge) ? undefined : label;
    const sentence = edgeSentence(names.get(target) ?? target, {
      condition,
      isOtherwise: isOtherwise ?? false,
      isBack,
    });
    edges.set(source, [...(edges.get(source) ?? []), { id, to: target, sentence, isBack }]);
  }
  const known = new Map(before.map((item) => [item.id, item]));
  return order.taskIds.flatMap((taskId) => {
    const task = tasks.get(taskId);
    if (!task) return [];
    const { id, label, kindLabel, icon, isStart, summary } = describeCard(task, definition.startTaskId);
    const own = edges.get(id) ?? [];
    const about = [
      isStart && "Starts here",
      kindLabel,
      hasDetails(task) && summary,
      task.stage,
      own.length === 0 && "Ends here",
    ];
    const item = { id, label, kindLabel, icon, about: about.filter(Boolean).join(" · "), edges: own };
    const old = known.get(id);
    return old && isSame(old, item) ? old : item;
  });
}

/** The kind of the task has a description beside its name, as a decision table has. */
const hasDetails = ({ kind }: TaskDefinition): boolean =>
  Object.hasOwn(taskKinds, kind) && taskKinds[kind]?.details !== undefined;

const hasNoCondition = ({ isOtherwise, label }: { isOtherwise?: boolean; label: string }): boolean =>
  isOtherwise === true || label === "";

interface EdgeText {
  condition: string | undefined;
  isOtherwise: boolean;
  isBack: boolean;
}

/**
 * The sentence of an edge: "If the amount is at least $1,000, ask a reviewer.", "Otherwise approve.", "Then back to
 * “Ask”."
 */
export function edgeSentence(name: string, { condition, isOtherwise, isBack }: EdgeText): string {
  const where = isBack ? `back to ${inSentence(name)}` : inSentence(name);
  // "About cover?" ends with its own sign.
  const end = /[.!?…]$/.test(where) ? "" : ".";
  if (condition) return `If ${addArticle(condition)}, ${where}${end}`;
  return isOtherwise ? `Otherwise ${where}${end}` : `Then ${where}${end}`;
}

/**
 * A name inside a sentence: "Ask a reviewer" becomes "ask a reviewer". A name with more capital letters is unchanged.
 */
function inSentence(name: string): string {
  const [first = "", ...others] = name.split(" ");
  const isName = /^[A-Z][^a-z]|^[B-Z]$/.test(first) || [...others, first.slice(1)].some((word) => /[A-Z]/.test(word));
  return isName ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** Puts "the" before the subject of a condition. */
const addArticle = (condition: string): string =>
  /^(?:the|a|an|no|not|neither|nothing|something|everything|somebody)\b|^\(/.test(condition)
    ? condition
    : `the ${condition}`;
