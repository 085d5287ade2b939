import { describe, expect, it } from "vitest";
import type { RunEvent } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import type { Turn } from "@/lib/sessions/advance-session";
import { streamReply } from "./stream-reply";

const turn: Turn = {
  response: "Hello there",
  status: "WaitingForInput",
  statusMessage: "Collecting details",
  currentTaskId: "ask",
  waitingFor: "claimant",
};

type Chunk = { type: string; id?: string; delta?: string; errorText?: string; data?: unknown; transient?: boolean };

async function chunksOf(response: Response): Promise<Chunk[]> {
  const lines = (await response.text()).split("\n\n").map((line) => line.replace(/^data: /, ""));
  return lines.filter((line) => line && line !== "[DONE]").map((line) => JSON.parse(line));
}

/** The texts of the parts, each checked to be opened and closed once. */
function partsOf(chunks: Chunk[]): string[] {
  const ids = chunks.filter((chunk) => chunk.type === "text-start").map((chunk) => chunk.id);
  expect(chunks.filter((chunk) => chunk.type === "text-end").map((chunk) => chunk.id)).toEqual(ids);
  const deltasOf = (id?: string) => chunks.filter((chunk) => chunk.type === "text-delta" && chunk.id === id);
  return ids.map((id) =>
    deltasOf(id)
      .map((chunk) => chunk.delta)
      .join(""),
  );
}

const run = (events: RunEvent[], ending: () => Promise<Turn> = async () => turn) =>
  streamReply(async (onEvent) => {
    for (const event of events) {
      onEvent(event);
      await Promise.resolve();
    }
    return ending();
  });

describe("a streamed reply", () => {
  it("has one text part per reply, streamed or whole, and ends with the status of the session", async () => {
    const response = await run([
      { type: "status", message: "Reading" },
      { type: "token", text: "Hel" },
      { type: "token", text: "lo" },
      { type: "response", text: "Hello" },
      { type: "step", taskId: "ask", seq: 1 },
      { type: "response", text: "there" },
    ]);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const chunks = await chunksOf(response);
    expect(partsOf(chunks)).toEqual(["Hello", "there"]);
    expect(chunks.find((chunk) => chunk.type === "data-turn")).toEqual({
      type: "data-turn",
      data: { status: "WaitingForInput", waitingFor: "claimant", statusMessage: "Collecting details" },
      transient: true,
    });
    expect([chunks.at(0)?.type, chunks.at(-1)?.type]).toEqual(["start", "finish"]);
  });

  it("throws an error that comes before the first event, so that it becomes a problem document", async () => {
    await expect(run([], () => Promise.reject(new AppError("not_found")))).rejects.toMatchObject({ code: "not_found" });
  });

  it("says that the message is saved when it fails later, and does not show the cause", async () => {
    const response = await run([{ type: "token", text: "Hel" }], () =>
      Promise.reject(new Error("secret host is down")),
    );
    const chunks = await chunksOf(response);
    expect(partsOf(chunks)).toEqual(["Hel"]);
    expect(chunks.find((chunk) => chunk.type === "error")?.errorText).toMatch(/^Your message is saved/);
    expect(JSON.stringify(chunks)).not.toContain("secret");
  });

  it("continues when the browser disconnects", async () => {
    let finish = () => {};
    const gone = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let ended = false;
    const response = await streamReply(async (onEvent) => {
      onEvent({ type: "token", text: "Hel" });
      await gone;
      onEvent({ type: "token", text: "lo" });
      ended = true;
      return turn;
    });
    await response.body?.cancel();
    finish();
    await expect.poll(() => ended).toBe(true);
  });
});
