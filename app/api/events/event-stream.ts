import type { Principal } from "@/lib/auth/principal";
import type { VersionedPrincipal } from "@/lib/auth/rights-version";
import { serverStop } from "@/lib/http/server/stop-signal";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { eventPublisher } from "@/lib/sessions/reading/publish-events";
import type { Subject } from "@/lib/sessions/reading/read-subjects";
import { toMessages } from "./messages";

const retryMs = 2_000;
/** After 15 minutes the browser opens a new stream and is authenticated again. */
const maxAgeMs = 15 * 60_000;
/** Unread bytes that end a stream. The browser then continues from its cursor. */
const maxUnread = 256 * 1024;

export interface StreamOptions extends VersionedPrincipal {
  /** Reads the sender of the request again; rejects when the person may no longer read. */
  authenticate: () => Promise<Principal>;
  /** What the reader follows. */
  subjects: Subject[];
  /** Events after this one. */
  cursor: number;
  /** The browser went away. */
  signal: AbortSignal;
}

/**
 * Server-sent events after the cursor, until the reader disconnects: first the cursor itself, then each event with its
 * id. Throws AppError `rate_limited` when the person has too many streams.
 */
export function eventStream({ signal, ...reader }: StreamOptions): ReadableStream<Uint8Array> {
  const unread = new ByteLengthQueuingStrategy({ highWaterMark: maxUnread });
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let hasEnded = false;
  let unsubscribe = () => {};
  let notifyRead = () => {};

  const stream = new ReadableStream<Uint8Array>(
    {
      start(itsController) {
        controller = itsController;
      },
      pull: () => notifyRead(),
      cancel: () => finish("The reader went away"),
    },
    unread,
  );
  const send = (bytes: Uint8Array) => {
    if (hasEnded || !controller) return;
    controller.enqueue(bytes);
    if ((controller.desiredSize ?? 0) <= 0) end("The reader is too slow");
  };
  const finish = (reason: string) => {
    if (hasEnded) return;
    hasEnded = true;
    log.debug(reason);
    clearTimeout(ageTimer);
    unsubscribe();
    notifyRead();
  };
  const hasRead = async () => {
    if (hasEnded || (controller?.desiredSize ?? 0) > maxUnread / 2) return;
    await new Promise<void>((resolve) => {
      notifyRead = resolve;
    });
  };
  // Rows are read before an event is sent, and events keep their order.
  let lastSent = Promise.resolve();
  const sendInOrder = (write: () => Uint8Array | Promise<Uint8Array>) => {
    lastSent = lastSent.then(async () => {
      if (!hasEnded) send(await write());
    });
  };
  const end = (reason: string) => {
    if (hasEnded) return;
    finish(reason);
    controller?.close();
  };

  endStreamsWithServer();
  const ageTimer = setTimeout(() => end("The stream is old"), maxAgeMs);
  ageTimer.unref();
  const { cursor, subjects } = reader;
  send(toBytes(`retry: ${retryMs}\n\n${cursorText(cursor)}`));
  try {
    unsubscribe = eventPublisher().subscribe({
      ...reader,
      send: (events, principal) => sendInOrder(() => toMessages(events, { principal, subjects })),
      hasRead: async () => {
        await lastSent;
        await hasRead();
      },
      heartbeat: (at) => sendInOrder(() => toBytes(cursorText(at))),
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

/** The cursor of the last checked event: a reader without events continues from it. */
const cursorText = (seq: number): string => `id: ${seq}\nevent: cursor\ndata: ${JSON.stringify({ seq })}\n\n`;

const encoder = new TextEncoder();
const toBytes = (text: string): Uint8Array => encoder.encode(text);

/** Registered once per process. An open stream would keep the server from stopping. */
function endStreamsWithServer(): void {
  processState("streams-end-with-server", () => {
    serverStop().signal.addEventListener("abort", () => eventPublisher().close());
    return true;
  });
}
