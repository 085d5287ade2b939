import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/log";
import { modelHealth } from "./model-state";
import { type OpenAiTestServer, startOpenAiTestServer } from "./openai-test-server";
import { probeModels } from "./probe";

let server: OpenAiTestServer;
beforeEach(async () => {
  server = await startOpenAiTestServer({ isAboutProbes: true });
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "writer");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await server.close();
});

it("says in one line that the model answers", async () => {
  const info = vi.spyOn(log, "info");
  server.respondWith({ content: { ready: true } });
  await probeModels();
  expect(info.mock.calls).toEqual([[expect.objectContaining({ model: "writer" }), "The model answers"]]);
  expect(modelHealth()).toBe("ok");
});

it("says in one line what is wrong, with the model and its host", async () => {
  const [error, warn] = [vi.spyOn(log, "error"), vi.spyOn(log, "warn")];
  server.respondWith({ status: 404, message: "model 'writer' not found, try pulling it first" });
  await probeModels();
  expect(error.mock.calls).toEqual([
    [
      expect.objectContaining({ reason: "unknown_model", model: "writer", host: new URL(server.baseUrl).host }),
      expect.stringContaining("The model's server does not know the model: model 'writer' not found"),
    ],
  ]);
  expect(warn).not.toHaveBeenCalled();
  expect(modelHealth()).toBe("unknown_model");
});

it("takes a model for good that is there and answers nonsense", async () => {
  server.respondWith({ content: "Hello!" });
  await probeModels();
  expect(modelHealth()).toBe("ok");
});

it("asks nothing where the demo model answers, and says what is missing where no model can be chosen", async () => {
  const error = vi.spyOn(log, "error");
  vi.stubEnv("LLM_MODEL", "");
  await probeModels();
  expect(error).toHaveBeenCalledTimes(1);
  expect(modelHealth()).toBe("misconfigured");
  vi.stubEnv("LLM_BASE_URL", "");
  await probeModels();
  expect(modelHealth()).toBe("demo");
  expect(server.requests).toHaveLength(0);
});
