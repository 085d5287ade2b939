import { createUIMessageStream, createUIMessageStreamResponse, type UIMessage, type UIMessageStreamWriter } from "ai";
import type { RunEvent } from "@/lib/engine";
import { log } from "@/lib/log";
import type { Turn } from "@/lib/sessions/advance-session";
import { toAppError } from "@/lib/to-app-error";

/** What a chat reads from the stream: text parts, and once, at the end, where the session stands. */
type ChatUIMessage = UIMessage<never, { turn: Pick<Turn, "status" | "waitingFor" | "statusMessage"> }>;

/**
 * Runs a turn and answers with its words as they are made (AI SDK UI message stream). The turn belongs to the server: it
 * goes on and commits when the browser has gone. Throws what the turn throws before its first event.
 */
export async function streamTurn(run: (onEvent: (event: RunEvent) => void) => Promise<Turn>): Promise<Response> {
  const events: RunEvent[] = [];
  let deliver = (event: RunEvent): void => void events.push(event);
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  const turn = run((event) => {
    deliver(event);
    begin();
  });
  await Promise.race([begun, turn]);

  const stream = createUIMessageStream<ChatUIMessage>({
    async execute({ writer }) {
      const speak = speaker(writer);
      writer.write({ type: "start" });
      events.forEach(speak);
      deliver = speak;
      try {
        const { status, waitingFor, statusMessage } = await turn;
        writer.write({ type: "data-turn", data: { status, waitingFor, statusMessage }, transient: true });
      } finally {
        speak({ type: "end" });
      }
      writer.write({ type: "finish" });
    },
    onError(error) {
      log.error({ err: error }, "A turn failed while it was streamed");
      return sentenceFor(error);
    },
  });
  return createUIMessageStreamResponse({ stream, headers: { "cache-control": "no-store", "x-accel-buffering": "no" } });
}

/** Turns run events into text parts: one part a reply, fed by its tokens, or whole when it had none. */
function speaker(writer: UIMessageStreamWriter<ChatUIMessage>): (event: RunEvent | { type: "end" }) => void {
  let open: string | null = null;
  const say = (delta: string) => {
    if (open === null) {
      open = crypto.randomUUID();
      writer.write({ type: "text-start", id: open });
    }
    writer.write({ type: "text-delta", id: open, delta });
  };
  return (event) => {
    if (event.type === "token") say(event.text);
    if (event.type === "response" && open === null) say(event.text);
    if ((event.type === "response" || event.type === "end") && open !== null) {
      writer.write({ type: "text-end", id: open });
      open = null;
    }
  };
}

function sentenceFor(error: unknown): string {
  const { code } = toAppError(error);
  if (code === "busy")
    return "Your message is saved. The claim is still working on the one before; the answer will follow.";
  return "Your message is saved, but answering it did not work. Reload the page in a moment; there is no need to write it again.";
}
