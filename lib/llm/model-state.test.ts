import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { log } from "@/lib/log";
import { type GenerateOptions, generateStructured, type ModelCall } from "./generate";
import { modelHealth, modelStates } from "./model-state";
import { type OpenAiTestServer, startOpenAiTestServer } from "./openai-test-server";

let server: OpenAiTestServer;
beforeEach(async () => {
  server = await startOpenAiTestServer();
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "writer");
  vi.stubEnv("LLM_MODELS", "sorter, writer");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await server.close();
});

const about = { sessionId: "s1", taskId: "t1", attempt: 2 };
const generate = (options: Partial<GenerateOptions<{ answer: string }>> = {}) =>
  generateStructured({
    name: "answer",
    schema: z.object({ answer: z.string() }),
    instructions: "Answer.",
    messages: [{ role: "user", content: "hi" }],
    signal: new AbortController().signal,
    about,
    ...options,
  });

it("is that of the last call to the server", async () => {
  expect(modelHealth()).toBe("untried");
  server.respondWith({ status: 401, message: "Incorrect API key" });
  await expect(generate()).rejects.toMatchObject({ usage: { modelId: "writer" } });
  expect(modelHealth()).toBe("bad_credentials");
  expect(modelStates()[0]).toMatchObject({
    modelId: "writer",
    host: new URL(server.baseUrl).host,
    state: "bad_credentials",
    message: "The model's server refuses the key: Incorrect API key",
  });
  server.respondWith({ content: { answer: "yes" } });
  await generate();
  expect(modelHealth()).toBe("ok");
});

it("is not changed by a bad answer: the server is there", async () => {
  server.respondWith({ content: "no JSON" });
  await expect(generate()).rejects.toMatchObject({
    reason: "bad_output",
    usage: { inputTokens: 22, outputTokens: 14, modelId: "writer" },
  });
  expect(modelHealth()).toBe("ok");
});

it(
  "is kept for each model that tasks may name, and a name that is not among them is answered by the " + "default",
  async () => {
    server.respondWith({ content: { answer: "yes" } });
    expect((await generate({ model: "sorter" })).modelId).toBe("sorter");
    expect((await generate({ model: "elsewhere" })).modelId).toBe("writer");
    expect(server.requests.map(({ body }) => body.model)).toEqual(["sorter", "writer"]);
    expect(modelStates().map(({ modelId, state }) => [modelId, state])).toEqual([
      ["writer", "ok"],
      ["sorter", "ok"],
    ]);
  },
);

it("is a line in the log for every call that failed, and none for one that was stopped", async () => {
  const warn = vi.spyOn(log, "warn");
  server.respondWith({ status: 404, message: "model 'writer' not found" });
  await expect(generate()).rejects.toThrow();
  expect(warn.mock.calls).toEqual([
    [
      expect.objectContaining({
        reason: "unknown_model",
        model: "writer",
        host: new URL(server.baseUrl).host,
        ...about,
      }),
      "A model call failed",
    ],
  ]);
  await expect(generate({ signal: AbortSignal.abort() })).rejects.toMatchObject({ reason: "aborted" });
  expect(warn).toHaveBeenCalledTimes(1);
});

it("comes with a record of every request as it was sent", async () => {
  const calls: ModelCall[] = [];
  server.respondWith([{ content: "no JSON" }, { content: { answer: "yes" } }]);
  await generate({ onCall: async (call) => void calls.push(call) });
  expect(calls).toMatchObject([
    { modelId: "writer", answer: "no JSON", failure: null, inputTokens: 11, outputTokens: 7 },
    { answer: '{"answer":"yes"}', prompt: [{ role: "system" }, { role: "user", content: "hi" }, {}, {}] },
  ]);
});
