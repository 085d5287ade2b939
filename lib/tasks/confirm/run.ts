import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { conversation, newestUserSeq } from "../conversation/conversation";
import type { DirectResponse } from "../conversation/direct-response";
import { openForm, paragraphs } from "../conversation/forms";
import { passToPerson } from "../conversation/pass-to-person";
import { type MessageAnswer, readAnswer } from "../conversation/read-answer";
import { respondToReadQuestion } from "../conversation/respond-to-questions";
import { respondWithoutModel } from "../conversation/respond-without-model";
import { finishRound, isAnotherRound, tellRejection } from "../conversation/rounds";
import { storeSecondDamage } from "../conversation/second-damage";
import { defineKind, type TaskPlace } from "../define-kind";
import { changedMeanwhile, forgetFact, missingFields, takeTypedFacts } from "../facts/facts";
import { type KnownFacts, keepConsistent, knownFacts } from "../facts/keep-consistent";
import { takeLateChanges } from "../facts/late-changes";
import { type Reading, readFacts } from "../model/read-facts";
import type { SessionPosition } from "../questions/answer-types";
import { mayReachPerson } from "../questions/describe-workflow";
import { confirmsFacts } from "../replies/read-consent";
import { deniesFacts, saysDoubt } from "../replies/read-doubt";
import { takeOpenField } from "../replies/read-open-field";
import { readRemoval } from "../replies/read-removal";
import { readSkip } from "../replies/read-skip";
import type { FieldSpec } from "../schema";
import { nameInSentence, namesInSentence } from "../words";
import { type ConfirmConfig, confirmKind } from "./config";
import { showFacts } from "./show-facts";

/** A run on a message, with what each of its steps needs. */
interface ConfirmRun {
  config: ConfirmConfig;
  position: SessionPosition;
  execution: TaskExecution;
  place: TaskPlace;
  answer: MessageAnswer;
  /** The response of our own code to the message. */
  first: DirectResponse | undefined;
  /** Whether a form was sent. */
  isTyped: boolean;
  /** The sentences about typed values that were not stored, by field key. */
  problems: Map<string, string>;
  /** What was known before the message. */
  before: KnownFacts;
}

/** Shows the facts and continues only when the claimant says yes to exactly these. */
export const confirm = defineKind(confirmKind, {
  asksModel: true,

  async run(config, context, execution, place): Promise<TaskResult> {
    const first = await respondWithoutModel(context, execution, place.graph);
    const position = { graph: place.graph, taskId: execution.taskId, context, now: execution.now, execution };
    const answer = readAnswer(execution);
    if (answer?.type !== "message") {
      if (first?.wantsPerson) return passToPerson(context, execution, first.words);
      const doubt = takeLateChanges(context, config.fields, execution.now);
      return showFacts(config, position, doubt || openingOfRound(context, execution.taskId));
    }
    if (answer.confirmsWaitId !== null) return pressConfirm(config, position, answer);
    const before = knownFacts(context, config.fields);
    const problems = takeTypedFacts(context, config.fields, answer, execution.now);
    keepConsistent(context, config.fields, before, { messageSeq: null, now: execution.now });
    const isTyped = Object.keys(answer.facts).length > 0;
    const run: ConfirmRun = { config, position, execution, place, answer, first, isTyped, problems, before };
    return answerForm(run) ?? answerReply(run) ?? answerChange(run) ?? readChanges(run);
  },
});

/** The response to a yes that was meant for another version of the facts. */
const changedSince = "The facts have changed meanwhile. Please look again.";

/** The claimant pressed "Confirm": it confirms the facts that were shown beside the button. */
function pressConfirm(config: ConfirmConfig, position: SessionPosition, answer: MessageAnswer): TaskResult {
  const isWhatTheySaw = answer.confirmsWaitId === answer.waitId;
  if (isWhatTheySaw && isComplete(config, position)) return confirmFacts(config, position);
  return showFacts(config, position, isWhatTheySaw ? "" : changedSince);
}

const isComplete = ({ fields }: ConfirmConfig, { context }: SessionPosition): boolean =>
  missingFields(fields, context).length === 0;

/** The result when the message is a form alone, or our own code has answered all of it. */
function answerForm({ config, position, execution, answer, first, problems }: ConfirmRun): TaskResult | undefined {
  const refused = [...problems.values()];
  if (first?.wantsPerson) return passToPerson(position.context, execution, [...refused, first.words].join("\n\n"));
  if (first && first.rest === "") return showFacts(config, position, [...refused, first.words].join("\n\n"), first);
  if (answer.text) return undefined;
  return showFacts(config, position, refused.length > 0 ? refused.join(" ") : "I have changed that.");
}

/** The result when the message is only the missing value, or a yes. */
function answerReply({ config, position, answer, isTyped }: ConfirmRun): TaskResult | undefined {
  if (isTyped) return undefined;
  const { context, now } = position;
  const missing = missingFields(config.fields, context);
  if (takeOpenField(context, config.fields, answer, { now, messageSeq: newestUserSeq(context) })) {
    const [taken] = missing;
    return showFacts(config, position, taken ? `I have noted ${nameInSentence(taken)}.` : "");
  }
  // A yes counts only for the card that was shown before it, and only when nothing else is said.
  if (!confirmsFacts(answer.text)) return undefined;
  if (!answer.asked) return showFacts(config, position, changedSince);
  return missing.length === 0 ? confirmFacts(config, position) : showFacts(config, position, "");
}

/** The result when our own code knows what the message asks to change, or that it says nothing to change. */
function answerChange(run: ConfirmRun): TaskResult | undefined {
  const { config, position, execution, answer, first, isTyped, problems } = run;
  const second = storeSecondDamage(position, config.fields, first ? first.rest : answer.text);
  if (second) return showFacts(config, position, paragraphs(...problems.values(), first?.words, second), first);
  const isAllKnown = config.fields.every(({ key, required }) => !required || run.before[key] !== undefined);
  const form = openForm(execution);
  const mayBeSkipped = form?.type === "confirm" && form.asksOptional && answer.asked && !isTyped && isAllKnown;
  const skipped = mayBeSkipped ? readSkip(answer.text) : null;
  if (skipped === "yes") return confirmFacts(config, position);
  if (skipped === "skip") return showFacts(config, position, "All right, I leave that open.");
  if (deniesFacts(answer.text) && answer.asked) {
    return showFacts(config, position, "What should I change? Tell me in your own words, or use Change.");
  }
  const removed = readRemoval(config.fields, answer.text);
  if (removed.length > 0) {
    for (const field of removed) forgetFact(position.context, field);
    const words = [...problems.values(), `I have removed ${namesInSentence(removed)}.`].join(" ");
    return showFacts(config, position, words);
  }
  if (saysDoubt(answer.text) && answer.asked && isAllKnown) return showFacts(config, position, replyToDoubt(position));
  return undefined;
}

/** The response to a reply that is neither a yes nor a no. */
function replyToDoubt(position: SessionPosition): string {
  const person = mayReachPerson(position) ? ", or let a person look at it" : "";
  return [
    "Nothing is confirmed yet, and there is no hurry.",
    `If something is not right or not certain, tell me in your own words${person}.`,
  ].join(" ");
}

/** Lets a model read what the message changes, and shows the facts as they are then. */
async function readChanges(run: ConfirmRun): Promise<TaskResult> {
  const { config, position, execution, place, answer, problems, before } = run;
  const { context } = position;
  const afterForm = knownFacts(context, config.fields);
  const reading = await readFacts(context, execution, {
    instructions: config.instructions,
    fields: config.fields,
    messages: conversation(context, run.first ? { ...answer, text: run.first.rest } : answer),
    messageSeq: newestUserSeq(context),
    askedKey: answer.asked ? missingFields(config.fields, context)[0]?.key : undefined,
    speak: false,
    readsQuestion: place.graph.collections.length > 0,
    wish: { model: config.model, timeoutMs: place.timeoutMs },
  });
  const first = run.first ?? (await respondToReadQuestion(position, reading.question));
  const changed = reading.changed.filter(({ key }) => context.get(key) !== afterForm[key]);
  // Words sent beside the form count before it, and the person reads which typed values were not stored.
  for (const field of changed) {
    const lost = answer.facts[field.key];
    if (lost !== undefined) problems.set(field.key, changedMeanwhile(field, context, lost));
  }
  const isNews = changed.length + reading.problems.size + problems.size > 0;
  const own = first?.words && !isNews ? "" : describeChanges({ ...reading, changed }, problems, before);
  // The changed facts are shown, and the next yes confirms them.
  const offered = first && { ...first, ...(changed.length > 0 && { offer: undefined }) };
  const isShown = !isNews && !run.isTyped && openForm(execution)?.type === "confirm";
  return { ...showFacts(config, position, paragraphs(first?.words, own), offered, isShown), usage: reading.usage };
}

function describeChanges(
  { problems, changed, acknowledgement }: Reading,
  formProblems: ReadonlyMap<string, string>,
  before: KnownFacts,
): string {
  const doubts = [...formProblems.values(), ...problems.values()];
  if (doubts.length > 0) return doubts.join(" ");
  if (changed.length === 0) return acknowledgement;
  const isNew = ({ key }: FieldSpec) => before[key] === undefined;
  const added = changed.filter(isNew);
  const others = changed.filter((field) => !isNew(field));
  return [
    ...(added.length > 0 ? [`I have noted ${namesInSentence(added)}.`] : []),
    ...(others.length > 0 ? [`I have changed ${namesInSentence(others)}.`] : []),
  ].join(" ");
}

/** Said before the facts; in another round, facts that were confirmed before were not accepted. */
const openingOfRound = (context: Context, taskId: string): string =>
  isAnotherRound(context, taskId)
    ? tellRejection(context) || "Please look at this once more. Here is what I have now."
    : "Here is what I have so far.";

function confirmFacts(config: ConfirmConfig, { context, taskId, now }: SessionPosition): TaskResult {
  const confirmed = Object.fromEntries(config.fields.map((field) => [field.key, context.get(field.key) ?? null]));
  context.set("confirmed", confirmed);
  context.set("confirmed_at", now.toISOString());
  finishRound(context, taskId);
  context.addAssistantMessage(config.thanks);
  return { response: config.thanks, nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage };
}
