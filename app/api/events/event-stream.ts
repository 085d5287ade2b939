import type { Principal } from "@/lib/auth/principal";
import { onRing } from "@/lib/db/doorbell";
import { log } from "@/lib/log";
import { listEvents } from "@/lib/sessions/events";

const heartbeatMs = 25_000;
const retryMs = 2_000;

export interface Follower {
  principal: Principal;
  /** Asked with every heartbeat: this person may have signed out since. */
  mayStillRead: () => Promise<boolean>;
  /** Only this session's events; undefined for all this person may see. */
  sessionId: string | undefined;
  /** Events after this one. */
  cursor: number;
  /** The browser went away. */
  signal: AbortSignal;
}

/** Server-sent events from the cursor on, for as long as somebody reads: first the cursor itself, then each event with its id. */
export function eventStream({
  principal,
  mayStillRead,
  sessionId,
  cursor,
  signal,
}: Follower): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};

  return new ReadableStream({
    start(controller) {
      let ended = false;
      const send = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };

      const readOn = oneAtATime(async () => {
        let events = await listEvents(principal, cursor, sessionId);
        while (events.length > 0 && !ended) {
          for (const event of events) {
            send(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`);
            cursor = event.seq;
          }
          events = await listEvents(principal, cursor, sessionId);
        }
      });
      // On a failure the browser comes back with its cursor and misses nothing.
      const look = () => readOn().catch((error: unknown) => hangUp("Events could not be read", error));
      const hangUp = (why: string, error?: unknown) => {
        log.debug({ err: error }, why);
        if (ended) return;
        end();
        controller.close();
      };

      const stopRinging = onRing((rungFor) => {
        if (rungFor === null || sessionId === undefined || rungFor === sessionId) void look();
      });
      const heartbeat = setInterval(async () => {
        send(": still here\n\n");
        if (!(await mayStillRead())) hangUp("The reader may no longer read");
      }, heartbeatMs);
      end = () => {
        ended = true;
        stopRinging();
        clearInterval(heartbeat);
      };
      signal.addEventListener("abort", () => hangUp("The reader went away"));

      send(`retry: ${retryMs}\n\nid: ${cursor}\nevent: cursor\ndata: ${JSON.stringify({ seq: cursor })}\n\n`);
      void look();
    },
    cancel: () => end(),
  });
}

/** Runs `work` again after the current run when it was asked for meanwhile, never twice at once. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await work();
      }
    } finally {
      running = false;
    }
  };
}
