import { generateText } from "ai";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { generateStructured } from "./generate";
import type { LlmError } from "./llm-error";
import { getModel } from "./model";
import { type OpenAiTestServer, startOpenAiTestServer, type TestAnswer } from "./openai-test-server";

const schema = z.object({ label: z.enum(["car", "apartment"]), acknowledgement: z.string() });
const good = { label: "car", acknowledgement: "I am sorry to hear about your car." } as const;
const soon = { "retry-after-ms": "1" };

let server: OpenAiTestServer;

beforeEach(async () => {
  server = await startOpenAiTestServer();
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "test-model");
  vi.stubEnv("LLM_API_KEY", "test-key");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const neverStopped = new AbortController().signal;

function generate(overrides: Partial<Parameters<typeof generateStructured<z.infer<typeof schema>>>[0]> = {}) {
  return generateStructured({
    name: "classification",
    schema,
    instructions: "Classify the claim.",
    messages: [{ role: "user", content: "someone hit my golf" }],
    signal: neverStopped,
    textField: "acknowledgement",
    ...overrides,
  });
}

const failureOf = (overrides?: Parameters<typeof generate>[0]): Promise<LlmError> =>
  generate(overrides).then(
    () => expect.unreachable("the call should have failed"),
    (error: LlmError) => error,
  );

describe("a model that answers", () => {
  it("gives the value, the tokens it took and its name", async () => {
    server.respondWith({ content: good });
    expect(await generate()).toEqual({
      value: good,
      usage: { inputTokens: 11, outputTokens: 7 },
      modelId: "test-model",
    });
  });

  it("is sent the key, the model, the instructions and the JSON schema", async () => {
    server.respondWith({ content: good });
    await generate();
    expect(server.requests).toHaveLength(1);
    const [{ authorization, body } = expect.unreachable()] = server.requests;
    expect(authorization).toBe("Bearer test-key");
    expect(body).toMatchObject({
      model: "test-model",
      stream: true,
      messages: [
        { role: "system", content: expect.stringMatching(/^Classify the claim\.\n/) },
        { role: "user", content: "someone hit my golf" },
      ],
      response_format: { type: "json_schema", json_schema: { name: "classification" } },
    });
  });

  it("tells the text field as it grows, piece by piece", async () => {
    server.respondWith({ content: good, chunks: 12 });
    const told: string[] = [];
    await generate({ onText: (text) => told.push(text) });
    expect(told.length).toBeGreaterThan(3);
    expect(told.every((text, index) => text.startsWith(told[index - 1] ?? ""))).toBe(true);
    expect(told.at(-1)).toBe(good.acknowledgement);
  });

  it("reports a text as complete when the next field starts", async () => {
    const { acknowledgement, label } = good;
    server.respondWith({ content: { acknowledgement, label }, chunks: 60, hangAfter: 33 });
    const whole: string[] = [];
    await failureOf({ timeoutMs: 900, onText: (text, isWhole) => isWhole && whole.push(text) });
    expect(whole[0]).toBe(acknowledgement);
  });

  it("may wrap its JSON in a Markdown fence", async () => {
    server.respondWith({ content: `\`\`\`json\n${JSON.stringify(good)}\n\`\`\`` });
    expect((await generate()).value).toEqual(good);
  });

  it("also answers without streaming", async () => {
    server.respondWith({ content: "Hello." });
    const { text } = await generateText({ model: getModel().model, prompt: "Hi" });
    expect(text).toBe("Hello.");
  });
});

describe("a model whose answer does not parse", () => {
  const unreadable: [what: string, answer: TestAnswer][] = [
    ["an answer cut at its limit", { content: '{"label":"car","acknowl', finish: "length" }],
    ["a whole answer that says it was cut", { content: good, finish: "length" }],
    ["words instead of JSON", { content: "I think it is a car." }],
    ["JSON of another schema", { content: { label: "boat", acknowledgement: 3 } }],
    ["nothing at all", { content: "" }],
    ["half an object", { content: '{"label":"car","acknowl' }],
  ];

  it.each(unreadable)("is asked once to repair its answer: %s", async (_what, answer) => {
    server.respondWith([answer, { content: good }]);
    const { value, usage } = await generate();
    expect(value).toEqual(good);
    expect(usage).toEqual({ inputTokens: 22, outputTokens: 14 });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body.messages.at(-1)).toMatchObject({ role: "user" });
    expect(server.requests[1]?.body.messages.at(-1)?.content).toContain("JSON object alone");
  });

  it.each(unreadable)("is an error the second time: %s", async (_what, answer) => {
    server.respondWith(answer);
    expect(await failureOf()).toMatchObject({ name: "LlmError", reason: "bad_output" });
    expect(server.requests).toHaveLength(2);
  });
});

describe("a server that fails", () => {
  it("is asked again after the time it names when it is rate limited", async () => {
    server.respondWith([{ status: 429, headers: { "retry-after": "0" } }, { content: good }]);
    expect((await generate()).value).toEqual(good);
    expect(server.requests).toHaveLength(2);
  });

  it("that stays rate limited is an error that says for how long", async () => {
    server.respondWith({ status: 429, headers: soon });
    expect(await failureOf()).toMatchObject({ reason: "rate_limited", retryAfterMs: 1 });
    expect(server.requests).toHaveLength(3);
  });

  it("is not waited for beyond the deadline", async () => {
    server.respondWith({ status: 429, headers: { "retry-after": "90" } });
    expect(await failureOf()).toMatchObject({ reason: "rate_limited", retryAfterMs: 90_000 });
    expect(server.requests).toHaveLength(1);
  });

  it("is asked again after a 500", async () => {
    server.respondWith([{ status: 500, headers: soon }, { status: 503, headers: soon }, { content: good }]);
    expect((await generate()).value).toEqual(good);
  });

  const refusals: [what: string, answer: TestAnswer, reason: LlmError["reason"], requests: number][] = [
    ["500s without end", { status: 500, headers: soon }, "unavailable", 3],
    ["a wrong key", { status: 401, message: "Incorrect API key" }, "bad_credentials", 1],
    ["no credit", { status: 402, message: "Insufficient credits" }, "bad_credentials", 1],
    ["an unknown model", { status: 404, message: "model not found" }, "unknown_model", 1],
    [
      "an unknown model as OpenRouter words it",
      { status: 400, message: "x/y is not a valid model ID" },
      "unknown_model",
      1,
    ],
    ["a path that is not there", { status: 404, body: "<h1>Not found</h1>" }, "no_api", 1],
    ["a path that takes no posts", { status: 405, message: "Method Not Allowed" }, "no_api", 1],
    ["the web page of the same server", { raw: "<html>Chat</html>", contentType: "text/html" }, "no_api", 1],
    ["a request that is refused in every form", { status: 400, message: "Bad Request" }, "refused", 3],
    ["no form of JSON", { status: 400, message: "response_format is not supported" }, "unsupported_format", 3],
    [
      "a context that is too small even for the newest words",
      { status: 400, message: "This model's maximum context length is 64 tokens" },
      "context_exceeded",
      2,
    ],
    ["a stream cut half way", { content: good, chunks: 6, cutAfter: 3 }, "unavailable", 1],
    ["a stream cut before its first word", { content: good, cutAfter: 0 }, "unavailable", 1],
    ["a page instead of a stream", { raw: "<html>Bad gateway</html>" }, "unavailable", 1],
    ["an event that is not JSON", { raw: "data: {oops\n\n" }, "unavailable", 1],
    [
      "an error inside the stream",
      { raw: 'data: {"error":{"message":"overloaded","code":429}}\n\n' },
      "rate_limited",
      1,
    ],
  ];

  it.each(refusals)("gives one clear error: %s", async (_what, answer, reason, requests) => {
    server.respondWith(answer);
    const error = await failureOf();
    expect(error).toMatchObject({ name: "LlmError", reason });
    expect(error.cause).toBeDefined();
    expect(error.message).not.toContain("\n");
    expect(server.requests).toHaveLength(requests);
  });

  it("that is not there is unavailable", async () => {
    vi.stubEnv("LLM_BASE_URL", "http://127.0.0.1:9/v1");
    expect(await failureOf()).toMatchObject({ reason: "unavailable" });
  });

  it.each<[what: string, answer: TestAnswer, silence: string]>([
    ["before the first byte", { hang: true }, "nothing came for 1 s"],
    ["after its headers", { headersOnly: true }, "nothing came for 1 s"],
    ["before the first word", { content: good, hangAfter: 0 }, "nothing came for 1 s"],
    ["between two words", { content: good, chunks: 8, hangAfter: 3 }, "nothing came for 0.5 s"],
  ])("that falls silent %s is a timeout, before all the time is over", async (_when, answer, silence) => {
    server.respondWith(answer);
    const error = await failureOf({ timeoutMs: 1_500 });
    expect(error).toMatchObject({ reason: "timeout", cause: { message: silence } });
    expect(server.requests).toHaveLength(1);
  });

  it("may take its time with the first byte", async () => {
    server.respondWith({ content: good, delayMs: 300 });
    expect((await generate({ timeoutMs: 2_000 })).value).toEqual(good);
  });
});

describe("a caller who stops", () => {
  it("gets an aborted error, also in the middle of a stream", async () => {
    const stop = new AbortController();
    server.respondWith({ content: good, chunks: 10, hangAfter: 8 });
    const deltas: string[] = [];
    const error = await failureOf({
      signal: stop.signal,
      onText: (text) => {
        deltas.push(text);
        stop.abort();
      },
    });
    expect(error).toMatchObject({ reason: "aborted" });
    expect(deltas.length).toBeGreaterThan(0);
  });

  it("makes no request when it was stopped before", async () => {
    server.respondWith({ content: good });
    expect(await failureOf({ signal: AbortSignal.abort() })).toMatchObject({ reason: "aborted" });
    expect(server.requests).toHaveLength(0);
  });
});
