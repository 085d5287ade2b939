import { type Condition, type GraphDefinition, type GraphDefinitionInput, graphDefinitionSchema } from "@/lib/engine";

/** Kinds that are not set by name: what a task of a kind needs at least. */
const configs: Record<string, object> = {
  say: { message: "Dear {{ claimant_name }}, we have looked at {{ amount_cents | money }}." },
  set: { values: [{ key: "outcome", value: "approved" }] },
  review: { queue: "claims", question: "Should it go on?", dueIn: "PT4H", announcement: "A person looks at it." },
  delay: { for: "PT24H" },
  letter: { letter: "{{ outcome }}" },
};

/** Tasks by id: "Name" or "kind: Name" with a kind from above. */
export type Names = Record<string, string>;

/** A workflow. A way is "from > to", then nothing, "if field value", or "if field op value". */
export function definitionOf(id: string, names: Names, ways: string[]): GraphDefinition {
  const [startTaskId = ""] = Object.keys(names);
  const tasks = Object.entries(names).map(([taskId, name]) => {
    const [kind = "", label] = name.includes(": ") ? name.split(": ") : ["say", name];
    return { id: taskId, kind, label: label ?? name, config: configs[kind] ?? {} };
  });
  const edges = ways.map((way, index) => {
    const [ends = "", test] = way.split(" if ");
    const [from = "", to = ""] = ends.split(" > ");
    return { id: `e${index}`, from, to, ...(test && { condition: conditionOf(test) }) };
  });
  return graphDefinitionSchema.parse({ id, name: id, startTaskId, tasks, edges } as GraphDefinitionInput);
}

function conditionOf(test: string): Condition {
  const [field = "", op = "", value] = test.split(" ");
  const plain = (text: string) => (/^\d+$/.test(text) ? Number(text) : text === "yes" ? true : text);
  if (value === undefined)
    return { field, op: op === "exists" ? op : "eq", ...(op !== "exists" && { value: plain(op) }) } as Condition;
  return { field, op, value: plain(value) } as Condition;
}

/** So many tasks t0, t1, … with these names. */
export const numbered = (count: number, name: (index: number) => string): Names =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, name(index)]));

/** Edges from each task to the next. */
export const chain = (count: number): string[] =>
  Array.from({ length: count - 1 }, (_, index) => `t${index} > t${index + 1}`);

/** Blocks of five: a decision between two tasks, a join, and from every third block a way back. */
export function blocks(count: number): string[] {
  return Array.from({ length: count / 5 }, (_, block) => {
    const [ask, small, large, join, last] = [0, 1, 2, 3, 4].map((offset) => `t${block * 5 + offset}`);
    return [
      `${ask} > ${small} if amount_cents lt 100000`,
      `${ask} > ${large}`,
      ...[`${small} > ${join}`, `${large} > ${join}`],
      ...(block % 3 === 2 ? [`${join} > ${ask} if missing_documents exists`] : []),
      `${join} > ${last}`,
      ...(block * 5 + 5 < count ? [`${last} > t${block * 5 + 5}`] : []),
    ];
  }).flat();
}
