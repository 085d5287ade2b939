import { type Context, NextAction, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { defineKind } from "../define-kind";
import { evaluateTemplate } from "../template";
import { type Counter, largestCount, setKind } from "./config";

/** Writes values into the context, then counts. */
export const setValues = defineKind(setKind, {
  async run({ values, counters, statusMessage }, context, _execution, { graph }): Promise<TaskResult> {
    const settings = settingValues(graph);
    for (const { key, value } of values) {
      const result = typeof value === "string" ? evaluateTemplate(value, context, settings) : value;
      if (result !== undefined) context.set(key, result);
      else if (context.get(key) !== undefined) context.remove(key);
    }
    for (const counter of counters) context.set(counter.key, countOn(counter, context));
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});

/** The next number of a counter, within its limits. Throws when a key holds something else than a number. */
function countOn({ key, by, byKey, atLeast, atMost }: Counter, context: Context): number {
  const step = byKey === undefined ? by : numberAt(byKey, context);
  const sum = numberAt(key, context) + step;
  // Sums of fractions have rounding errors: 0.1 + 0.2 is 0.30000000000000004.
  const exact = Number.isInteger(sum) ? sum : Number(sum.toFixed(6));
  const low = Math.max(atLeast ?? -largestCount, -largestCount);
  const high = Math.min(atMost ?? largestCount, largestCount);
  return Math.min(Math.max(exact, low), high);
}

/** The number of a key; 0 while it is not known. */
function numberAt(key: string, context: Context): number {
  const value = context.get(key);
  if (value === undefined || value === null) return 0;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Error(`“${key}” holds no number to count with.`);
  return value;
}
