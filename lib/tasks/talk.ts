import { z } from "zod";
import { type Context, NextAction, type TaskResult, type WaitRequest } from "@/lib/engine";
import { readAnswer } from "./answer";
import { newestUserSeq, recentMessages, story } from "./conversation";
import { defineKind } from "./define-kind";
import { factSourcesKey, missingFields, readField, setFact } from "./facts";
import { readFacts } from "./read-facts";
import { type FieldSpec, fieldSpecSchema } from "./schema";
import { renderTemplate, templateProblem, templateReads } from "./template";

const configSchema = z.strictObject({
  /** What the model should be and do, in the designer's words. */
  instructions: z.string().min(1).max(4_000),
  /** Said when the person has not written anything yet. */
  greeting: z
    .string()
    .max(1_000)
    .refine((text) => templateProblem(text) === null, "this template cannot be read")
    .optional(),
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
  summarize: ({ fields }) => `Asks for ${(fields ?? []).map((field) => field.label.toLowerCase()).join(", ")}`,
  writes: ({ fields }) => [...fields.map((field) => field.key), "currency", factSourcesKey],
  reads: ({ greeting }) => templateReads(greeting ?? ""),

  async run(config, context, execution): Promise<TaskResult> {
    const answer = readAnswer(execution);
    const words = answer?.type === "message" ? answer : undefined;
    if (!words && config.greeting && newestUserSeq(context) === null) {
      return ask(context, renderTemplate(config.greeting, context), config);
    }
    const problems = new Map<string, string>();
    let acknowledgement = "";
    let usage: TaskResult["usage"];
    if (words && Object.keys(words.facts).length > 0) {
      for (const field of config.fields) {
        const typed = words.facts[field.key];
        if (typed === undefined) continue;
        const reading = readField(field, typed, execution.now);
        if (reading.ok) setFact(context, field, reading.value, null);
        else problems.set(field.key, reading.problem);
      }
    } else if (words || missingFields(config.fields, context).length > 0) {
      // A task that comes later in the conversation first looks whether the person has told it already.
      const messages = words ? recentMessages(context) : story(context);
      if (messages.length > 0) {
        const reading = await readFacts(context, execution, {
          instructions: config.instructions,
          fields: config.fields,
          messages,
          messageSeq: newestUserSeq(context),
          speak: words !== undefined,
        });
        for (const [key, problem] of reading.problems) problems.set(key, problem);
        acknowledgement = words ? reading.acknowledgement : "";
        usage = reading.usage;
      }
    }
    if (config.fields.some((field) => field.type === "money") && context.get("currency") === undefined)
      context.set("currency", "USD");
    const missing = missingFields(config.fields, context)[0];
    if (!missing) {
      const response = said(context, acknowledgement);
      return { response, nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage, usage };
    }
    const question = problems.get(missing.key) ?? missing.question ?? `Please tell me: ${missing.label.toLowerCase()}.`;
    return { ...ask(context, [acknowledgement, question].filter(Boolean).join(" "), config, missing, question), usage };
  },
});

function ask(
  context: Context,
  response: string,
  config: TalkConfig,
  field?: FieldSpec,
  question = response,
): TaskResult {
  const suggestions = field?.type === "yes_no" ? ["Yes", "No"] : (field?.options ?? []).map((option) => option.label);
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
