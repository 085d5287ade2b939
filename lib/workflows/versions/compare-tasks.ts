import type { TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { isSame } from "../commands/merging/is-same";
import { describeCard } from "../describing/describe-card";
import { type ChangeLine, compareConfigs, compareValues, describeDifference, type SideWords } from "./compare-values";
import { describeMilliseconds, wordOfKey } from "./describe-values";

/** The fields of a task beside its config, as its form calls them. */
const names: Record<string, string> = {
  label: "Name",
  description: "Description",
  stage: "Stage",
  question: "Question for the edges",
  timeoutMs: "Time limit",
  idleTimeoutMs: "Time without a sign of life",
  retry: "Retries",
  cache: "Kept results",
};

/** The differences between two versions of one task. */
export function compareTask(before: TaskDefinition, after: TaskDefinition, words: SideWords): ChangeLine[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !["id", "kind", "config"].includes(field),
  );
  const own = fields.flatMap((field) => {
    const [one, other] = [Reflect.get(before, field), Reflect.get(after, field)] as unknown[];
    return compareField(field, one, other, words);
  });
  const kind =
    before.kind === after.kind
      ? []
      : [{ sentence: `Its kind changed from “${kindLabel(before.kind)}” to “${kindLabel(after.kind)}”.` }];
  return [...own, ...kind, ...compareConfigs(after.kind, { before: before.config, after: after.config }, words)];
}

function compareField(field: string, before: unknown, after: unknown, words: SideWords): ChangeLine[] {
  if (isSame(before, after)) return [];
  const name = names[field] ?? wordOfKey(field);
  if (!field.endsWith("Ms")) return compareValues(before, after, { schema: undefined, path: [`“${name}”`], words });
  const [from, to] = [describeMilliseconds(before), describeMilliseconds(after)];
  return [describeDifference(`“${name}”`, { before, after, from, to })];
}

const kindLabel = (kind: string): string => (Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.label : kind) ?? kind;

/** What an added or removed task does. */
export function describeKindOf(task: TaskDefinition): ChangeLine[] {
  const { kindLabel: label, summary } = describeCard(task, "");
  return [{ sentence: [label, summary].filter(Boolean).join(": ") }];
}
