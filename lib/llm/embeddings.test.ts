import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { getModelEmbeddings } from "./embeddings";
import { type OpenAiTestServer, startOpenAiTestServer } from "./openai-test-server";

let server: OpenAiTestServer;
beforeAll(async () => {
  server = await startOpenAiTestServer();
  Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "small" });
});
afterEach(() => {
  server.embedded.length = 0;
});
afterAll(async () => {
  for (const name of ["LLM_BASE_URL", "LLM_MODEL", "EMBEDDING_MODEL"]) delete process.env[name];
  await server.close();
});

const lengthAndOne = (texts: string[]) => texts.map((text) => [text.length, 1]);
const embed = (texts: string[], signal?: AbortSignal) => getModelEmbeddings()?.embed(texts, signal);

test("Texts are sent in slices of 64, and their embeddings come back in order", async () => {
  server.embedWith(lengthAndOne);
  const texts = Array.from({ length: 150 }, (_, index) => "x".repeat(index));
  const found = await embed(texts);
  expect(found?.map(([length]) => length)).toEqual(texts.map(({ length }) => length));
  expect(server.embedded.map(({ length }) => length)).toEqual([64, 64, 22]);
});

test("A server that asks to slow down is asked again", async () => {
  let calls = 0;
  server.embedWith((texts) => (++calls === 1 ? { status: 429 } : lengthAndOne(texts)));
  expect(await embed(["a"])).toHaveLength(1);
  expect(calls).toBe(2);
});

test.each([
  ["knows no such model", () => ({ status: 404 }), "llm_"],
  ["gives too few embeddings", () => [], "llm_"],
  ["gives embeddings of different lengths", () => [[1], [1, 2]], "llm_bad_output"],
  ["gives an empty embedding", () => [[], []], "llm_bad_output"],
] as const)("A server that %s is an error", async (_, answer, code) => {
  server.embedWith(answer as never);
  await expect(embed(["a", "b"])).rejects.toMatchObject({ code: expect.stringContaining(code) });
});

test("A stopped call ends as stopped", async () => {
  await expect(embed(["a"], AbortSignal.abort())).rejects.toMatchObject({ name: expect.any(String) });
});

test("Without a model or a server there are none", () => {
  delete process.env.EMBEDDING_MODEL;
  expect(getModelEmbeddings()).toBeUndefined();
  process.env.EMBEDDING_MODEL = "small";
  delete process.env.LLM_BASE_URL;
  expect(getModelEmbeddings()).toBeUndefined();
  process.env.LLM_BASE_URL = server.baseUrl;
});
