import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { estimateTokens, fitMessages, type ModelMessage } from "./fit-prompt";
import { generateStructured } from "./generate";
import { type OpenAiTestServer, startOpenAiTestServer } from "./openai-test-server";

const turns = (count: number): ModelMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
    content: `message ${index} ${"word ".repeat(40)}`,
  }));

describe("fitMessages", () => {
  it("keeps the newest messages that fit, whole", () => {
    const all = turns(21);
    const kept = fitMessages(all, 400);
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.length).toBeLessThan(21);
    expect(kept).toEqual(all.slice(-kept.length));
    expect(kept.reduce((sum, { content }) => sum + estimateTokens(content), 0)).toBeLessThanOrEqual(400);
  });

  it("keeps the end of a last message that is too long alone", () => {
    const [only] = fitMessages([{ role: "user", content: `${"old ".repeat(2_000)}the newest` }], 100);
    expect(only?.content).toMatch(/^… (?:old )+the newest$/);
    expect(estimateTokens(only?.content ?? "")).toBeLessThanOrEqual(101);
  });

  it("counts characters of other scripts as what they are", () => {
    expect(estimateTokens("水".repeat(33))).toBe(30);
    expect(fitMessages([{ role: "user", content: "水".repeat(1_000) }], 50)[0]?.content.length).toBeLessThan(60);
  });
});

describe("a prompt", () => {
  let server: OpenAiTestServer;
  beforeEach(async () => {
    server = await startOpenAiTestServer();
    vi.stubEnv("LLM_BASE_URL", server.baseUrl);
    vi.stubEnv("LLM_MODEL", "test-model");
    vi.stubEnv("LLM_CONTEXT_TOKENS", "600");
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  const generate = (messages: ModelMessage[]) =>
    generateStructured({
      name: "answer",
      schema: z.object({ answer: z.string() }),
      instructions: "Answer.",
      messages,
      signal: new AbortController().signal,
    });

  it("stays within LLM_CONTEXT_TOKENS", async () => {
    server.respondWith({ content: { answer: "yes" } });
    await generate(turns(41));
    const sent = server.requests[0]?.body.messages.map(({ content }) => String(content)) ?? [];
    expect(sent.reduce((sum, content) => sum + estimateTokens(content), 0)).toBeLessThanOrEqual(600);
    expect(sent.at(-1)).toContain("message 40");
  });

  it("is the newest words alone after a server found it too long", async () => {
    const tooLong = { status: 400, message: "the request exceeds the available context size" };
    server.respondWith([tooLong, { content: { answer: "yes" } }]);
    expect((await generate(turns(9))).value).toEqual({ answer: "yes" });
    const [first, second] = server.requests.map(({ body }) => body.messages.length);
    expect(first).toBeGreaterThan(2);
    expect(second).toBe(2);
    expect(server.requests[1]?.body.messages[1]?.content).toContain("message 8");
  });

  it("never grows by an answer that was cut", async () => {
    server.respondWith([
      { content: `{"answer":"${"so ".repeat(300)}`, finish: "length" },
      { content: { answer: "no" } },
    ]);
    expect((await generate(turns(1))).value).toEqual({ answer: "no" });
    expect(JSON.stringify(server.requests[1]?.body.messages)).not.toContain("so so");
  });

  it("has more room for the answer where a model thought until its limit", async () => {
    server.respondWith([{ content: "", finish: "length" }, { content: { answer: "no" } }]);
    await generate(turns(1));
    expect(server.requests.map(({ body }) => body.max_tokens)).toEqual([700, 2_800]);
  });
});
