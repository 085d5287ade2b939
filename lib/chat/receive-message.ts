import { randomUUID } from "node:crypto";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/is-unique-violation";
import { type GraphDefinition, type RunEvent, SessionBusyError, SessionConflictError } from "@/lib/engine";
import { toDefinition } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import type { Turn } from "@/lib/sessions/advance-session";
import { withdraw } from "@/lib/sessions/mutations";
import { listMessages } from "@/lib/sessions/reading/data";
import type { MessagePart } from "@/lib/sessions/reading/read-session";
import { leaseMs } from "@/lib/sessions/run-session";
import { type NextForMessage, saveMessage } from "@/lib/sessions/save-message";
import type { ChatMessage } from "@/lib/sessions/schema";
import { sessionHost } from "@/lib/sessions/session-host";
import type { Citation } from "@/lib/tasks/citations/schema";
import { isWithdrawalOffered, withdrawnWords } from "@/lib/tasks/conversation/withdrawal";
import { confirmsWithdrawal } from "@/lib/tasks/replies/read-consent";
import { loadGraph } from "@/lib/workflows/load-graph";
import { findSuspicion } from "./find-suspicion";
import type { SendMessage } from "./schema";

/** What a form sends beside its words. */
type FormPart = Exclude<MessagePart, { type: "text" }>;

export type ReceivedTurn = Turn & {
  messageId: string;
  duplicate: boolean;
  /** Of the newest message of the response that cites; absent when none does. */
  citations?: Citation[];
};

/**
 * How long a turn waits for another one on the same session before it answers "busy"; the message is stored by then.
 */
const longestWaitMs = 20_000;

/**
 * The claimant's turn: stores the message first, then lets the workflow answer. The same `clientMessageId` twice is one
 * message. An explicit yes to the offer to withdraw ends the claim when nothing else was asked since. Throws AppError
 * not_found (also for another person's session), conflict (the session is over) or busy (the message is stored; the
 * answer comes).
 */
export async function receiveMessage(
  principal: ClaimantPrincipal,
  input: SendMessage & { form?: FormPart },
  { onEvent }: { onEvent?: (event: RunEvent) => void } = {},
): Promise<ReceivedTurn> {
  const mayWithdraw = !input.form && confirmsWithdrawal(input.text);
  // The session stays free for the end of the claim.
  const { messageId, next } = await store(principal, input, mayWithdraw ? undefined : leaseMs);
  if (next && mayWithdraw && (await followsOffer(input.sessionId, messageId))) {
    // A claim that a run works on is not ended; the offer stays.
    const words = withdrawnWords(await definitionOf(input.sessionId));
    const isEnded = await withdraw(input.sessionId, principal.userId, words);
    if (isEnded) onEvent?.({ type: "response", text: words });
  }
  const deadline = Date.now() + longestWaitMs;
  let known = mayWithdraw ? undefined : next;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, 400)) {
    try {
      const turn = await sessionHost.advance(input.sessionId, { onEvent, next: known });
      // Another turn may have answered this message, or its first copy whose answer was lost.
      const response = turn.response || textsOf(await answersTo(messageId));
      const citations = marker.test(response) ? citationsOf(await answersTo(messageId)) : undefined;
      return { ...turn, response, messageId, duplicate: next === undefined, ...(citations && { citations }) };
    } catch (error) {
      if (!(error instanceof SessionBusyError || error instanceof SessionConflictError)) throw error;
      if (Date.now() > deadline) {
        throw new AppError("busy", {
          detail: "Your message is saved. The answer takes longer than usual.",
          retryAfterSeconds: 5,
          cause: error,
        });
      }
      known = undefined;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function store(
  principal: ClaimantPrincipal,
  { sessionId, clientMessageId, text, waitId, form }: SendMessage & { form?: FormPart },
  leaseMs: number | undefined,
): Promise<{ messageId: string; next?: NextForMessage }> {
  const id = randomUUID();
  const parts: MessagePart[] = [{ type: "text", text }];
  if (form) parts.push(form);
  if (waitId) parts.push({ type: "data-seen", data: { waitId } });
  const message = { id, sessionId, claimantId: principal.userId, clientMessageId, parts, flags: findSuspicion(text) };
  try {
    const next = await saveMessage(message, leaseMs);
    if (next) return { messageId: id, next };
  } catch (error) {
    // Two copies at the same instant: the second meets the unique key instead of the guard.
    if (!isUniqueViolation(error)) throw error;
  }
  const session = await prisma.session.findUnique({
    where: { id: sessionId, claimantId: principal.userId },
    select: { outcome: true, reference: true },
  });
  if (!session) throw new AppError("not_found");
  const earlier = await prisma.message.findUnique({
    where: { sessionId_clientMessageId: { sessionId, clientMessageId } },
  });
  if (earlier) return { messageId: earlier.id };
  const { one } = (await definitionOf(sessionId)).sessionWord;
  throw new AppError("conflict", {
    detail:
      session.outcome === "withdrawn"
        ? `This ${one} was withdrawn. Start a new ${one} to write to us.`
        : `This ${one} is closed. Start a new ${one} to write to us, and name the reference ${session.reference}.`,
  });
}

async function definitionOf(sessionId: string): Promise<GraphDefinition> {
  const { workflowVersionId } = await prisma.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { workflowVersionId: true },
  });
  return toDefinition(await loadGraph(workflowVersionId));
}

/** Whether the offer to withdraw is the newest question that the message can answer with yes. */
async function followsOffer(sessionId: string, messageId: string): Promise<boolean> {
  const messages = await listMessages(sessionId);
  return messages.at(-1)?.id === messageId && isWithdrawalOffered(messages);
}

/** What a text with citations has in it. Of a text without it no messages are read. */
const marker = /\[\d{1,2}\]/;

const textsOf = (answers: ChatMessage[]): string => answers.map(({ text }) => text).join("\n\n");

const citationsOf = (answers: ChatMessage[]): Citation[] | undefined =>
  answers.findLast(({ citations }) => citations)?.citations;

/** The answers to a message; several messages in a row have the same ones. */
async function answersTo(messageId: string): Promise<ChatMessage[]> {
  const { sessionId, seq } = await prisma.message.findUniqueOrThrow({ where: { id: messageId } });
  const later = (await listMessages(sessionId)).filter((message) => message.seq > seq);
  const first = later.findIndex((message) => message.role !== "user");
  if (first === -1) return [];
  const answers = later.slice(first);
  const next = answers.findIndex((message) => message.role === "user");
  return answers.slice(0, next === -1 ? undefined : next);
}
