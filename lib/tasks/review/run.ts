import { z } from "zod";
import {
  type Context,
  evaluateCondition,
  type GraphDefinition,
  type JsonObject,
  NextAction,
  type TaskExecution,
  type TaskResult,
  type WaitRequest,
} from "@/lib/engine";
import { parseDuration, settingValues } from "@/lib/engine/definition-kit";
import { messageData } from "../citations/message-data";
import { collectedFields } from "../config/collected-fields";
import type { DirectResponse } from "../conversation/direct-response";
import { readEvidence, tellProposed } from "../conversation/evidence/read-evidence";
import { type OfferedButtons, paragraphs, replyWait } from "../conversation/forms";
import { type DecisionAnswer, type MessageAnswer, readAnswer } from "../conversation/read-answer";
import { respondWithoutModel } from "../conversation/respond-without-model";
import { defineKind } from "../define-kind";
import { proposedKey, rejectionToldKey } from "../facts/context-keys";
import { correctFact, formatFact, readField } from "../facts/facts";
import { newestProposals, storedProposals } from "../facts/proposals";
import type { FieldSpec, ProposedFact, WaitData } from "../schema";
import { renderTemplate, type SettingValues, templateProblem } from "../template";
import { documentsSentence, namesInSentence } from "../words";
import { type ReviewConfig, reviewKind } from "./config";

/** Waits for a reviewer's decision. Only a decision ends the wait; what the claimant writes meanwhile is evidence. */
export const review = defineKind(reviewKind, {
  asksModel: true,

  async run(own, context, execution, { graph }): Promise<TaskResult> {
    const config = placed(own, graph);
    const answer = readAnswer(execution);
    if (answer?.type === "decision") return takeDecision(config, context, answer, { graph, now: execution.now });
    const request = context.get<InformationRequest>("information_request");
    if (request && execution.wait?.audience === "claimant") {
      // Words that were written before the question are in the conversation, but do not answer it.
      if (answer?.type !== "message" || !answer.asked) return waitForClaimant(request.question);
      const first = await respondWithoutModel(context, execution, graph);
      if (first && first.rest === "") return repeatQuestion(context, request.question, first);
      return takeReply(config, context, execution, { answer, request, first });
    }
    // A session that was moved or copied may still hold a question that is no longer open.
    if (request) context.remove("information_request");
    const response = renderTemplate(config.announcement, context, config.settings);
    return waitForReviewer(config, context, { response });
  },

  renewWait(config, context, wait, _openedAt, { graph }) {
    // A reviewer's question to the claimant does not come from the config.
    return wait.audience === "reviewer" ? reviewWait(placed(config, graph), context) : wait;
  },
});

/** The values include the settings of the workflow, which the texts may name. */
type PlacedConfig = ReviewConfig & { settings: SettingValues };

/** A review that names no facts shows those that the workflow asks for. */
const placed = (config: ReviewConfig, graph: GraphDefinition): PlacedConfig => ({
  ...config,
  fields: config.fields.length > 0 ? config.fields : collectedFields(graph),
  settings: settingValues(graph),
});

interface Reply {
  answer: MessageAnswer;
  request: InformationRequest;
  first: DirectResponse | undefined;
}

/** The claimant's reply to a reviewer's question. */
async function takeReply(
  config: PlacedConfig,
  context: Context,
  execution: TaskExecution,
  { answer: { text, messageSeqs }, request: { actorId, question }, first }: Reply,
): Promise<TaskResult> {
  const proposed = storedProposals(context);
  const words = { text: first?.rest ?? text, messageSeqs, fields: config.fields, proposed, question };
  const reading = await readEvidence(context, execution, words, "The specialist still needs your answer:");
  if (reading.type === "talk") {
    const response = paragraphs(first?.words, reading.reply, question);
    context.addAssistantMessage(response, messageData(first));
    return { ...waitForClaimant(question), response };
  }
  context.set("information_reply", text);
  context.remove("information_request");
  if (reading.proposed.length > 0) context.set(proposedKey, newestProposals([...proposed, ...reading.proposed]));
  const told = tellProposed(config.fields, context, reading.proposed);
  const passedOn = ["Thank you. I have passed your answer on to the same specialist.", told].filter(Boolean).join(" ");
  const response = paragraphs(first?.words, passedOn);
  const said = { response, data: messageData(first) };
  return { ...waitForReviewer(config, context, said, actorId), usage: reading.usage };
}

function takeDecision(
  config: ReviewConfig,
  context: Context,
  decision: DecisionAnswer,
  { graph, now }: { graph: GraphDefinition; now: Date },
): TaskResult {
  const proposed = newestProposals([...storedProposals(context), ...decision.proposed]);
  if (decision.verdict === "request_information") {
    takeEdits(config, context, { decision, proposed, now });
    // The next question to a reviewer is another wait, and has what was proposed during this one.
    if (decision.proposed.length > 0) context.set(proposedKey, proposed);
    return requestInformation(config, context, decision, graph);
  }
  const statusMessage = describeVerdict(config, decision);
  takeEdits(config, context, { decision, proposed, now });
  // A case that comes back still has the values of the earlier decision.
  for (const key of ["decision_reason", rejectionToldKey, proposedKey])
    if (context.get(key) !== undefined) context.remove(key);
  context.set("decision", decision.verdict);
  if (decision.reason) context.set("decision_reason", decision.reason);
  if (decision.verdict === "reject") context.set("outcome", "rejected");
  else if (context.get("outcome") === "rejected") context.remove("outcome");
  // The facts stay as they were confirmed, so that a later reviewer needs what was proposed to change.
  const isOpen = decision.verdict !== "approve" && decision.verdict !== "reject";
  if (isOpen && proposed.length > 0) context.set(proposedKey, proposed);
  return { nextAction: NextAction.ContinueAndExecute, statusMessage };
}

/** A sentence for staff. Throws for a verdict that the reviewer was not offered. */
function describeVerdict(config: ReviewConfig, { verdict, outcomes }: DecisionAnswer): string {
  if (verdict === "approve") return config.answers ? "Answered by a reviewer" : "Approved by a reviewer";
  if (verdict === "reject") return config.answers ? "Not answered by a reviewer" : "Rejected by a reviewer";
  // The outcomes that the reviewer saw: a session that was moved meanwhile may have others.
  const chosen = (outcomes ?? config.outcomes).find(({ id }) => id === verdict);
  if (!chosen) throw new Error(`The review does not offer the decision "${verdict}".`);
  return `A reviewer chose “${chosen.label}”`;
}

/** Stores the reviewer's corrections, and the lines for the claimant about them. */
function takeEdits(config: ReviewConfig, context: Context, edited: Edited): void {
  // The fields that the reviewer saw: a session that was moved meanwhile may have others.
  const fields = edited.decision.fields ?? config.fields;
  const corrected = fields.flatMap((field) => {
    const line = takeEdit(context, field, edited);
    return line === null ? [] : { start: `${field.label}: `, line };
  });
  if (corrected.length === 0) return;
  // Those of an earlier round stay, unless the same fact was corrected again.
  const earlier = z.array(z.string()).catch([]).parse(context.get("corrections"));
  const kept = earlier.filter((line) => !corrected.some(({ start }) => line.startsWith(start)));
  context.set("corrections", [...kept, ...corrected.map(({ line }) => line)]);
}

interface Edited {
  decision: DecisionAnswer;
  proposed: readonly ProposedFact[];
  now: Date;
}

/**
 * Stores the reviewer's correction of a field. Returns the line for the claimant about it, if there is one. What the
 * claimant confirmed stays on record beside it.
 */
function takeEdit(context: Context, field: FieldSpec, { decision, proposed, now }: Edited): string | null {
  const { key, label } = field;
  const edited = decision.edits && Object.hasOwn(decision.edits, key) ? decision.edits[key] : undefined;
  const reading = edited === undefined ? undefined : readField(field, edited, now);
  const known = context.get(key);
  if (!reading?.ok || reading.value === known) return null;
  const before = formatFact(field, known) ?? "nothing";
  const isProposed = proposed.some((one) => one.key === key && one.value === reading.value);
  const why = isProposed ? `as you proposed; you had confirmed ${before}` : `you told us ${before}`;
  correctFact(context, field, reading.value);
  return `${label}: ${formatFact(field, reading.value)} (${why})`;
}

function requestInformation(
  config: ReviewConfig,
  context: Context,
  { actorId, wanted, ...decision }: DecisionAnswer,
  { sessionWord }: GraphDefinition,
): TaskResult {
  const { documents } = decision;
  const fields = (decision.fields ?? config.fields).filter(({ key }) => wanted.includes(key));
  const question =
    paragraphs(
      decision.question ?? decision.reason ?? undefined,
      fields.length > 0 ? `Please tell us ${namesInSentence(fields)}.` : undefined,
      documents.length > 0 ? documentsSentence(documents) : undefined,
    ) || "Please tell us more about it.";
  const response = `The specialist who looks at your ${sessionWord.one} has a question:\n\n${question}`;
  context.set("information_request", { actorId, question } satisfies InformationRequest);
  context.addAssistantMessage(response);
  return { ...waitForClaimant(question), response };
}

/** The open question of a reviewer to the claimant, and who asked it. */
type InformationRequest = { actorId: string; question: string };

const waitForClaimant = (question: string, offered?: OfferedButtons): TaskResult => ({
  nextAction: NextAction.WaitForInput,
  statusMessage: "Waiting for information from the claimant",
  wait: replyWait({ text: question, suggestions: [] }, offered),
});

/** Answers what was asked instead of a reply; the reviewer's question stays open. */
function repeatQuestion(context: Context, question: string, first: DirectResponse): TaskResult {
  const response = `${first.words}\n\nThe specialist's question is still open:\n\n${question}`;
  context.addAssistantMessage(response, messageData(first));
  return { ...waitForClaimant(question, first), response };
}

function waitForReviewer(
  config: PlacedConfig,
  context: Context,
  { response, data }: { response: string; data?: JsonObject },
  assigneeId?: string,
): TaskResult {
  context.addAssistantMessage(response, data);
  return {
    response,
    nextAction: NextAction.WaitForInput,
    statusMessage: config.statusMessage,
    wait: reviewWait(config, context, assigneeId),
  };
}

function reviewWait(config: PlacedConfig, context: Context, assigneeId?: string): WaitRequest<WaitData> {
  const money = config.fields.find(({ type }) => type === "money")?.key ?? "amount_cents";
  const amountCents = context.get<number>(money);
  return {
    audience: "reviewer",
    form: {
      type: "decision",
      question: config.question,
      fields: config.fields,
      reasonRequiredTo: [
        ...(config.answers === "in_words" ? ["approve"] : []),
        "reject",
        "request_information",
        ...config.outcomes.flatMap(({ id, needsReason }) => (needsReason ? [id] : [])),
      ],
      outcomes: config.outcomes,
      documents: config.documents.map(({ name }) => name),
      ...(config.answers && { answers: config.answers }),
    },
    data: {
      queue: config.queue,
      amountCents: Number.isSafeInteger(amountCents) ? amountCents : undefined,
      currency: context.get<string>("currency"),
      reasons: config.reasons
        .filter(({ when }) => evaluateCondition(when, (path) => context.read(path)))
        .map(({ text }) => reasonText(text, context, config.settings)),
      assigneeId,
      approvals: config.approvals,
      secondApprovalFrom: config.secondApprovalFrom,
      roles: config.roles ?? [],
      people: config.people.map(({ email }) => email.toLowerCase()),
    },
    dueInMs: parseDuration(config.dueIn),
  };
}

/**
 * A reason as text. A text that is not a valid template is used unchanged: it may have been published before reasons
 * were templates.
 */
const reasonText = (text: string, context: Context, settings: SettingValues): string =>
  templateProblem(text) === null ? renderTemplate(text, context, settings) : text;
