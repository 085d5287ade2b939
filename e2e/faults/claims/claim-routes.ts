import { z } from "zod";
import { asClaimant } from "@/lib/auth/principal";
import { receiveMessage } from "@/lib/chat/receive-message";
import { sendMessageSchema } from "@/lib/chat/schema";
import type { RunEvent } from "@/lib/engine";
import { AppError, type Problem, toProblem } from "@/lib/errors";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { advanceIfFree } from "@/lib/sessions/session-host";
import { startSession } from "@/lib/sessions/start-session";
import { toAppError } from "@/lib/to-app-error";

const claimBody = z.strictObject({ sessionId: z.uuid(), workflowId: z.string() });

/** What the server action "new claim" does, with the caller's id, so that it can be repeated. */
export const claims = handle(async (call) => {
  const claimant = asClaimant(await call.principal());
  const { sessionId, workflowId } = await readJson(call.request, claimBody);
  await startSession(claimant, { sessionId, workflowId });
  await advanceIfFree(sessionId);
  return jsonResponse({ sessionId });
});

/** A line of the answer to a turn. */
export type TurnLine =
  | RunEvent
  | { type: "turn"; duplicate: boolean; response: string }
  | { type: "problem"; problem: Problem; retryAfterSeconds: number | null };

/** The chat's turn as lines of JSON, one for each step as soon as it is committed. */
export const turns = handle(async (call) => {
  const claimant = asClaimant(await call.principal());
  const message = await readJson(call.request, sendMessageSchema);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void talk(writable.getWriter(), (onEvent) => receiveMessage(claimant, message, { onEvent }));
  return new Response(readable, { headers: { "content-type": "application/x-ndjson" } });
});

async function talk(
  writer: WritableStreamDefaultWriter<Uint8Array>,
  run: (onEvent: (event: RunEvent) => void) => Promise<{ duplicate: boolean; response: string }>,
): Promise<void> {
  let isOpen = true;
  const writeLine = (line: TurnLine): void => {
    if (!isOpen) return;
    writer.write(Buffer.from(`${JSON.stringify(line)}\n`)).catch(() => {
      isOpen = false;
    });
  };
  try {
    const { duplicate, response } = await run(writeLine);
    writeLine({ type: "turn", duplicate, response });
  } catch (error) {
    const refused = error instanceof AppError ? error : toAppError(error);
    const { retryAfterSeconds = null } = refused.options;
    writeLine({ type: "problem", problem: toProblem(refused), retryAfterSeconds });
  }
  if (isOpen) await writer.close();
}
