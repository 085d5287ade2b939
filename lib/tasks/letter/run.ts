import { type Context, NextAction, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { paragraphs } from "../conversation/forms";
import { defineKind } from "../define-kind";
import { standsIn, wordsOf } from "../replies/words";
import { renderTemplate } from "../template";
import { letterKind } from "./config";

/** Writes the last letter and ends the session. The letter is also an effect outside the session, once. */
export const letter = defineKind(letterKind, {
  async run(config, context, _execution, { graph }): Promise<TaskResult> {
    const text = renderTemplate(config.letter, context, settingValues(graph));
    const response = paragraphs(text, untoldReason(context, text));
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

/** What the reviewer wrote as their reason, when neither the letter nor a message before it has told it. */
function untoldReason(context: Context, letter: string): string {
  const reason = context.get("decision_reason");
  if (typeof reason !== "string" || wordsOf(reason).length === 0) return "";
  const told = context.getChatHistory().flatMap(({ role, content }) => (role === "assistant" ? [content] : []));
  return [letter, ...told].some((text) => standsIn(reason, text)) ? "" : `The specialist wrote: ${reason}`;
}
