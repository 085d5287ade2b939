import { z } from "zod";
import { NextAction, type TaskResult } from "@/lib/engine";
import { isBlank, settingValues } from "@/lib/engine/definition-kit";
import { defineKind } from "../define-kind";
import { askModel } from "../model/ask-model";
import { fenceRule, renderFenced, renderTemplate } from "../template";
import { type GenerateConfig, generateKind } from "./config";
import { cutText, shownPart } from "./shown-text";

/** Lets a model write a text into a key. An empty text is a failed step. */
export const generate = defineKind(generateKind, {
  asksModel: true,

  async run(config, context, execution, { graph, timeoutMs }): Promise<TaskResult> {
    const settings = settingValues(graph);
    const { value, usage } = await askModel(
      execution,
      { model: config.model, timeoutMs },
      {
        name: "text",
        schema: answerSchema(config),
        instructions: [renderTemplate(config.instructions, context, settings), fenceRule, modelRule(config)].join(
          "\n\n",
        ),
        messages: [{ role: "user", content: renderFenced(config.prompt, context, settings) }],
        textField: "text",
        onText: config.inChat ? speaker(config, (text) => execution.emit({ type: "token", text })) : undefined,
        // A token of most languages has more than two characters.
        maxOutputTokens: 100 + Math.ceil(config.maxLength / 2),
      },
    );
    const text = finishedText(value.text, config);
    context.set(config.into, text);
    if (config.inChat) context.addAssistantMessage(text);
    return {
      ...(config.inChat && { response: text }),
      nextAction: NextAction.ContinueAndExecute,
      statusMessage: config.statusMessage,
      usage,
    };
  },
});

/** An answer without text is asked for once more, and fails then. */
const answerSchema = (config: GenerateConfig) =>
  z.object({
    text: z
      .string()
      .describe(`The text for “${config.into.replaceAll("_", " ")}”.`)
      .meta({ maxLength: config.maxLength })
      .refine((text) => finishedText(text, config) !== "", {
        message: config.inChat
          ? "the text is empty, or begins with a payment or a decision"
          : "the text is empty: write at least a sentence",
      }),
  });

const modelRule = ({ maxLength, inChat }: GenerateConfig): string =>
  [
    "You cannot approve, reject, promise or pay anything.",
    ...(inChat ? ["Do not speak of payments or decisions."] : []),
    `Write at most ${maxLength} characters, and only the text itself.`,
  ].join(" ");

const finishedText = (text: string, { maxLength, inChat }: GenerateConfig): string => {
  const cut = cutText(inChat ? shownPart(text, true) : text, maxLength);
  return isBlank(cut) ? "" : cut;
};

/** Emits the growing text in pieces that its end does not take back. */
function speaker({ maxLength }: GenerateConfig, tell: (text: string) => void) {
  let told = "";
  return (textSoFar: string, isWhole: boolean): void => {
    const shown = cutText(shownPart(textSoFar, isWhole), maxLength);
    // The mark of a cut text stands after its last word.
    if (isBlank(shown) || shown.length <= told.length || !shown.startsWith(told)) return;
    tell(shown.slice(told.length));
    told = shown;
  };
}
