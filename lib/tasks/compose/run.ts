import { NextAction, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { citationsAt } from "../citations/citations-at";
import { passagesAt } from "../citations/passages-at";
import { defineKind } from "../define-kind";
import { renderFenced, renderTemplate } from "../template";
import { composeAnswer } from "./compose-answer";
import { composeKind } from "./config";

/** Lets a model answer from passages into a key. */
export const compose = defineKind(composeKind, {
  asksModel: true,

  async run(config, context, execution, { graph, timeoutMs }): Promise<TaskResult> {
    const { instructions, question, passages, criticism, into, inChat, model, statusMessage } = config;
    const settings = settingValues(graph);
    const said = criticism === undefined ? undefined : context.read(criticism);
    const { composed, usage } = await composeAnswer(
      execution,
      { model, timeoutMs },
      {
        instructions: renderTemplate(instructions, context, settings),
        question: renderFenced(question, context, settings),
        passages: passagesAt(passages, context),
        ...(typeof said === "string" && { criticism: said }),
        ...(inChat && { onText: (text: string) => execution.emit({ type: "token", text }) }),
      },
    );
    context.set(into, composed);
    const isTold = inChat && composed.answerable;
    if (isTold) context.addAssistantMessage(composed.answer, citationsAt(into, context));
    return {
      ...(isTold && { response: composed.answer }),
      nextAction: NextAction.ContinueAndExecute,
      statusMessage,
      ...(usage && { usage }),
    };
  },
});
