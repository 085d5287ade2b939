import type { GraphDefinitionInput, JsonValue } from "@/lib/engine";

// Parts that most shipped workflows have.

type Edge = GraphDefinitionInput["edges"][number];
type Condition = NonNullable<Edge["condition"]>;

/** An edge, by the ids of its tasks. Without a condition it is the way when no other fits. */
export const edge = (id: string, from: string, to: string, label?: string, condition?: Condition): Edge => ({
  id,
  from,
  to,
  ...(label !== undefined && { label }),
  ...(condition && { condition }),
});

/** The condition that a field has a value. */
export const is = (field: string, value: JsonValue) => ({ field, op: "eq" as const, value });

/** The values that a task of the kind `set` stores. */
export const valuesOf = (values: Readonly<Record<string, JsonValue>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
