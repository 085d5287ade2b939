import { NextAction, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { citationsAt } from "../citations/citations-at";
import { defineKind } from "../define-kind";
import { renderTemplate } from "../template";
import { sayKind } from "./config";

/** Sends the claimant a message and continues. */
export const say = defineKind(sayKind, {
  async run({ message, citations, statusMessage }, context, _execution, { graph }): Promise<TaskResult> {
    const response = renderTemplate(message, context, settingValues(graph));
    context.addAssistantMessage(response, citations === undefined ? undefined : citationsAt(citations, context));
    return { response, nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});
