import { z } from "zod";
import { eventStream } from "@/app/api/events/event-stream";
import { asParticipant, isStaff } from "@/lib/auth/principal";
import { principalFromRequest } from "@/lib/auth/request/principal-from-request";
import { type Call, handle } from "@/lib/http/handle";
import { parsePathId } from "@/lib/path-id";
import { assertMayFollow, currentCursor } from "@/lib/sessions/reading/events";

const querySchema = z.object({
  after: z
    .string()
    .regex(/^\d{1,16}$/, "This is no cursor.")
    .transform(Number)
    .refine(Number.isSafeInteger, "This is no cursor.")
    .optional(),
});

/**
 * Server-sent events: what happens to the sessions this person may see, after a cursor (`?after=`, or the browser's
 * `Last-Event-ID` when it reconnects), `?session=` for one only. Without a cursor it starts now.
 */
export const GET = handle(streamEvents, { limit: () => "events" });

async function streamEvents(call: Call<unknown>): Promise<Response> {
  const principal = await call.principal();
  if (!isStaff(principal)) asParticipant(principal);

  const query = new URL(call.request.url).searchParams;
  const session = query.get("session");
  const sessionId = session === null ? undefined : call.about(parsePathId(session));
  if (sessionId) await assertMayFollow(principal, sessionId);

  const last = call.request.headers.get("last-event-id") || query.get("after");
  const { after } = querySchema.parse({ after: last || undefined });
  const stream = eventStream({
    principal,
    authenticate: () => principalFromRequest(call.request),
    sessionId,
    cursor: after ?? (await currentCursor()),
    signal: call.request.signal,
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // Without it nginx and similar proxies buffer events.
      "x-accel-buffering": "no",
    },
  });
}
