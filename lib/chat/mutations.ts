import type { z } from "zod";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { Context, type JsonObject, type RunEvent } from "@/lib/engine";
import { toDefinition } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { retry, stop, withdraw } from "@/lib/sessions/mutations";
import { advanceIfFree } from "@/lib/sessions/session-host";
import { startSession } from "@/lib/sessions/start-session";
import { withdrawnWords } from "@/lib/tasks/conversation/withdrawal";
import { formatFact, readField, shownFact } from "@/lib/tasks/facts/facts";
import { type FieldSpec, waitFormSchema } from "@/lib/tasks/schema";
import { loadGraph } from "@/lib/workflows/load-graph";
import { type ReceivedTurn, receiveMessage } from "./receive-message";
import { type changeFactsSchema, type confirmFactsSchema, messageText, type sayInClaimSchema } from "./schema";

/**
 * The claimant's message from the page of a claim. The first one starts the claim, as in `POST /execute`: under the id
 * that the page made, so that the same post again is the same claim. Throws as startSession and receiveMessage do.
 */
export async function sayInClaim(
  principal: ClaimantPrincipal,
  { startsClaim, workflow, ...message }: z.infer<typeof sayInClaimSchema>,
  options: { onEvent?: (event: RunEvent) => void } = {},
): Promise<ReceivedTurn> {
  if (startsClaim) await startSession(principal, { workflowId: workflow, sessionId: message.sessionId });
  return receiveMessage(principal, message, options);
}

/**
 * "Confirm" on the fact card: a message in the conversation, with the question that the card was rendered for. Facts
 * that changed since are never confirmed. Throws AppError("conflict") when that question is not open any more, else as
 * receiveMessage does.
 */
export async function confirmFacts(
  principal: ClaimantPrincipal,
  { waitId, ...message }: z.infer<typeof confirmFactsSchema>,
): Promise<void> {
  const wait = await openWait(principal, message.sessionId);
  const repeated = await prisma.message.count({ where: { ...message } });
  if (repeated === 0 && wait?.id !== waitId) {
    throw new AppError("conflict", {
      detail: "The facts have changed since this page was drawn. Look again, then confirm.",
    });
  }
  await receiveMessage(principal, {
    ...message,
    text: "Yes, this is right.",
    form: { type: "data-confirm", data: { waitId } },
  });
}

/**
 * "Change" on the fact card: a message in the conversation, with the typed values and the values that the form had
 * shown. Throws AppError("conflict") when the claim waits for no confirmation or, with `fields` and `data.current`,
 * when a fact has another value by now; "invalid" for unknown fields.
 */
export async function changeFacts(
  principal: ClaimantPrincipal,
  input: z.infer<typeof changeFactsSchema>,
): Promise<void> {
  const { sessionId, clientMessageId } = input;
  const wait = await openWait(principal, sessionId);
  // A repeat is the stored message: it is not checked again, even when facts have changed since.
  const isRepeated = (await prisma.message.count({ where: { sessionId, clientMessageId } })) > 0;
  const touched = isRepeated ? Object.entries(input.values) : wait ? touchedFacts(wait, input) : undefined;
  if (!touched) throw new AppError("conflict", { detail: "There is nothing to change at the moment." });
  if (touched.length === 0) return;
  const labels = new Map(wait ? fieldsOf(wait).map(({ key, label }) => [key, label]) : []);
  const words = touched.map(([key, value]) => `${labels.get(key) ?? key}: ${value || "(nothing)"}`);
  await receiveMessage(principal, {
    sessionId,
    clientMessageId,
    text: messageText.parse(`Please change:\n${words.join("\n")}`),
    form: {
      type: "data-facts",
      data: Object.fromEntries(touched.map(([key, value]) => [key, value || null])),
      shown: Object.fromEntries(touched.map(([key]) => [key, input.shown[key] ?? ""])),
    },
  });
}

const fieldsOf = (wait: { form: unknown }): FieldSpec[] => {
  const form = waitFormSchema.parse(wait.form);
  return form.type === "reply" ? (form.field ? [form.field] : []) : form.fields;
};

/** What was typed and is not stored yet. Throws AppError conflict or invalid, as `changeFacts` says. */
function touchedFacts(wait: OpenWait, { values, shown }: z.infer<typeof changeFactsSchema>): [string, string][] {
  const fields = new Map(fieldsOf(wait).map((field) => [field.key, field]));
  const context = new Context(wait.session.context as JsonObject);
  const typed = Object.entries(values).filter(([key, value]) => value !== (shown[key] ?? ""));
  if (typed.length === 0) throw new AppError("invalid", { detail: "Change at least one of the facts." });
  const problems: Record<string, string> = {};
  const current: Record<string, string | null> = {};
  const touched = typed.filter(([key, value]) => {
    const field = fields.get(key);
    const reading = field && value ? readField(field, value, new Date()) : undefined;
    if (!field) problems[key] = "This is not asked for here.";
    else if (reading?.ok === false) problems[key] = reading.problem;
    else if ((reading?.value ?? null) === (context.get(key) ?? null)) return false;
    else if (shownFact(field, context) !== (shown[key] ?? "")) {
      current[key] = formatFact(field, context.get(key), context.get<string>("currency"));
    }
    return true;
  });
  if (Object.keys(problems).length > 0) throw new AppError("invalid", { fields: problems });
  if (Object.keys(current).length > 0) throw changedSince(fields, current);
  return touched;
}

function changedSince(fields: ReadonlyMap<string, FieldSpec>, current: Record<string, string | null>): AppError {
  const entries = Object.entries(current).map(([key, text]): [string, string] => [
    key,
    text === null ? "This was removed meanwhile." : `This was changed to ${text} meanwhile.`,
  ]);
  const labels = Object.keys(current).map((key) => fields.get(key)?.label ?? key);
  const have = labels.length === 1 ? "has" : "have";
  return new AppError("conflict", {
    detail: `Not saved: ${labels.join(", ")} ${have} changed since this form was opened. What you typed is kept.`,
    fields: Object.fromEntries(entries),
    data: { current },
  });
}

/** Ends a claim at its claimant's wish. Throws AppError not_found, or conflict when it is over or being worked on. */
export async function withdrawClaim(principal: ClaimantPrincipal, sessionId: string): Promise<void> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId, claimantId: principal.userId },
    select: { status: true, workflowVersionId: true },
  });
  if (!session) throw new AppError("not_found");
  const definition = toDefinition(await loadGraph(session.workflowVersionId));
  if (await withdraw(sessionId, principal.userId, withdrawnWords(definition))) return;
  const { one } = definition.sessionWord;
  const over = session.status === "completed" || session.status === "cancelled";
  throw new AppError("conflict", {
    detail: over
      ? `This ${one} is closed already.`
      : `Your ${one} is being worked on at this moment. Please try again in a few seconds.`,
  });
}

/**
 * Stops the reply that is being made, in whichever process: nothing of it is kept, and the message is answered with the
 * next one. Throws AppError not_found, or conflict when no reply is being made.
 */
export async function stopTurn(principal: ClaimantPrincipal, sessionId: string): Promise<void> {
  if (await stop(sessionId, principal.userId)) return;
  const session = await prisma.session.findUnique({ where: { id: sessionId, claimantId: principal.userId } });
  if (!session) throw new AppError("not_found");
  throw new AppError("conflict", { detail: "There is no reply to stop: it has just been finished." });
}

/** Another try for a claim whose last step failed or was stopped; nothing was lost. Throws AppError not_found. */
export async function retryTurn(principal: ClaimantPrincipal, sessionId: string): Promise<void> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId, claimantId: principal.userId },
    select: { id: true },
  });
  if (!session) throw new AppError("not_found");
  await retry(sessionId, principal.userId);
  await advanceIfFree(sessionId);
}

const openWait = (principal: ClaimantPrincipal, sessionId: string) =>
  prisma.wait.findFirst({
    where: { sessionId, status: "open", audience: "claimant", session: { claimantId: principal.userId } },
    select: { id: true, form: true, session: { select: { context: true } } },
  });
type OpenWait = NonNullable<Awaited<ReturnType<typeof openWait>>>;
