import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { conversation, newestUserSeq } from "../conversation/conversation";
import { passToPerson } from "../conversation/pass-to-person";
import { readAnswer } from "../conversation/read-answer";
import { type FirstResponse, respondFirst } from "../conversation/respond-without-model";
import { finishRound, isAnotherRound, tellRejection } from "../conversation/rounds";
import { noteSecondDamage } from "../conversation/second-damage";
import { confirmReplies, suggestionsFor } from "../conversation/suggestions";
import { defineKind } from "../define-kind";
import { changedMeanwhile, factLines, forgetFact, missingFields, takeTypedFacts } from "../facts/facts";
import { type KnownFacts, keepConsistent, knownFacts } from "../facts/keep-consistent";
import { takeLateChanges } from "../facts/late-changes";
import { askOptional } from "../facts/optional-fields";
import { type Reading, readFacts } from "../model/read-facts";
import { mayReach, type Standing } from "../questions/answer-question";
import { confirmsFacts } from "../replies/read-consent";
import { deniesFacts, saysDoubt } from "../replies/read-doubt";
import { takeOpenField } from "../replies/read-open-field";
import { readRemoval } from "../replies/read-removal";
import { readSkip } from "../replies/read-skip";
import { type FieldSpec, nameInSentence, namesInSentence, waitFormSchema } from "../schema";
import { type ConfirmConfig, confirmKind } from "./config";

/** Shows the facts and goes on only when the claimant says yes to exactly these. */
export const confirm = defineKind(confirmKind, {
  asksModel: true,

  async run(config, context, execution, { timeoutMs, graph }): Promise<TaskResult> {
    const first = respondFirst(context, execution, graph);
    const standing: Standing = { graph, taskId: execution.taskId, context, now: execution.now };
    const answer = readAnswer(execution);
    if (answer?.type !== "message") {
      if (first?.leaves) return passToPerson(context, execution, first.words);
      const doubt = takeLateChanges(context, config.fields, execution.now);
      return show(config, standing, doubt || openingWith(context, execution.taskId));
    }
    const isComplete = missingFields(config.fields, context).length === 0;
    if (answer.confirmsWaitId !== null) {
      const isWhatTheySaw = answer.confirmsWaitId === answer.waitId;
      if (isWhatTheySaw && isComplete) return confirmed(config, context, execution);
      return show(config, standing, isWhatTheySaw ? "" : changedSince);
    }
    const typed = Object.keys(answer.facts).length > 0;
    const before = knownFacts(context, config.fields);
    const typedProblems = takeTypedFacts(context, config.fields, answer, execution.now);
    keepConsistent(context, config.fields, before, { messageSeq: null, now: execution.now });
    if (first?.leaves) return passToPerson(context, execution, [...typedProblems.values(), first.words].join("\n\n"));
    if (first && first.rest === "") {
      return show(config, standing, [...typedProblems.values(), first.words].join("\n\n"), first);
    }
    if (!answer.text) {
      return show(
        config,
        standing,
        typedProblems.size > 0 ? [...typedProblems.values()].join(" ") : "I have changed that.",
      );
    }
    const asked = answer.asked ? missingFields(config.fields, context)[0] : undefined;
    const messageSeq = newestUserSeq(context);
    if (!typed && takeOpenField(context, config.fields, answer, { now: execution.now, messageSeq })) {
      return show(config, standing, asked ? `I have noted ${nameInSentence(asked)}.` : "");
    }
    // A yes is one only to the card as it stands: said after it was shown, and nothing else with it.
    if (confirmsFacts(answer.text) && !typed) {
      if (!answer.asked) return show(config, standing, changedSince);
      return isComplete ? confirmed(config, context, execution) : show(config, standing, "");
    }
    const second = noteSecondDamage(standing, config.fields, first ? first.rest : answer.text);
    if (second) {
      const words = [...typedProblems.values(), first?.words, second].filter(Boolean).join("\n\n");
      return show(config, standing, words, first);
    }
    const isOptional = openConfirmation(execution)?.asksOptional === true;
    const skipped = isOptional && answer.asked && !typed && isComplete ? readSkip(answer.text) : null;
    if (skipped === "yes") return confirmed(config, context, execution);
    if (skipped === "skip") return show(config, standing, "All right, I leave that open.");
    if (deniesFacts(answer.text) && answer.asked) {
      return show(config, standing, "What should I change? Tell me in your own words, or use Change.");
    }
    const removed = readRemoval(config.fields, answer.text);
    if (removed.length > 0) {
      for (const field of removed) forgetFact(context, field);
      return show(
        config,
        standing,
        [...typedProblems.values(), `I have removed ${namesInSentence(removed)}.`].join(" "),
      );
    }
    if (saysDoubt(answer.text) && answer.asked && isComplete) return show(config, standing, doubted(standing));
    const typedValues = new Map(config.fields.map(({ key }) => [key, context.get(key)]));
    const reading = await readFacts(context, execution, {
      instructions: config.instructions,
      fields: config.fields,
      messages: conversation(context, first ? { ...answer, text: first.rest } : answer),
      messageSeq,
      askedKey: asked?.key,
      speak: false,
      wish: { model: config.model, timeoutMs },
    });
    const changed = reading.changed.filter(({ key }) => context.get(key) !== typedValues.get(key));
    // Words sent beside the form win over it, and the person is told what of theirs did not stay.
    for (const field of changed) {
      const lost = answer.facts[field.key];
      if (lost !== undefined) typedProblems.set(field.key, changedMeanwhile(field, context, lost));
    }
    const isNews = changed.length + reading.problems.size + typedProblems.size > 0;
    const own = first?.words && !isNews ? "" : openingOf({ ...reading, changed }, typedProblems, before);
    const opening = [first?.words, own].filter(Boolean).join("\n\n");
    // Facts that have changed are shown, and a yes is one to them.
    const offered = first && { ...first, ...(changed.length > 0 && { offer: undefined }) };
    return { ...show(config, standing, opening, offered), usage: reading.usage };
  },
});

function openConfirmation({ wait }: TaskExecution) {
  const form = waitFormSchema.safeParse(wait?.form).data;
  return form?.type === "confirm" ? form : undefined;
}

/** Said to a reply that is neither a yes nor a no. */
const doubted = (standing: Standing): string =>
  `Nothing is confirmed yet, and there is no hurry. If something is not right or not certain, tell me in your own words${mayReach(standing) ? ", or let a person look at it" : ""}.`;

/** Said to a yes that was meant for another version of the facts. */
const changedSince = "The facts have changed meanwhile. Please look again.";

function openingOf(
  { problems, changed, acknowledgement }: Reading,
  typedProblems: Map<string, string>,
  before: KnownFacts,
): string {
  const doubts = [...typedProblems.values(), ...problems.values()];
  if (doubts.length > 0) return doubts.join(" ");
  if (changed.length === 0) return acknowledgement;
  const isNew = ({ key }: FieldSpec) => before[key] === undefined;
  const [noted, others] = [changed.filter(isNew), changed.filter((field) => !isNew(field))];
  return [
    ...(noted.length > 0 ? [`I have noted ${namesInSentence(noted)}.`] : []),
    ...(others.length > 0 ? [`I have changed ${namesInSentence(others)}.`] : []),
  ].join(" ");
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

function show(
  config: ConfirmConfig,
  standing: Standing,
  opening: string,
  offered: Partial<FirstResponse> = {},
): TaskResult {
  const { context } = standing;
  const { acts = [], offer } = offered;
  const missing = missingFields(config.fields, context)[0];
  // An offer is asked about alone; what is missing goes before what may be left out.
  const asksAll = missing === undefined && offer === undefined;
  const optional = asksAll ? askOptional(context, config.fields, opening) : "";
  // A doubt about what is missing is the question itself.
  const isAsked = missing !== undefined && opening.endsWith("?");
  const asking = missing ? (missing.question ?? `Please tell me: ${missing.label.toLowerCase()}.`) : config.question;
  const question = isAsked ? opening : asking;
  // A yes to the facts and a yes to an offer are never asked for at once.
  const asked = offer ? [] : [factLines(config.fields, context), optional, question];
  const response = [isAsked && !offer ? "" : opening, ...asked].filter(Boolean).join("\n\n");
  context.addAssistantMessage(response);
  const replies = missing ? suggestionsFor(missing) : confirmReplies(optional !== "");
  return {
    response,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: {
      audience: "claimant",
      form: {
        ...{ type: "confirm", question, fields: config.fields },
        suggestions: offered.suggestions ?? (offer ? [] : replies),
        acts: acts.length === 0 && !offer && mayReach(standing) ? ["person"] : acts,
        ...(optional && { asksOptional: true }),
        ...(offer && { offer }),
      },
    },
  };
}
