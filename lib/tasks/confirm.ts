import { z } from "zod";
import { type Context, NextAction, type TaskResult } from "@/lib/engine";
import { readAnswer } from "./answer";
import { newestUserSeq, recentMessages } from "./conversation";
import { defineKind } from "./define-kind";
import { factSourcesKey, formatFact, missingFields, readField, setFact } from "./facts";
import { readFacts } from "./read-facts";
import { type FieldSpec, fieldSpecSchema } from "./schema";

const configSchema = z.strictObject({
  instructions: z.string().min(1).max(4_000),
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
  summarize: ({ fields }) =>
    `The claimant confirms ${(fields ?? []).map((field) => field.label.toLowerCase()).join(", ")}`,
  writes: ({ fields }) => [
    "confirmed_at",
    "confirmed",
    "currency",
    factSourcesKey,
    ...fields.map((field) => field.key),
  ],
  reads: ({ fields }) => fields.map((field) => field.key),

  async run(config, context, execution): Promise<TaskResult> {
    const answer = readAnswer(execution);
    if (answer?.type !== "message") return show(config, context, "Here is what I have so far.");
    if (Object.keys(answer.facts).length > 0) {
      const problems: string[] = [];
      for (const field of config.fields) {
        const typed = answer.facts[field.key];
        if (typed === undefined) continue;
        const reading = readField(field, typed, execution.now);
        if (reading.ok) setFact(context, field, reading.value, null);
        else problems.push(reading.problem);
      }
      return show(config, context, problems.length > 0 ? problems.join(" ") : "I have changed that.");
    }
    if (isYes(answer.text)) {
      return missingFields(config.fields, context).length > 0
        ? show(config, context, "")
        : confirmed(config, context, execution.now);
    }
    if (isNo(answer.text))
      return show(config, context, "What should I change? Tell me in your own words, or use Change.");
    const reading = await readFacts(context, execution, {
      instructions: config.instructions,
      fields: config.fields,
      messages: recentMessages(context),
      messageSeq: newestUserSeq(context),
      speak: false,
    });
    const opening =
      reading.problems.size > 0
        ? [...reading.problems.values()].join(" ")
        : reading.changed.length > 0
          ? `I have changed ${reading.changed.map((field) => field.label.toLowerCase()).join(", ")}.`
          : reading.acknowledgement;
    return { ...show(config, context, opening), usage: reading.usage };
  },
});

function confirmed(config: ConfirmConfig, context: Context, now: Date): TaskResult {
  const snapshot = Object.fromEntries(config.fields.map((field) => [field.key, context.get(field.key) ?? null]));
  context.set("confirmed", snapshot);
  context.set("confirmed_at", now.toISOString());
  context.addAssistantMessage(config.thanks);
  return { response: config.thanks, nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage };
}

function show(config: ConfirmConfig, context: Context, opening: string): TaskResult {
  const missing = missingFields(config.fields, context)[0];
  const lines = config.fields.map((field) => `${field.label}: ${factLine(field, context)}`);
  const question = missing ? (missing.question ?? `Please tell me: ${missing.label.toLowerCase()}.`) : config.question;
  const response = [opening, lines.join("\n"), question].filter(Boolean).join("\n\n");
  context.addAssistantMessage(response);
  return {
    response,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: { audience: "claimant", form: { type: "confirm", question, fields: config.fields } },
  };
}

const factLine = (field: FieldSpec, context: Context): string =>
  formatFact(field, context.get(field.key), context.get<string>("currency")) ?? "not given";
