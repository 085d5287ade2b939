import { z } from "zod";
import { type Context, NextAction, type TaskResult, type WaitRequest } from "@/lib/engine";
import { readAnswer } from "./answer";
import { conversation, newestUserSeq, story } from "./conversation";
import { defineKind } from "./define-kind";
import { confirmationKeys, factSourcesKey, missingFields, summarisedKey, takeTypedFacts } from "./facts";
import { type Reading, readFacts } from "./read-facts";
import { takeOpenField } from "./read-open-field";
import { type FieldSpec, fieldSpecSchema, modelNameSchema } from "./schema";
import { renderTemplate, templateReads, templateSchema } from "./template";

const configSchema = z.strictObject({
  /** What the model should be and do, in the designer's words. */
  instructions: z.string().min(1).max(4_000),
  model: modelNameSchema,
  /** Said when the person has not written anything yet. */
  greeting: templateSchema(1_000).optional(),
  fields: z.array(fieldSpecSchema).min(1).max(20),
  statusMessage: z.string().max(200).default("Gathering information from the claimant"),
});
type TalkConfig = z.infer<typeof configSchema>;

/** Talks with the claimant until every required field is known. */
export const talk = defineKind<TalkConfig>({
  kind: "talk",
  label: "Talk",
  description: "Talks with the claimant until the facts it needs are known.",
  icon: "message-circle",
  configSchema,
  waits: true,
  asksModel: true,
  summarize: ({ fields }) => `Asks for ${(fields ?? []).map((field) => field.label.toLowerCase()).join(", ")}`,
  writes: ({ fields }) => [
    ...fields.map((field) => field.key),
    "currency",
    factSourcesKey,
    summarisedKey,
    ...confirmationKeys,
  ],
  reads: ({ greeting }) => templateReads(greeting ?? ""),

  async run(config, context, execution, { timeoutMs }): Promise<TaskResult> {
    const answer = readAnswer(execution);
    const told = answer?.type === "message" ? answer : undefined;
    if (config.greeting && newestUserSeq(context) === null) {
      return ask(context, renderTemplate(config.greeting, context), config);
    }
    const messageSeq = newestUserSeq(context);
    const askedKey = told?.asked ? missingFields(config.fields, context)[0]?.key : undefined;
    const problems = takeTypedFacts(context, config.fields, told?.facts ?? {}, execution.now);
    let acknowledgement = "";
    let usage: TaskResult["usage"];
    let suggestions: Reading["suggestions"] | undefined;
    const isTaken = told && takeOpenField(context, config.fields, told, { now: execution.now, messageSeq });
    // Without new words, a task that comes later in the conversation looks whether it has been told already.
    const messages = isTaken ? [] : told ? (told.text ? conversation(context, told) : []) : story(context);
    if (messages.length > 0 && (told || missingFields(config.fields, context).length > 0)) {
      const reading = await readFacts(context, execution, {
        instructions: config.instructions,
        fields: config.fields,
        messages,
        ...{ messageSeq, askedKey, speak: told !== undefined, wish: { model: config.model, timeoutMs } },
      });
      for (const [key, problem] of reading.problems) problems.set(key, problem);
      acknowledgement = told ? reading.acknowledgement : "";
      ({ usage, suggestions } = reading);
    }
    if (config.fields.some((field) => field.type === "money") && context.get("currency") === undefined) {
      context.set("currency", "USD");
    }
    const missing = missingFields(config.fields, context)[0];
    if (!missing) {
      const response = said(context, acknowledgement);
      return { response, nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage, usage };
    }
    const question = problems.get(missing.key) ?? missing.question ?? `Please tell me: ${missing.label.toLowerCase()}.`;
    const response = [acknowledgement, question].filter(Boolean).join("\n\n");
    return { ...ask(context, response, config, missing, question, suggestions?.get(missing.key)), usage };
  },
});

function ask(
  context: Context,
  response: string,
  config: TalkConfig,
  field?: FieldSpec,
  question = response,
  suggestions = field?.type === "yes_no" ? ["Yes", "No"] : (field?.options ?? []).map((option) => option.label),
): TaskResult {
  const wait: WaitRequest = {
    audience: "claimant",
    form: { type: "reply", question, ...(field && { field }), suggestions },
  };
  context.addAssistantMessage(response);
  return { response, nextAction: NextAction.WaitForInput, statusMessage: config.statusMessage, wait };
}

function said(context: Context, text: string): string | undefined {
  if (!text) return undefined;
  context.addAssistantMessage(text);
  return text;
}
