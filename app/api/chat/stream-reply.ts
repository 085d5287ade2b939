import { createUIMessageStream, createUIMessageStreamResponse, type UIMessage, type UIMessageStreamWriter } from "ai";
import type { RunEvent } from "@/lib/engine";
import { log } from "@/lib/log";
import type { Turn } from "@/lib/sessions/advance-session";
import { toAppError } from "@/lib/to-app-error";

/** The stream that a chat reads: text parts, and at the end the status of the session. */
type ChatUIMessage = UIMessage<never, { turn: Pick<Turn, "status" | "waitingFor" | "statusMessage"> }>;

/**
 * Runs a turn and streams its reply (AI SDK UI message stream). The turn continues and commits when the browser
 * disconnects. Throws what the turn throws before its first event.
 */
export async function streamReply(run: (onEvent: (event: RunEvent) => void) => Promise<Turn>): Promise<Response> {
  const events: RunEvent[] = [];
  let deliver = (event: RunEvent): void => void events.push(event);
  const started = Promise.withResolvers<void>();

  const turn = run((event) => {
    deliver(event);
    started.resolve();
  });
  await Promise.race([started.promise, turn]);

  const stream = createUIMessageStream<ChatUIMessage>({
    async execute({ writer }) {
      const write = createPartWriter(writer);
      writer.write({ type: "start" });
      events.forEach(write);
      deliver = write;
      try {
        const { status, waitingFor, statusMessage } = await turn;
        writer.write({ type: "data-turn", data: { status, waitingFor, statusMessage }, transient: true });
      } finally {
        write({ type: "end" });
      }
      writer.write({ type: "finish" });
    },
    onError(error) {
      log.error({ err: error }, "A turn failed while it was streamed");
      return describeError(error);
    },
  });
  return createUIMessageStreamResponse({ stream, headers: { "cache-control": "no-store", "x-accel-buffering": "no" } });
}

/** Writes run events as text parts: one part per reply, from its tokens or, without tokens, as a whole. */
function createPartWriter(writer: UIMessageStreamWriter<ChatUIMessage>): (event: RunEvent | { type: "end" }) => void {
  let open: string | null = null;
  const writeText = (delta: string) => {
    if (open === null) {
      open = crypto.randomUUID();
      writer.write({ type: "text-start", id: open });
    }
    writer.write({ type: "text-delta", id: open, delta });
  };
  return (event) => {
    if (event.type === "token") writeText(event.text);
    if (event.type === "response" && open === null) writeText(event.text);
    if ((event.type === "response" || event.type === "end") && open !== null) {
      writer.write({ type: "text-end", id: open });
      open = null;
    }
  };
}

const savedButFailed =
  "Your message is saved, but answering it did not work. Reload the page in a moment; there is no need to write it " +
  "again.";

function describeError(error: unknown): string {
  const { code } = toAppError(error);
  if (code === "busy") return "Your message is saved. The one before is still being answered; the answer will follow.";
  return savedButFailed;
}
