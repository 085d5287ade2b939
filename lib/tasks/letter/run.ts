import { NextAction, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { defineKind } from "../define-kind";
import { renderTemplate } from "../template";
import { letterKind } from "./config";

/** Writes the last letter and ends the session. The letter is also an effect outside the session, once. */
export const letter = defineKind(letterKind, {
  async run(config, context, _execution, { graph }): Promise<TaskResult> {
    const response = renderTemplate(config.letter, context, settingValues(graph));
    context.set("letter", response);
    context.addAssistantMessage(response);
    return {
      response,
      nextAction: NextAction.End,
      statusMessage: config.statusMessage,
      effects: [
        { key: "letter", kind: "letter", payload: { reference: context.get("reference") ?? null, text: response } },
      ],
    };
  },
});
