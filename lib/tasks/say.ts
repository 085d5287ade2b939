import { z } from "zod";
import { NextAction, type TaskResult } from "@/lib/engine";
import { defineKind } from "./define-kind";
import { renderTemplate, templateProblems, templateReads, templateSchema } from "./template";
import { templatePrints } from "./template-types";

const sayConfig = z.strictObject({
  message: templateSchema(8_000),
  statusMessage: z.string().max(200).default("Telling the claimant"),
});
type SayConfig = z.infer<typeof sayConfig>;

/** Tells the claimant something and goes on. */
export const say = defineKind<SayConfig>({
  kind: "say",
  label: "Say",
  description: "Tells the claimant something and goes on.",
  icon: "megaphone",
  configSchema: sayConfig,
  summarize: ({ message }) => firstLine(message),
  reads: ({ message }) => templateReads(message),
  prints: ({ message }) => templatePrints(message),
  check: ({ message }) => templateProblems("message", message),

  async run({ message, statusMessage }, context): Promise<TaskResult> {
    const response = renderTemplate(message, context);
    context.addAssistantMessage(response);
    return { response, nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});

const letterConfig = z.strictObject({
  letter: templateSchema(8_000),
  statusMessage: z.string().max(200).default("Writing the final letter"),
});
type LetterConfig = z.infer<typeof letterConfig>;

/** Writes the last letter and ends the session; the letter is also an effect for the world outside, once. */
export const letter = defineKind<LetterConfig>({
  kind: "letter",
  label: "Final letter",
  description: "Writes the closing letter to the claimant and ends the session.",
  icon: "mail-check",
  configSchema: letterConfig,
  ends: true,
  summarize: () => "Writes the letter with the outcome and ends",
  writes: () => ({ letter: { type: "text" } }),
  reads: (config) => templateReads(config.letter),
  prints: (config) => templatePrints(config.letter),
  check: (config) => templateProblems("letter", config.letter),

  async run(config, context): Promise<TaskResult> {
    const response = renderTemplate(config.letter, context);
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

const firstLine = (text = ""): string => text.split("\n", 1)[0] ?? "";
