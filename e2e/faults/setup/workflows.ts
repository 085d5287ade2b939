import type { GraphDefinitionInput } from "@/lib/engine";
import type { FieldSpec } from "@/lib/tasks/schema";

const amount: FieldSpec = {
  key: "amount_cents",
  label: "Amount",
  type: "money",
  required: true,
  question: "About how much will it cost, in US dollars?",
};
const labels = [
  { value: "car", label: "Car", description: "Cars and other vehicles." },
  { value: "apartment", label: "Apartment", description: "Homes and what is in them." },
];
const retry = { maxAttempts: 8, initialDelayMs: 500, backoffFactor: 1, maxDelayMs: 500 };

type Tasks = GraphDefinitionInput["tasks"];

/** One task of every kind of the catalog, by kind. */
export const taskOfKind = {
  talk: {
    id: "tell",
    kind: "talk",
    label: "Tell",
    retry,
    config: { instructions: "Find out what it costs.", fields: [amount] },
  },
  classify: {
    id: "sort",
    kind: "classify",
    label: "Sort",
    retry,
    config: { instructions: "Sort the claim.", labels, into: "insurance_type", question: "A car or an apartment?" },
  },
  confirm: {
    id: "confirm",
    kind: "confirm",
    label: "Confirm",
    retry,
    config: { instructions: "The claimant looks at the facts.", fields: [amount] },
  },
  screen: {
    id: "screen",
    kind: "screen",
    label: "Screen",
    retry,
    config: { limit: 100_000, period: "PT24H" },
  },
  set: {
    id: "note",
    kind: "set",
    label: "Note",
    retry,
    config: { values: [{ key: "checked", value: true }] },
  },
  say: {
    id: "thank",
    kind: "say",
    label: "Thank",
    retry,
    config: { message: "Thank you, {{ reference }}." },
  },
  review: {
    id: "review",
    kind: "review",
    label: "Review",
    retry,
    config: { queue: "claims", question: "Pay?", fields: [amount], dueIn: "PT4H", announcement: "Somebody will look." },
  },
  letter: {
    id: "letter",
    kind: "letter",
    label: "Letter",
    retry,
    config: { letter: "{{ reference }} is closed." },
  },
} satisfies Record<string, Tasks[number]>;

const approve: Tasks[number] = {
  id: "approve",
  kind: "set",
  label: "Approve",
  retry,
  config: { values: [{ key: "outcome", value: "approved" }] },
};

const letterOfClaim: Tasks[number] = {
  ...taskOfKind.letter,
  config: { letter: "{{ reference }} is {{ outcome }}: {{ amount_cents | money }}." },
};

const path = (ids: string[]) => ids.slice(1).map((to, index) => ({ id: `e${index}`, from: ids[index] ?? "", to }));

/**
 * A claim with one task of every kind, in a line, so that the steps of each session are known: `stepsOfClaim`.
 */
export const faultClaims: GraphDefinitionInput = {
  id: "fault-claims",
  name: "Fault claims",
  startTaskId: "tell",
  tasks: [...Object.values(taskOfKind).filter((task) => task.id !== "letter"), approve, letterOfClaim],
  edges: [
    ...path(["tell", "sort", "confirm", "screen", "note", "thank", "review"]),
    { id: "yes", from: "review", to: "approve", condition: { field: "decision", op: "eq", value: "approve" } },
    { id: "no", from: "review", to: "letter" },
    { id: "end", from: "approve", to: "letter" },
  ],
};

/** How often each task of `faultClaims` is committed in a session that is told, confirmed and decided once. */
export const stepsOfClaim = (verdict: "approve" | "reject"): Record<string, number> => ({
  tell: 2,
  sort: 1,
  confirm: 2,
  screen: 1,
  note: 1,
  thank: 1,
  review: 2,
  letter: 1,
  ...(verdict === "approve" && { approve: 1 }),
});

/** A workflow that begins with a task of the kind and then closes. */
export const onlyKind = (kind: keyof typeof taskOfKind): GraphDefinitionInput => {
  const [task, letter] = [taskOfKind[kind], taskOfKind.letter];
  const isLetter = task.id === letter.id;
  return {
    id: `only-${kind}`,
    name: `Only ${kind}`,
    startTaskId: task.id,
    tasks: isLetter ? [letter] : [task, letter],
    edges: isLetter ? [] : path([task.id, letter.id]),
  };
};
