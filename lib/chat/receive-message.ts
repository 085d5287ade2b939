import { randomUUID } from "node:crypto";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { ringDoorbell } from "@/lib/db/doorbell";
import { type RunEvent, SessionBusyError, SessionConflictError } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { advanceSession, type Turn } from "@/lib/sessions/advance-session";
import { listMessages } from "@/lib/sessions/data";
import { insertMessage } from "@/lib/sessions/sql/insert-message";
import type { MessagePart } from "@/lib/sessions/storage";
import { findSuspicion } from "./find-suspicion";
import type { SendMessage } from "./schema";

export type ReceivedTurn = Turn & { messageId: string; duplicate: boolean };

/** How long a turn waits for another one on the same session before it answers "busy"; the message is safe by then. */
const patienceMs = 20_000;

/**
 * The claimant's turn: stores the message first, then lets the workflow answer. The same `clientMessageId` twice is one
 * message. Throws AppError not_found (also for somebody else's session), conflict (the session is over) or busy (the
 * message is stored; the answer comes).
 */
export async function receiveMessage(
  principal: ClaimantPrincipal,
  input: SendMessage & { facts?: Record<string, string> },
  { onEvent }: { onEvent?: (event: RunEvent) => void } = {},
): Promise<ReceivedTurn> {
  const { messageId, duplicate } = await store(principal, input);
  ringDoorbell(input.sessionId);
  const deadline = Date.now() + patienceMs;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, 400)) {
    try {
      const turn = await advanceSession(input.sessionId, { onEvent });
      // The first copy of this message was answered, but perhaps nobody heard: the repeat gets the same answer.
      const response = duplicate && turn.response === "" ? await answerTo(messageId) : turn.response;
      return { ...turn, response, messageId, duplicate };
    } catch (error) {
      if (!(error instanceof SessionBusyError || error instanceof SessionConflictError)) throw error;
      if (Date.now() > deadline) {
        throw new AppError("busy", {
          detail: "Your message is saved. The answer takes longer than usual.",
          retryAfterSeconds: 5,
          cause: error,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function store(
  principal: ClaimantPrincipal,
  { sessionId, clientMessageId, text, facts }: SendMessage & { facts?: Record<string, string> },
): Promise<{ messageId: string; duplicate: boolean }> {
  const id = randomUUID();
  const parts: MessagePart[] = [{ type: "text", text }];
  if (facts) parts.push({ type: "data-facts", data: facts });
  const message = { id, sessionId, claimantId: principal.userId, clientMessageId, parts, flags: findSuspicion(text) };
  try {
    const stored = await prisma.$queryRaw<unknown[]>(insertMessage(message));
    if (stored.length > 0) return { messageId: id, duplicate: false };
  } catch (error) {
    // Two copies at the same instant: the second meets the unique key instead of the guard.
    if (!isUniqueViolation(error)) throw error;
  }
  const session = await prisma.session.findUnique({
    where: { id: sessionId, claimantId: principal.userId },
    select: { status: true },
  });
  if (!session) throw new AppError("not_found");
  const earlier = await prisma.message.findUnique({
    where: { sessionId_clientMessageId: { sessionId, clientMessageId } },
  });
  if (earlier) return { messageId: earlier.id, duplicate: true };
  throw new AppError("conflict", {
    detail:
      session.status === "cancelled"
        ? "This claim was withdrawn. Start a new claim to write to us."
        : "This claim is closed. Start a new claim to write to us.",
  });
}

/** What was said after a message and before the claimant's next one. */
async function answerTo(messageId: string): Promise<string> {
  const { sessionId, seq } = await prisma.message.findUniqueOrThrow({ where: { id: messageId } });
  const later = (await listMessages(sessionId)).filter((message) => message.seq > seq);
  const next = later.findIndex((message) => message.role === "user");
  return later
    .slice(0, next === -1 ? undefined : next)
    .map((message) => message.text)
    .join("\n\n");
}

/** Prisma wraps the driver's error of a raw query; SQLSTATE 23505 is a unique key met. */
function isUniqueViolation(error: unknown): boolean {
  return (
    error instanceof Error &&
    /23505|unique constraint/i.test(`${error.message} ${JSON.stringify("meta" in error ? error.meta : "")}`)
  );
}
