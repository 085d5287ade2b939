import { render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { stopReply } from "@/lib/chat/actions";
import { ReplyStream } from "./reply-stream";
import type { ReplyHandle } from "./sent-message";

vi.mock("@/lib/chat/actions", () => ({ stopReply: vi.fn() }));

afterEach(() => vi.unstubAllGlobals());

/** The answer of /api/chat. `write` sends events to the browser, `close` ends the stream. */
function streamedAnswer() {
  const started = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
  const body = new ReadableStream<Uint8Array>({ start: (controller) => started.resolve(controller) });
  const request = vi.fn(async (_url: string, { signal }: RequestInit) => {
    const controller = await started.promise;
    signal?.addEventListener("abort", () => controller.error(signal.reason));
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  vi.stubGlobal("fetch", request);
  return {
    request,
    async write(...events: object[]) {
      const lines = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
      (await started.promise).enqueue(new TextEncoder().encode(lines));
    },
    close: async () => (await started.promise).close(),
  };
}

function setup() {
  const ready = Promise.withResolvers<ReplyHandle>();
  render(
    <ReplyStream
      sessionId="s1"
      workflowId="insurance-claims"
      isNew={false}
      isShown
      isDone={false}
      onReady={ready.resolve}
    />,
  );
  return ready.promise;
}

const text = (delta: string) => ({ type: "text-delta", id: "t1", delta });

test("sends the one message with its question and shows the reply while it streams", async () => {
  const { request, write, close } = streamedAnswer();
  const handle = await setup();
  const sent = handle.send("m1", "Hello", "w1");
  await write({ type: "start" }, { type: "text-start", id: "t1" }, text("Good "), text("morning."));
  expect(await screen.findByText("Good morning.")).toBeTruthy();
  await write({ type: "text-end", id: "t1" }, { type: "finish" });
  await close();
  expect(await sent).toEqual({ status: "answered" });
  expect(JSON.parse(String(request.mock.calls[0]?.[1].body))).toEqual({
    sessionId: "s1",
    clientMessageId: "m1",
    text: "Hello",
    startsClaim: false,
    waitId: "w1",
  });
});

test("says that the message is read until the reply starts", async () => {
  const { close } = streamedAnswer();
  const handle = await setup();
  const sent = handle.send("m1", "Hello", null);
  expect(await screen.findByText("Reading your message…")).toBeTruthy();
  await close();
  await sent;
});

test("fails with the words of a problem document", async () => {
  const problem = { code: "rate_limited", detail: "Please wait a minute." };
  const headers = { "content-type": "application/problem+json" };
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(problem), { status: 429, headers }));
  const handle = await setup();
  const result = await handle.send("m1", "Hello", null);
  expect(result).toEqual({ status: "failed", problem: { message: "Please wait a minute.", needsSignIn: false } });
});

test("is stopped when the server confirms it", async () => {
  vi.mocked(stopReply).mockResolvedValue({ ok: true });
  const { write, close } = streamedAnswer();
  const handle = await setup();
  const sent = handle.send("m1", "Hello", null);
  await write({ type: "start" });
  await handle.stop();
  await close();
  expect(await sent).toEqual({ status: "stopped" });
  expect(stopReply).toHaveBeenCalledExactlyOnceWith("s1");
});

test("closes the stream itself when the server cannot be reached, and then reports a failure", async () => {
  vi.mocked(stopReply).mockRejectedValue(new TypeError("Failed to fetch"));
  streamedAnswer();
  const handle = await setup();
  const sent = handle.send("m1", "Hello", null);
  await handle.stop();
  expect(await sent).toMatchObject({
    status: "failed",
    problem: { message: "You stopped it before an answer came." },
  });
});
