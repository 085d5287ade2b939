import { NextAction, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { defineKind } from "../define-kind";
import { evaluateTemplate } from "../template";
import { setKind } from "./config";

/** Writes values into the context. */
export const setValues = defineKind(setKind, {
  async run({ values, statusMessage }, context, _execution, { graph }): Promise<TaskResult> {
    const settings = settingValues(graph);
    for (const { key, value } of values) {
      const result = typeof value === "string" ? evaluateTemplate(value, context, settings) : value;
      if (result !== undefined) context.set(key, result);
      else if (context.get(key) !== undefined) context.remove(key);
    }
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});
