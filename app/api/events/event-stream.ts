import type { Principal } from "@/lib/auth/principal";
import { serverStop } from "@/lib/http/server/stop-signal";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import type { SessionEvent } from "@/lib/sessions/reading/events";
import { eventPublisher } from "@/lib/sessions/reading/publish-events";

const retryMs = 2_000;
/** A quarter of an hour; then the browser opens the next stream and is asked again who it is. */
const maxAgeMs = 15 * 60_000;
/** Bytes that a reader may be behind before its stream ends: it reads on from its cursor when it is faster. */
const maxUnread = 256 * 1024;

export interface StreamOptions {
  principal: Principal;
  /** Who sent the request, by the database as it is now; rejects when that person may no longer read. */
  authenticate: () => Promise<Principal>;
  /** Only this session's events; undefined for all this person may see. */
  sessionId: string | undefined;
  /** Events after this one. */
  cursor: number;
  /** The browser went away. */
  signal: AbortSignal;
}

/**
 * Server-sent events from the cursor on, for as long as they are read: first the cursor itself, then each event with
 * its id. Throws AppError `rate_limited` when this person has too many streams.
 */
export function eventStream({ signal, ...reader }: StreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const unread = new ByteLengthQueuingStrategy({ highWaterMark: maxUnread });
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isOver = false;
  let unsubscribe = () => {};
  let tellRead = () => {};

  const stream = new ReadableStream<Uint8Array>(
    {
      start(itsController) {
        controller = itsController;
      },
      pull: () => tellRead(),
      cancel: () => finish("The reader went away"),
    },
    unread,
  );
  const send = (text: string) => {
    if (isOver || !controller) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) <= 0) end("The reader is too slow");
  };
  const finish = (reason: string) => {
    if (isOver) return;
    isOver = true;
    log.debug(reason);
    clearTimeout(oldAge);
    unsubscribe();
    tellRead();
  };
  const hasRead = async () => {
    if (isOver || (controller?.desiredSize ?? 0) > maxUnread / 2) return;
    await new Promise<void>((resolve) => {
      tellRead = resolve;
    });
  };
  const end = (reason: string) => {
    if (isOver) return;
    finish(reason);
    controller?.close();
  };

  endStreamsWithServer();
  const oldAge = setTimeout(() => end("The stream is old"), maxAgeMs);
  oldAge.unref();
  const { cursor } = reader;
  send(`retry: ${retryMs}\n\nid: ${cursor}\nevent: cursor\ndata: ${JSON.stringify({ seq: cursor })}\n\n`);
  try {
    unsubscribe = eventPublisher().subscribe({
      ...reader,
      send: (events) => send(events.map(toMessage).join("")),
      hasRead,
      heartbeat: () => send(": still here\n\n"),
      end,
    });
  } catch (error) {
    finish("The reader has too many streams");
    throw error;
  }
  if (signal.aborted) end("The reader went away");
  else signal.addEventListener("abort", () => end("The reader went away"));
  return stream;
}

const toMessage = ({ seq, sessionId, type }: SessionEvent): string =>
  `id: ${seq}\ndata: ${JSON.stringify({ seq, sessionId, type })}\n\n`;

/** Once a process. A stream that does not end keeps a server from stopping. */
function endStreamsWithServer(): void {
  processState("streams-end-with-server", () => {
    serverStop().signal.addEventListener("abort", () => eventPublisher().close());
    return true;
  });
}
