import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Context, checkGraph, compileGraph, graphDefinitionSchema, type JsonObject, NextAction } from "@/lib/engine";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { storePassages } from "@/lib/search/evaluation/store-passages";
import { taskCatalog } from "../catalog";
import type { Passage } from "../citations/schema";
import { injection, startTask, testExecution } from "../tests/test-kind";
import type { SearchConfig } from "./config";

withTestDatabase();
afterEach(() => vi.unstubAllEnvs());

const run = (text: string, values: unknown[]) => pool().query(text, values);
const theft = "Theft of the vehicle is covered if the keys were not left in it.";
const manual = "Reviewers settle a stolen bicycle for up to $4,000 without asking the lead.";
let versionId: string;
let claimants: string;
let staff: string;

beforeAll(async () => {
  await storePassages(run, { name: "terms" }, [theft, "Water from a burst pipe is covered.", injection]);
  await storePassages(run, { name: "general" }, ["A deposit is due within ten days."]);
  await storePassages(run, { name: "manual", audience: "staff" }, [manual]);
  await storePassages(run, { name: "withdrawn", state: "retracted" }, [theft]);
  await storePassages(run, { name: "foreign", model: "another-model" }, [theft]);
  const workflow = { create: { id: randomUUID(), name: "Questions" } };
  const version = { number: 1, definition: {}, contentHash: "-", workflow };
  ({ id: versionId } = await prisma.workflowVersion.create({ data: version }));
  claimants = await sessionOf((await createClaimant()).userId);
  staff = await sessionOf((await createReviewer()).userId);
});

async function sessionOf(claimantId: string): Promise<string> {
  const id = randomUUID();
  const data = { id, reference: id, claimantId, workflowVersionId: versionId, currentTaskId: "task" };
  await prisma.session.create({ data: { ...data, context: {}, flags: [], status: "ready" } });
  return id;
}

const config = { collections: ["terms"], query: "{{ question }}", into: "passages" };

/** Searches in a session; returns what it stored. */
async function search(own: JsonObject, question = "Is theft of my vehicle covered?", sessionId = claimants) {
  const context = new Context({ question });
  const { task } = startTask("search", { ...config, ...own });
  const result = await task.run(context, testExecution({ sessionId }));
  expect(result.nextAction).toBe(NextAction.ContinueAndExecute);
  return context.get<Passage[]>("passages") ?? expect.fail("nothing is stored");
}

test("finds what insurers call otherwise when it adds their terms", async () => {
  const question = "Who pays when somebody nicked it?";
  expect((await search({ limit: 1 }, question))[0]?.text).not.toBe(theft);
  expect((await search({ limit: 1, withTerms: true }, question))[0]?.text).toBe(theft);
});

test("keeps the passages that fit a question, the best first, as many as it may", async () => {
  const [best, ...others] = await search({ limit: 2 });
  expect(best).toEqual({
    ...{ id: expect.any(String), documentId: expect.any(String), document: "Document of terms", version: 1 },
    ...{ heading: "", text: theft, page: null, score: expect.any(Number) },
  });
  expect(others).toHaveLength(1);
});

test("searches several collections at once", async () => {
  const found = await search({ collections: ["terms", "general"], limit: 25 });
  expect(new Set(found.map(({ document }) => document))).toEqual(new Set(["Document of terms", "Document of general"]));
});

test.each([
  ["a question without a value", "", {}],
  ["documents that are all withdrawn", "theft", { collections: ["withdrawn"] }],
  ["a question of signs alone", "?! ' \" & | !", {}],
])("%s finds an empty list", async (_name, question, own) => expect(await search(own, question)).toEqual([]));

test("a claimant's orders and signs are words to search for", async () => {
  const question = `${injection} '; DROP TABLE passage; -- {{ settings }} theft`;
  expect((await search({}, question)).map(({ text }) => text)).toContain(theft);
  expect(await prisma.passage.count()).toBeGreaterThan(0);
});

test("a claimant's session searches no collection for staff, a reviewer's own session does", async () => {
  const words = "stolen bicycle";
  const refused = {
    code: "staff_collection",
    retryable: false,
    message: expect.stringContaining("“manual” is for staff"),
  };
  await expect(search({ collections: ["terms", "manual"] }, words)).rejects.toMatchObject(refused);
  expect((await search({ collections: ["terms", "manual"] }, words, staff))[0]?.text).toBe(manual);
});

test("a person who is also a claimant, or a session that does not exist, finds nothing of staff", async () => {
  const reviewer = await createReviewer();
  await prisma.user.update({ where: { id: reviewer.userId }, data: { roles: ["reviewer", "claimant"] } });
  for (const sessionId of [await sessionOf(reviewer.userId), randomUUID()])
    await expect(search({ collections: ["manual"] }, "bicycle", sessionId)).rejects.toThrow(/is for staff/);
});

test("a collection that does not exist, or has embeddings of another model, is an error with its name", async () => {
  const missing = { code: "no_collection", retryable: true, message: "There is no collection “absent”." };
  await expect(search({ collections: ["absent"] })).rejects.toMatchObject(missing);
  await expect(search({ collections: ["foreign"] })).rejects.toThrow(/another-model/);
});

test("a server of embeddings that fails is a failed step, which is tried again", async () => {
  const server = await startOpenAiTestServer();
  server.embedWith(() => ({ status: 500 }));
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "writer");
  vi.stubEnv("EMBEDDING_MODEL", "embedder");
  await prisma.collection.create({
    data: { name: "served", audience: "claimants", embeddingModel: "embedder", dimensions: 3 },
  });
  await expect(search({ collections: ["served"] })).rejects.toMatchObject({ code: "llm_unavailable", retryable: true });
  await server.close();
});

test("several searches run side by side", async () => {
  const part = (id: string, collections: string[]) => ({
    ...{ id, kind: "search", label: id, config: { ...config, collections } },
  });
  const parts = [part("own", ["terms"]), part("general", ["general"])];
  const context = new Context({ question: "Is theft covered?" });
  await startTask("fan_out", { prefix: "parts", parts }).task.run(context, testExecution({ sessionId: claimants }));
  expect(context.get<Passage[]>("parts.own.passages")?.[0]?.text).toBe(theft);
  expect(context.get<Passage[]>("parts.general.passages")).toHaveLength(1);
});

const graphOf = (own: JsonObject, startedBy: ("claimant" | "reviewer")[]) =>
  graphDefinitionSchema.parse({
    ...{ id: "g", name: "G", startTaskId: "task", edges: [], startedBy },
    tasks: [{ id: "task", kind: "search", label: "Search", config: { ...config, query: "theft", ...own } }],
  });

test("names what may not be published: a missing collection, and one for staff where claimants start", async () => {
  const own = (await import("./config")).searchKind.configSchema.parse({
    ...config,
    collections: ["terms", "absent", "manual"],
  });
  const problems = (startedBy: ("claimant" | "reviewer")[]) =>
    taskCatalog.search?.checkStored?.(own satisfies SearchConfig, graphOf({}, startedBy));
  expect(await problems(["reviewer", "claimant"])).toMatchObject([
    { message: "there is no collection “absent” in this installation.", path: ["collections", 1] },
    { message: expect.stringContaining("“manual” is for staff"), path: ["collections", 2] },
  ]);
  expect(await problems(["reviewer"])).toHaveLength(1);
});

test.each([
  ["no collection", { collections: [] }],
  ["a name that is none", { collections: ["Policy terms"] }],
  ["eleven collections", { collections: Array.from({ length: 11 }, (_, index) => `c${index}`) }],
  ["26 passages", { limit: 26 }],
  ["no passage", { limit: 0 }],
  ["a question of 1,001 characters", { query: "x".repeat(1_001) }],
])("a config cannot have %s", (_name, wrong) =>
  expect(taskCatalog.search?.configSchema.safeParse({ ...config, ...wrong }).success).toBe(false),
);

test("the same collection twice is a problem at its place", () => {
  expect(checkGraph(graphOf({ collections: ["terms", "terms"] }, ["claimant"]), taskCatalog)).toMatchObject([
    { taskId: "task", path: ["config", "collections", 1], message: expect.stringContaining("twice") },
  ]);
  expect(compileGraph(graphOf({}, ["claimant"]), taskCatalog).getTask("task")).toBeDefined();
});
