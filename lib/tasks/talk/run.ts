import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { askEarlyAmount, takeEarlyAmount } from "../amounts/early-amount";
import { setOffer } from "../amounts/offers";
import { messageData } from "../citations/message-data";
import { conversation, newestUserSeq, story } from "../conversation/conversation";
import { type DirectResponse, emptyResponse } from "../conversation/direct-response";
import { type OfferedButtons, openForm, paragraphs, questionFor, replyWait } from "../conversation/forms";
import { passToPerson } from "../conversation/pass-to-person";
import { type MessageAnswer, readAnswer } from "../conversation/read-answer";
import { respondToReadQuestion } from "../conversation/respond-to-questions";
import { respondWithoutModel } from "../conversation/respond-without-model";
import { askedOnceMore, finishRound, isAnotherRound, tellRejection } from "../conversation/rounds";
import { storeSecondDamage } from "../conversation/second-damage";
import { suggestionsFor } from "../conversation/suggestions";
import { defineKind, type TaskPlace } from "../define-kind";
import { filedApartKey } from "../facts/context-keys";
import { factLines, missingFields, setFact, takeTypedFacts } from "../facts/facts";
import { keepConsistent, knownFacts } from "../facts/keep-consistent";
import { storeOwnReading } from "../facts/store-own-reading";
import { type Reading, readFacts } from "../model/read-facts";
import { keepQuestion } from "../questions/keep-question";
import { asksAnything, readFollowUp } from "../replies/read-follow-up";
import { takeOpenField, takeQuestion } from "../replies/read-open-field";
import type { FieldSpec } from "../schema";
import { renderTemplate } from "../template";
import { type TalkConfig, talkKind } from "./config";

/** A run of the task, with what each of its steps needs. */
interface TalkRun {
  config: TalkConfig;
  context: Context;
  execution: TaskExecution;
  place: TaskPlace;
  /** The response of our own code to the message. */
  first: DirectResponse | undefined;
  /** The message without what our own code has answered. */
  told: MessageAnswer | undefined;
  /** Whether an edge led back to this task. */
  isAgain: boolean;
}

/**
 * Talks with the claimant until every required field is known. When an edge leads back to the task, its facts were not
 * accepted: it shows them and waits for any answer.
 */
export const talk = defineKind(talkKind, {
  asksModel: true,

  async run(config, context, execution, place): Promise<TaskResult> {
    const answer = readAnswer(execution);
    const first = await respondWithoutModel(context, execution, place.graph);
    const problems = takeForm(config, context, execution, answer?.type === "message" ? answer : undefined);
    if (first?.wantsPerson) return leaveForPerson(config, context, execution, first);
    const told = answer?.type === "message" ? { ...answer, text: first?.rest ?? answer.text } : undefined;
    const isAgain = isAnotherRound(context, execution.taskId);
    const run: TalkRun = { config, context, execution, place, first, told, isAgain };
    if (takeFollowUp(run)) return finish(run, first?.words ?? "");
    if (first && told?.text === "") {
      return repeatQuestion(run, { ...first, words: paragraphs(...problems.values(), first.words) });
    }
    const early = takeEarly(run);
    if (early && first === undefined) return repeatQuestion(run, { ...emptyResponse, words: early });
    if (config.greeting && newestUserSeq(context) === null) {
      return ask(run, { text: renderTemplate(config.greeting, context, settingValues(place.graph)) });
    }
    const reading = await read(run);
    const position = { graph: place.graph, taskId: execution.taskId, context, now: execution.now, execution };
    const answered = first ?? (await respondToReadQuestion(position, reading?.question));
    return goOn({ ...run, first: answered }, problems, reading);
  },
});

/** Stores what was typed into the form. Returns the sentences about values that were not stored. */
function takeForm(
  config: TalkConfig,
  context: Context,
  { now }: TaskExecution,
  answer: MessageAnswer | undefined,
): Map<string, string> {
  const before = knownFacts(context, config.fields);
  const problems = takeTypedFacts(context, config.fields, answer ?? { facts: {} }, now);
  keepConsistent(context, config.fields, before, { messageSeq: null, now });
  return problems;
}

/**
 * The claimant has asked for a person: facts that our own code reads in their messages are stored, and nothing is
 * asked.
 */
function leaveForPerson(
  config: TalkConfig,
  context: Context,
  execution: TaskExecution,
  first: DirectResponse,
): TaskResult {
  storeOwnReading(context, config.fields, execution.now);
  return passToPerson(context, execution, first.words);
}

/**
 * Reads the reply to the question whether an answer was enough, and stores what it says. Returns whether it asks
 * something else: the talk is over, and the other question is answered like the first.
 */
function takeFollowUp({ config, context, told }: TalkRun): boolean {
  const open = missingFields(config.fields, context)[0];
  if (config.furtherQuestion === undefined || !told?.text || open?.type !== "yes_no") return false;
  // What was written before the answer was read can only be another question.
  const said = told.asked ? readFollowUp(told.text) : asksAnything(told.text) ? "question" : undefined;
  if (said === "question") keepQuestion(config, context, told.text);
  else if (said !== undefined) setFact(context, open, said === "enough", newestUserSeq(context));
  return said === "question";
}

function takeEarly({ config, context, execution, place, told }: TalkRun): string {
  if (!told?.asked) return "";
  const reply = { text: told.text, messageSeq: newestUserSeq(context), now: execution.now };
  return takeEarlyAmount(context, place.graph, config.fields, reply);
}

/** Reads the message, or the whole story when there is none; undefined when nothing is left to read. */
async function read(run: TalkRun): Promise<Reading | undefined> {
  const { config, context, execution, place, told } = run;
  const askedKey = told?.asked ? missingFields(config.fields, context)[0]?.key : undefined;
  const messages = messagesToRead(run);
  if (messages.length === 0 || (!told && missingFields(config.fields, context).length === 0)) return undefined;
  // A message about two damages has the amounts of both: the amount of this claim is asked for.
  const isOfBoth = !told && context.get(filedApartKey) !== undefined;
  return readFacts(context, execution, {
    instructions: config.instructions,
    fields: isOfBoth ? config.fields.filter(({ type }) => type !== "money") : config.fields,
    messages,
    messageSeq: newestUserSeq(context),
    askedKey,
    speak: told !== undefined,
    readsQuestion: told !== undefined && place.graph.collections.length > 0,
    wish: { model: config.model, timeoutMs: place.timeoutMs },
  });
}

function messagesToRead({ config, context, execution, told, isAgain }: TalkRun) {
  // Without a new message, a later task checks whether the earlier messages answer it already.
  if (!told) return isAgain || !config.readsEarlier ? [] : story(context);
  const when = { now: execution.now, messageSeq: newestUserSeq(context) };
  if (config.furtherQuestion !== undefined && missingFields(config.fields, context).length === 0) return [];
  const isTaken =
    takeQuestion(context, config.fields, told.text, when) || takeOpenField(context, config.fields, told, when);
  return told.text && !isTaken ? conversation(context, told) : [];
}

/** Asks for what is missing or doubtful; leaves the task when nothing is. */
function goOn(run: TalkRun, formProblems: ReadonlyMap<string, string>, reading: Reading | undefined): TaskResult {
  const { config, context, execution, first, told, isAgain } = run;
  const problems = new Map([...formProblems, ...(reading?.problems ?? [])]);
  const usage = reading?.usage;
  const acknowledgement = acknowledge(run, reading);
  if (config.fields.some(({ type }) => type === "money") && context.get("currency") === undefined) {
    context.set("currency", "USD");
  }
  const missing = missingFields(config.fields, context)[0];
  const isAnswered = told?.asked === true && execution.wait !== null;
  if (isAgain && !isAnswered) return { ...askAgain(run, acknowledgement), usage };
  const doubtful = isAgain ? config.fields.find(({ key }) => problems.has(key)) : undefined;
  const field = missing ?? doubtful;
  if (!field) return { ...finish(run, acknowledgement), usage };
  // Only the question that is shown offers amounts.
  for (const other of config.fields) if (other.key !== field.key) setOffer(context, other, undefined);
  const question = problems.get(field.key) ?? questionFor(field);
  const cited = { citations: first?.citations };
  if (!missing)
    return { ...ask(run, { text: paragraphs(acknowledgement, question), field, question, offered: cited }), usage };
  const early = told ? askEarlyAmount(context, run.place.graph, config.fields, told.text) : "";
  const suggestions = first?.suggestions ?? reading?.suggestions.get(field.key);
  const text = paragraphs(acknowledgement, question, early);
  return { ...ask(run, { text, field, question, suggestions, offered: first }), usage };
}

function acknowledge({ config, context, execution, place, first, told }: TalkRun, reading: Reading | undefined) {
  const position = { graph: place.graph, taskId: execution.taskId, context, now: execution.now };
  const second = told ? storeSecondDamage(position, config.fields, told.text) : "";
  const kind = told && !first ? reading?.acknowledgement : "";
  return paragraphs(first?.words, second || kind);
}

function finish({ config, context, execution, first }: TalkRun, response: string): TaskResult {
  finishRound(context, execution.taskId);
  if (response) context.addAssistantMessage(response, messageData(first));
  return {
    response: response || undefined,
    nextAction: NextAction.ContinueAndExecute,
    statusMessage: config.statusMessage,
  };
}

/** Asks the open question again, after a response to another message. */
function repeatQuestion(run: TalkRun, first: DirectResponse): TaskResult {
  const { config, context, execution } = run;
  const form = openForm(execution);
  const open = form?.type === "reply" && form.field ? form : undefined;
  const field = open?.field ?? missingFields(config.fields, context)[0];
  const question = open?.question ?? field?.question ?? (form?.question || "What would you like to tell me?");
  const suggestions = first.suggestions ?? open?.suggestions;
  // The offer to withdraw is asked about alone.
  const text = first.offer === "withdraw" ? first.words : paragraphs(first.words, question);
  return ask(run, { text, field, question, suggestions, offered: first });
}

/**
 * The known facts, why they were not accepted, and the question what should be changed; only the task's question when
 * nothing is known.
 */
function askAgain(run: TalkRun, acknowledgement: string): TaskResult {
  const { config, context, first } = run;
  const [only, ...others] = config.fields;
  const field = missingFields(config.fields, context)[0] ?? (others.length === 0 ? only : undefined);
  const question = field ? questionFor(field) : "What should be different? Tell me in your own words.";
  const rejection = tellRejection(context);
  // The workflow has removed the facts: it asks for them anew.
  if (field && config.fields.every(({ key }) => context.get(key) === undefined))
    return ask(run, { text: paragraphs(acknowledgement, rejection, question), field, question });
  const why = rejection || askedOnceMore;
  const known = `This is what I have:\n${factLines(config.fields, context)}`;
  const offered = { citations: first?.citations };
  return ask(run, { text: paragraphs(acknowledgement, why, known, question), field, question, offered });
}

interface Asking {
  /** The whole response. */
  text: string;
  /** The field that the question is about. */
  field?: FieldSpec;
  /** The question in the text; the whole text without it. */
  question?: string;
  suggestions?: string[];
  offered?: OfferedButtons;
}

function ask({ config, context }: TalkRun, { text, field, question = text, suggestions, offered }: Asking): TaskResult {
  context.addAssistantMessage(text, messageData(offered));
  return {
    response: text,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: replyWait({ text: question, field, suggestions: suggestions ?? suggestionsFor(field) }, offered),
  };
}
