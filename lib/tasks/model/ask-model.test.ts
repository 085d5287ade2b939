import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { compileGraph, FlowRunner, InMemorySessionStorage, Session } from "@/lib/engine";
import { type OpenAiTestServer, startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { taskCatalog } from "../catalog";

let server: OpenAiTestServer;
beforeEach(async () => {
  server = await startOpenAiTestServer();
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "writer");
  vi.stubEnv("LLM_MODELS", "sorter");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const sorting = (task: object = {}, config: object = {}) => ({
  ...{ id: "g", name: "Sorting", startTaskId: "sort", edges: [{ id: "e", from: "sort", to: "end" }] },
  tasks: [
    {
      ...{ id: "sort", kind: "classify", label: "Sort", retry: { maxAttempts: 1 } },
      ...{ retry: { maxAttempts: 1, initialDelayMs: 0, backoffFactor: 1, maxDelayMs: 0 }, ...task },
      config: {
        ...{ instructions: "Sort.", into: "sort", question: "Which?", ...config },
        labels: [
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ],
      },
    },
    { id: "end", kind: "set", label: "End", config: { values: [{ key: "done", value: true }] } },
  ],
});

async function run(definition: object) {
  const storage = new InMemorySessionStorage();
  const session = new Session("s", "sort", "g");
  session.context.addUserMessage("it is an a");
  await storage.save(session);
  const result = await new FlowRunner(compileGraph(definition, taskCatalog), storage).run("s");
  return { result, steps: (await storage.history("s"))?.steps ?? [] };
}

describe("a task that asks a model", () => {
  test("asks the one that it names, and keeps on its step which one answered", async () => {
    server.respondWith({ content: { label: "a", because: "a" } });
    const { steps } = await run(sorting({}, { model: "sorter" }));
    expect(server.requests[0]?.body.model).toBe("sorter");
    expect(steps[0]).toMatchObject({ usage: { modelId: "sorter", inputTokens: 11, outputTokens: 7 } });
  });

  test("gives up within its own timeout, with the model's reason and not the engine's", async () => {
    server.respondWith({ hang: true });
    // The engine's own reason would be there after three seconds, the model's after one.
    const { steps } = await run(sorting({ timeoutMs: 3_000 }));
    expect(steps[0]).toMatchObject({ status: "failed", error: { code: "llm_timeout" }, usage: { modelId: "writer" } });
  });

  test("may take LLM_TIMEOUT_MS without one, however long that is", () => {
    const limitOf = (task: object) => compileGraph(sorting(task), taskCatalog).limits("sort").timeoutMs;
    vi.stubEnv("LLM_TIMEOUT_MS", "300000");
    expect(limitOf({})).toBeGreaterThan(300_000);
    expect(limitOf({ timeoutMs: 90_000 })).toBe(90_000);
    vi.stubEnv("LLM_TIMEOUT_MS", "");
    expect(limitOf({})).toBe(60_000);
  });
});
