import { type Context, NextAction, type TaskExecution, type TaskResult, type WaitRequest } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { readAnswer } from "../answer";
import { conversation, newestUserSeq, story } from "../conversation";
import { defineKind } from "../define-kind";
import { askEarlyAmount, takeEarlyAmount } from "../early-amount";
import { factLines, missingFields, takeTypedFacts } from "../facts";
import { keepConsistent, knownFacts } from "../keep-consistent";
import { noteOwnReading } from "../note-own-reading";
import { filedApartKey } from "../noted";
import { passToPerson } from "../pass-to-person";
import { type Reading, readFacts } from "../read-facts";
import { takeOpenField } from "../read-open-field";
import { emptyResponse, type FirstResponse, respondFirst } from "../respond-first";
import { finishRound, isAnotherRound, tellRejection } from "../rounds";
import { type FieldSpec, waitFormSchema } from "../schema";
import { noteSecondDamage } from "../second-damage";
import { suggestionsFor } from "../suggest";
import { renderTemplate } from "../template";
import { type TalkConfig, talkKind } from "./config";

/**
 * Talks with the claimant until every required field is known. When an edge leads back to it, what it knows was not
 * accepted: it says what it knows and waits for an answer, whatever that is.
 */
export const talk = defineKind(talkKind, {
  asksModel: true,

  async run(config, context, execution, { timeoutMs, graph }): Promise<TaskResult> {
    const answer = readAnswer(execution);
    const first = respondFirst(context, execution, graph);
    const before = knownFacts(context, config.fields);
    const typed = answer?.type === "message" ? answer : { facts: {} };
    const problems = takeTypedFacts(context, config.fields, typed, execution.now);
    keepConsistent(context, config.fields, before, { messageSeq: null, now: execution.now });
    if (first?.leaves) return leave(config, context, execution, first);
    const told = answer?.type === "message" ? { ...answer, text: first?.rest ?? answer.text } : undefined;
    if (first && told?.text === "") {
      const words = sentences(...problems.values(), first.words);
      return askOn(config, context, execution, { ...first, words });
    }
    const messageSeq = newestUserSeq(context);
    const isAgain = isAnotherRound(context, execution.taskId);
    const isAnswered = told?.asked === true && execution.wait !== null;
    const early = told?.asked
      ? takeEarlyAmount(context, graph, config.fields, { text: told.text, messageSeq, now: execution.now })
      : "";
    if (early && told && first === undefined)
      return askOn(config, context, execution, { ...emptyResponse, words: early });
    if (config.greeting && newestUserSeq(context) === null) {
      return ask(context, renderTemplate(config.greeting, context, settingValues(graph)), config);
    }
    const askedKey = told?.asked ? missingFields(config.fields, context)[0]?.key : undefined;
    let acknowledgement = "";
    let usage: TaskResult["usage"];
    let suggestions: Reading["suggestions"] | undefined;
    const isTaken = told && takeOpenField(context, config.fields, told, { now: execution.now, messageSeq });
    // Without new words, a task that comes later in the conversation looks whether it has been told already.
    const messages = told ? (told.text && !isTaken ? conversation(context, told) : []) : isAgain ? [] : story(context);
    if (messages.length > 0 && (told || missingFields(config.fields, context).length > 0)) {
      // A story of two damages holds the amounts of both: that of this claim is asked for.
      const isOfBoth = !told && context.get(filedApartKey) !== undefined;
      const reading = await readFacts(context, execution, {
        instructions: config.instructions,
        fields: isOfBoth ? config.fields.filter(({ type }) => type !== "money") : config.fields,
        messages,
        ...{ messageSeq, askedKey, speak: told !== undefined, wish: { model: config.model, timeoutMs } },
      });
      for (const [key, problem] of reading.problems) problems.set(key, problem);
      acknowledgement = told && !first ? reading.acknowledgement : "";
      ({ usage, suggestions } = reading);
    }
    const standing = { graph, taskId: execution.taskId, context, now: execution.now };
    const second = told ? noteSecondDamage(standing, config.fields, told.text) : "";
    acknowledgement = sentences(first?.words ?? "", second || acknowledgement);
    if (config.fields.some((field) => field.type === "money") && context.get("currency") === undefined) {
      context.set("currency", "USD");
    }
    const missing = missingFields(config.fields, context)[0];
    if (isAgain && !isAnswered) return { ...askAgain(config, context, acknowledgement), usage };
    const doubt = isAgain && config.fields.find((field) => problems.has(field.key));
    if (!missing && doubt) {
      const question = problems.get(doubt.key) ?? "";
      return { ...ask(context, sentences(acknowledgement, question), config, doubt, question), usage };
    }
    if (!missing) {
      finishRound(context, execution.taskId);
      const response = said(context, acknowledgement);
      return { response, nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage, usage };
    }
    const question = problems.get(missing.key) ?? missing.question ?? `Please tell me: ${missing.label.toLowerCase()}.`;
    const doubtful = told ? askEarlyAmount(context, graph, config.fields, told.text) : "";
    const response = sentences(acknowledgement, question, doubtful);
    const replies = first?.suggestions ?? suggestions?.get(missing.key);
    return { ...ask(context, response, config, missing, question, replies, first), usage };
  },
});

/** The claimant has asked for a person: what they said is noted as far as our own code reads it, nothing is asked. */
function leave(config: TalkConfig, context: Context, execution: TaskExecution, first: FirstResponse): TaskResult {
  noteOwnReading(context, config.fields, execution.now);
  return passToPerson(context, execution, first.words);
}

/** The question that stands open, after an answer to what was said instead. */
function askOn(config: TalkConfig, context: Context, { wait }: TaskExecution, first: FirstResponse): TaskResult {
  const form = waitFormSchema.safeParse(wait?.form).data;
  const open = form?.type === "reply" && form.field ? form : undefined;
  const field = open?.field ?? missingFields(config.fields, context)[0];
  const question = open?.question ?? field?.question ?? (form?.question || "What would you like to tell me?");
  const response = sentences(first.words, question);
  return ask(context, response, config, field, question, first.suggestions ?? open?.suggestions, first);
}

/** What it knows, why that is not enough, and the question what should be different. */
function askAgain(config: TalkConfig, context: Context, acknowledgement: string): TaskResult {
  const [only, ...others] = config.fields;
  const field = missingFields(config.fields, context)[0] ?? (others.length === 0 ? only : undefined);
  const question = field
    ? (field.question ?? `Please tell me: ${field.label.toLowerCase()}.`)
    : "What should be different? Tell me in your own words.";
  const why = tellRejection(context) || "I have to ask you about this once more.";
  const response = sentences(
    acknowledgement,
    why,
    `This is what I have:\n${factLines(config.fields, context)}`,
    question,
  );
  return ask(context, response, config, field, question);
}

const sentences = (...parts: string[]): string => parts.filter(Boolean).join("\n\n");

function ask(
  context: Context,
  response: string,
  config: TalkConfig,
  field?: FieldSpec,
  question = response,
  suggestions = suggestionsFor(field),
  { acts = [], offer }: Partial<FirstResponse> = {},
): TaskResult {
  const wait: WaitRequest = {
    audience: "claimant",
    form: { type: "reply", question, ...(field && { field }), suggestions, acts, ...(offer && { offer }) },
  };
  context.addAssistantMessage(response);
  return { response, nextAction: NextAction.WaitForInput, statusMessage: config.statusMessage, wait };
}

function said(context: Context, text: string): string | undefined {
  if (!text) return undefined;
  context.addAssistantMessage(text);
  return text;
}
