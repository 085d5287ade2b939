import { z } from "zod";
import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { readAnswer } from "./answer";
import { conversation, newestUserSeq } from "./conversation";
import { defineKind } from "./define-kind";
import { factLines, missingFields, takeTypedFacts } from "./facts";
import { fieldProblems, fieldValueTypes, gatheredTypes } from "./field-types";
import { keepConsistent, knownFacts } from "./keep-consistent";
import { takeLateChanges } from "./late-changes";
import { askOptional, readSkip } from "./optional-fields";
import { type Reading, readFacts } from "./read-facts";
import { takeOpenField } from "./read-open-field";
import { finishRound, isAnotherRound, tellRejection } from "./rounds";
import { fieldSpecSchema, modelNameSchema } from "./schema";

const configSchema = z.strictObject({
  instructions: z.string().min(1).max(4_000),
  model: modelNameSchema,
  fields: z.array(fieldSpecSchema).min(1).max(20),
  question: z.string().min(1).max(400).default("Is this right? Say yes to confirm, or tell me what to change."),
  thanks: z.string().max(400).default("Thank you, I have noted that as confirmed."),
  statusMessage: z.string().max(200).default("Confirming the facts with the claimant"),
});
type ConfirmConfig = z.infer<typeof configSchema>;

/** Words that confirm when they are ALL that is said; anything more ("yes, but ...") is read as a change. */
const yesWords = new Set(
  `yes|y|yep|yeah|yup|yes please|yes it is|yes that is right|yes thats right|yes that is correct|yes thats correct|yes correct|yes confirm
  |yes i confirm|yes this is right|yes all correct|yes all right|yes everything is correct|correct|confirm|confirmed|i confirm|that is right
  |thats right|that is correct|thats correct|this is right|this is correct|all correct|all right|everything is correct|looks good|looks right
  |looks correct|right|ok|okay|sure|exactly|perfect|fine|good|si|oui|ja`.split(/\s*\|\s*/),
);

/** Whether the text says yes and nothing else. */
export function isYes(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\s👍✅]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return yesWords.has(words) || words === "👍" || words === "✅";
}

const isNo = (text: string): boolean =>
  /^(no|nope|nah|not right|wrong|that is wrong|thats wrong|incorrect|change|no change it)$/.test(
    text
      .toLowerCase()
      .replace(/[^a-z ]/g, "")
      .trim(),
  );

/** Shows the facts and goes on only when the claimant says yes to exactly these. */
export const confirm = defineKind<ConfirmConfig>({
  kind: "confirm",
  label: "Confirm facts",
  description: "Shows the claimant what was understood and goes on only when they confirm it.",
  icon: "clipboard-check",
  configSchema,
  waits: true,
  asksModel: true,
  summarize: ({ fields }) =>
    `The claimant confirms ${(fields ?? []).map((field) => field.label.toLowerCase()).join(", ")}`,
  writes: ({ fields }) => ({
    ...gatheredTypes(fields),
    confirmed_at: { type: "time" },
    confirmed: { type: "object", fields: fieldValueTypes(fields) },
  }),
  reads: ({ fields }) => fields.map((field) => field.key),
  check: ({ fields }) => fieldProblems(fields),
  bounds: () => true,

  async run(config, context, execution, { timeoutMs }): Promise<TaskResult> {
    const answer = readAnswer(execution);
    if (answer?.type !== "message") {
      const doubt = takeLateChanges(context, config.fields, execution.now);
      return show(config, context, doubt || openingWith(context, execution.taskId));
    }
    const isComplete = missingFields(config.fields, context).length === 0;
    if (answer.confirmsWaitId !== null) {
      const isWhatTheySaw = answer.confirmsWaitId === answer.waitId;
      if (isWhatTheySaw && isComplete) return confirmed(config, context, execution);
      return show(config, context, isWhatTheySaw ? "" : "The facts have changed meanwhile. Please look again.");
    }
    const typed = Object.keys(answer.facts).length > 0;
    const before = knownFacts(context, config.fields);
    const typedProblems = takeTypedFacts(context, config.fields, answer.facts, execution.now);
    keepConsistent(context, config.fields, before, { messageSeq: null, now: execution.now });
    if (!answer.text) {
      return show(
        config,
        context,
        typedProblems.size > 0 ? [...typedProblems.values()].join(" ") : "I have changed that.",
      );
    }
    const asked = answer.asked ? missingFields(config.fields, context)[0] : undefined;
    const messageSeq = newestUserSeq(context);
    if (!typed && takeOpenField(context, config.fields, answer, { now: execution.now, messageSeq })) {
      return show(config, context, `I have noted ${asked?.label.toLowerCase()}.`);
    }
    // A yes is one only to the card as it stands: said after it was shown, and nothing else with it.
    if (isYes(answer.text) && answer.asked && !typed) {
      return isComplete ? confirmed(config, context, execution) : show(config, context, "");
    }
    const skipped = answer.asked && !typed && isComplete ? readSkip(answer.text) : null;
    if (skipped === "yes") return confirmed(config, context, execution);
    if (skipped === "skip") return show(config, context, "All right, I leave that open.");
    if (isNo(answer.text) && answer.asked) {
      return show(config, context, "What should I change? Tell me in your own words, or use Change.");
    }
    const reading = await readFacts(context, execution, {
      instructions: config.instructions,
      fields: config.fields,
      messages: conversation(context, answer),
      messageSeq,
      askedKey: asked?.key,
      speak: false,
      wish: { model: config.model, timeoutMs },
    });
    return { ...show(config, context, openingOf(reading, typedProblems)), usage: reading.usage };
  },
});

function openingOf({ problems, changed, acknowledgement }: Reading, typedProblems: Map<string, string>): string {
  const doubts = [...typedProblems.values(), ...problems.values()];
  if (doubts.length > 0) return doubts.join(" ");
  if (changed.length > 0) return `I have changed ${changed.map((field) => field.label.toLowerCase()).join(", ")}.`;
  return acknowledgement;
}

/** Facts that were confirmed before come again when they were not accepted. */
const openingWith = (context: Context, taskId: string): string =>
  isAnotherRound(context, taskId)
    ? tellRejection(context) || "Please look at this once more. Here is what I have now."
    : "Here is what I have so far.";

function confirmed(config: ConfirmConfig, context: Context, { taskId, now }: TaskExecution): TaskResult {
  const snapshot = Object.fromEntries(config.fields.map((field) => [field.key, context.get(field.key) ?? null]));
  context.set("confirmed", snapshot);
  context.set("confirmed_at", now.toISOString());
  finishRound(context, taskId);
  context.addAssistantMessage(config.thanks);
  return { response: config.thanks, nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage };
}

function show(config: ConfirmConfig, context: Context, opening: string): TaskResult {
  const missing = missingFields(config.fields, context)[0];
  // A doubt about what is missing is the question itself.
  const isAsked = missing !== undefined && opening.endsWith("?");
  const asking = missing ? (missing.question ?? `Please tell me: ${missing.label.toLowerCase()}.`) : config.question;
  const question = isAsked ? opening : asking;
  const optional = missing ? "" : askOptional(context, config.fields);
  const response = [isAsked ? "" : opening, factLines(config.fields, context), optional, question]
    .filter(Boolean)
    .join("\n\n");
  context.addAssistantMessage(response);
  return {
    response,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: { audience: "claimant", form: { type: "confirm", question, fields: config.fields } },
  };
}
