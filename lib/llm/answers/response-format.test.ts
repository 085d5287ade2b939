import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { generateStructured } from "../generate";
import { type OpenAiTestServer, startOpenAiTestServer } from "../openai-test-server";

const schema = z.object({
  acknowledgement: z.string().describe("A kind sentence.").meta({ maxLength: 300 }),
  facts: z.object({
    place: z.string().nullable().describe("Where. In the person's own words."),
    amounts: z.array(z.string()).describe("Money. Quoted exactly.").meta({ maxItems: 8 }),
    kind: z.enum(["car", "apartment"]).nullable().describe("Type."),
  }),
});
const good = { acknowledgement: "I see.", facts: { place: null, amounts: ["$5"], kind: "car" } };

let server: OpenAiTestServer;
beforeEach(async () => {
  server = await startOpenAiTestServer();
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "test-model");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const generate = (content = "hello") =>
  generateStructured({
    name: "facts",
    schema,
    instructions: "Read the facts.",
    messages: [{ role: "user", content }],
    signal: new AbortController().signal,
  });
const formats = () => server.requests.map(({ body }) => body.response_format?.type ?? "none");

describe("what the fields mean", () => {
  it("is in the prompt, in the order of the answer", async () => {
    server.respondWith({ content: good });
    await generate();
    expect(server.requests[0]?.body.messages[0]?.content).toBe(
      [
        "Read the facts.",
        "",
        "Answer with one JSON object and nothing else. Its fields, in this order:",
        "- acknowledgement (text): A kind sentence.",
        "- facts.place (text or null): Where. In the person's own words.",
        "- facts.amounts (list of text, at most 8): Money. Quoted exactly.",
        '- facts.kind ("car" or "apartment" or null): Type.',
      ].join("\n"),
    );
  });

  it("is not in the schema, which shapes the answer and limits its lengths", async () => {
    server.respondWith({ content: good });
    await generate();
    const sent = server.requests[0]?.body.response_format?.json_schema?.schema;
    expect(JSON.stringify(sent)).not.toContain("description");
    expect(sent).toMatchObject({
      properties: {
        acknowledgement: { type: "string", maxLength: 300 },
        facts: { properties: { amounts: { maxItems: 8 } }, required: ["place", "amounts", "kind"] },
      },
      additionalProperties: false,
    });
  });
});

describe("a server that does not take every form", () => {
  it("is asked for any JSON where it refuses a schema, from then on at once", async () => {
    server.respondWith([{ status: 400, message: "response_format json_schema is not supported" }, { content: good }]);
    expect((await generate()).value).toEqual(good);
    await generate();
    expect(formats()).toEqual(["json_schema", "json_object", "json_object"]);
  });

  it("is asked in words alone where it refuses that too", async () => {
    const refusal = { status: 400, message: "'response_format' is not permitted" };
    server.respondWith([refusal, refusal, { content: `Sure!\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\`\nBye` }]);
    expect((await generate()).value).toEqual(good);
    await generate();
    expect(formats()).toEqual(["json_schema", "json_object", "none", "none"]);
  });

  it("is asked without limits of length where its schemas have none", async () => {
    server.respondWith([{ status: 400, message: "In schema: 'maxLength' is not permitted" }, { content: good }]);
    expect((await generate()).value).toEqual(good);
    expect(formats()).toEqual(["json_schema", "json_schema"]);
    expect(JSON.stringify(server.requests[1]?.body.response_format)).not.toContain("max");
  });

  it("is asked without a temperature where that is refused", async () => {
    server.respondWith([
      { status: 400, message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." },
      { content: good },
    ]);
    expect((await generate()).value).toEqual(good);
    expect(server.requests[0]?.body).toMatchObject({ temperature: 0.1, max_tokens: 700 });
    expect(server.requests[1]?.body).toMatchObject({ max_completion_tokens: 700 });
    expect(server.requests[1]?.body).not.toHaveProperty("temperature");
    expect(server.requests[1]?.body).not.toHaveProperty("max_tokens");
  });

  it("may think aloud before it answers", async () => {
    server.respondWith({ content: `<think>{"a": 1} is it?</think>${JSON.stringify(good)}` });
    expect((await generate()).value).toEqual(good);
    expect(server.requests).toHaveLength(1);
  });
});
