import {
  type Context,
  evaluateCondition,
  NextAction,
  type TaskExecution,
  type TaskResult,
  type WaitRequest,
} from "@/lib/engine";
import { parseDuration, settingValues } from "@/lib/engine/definition-kit";
import { type DecisionAnswer, type MessageAnswer, readAnswer } from "../answer";
import { defineKind } from "../define-kind";
import { forgetSource, formatFact, readField } from "../facts";
import { proposedKey, rejectionToldKey } from "../kept-keys";
import { keptProposals, newestProposals } from "../proposals";
import { readEvidence, tellProposed } from "../read-evidence";
import { type FirstResponse, respondFirst } from "../respond-first";
import type { WaitData } from "../schema";
import { renderTemplate, type SettingValues, templateProblem } from "../template";
import { type ReviewConfig, reviewKind } from "./config";

/** Waits for a reviewer's decision. Only a decision moves it; what the claimant writes meanwhile is evidence. */
export const review = defineKind(reviewKind, {
  asksModel: true,

  async run(own, context, execution, { graph }): Promise<TaskResult> {
    const config: PlacedConfig = { ...own, settings: settingValues(graph) };
    const answer = readAnswer(execution);
    const { wait } = execution;
    if (answer?.type === "decision") return decided(config, context, answer, execution.now);
    const request = context.get<InformationRequest>("information_request");
    if (request && wait?.audience === "claimant") {
      // What was written before the question was asked is in the conversation, but it does not answer it.
      if (answer?.type !== "message" || !answer.asked) return waitForClaimant(request.question);
      const first = respondFirst(context, execution, graph);
      if (first && first.rest === "") return answerFirst(context, request.question, first);
      return answered(config, context, execution, answer, { ...request, first });
    }
    // A question that does not stand any more was left behind when the session was moved or copied.
    if (request) context.remove("information_request");
    return queue(config, context, renderTemplate(config.announcement, context, config.settings));
  },

  renewWait(config, context, wait, _openedAt, { graph }) {
    // The question that a reviewer asked is theirs, whatever the config says.
    return wait.audience === "reviewer" ? reviewWait({ ...config, settings: settingValues(graph) }, context) : wait;
  },
});

/** With the settings of the workflow, which its texts may name. */
type PlacedConfig = ReviewConfig & { settings: SettingValues };

async function answered(
  config: PlacedConfig,
  context: Context,
  execution: TaskExecution,
  { text, messageSeqs }: MessageAnswer,
  { actorId, question, first }: InformationRequest & { first: FirstResponse | undefined },
): Promise<TaskResult> {
  const proposed = keptProposals(context);
  const words = { text: first?.rest ?? text, messageSeqs, fields: config.fields, proposed, question };
  const reading = await readEvidence(context, execution, words, "The specialist still needs your answer:");
  if (reading.type === "talk") {
    const response = [first?.words, reading.reply, question].filter(Boolean).join("\n\n");
    context.addAssistantMessage(response);
    return { ...waitForClaimant(question), response };
  }
  context.set("information_reply", text);
  context.remove("information_request");
  if (reading.proposed.length > 0) context.set(proposedKey, newestProposals([...proposed, ...reading.proposed]));
  const told = tellProposed(config.fields, context, reading.proposed);
  const passedOn = ["Thank you. I have passed your answer on to the same specialist.", told].filter(Boolean).join(" ");
  const response = [first?.words, passedOn].filter(Boolean).join("\n\n");
  return { ...queue(config, context, response, actorId), usage: reading.usage };
}

function decided(config: ReviewConfig, context: Context, decision: DecisionAnswer, now: Date): TaskResult {
  const proposed = newestProposals([...keptProposals(context), ...decision.proposed]);
  if (decision.verdict === "request_information") {
    // The next question to a reviewer is another wait: what was proposed beside this one goes along.
    if (decision.proposed.length > 0) context.set(proposedKey, proposed);
    return requestInformation(context, decision);
  }
  const corrected: string[] = [];
  // The fields that the reviewer saw: a session that was moved meanwhile may have others.
  for (const field of decision.fields ?? config.fields) {
    const edited = decision.edits?.[field.key];
    const reading = edited === undefined ? undefined : readField(field, edited, now);
    // A correction of the reviewer's, not the claimant's: what they confirmed stays on record beside it.
    if (!reading?.ok || reading.value === context.get(field.key)) continue;
    const before = formatFact(field, context.get(field.key)) ?? "nothing";
    const isProposed = proposed.some(({ key, value }) => key === field.key && value === reading.value);
    const why = isProposed ? `as you proposed; you had confirmed ${before}` : `you told us ${before}`;
    corrected.push(`${field.label}: ${formatFact(field, reading.value)} (${why})`);
    context.set(field.key, reading.value);
    forgetSource(context, field);
  }
  if (corrected.length > 0) context.set("corrections", corrected);
  // A case that was sent back and comes again has what an earlier decision left.
  for (const key of ["decision_reason", rejectionToldKey, proposedKey])
    if (context.get(key) !== undefined) context.remove(key);
  context.set("decision", decision.verdict);
  if (decision.reason) context.set("decision_reason", decision.reason);
  if (decision.verdict === "reject") context.set("outcome", "rejected");
  else if (context.get("outcome") === "rejected") context.remove("outcome");
  return {
    nextAction: NextAction.ContinueAndExecute,
    statusMessage: decision.verdict === "approve" ? "Approved by a reviewer" : "Rejected by a reviewer",
  };
}

function requestInformation(context: Context, { reason, actorId }: DecisionAnswer): TaskResult {
  const question = reason ?? "Please tell us more about what happened.";
  const response = `The specialist who looks at your claim has a question:\n\n${question}`;
  context.set("information_request", { actorId, question } satisfies InformationRequest);
  context.addAssistantMessage(response);
  return { ...waitForClaimant(question), response };
}

/** The question of a reviewer that stands, and whose it is. */
type InformationRequest = { actorId: string; question: string };

const waitForClaimant = (question: string, { acts = [], offer }: Partial<FirstResponse> = {}): TaskResult => ({
  nextAction: NextAction.WaitForInput,
  statusMessage: "Waiting for information from the claimant",
  wait: { audience: "claimant", form: { type: "reply", question, suggestions: [], acts, ...(offer && { offer }) } },
});

/** What was asked instead of answered is answered; the reviewer's question stands. */
function answerFirst(context: Context, question: string, first: FirstResponse): TaskResult {
  const response = `${first.words}\n\nThe specialist's question is still open:\n\n${question}`;
  context.addAssistantMessage(response);
  return { ...waitForClaimant(question, first), response };
}

function queue(config: PlacedConfig, context: Context, response: string, assigneeId?: string): TaskResult {
  context.addAssistantMessage(response);
  return {
    response,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: reviewWait(config, context, assigneeId),
  };
}

function reviewWait(config: PlacedConfig, context: Context, assigneeId?: string): WaitRequest<WaitData> {
  const amountCents = context.get<number>("amount_cents");
  return {
    audience: "reviewer",
    form: {
      type: "decision",
      question: config.question,
      fields: config.fields,
      reasonRequiredTo: ["reject", "request_information"],
    },
    data: {
      queue: config.queue,
      amountCents: Number.isSafeInteger(amountCents) ? amountCents : undefined,
      currency: context.get<string>("currency"),
      reasons: config.reasons
        .filter(({ when }) => evaluateCondition(when, (path) => context.read(path)))
        .map(({ text }) => reasonText(text, context, config.settings)),
      assigneeId,
    },
    dueInMs: parseDuration(config.dueIn),
  };
}

/** Texts that were published before they could be templates are said as they are. */
const reasonText = (text: string, context: Context, settings: SettingValues): string =>
  templateProblem(text) === null ? renderTemplate(text, context, settings) : text;
