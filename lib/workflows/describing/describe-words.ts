import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import {
  type Comparison,
  type ConditionWords,
  isSettingReference,
  type ValueFormat,
} from "@/lib/engine/definition-kit";
import { formatMoney } from "@/lib/money";
import { classifyKind } from "@/lib/tasks/classify/config";
import { taskKinds } from "@/lib/tasks/kinds";
import { reviewKind } from "@/lib/tasks/review/config";
import { factFields } from "@/lib/tasks/schema";

/** Integer cents for a sentence, without cents where there are none: "$1,000", "$0.50". */
const shortMoney = (cents: number): string => formatMoney(cents).replace(/\.00$/, "");

/** How the engine's pictures, problems and labels write the values of this application. */
export const valueFormat: ValueFormat = { money: shortMoney, moneyType: "an amount in whole cents" };

/** A context key that ends in `_cents` holds an amount of money. */
export const describeAmounts: ConditionWords = {
  field: (path) => (path.endsWith("_cents") ? path.slice(0, -"_cents".length).replaceAll(/[_.]/g, " ") : undefined),
  value: (path, value) => (path.endsWith("_cents") && typeof value === "number" ? shortMoney(value) : undefined),
};

/** The words for a key that a kind writes and no designer named. */
interface KeyWords {
  /** The kinds that write it. When another kind writes it too, these words are not used. */
  kinds: string[];
  name?: string;
  /** By the value of an `eq`, else by the operator. */
  sentences?: Record<string, string>;
  /** The sentence of a comparison with values that have labels. */
  chosen?(comparison: Comparison, labels: ReadonlyMap<string, string> | undefined): string | undefined;
}

const asking = ["talk", "classify", "confirm"];

const ofKinds: Record<string, KeyWords> = {
  decision: {
    kinds: ["review"],
    sentences: { approve: "the reviewer approves", reject: "the reviewer rejects" },
    chosen: ({ op, value }, labels) => {
      const label = typeof value === "string" ? labels?.get(value) : undefined;
      if (label === undefined || (op !== "eq" && op !== "ne")) return undefined;
      return op === "eq" ? `the reviewer chooses ${label}` : `the reviewer does not choose ${label}`;
    },
  },
  information_request: { kinds: ["review"], sentences: { exists: "the reviewer has asked a question" } },
  confirmed_at: {
    kinds: ["confirm"],
    sentences: { exists: "the facts are confirmed", missing: "the facts are not confirmed" },
  },
  small_claims_count: { kinds: ["screen"], name: "number of recent small claims" },
  small_claims_total_cents: { kinds: ["screen"], name: "total of this claim and recent small ones" },
  told_injury: { kinds: asking, sentences: { exists: "an injury is told", missing: "no injury is told" } },
  asked_for_person: {
    kinds: asking,
    sentences: {
      exists: "the claimant asks for a person",
      true: "the claimant asks for a person",
      missing: "the claimant does not ask for a person",
    },
  },
  outside_matter: {
    kinds: asking,
    sentences: { exists: "something is told that is not insured", missing: "nothing is told that is not insured" },
  },
  other_language: {
    kinds: asking,
    sentences: { exists: "something is in another language", missing: "everything is in one language" },
  },
};

/**
 * The names of the fields and values that the conditions of a definition compare: labels of choices, words of kinds.
 */
export function describeWords({ tasks }: GraphDefinition): ConditionWords {
  const writers = new Map<string, Set<string>>();
  const labels = new Map<string, Map<string, string>>();
  for (const task of tasks) {
    const { written, choices } = wordsOf(task);
    for (const key of written) writers.set(key, (writers.get(key) ?? new Set()).add(task.kind));
    for (const { key, value, label } of choices) {
      labels.set(key, (labels.get(key) ?? new Map()).set(value, label));
    }
  }
  const keyWords = (key: string): KeyWords | undefined => {
    const words = Object.hasOwn(ofKinds, key) ? ofKinds[key] : undefined;
    return words && [...(writers.get(key) ?? [])].every((kind) => words.kinds.includes(kind)) ? words : undefined;
  };
  return {
    comparison: (comparison) => {
      const known = keyWords(comparison.field);
      return known?.sentences?.[asked(comparison)] ?? known?.chosen?.(comparison, labels.get(comparison.field));
    },
    field: (path) => keyWords(path)?.name ?? describeAmounts.field?.(path),
    value: (path, value) =>
      typeof value === "string" ? labels.get(path)?.get(value) : describeAmounts.value?.(path, value),
  };
}

const asked = ({ op, value }: Comparison): string => (op === "eq" && !isSettingReference(value) ? String(value) : op);

interface TaskWords {
  written: string[];
  choices: { key: string; value: string; label: string }[];
}

// The editor calls this on every keystroke. Only the changed task is read again.
const cache = new WeakMap<TaskDefinition, TaskWords>();

function wordsOf(task: TaskDefinition): TaskWords {
  const words = cache.get(task) ?? { written: writtenKeys(task), choices: choicesOf(task) };
  cache.set(task, words);
  return words;
}

function writtenKeys(task: TaskDefinition): string[] {
  const kind = Object.hasOwn(taskKinds, task.kind) ? taskKinds[task.kind] : undefined;
  const config = kind?.configSchema.safeParse(task.config);
  if (!kind || !config?.success) return [];
  // The kind only removes a key that has no possible type.
  return Object.entries(kind.writes(config.data)).flatMap(([key, type]) =>
    type.type === "one_of" && type.types.length === 0 ? [] : [key],
  );
}

function choicesOf({ kind, config }: TaskDefinition): TaskWords["choices"] {
  const reviewed = kind === reviewKind.kind ? reviewKind.configSchema.safeParse(config).data : undefined;
  const classified = kind === classifyKind.kind ? classifyKind.configSchema.safeParse(config).data : undefined;
  return [
    ...(reviewed?.outcomes ?? []).map(({ id, label }) => ({ key: "decision", value: id, label })),
    ...(classified?.labels ?? []).map(({ value, label }) => ({ key: classified?.into ?? "", value, label })),
    ...factFields(config).flatMap(({ key, options = [] }) => options.map((option) => ({ key, ...option }))),
  ];
}
