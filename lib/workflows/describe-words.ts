import type { Comparison, ConditionWords, GraphDefinition, Scalar, TaskDefinition } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { classify } from "@/lib/tasks/classify";
import { factFields } from "@/lib/tasks/facts";

/** What a kind's own keys are called in a sentence. */
interface KindWords {
  fields?: Record<string, string>;
  /** By key, then by the value of an `eq` or the operator: the sentence. */
  sentences?: Record<string, Record<string, string>>;
}

/** Keys that a kind writes by itself, without a designer naming them. They have these words where no other kind writes them. */
const ofKinds: Record<string, KindWords> = {
  review: {
    sentences: {
      decision: { approve: "the reviewer approves", reject: "the reviewer rejects" },
      information_request: { exists: "the reviewer has asked a question" },
    },
  },
  confirm: {
    sentences: { confirmed_at: { exists: "the facts are confirmed", missing: "the facts are not confirmed" } },
  },
  screen: {
    fields: {
      small_claims_count: "number of recent small claims",
      small_claims_total_cents: "total of recent small claims",
    },
  },
};

/** What a definition calls the fields and values that its conditions compare: the labels of its choices, the words of its kinds. */
export function describeWords({ tasks }: GraphDefinition): ConditionWords {
  const writers = new Map<string, Set<string>>();
  const labels = new Map<string, Map<string, string>>();
  for (const task of tasks) {
    for (const key of writtenKeys(task)) writers.set(key, (writers.get(key) ?? new Set()).add(task.kind));
    for (const { key, value, label } of choicesOf(task)) {
      labels.set(key, (labels.get(key) ?? new Map()).set(value, label));
    }
  }
  const kindWords = (key: string): KindWords | undefined => {
    const [kind, ...others] = writers.get(key) ?? [];
    return kind && others.length === 0 && Object.hasOwn(ofKinds, kind) ? ofKinds[kind] : undefined;
  };
  return {
    comparison: (comparison) => kindWords(comparison.field)?.sentences?.[comparison.field]?.[asked(comparison)],
    field: (path) => kindWords(path)?.fields?.[path],
    value: (path, value) => (typeof value === "string" ? labels.get(path)?.get(value) : undefined),
  };
}

const asked = ({ op, value }: Comparison): string => (op === "eq" ? String(value satisfies Scalar) : op);

function writtenKeys(task: TaskDefinition): string[] {
  const kind = Object.hasOwn(taskCatalog, task.kind) ? taskCatalog[task.kind] : undefined;
  const config = kind?.configSchema.safeParse(task.config);
  if (!kind || !config?.success) return [];
  // A key of no possible type is one that the kind only removes.
  return Object.entries(kind.writes(config.data)).flatMap(([key, type]) =>
    type.type === "one_of" && type.types.length === 0 ? [] : [key],
  );
}

function choicesOf({ kind, config }: TaskDefinition): { key: string; value: string; label: string }[] {
  const classified = kind === classify.kind ? classify.configSchema.safeParse(config).data : undefined;
  return [
    ...(classified?.labels ?? []).map(({ value, label }) => ({ key: classified?.into ?? "", value, label })),
    ...factFields(config).flatMap(({ key, options = [] }) => options.map((option) => ({ key, ...option }))),
  ];
}
