import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { statementsOf } from "@/lib/db/testing/test-statements";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { type OpenAiTestServer, startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { log } from "@/lib/log";
import { listMessages } from "@/lib/sessions/reading/data";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { startConversation } from "./test-conversation";

// Questions about cover are answered with quotes of the terms; the claim continues as before.

withTestDatabase({ as: "owner" });
beforeAll(async () => {
  await publishShipped();
  await ingestShipped();
});

const modelSettings = ["LLM_BASE_URL", "LLM_MODEL", "EMBEDDING_MODEL"];
afterEach(() => {
  for (const name of modelSettings) delete process.env[name];
});

const opening = "What happened, and what is damaged?";
const ofAmount = "how much will it cost";
const told = "Hail dented my car";

/** The newest answer with what it cites. */
const newest = async (sessionId: string) => (await listMessages(sessionId)).at(-1);

test("a question after facts in one message is answered, and the facts are stored", async () => {
  for (const question of [
    "oh and is a rental car covered while mine is in the shop?",
    "oh and do you pay for a rental car while mine is in the shop",
  ]) {
    const { say, stored } = await startConversation();
    await say("A van hit my parked car on Sunday, the repair costs $640");
    const response = await say(
      `no wait it was saturday not sunday, and place is walmart on 71st street in tulsa. ${question}`,
    );
    expect(response).toMatch(/The policy says: .*“A replacement vehicle/);
    expect(response).not.toContain("I found nothing");
    const { context } = await stored();
    expect(context).toMatchObject({ place: expect.stringMatching(/walmart on 71st street in tulsa/i) });
    expect(context).toMatchObject({ description: expect.not.stringContaining("rental") });
    const [, day = ""] = /"incident_date":"([\d-]+)"/.exec(JSON.stringify(context)) ?? [];
    expect(new Date(day).getUTCDay()).toBe(6);
  }
});

describe("a question about cover", () => {
  test.each<[string, RegExp]>([
    ["do you cover flooding?", /“Flood from rivers.*” \[1\] It also says: “Flood damage to the vehicle.*” \[2\]/],
    ["Does my policy cover floods?", /“Flood from rivers/],
    ["is hail on my car insured?", /“Hail, storm and falling branches: .* deductible of \$250\.” \[1\]/],
    ["hail damage covered?", /“Hail, storm/],
    ["I want to know if hail is covered", /“Hail, storm/],
    ["I am not sure if hail is covered", /“Hail, storm/],
    ["what is my excess for glass?", /“Windscreen and window glass .* deductible of \$100\.” \[\d\]/],
    ["does the policy pay for a rental car?", /“A replacement vehicle of a comparable class/],
    ["Do I get a loaner?", /“A replacement vehicle of a comparable class/],
    ["Is theft of catalytic converters covered?", /“Theft of parts fixed to the vehicle/],
    ["what do the terms say about mould?", /“Slow seepage over weeks, mould and damp/],
    ["Are floods excluded?", /“Flood from rivers/],
    ["Would you reimburse a locksmith?", /“Locksmith costs/],
    ["Does the insurance pay if I was drunk?", /“Damage while the driver was under the influence of alcohol/],
    ["Am I covered if my son was driving?", /“A driver who is not named in the policy/],
    ["what if i was drunk driving, do you still pay", /“Damage while the driver was under the influence of alcohol/],
    ["will you pay for the tow truck too", /“Towing to the nearest suitable workshop/],
    ["can i choose my own garage", /“Repairs must be done in a partner workshop/],
    ["who pays for the tow truck", /“Towing to the nearest suitable workshop/],
    ["What about earthquakes?", /“Earthquake and volcanic eruption/],
    ["how much do you pay for jewellery?", /“Jewellery, watches and cash outside a safe/],
    ["Who pays for the tow truck?", /“Towing to the nearest suitable workshop/],
    ["Can I choose my own garage?", /“Repairs must be done in a partner workshop/],
    ["Will my premium go up?", /“A claim raises your premium class/],
    ["do you cover pets?", /Pets are not insured here.*The policy says: “.*pets/s],
  ])("%j is answered with the clause, and the open question stands", async (question, clause) => {
    const { say, stored, sessionId } = await startConversation();
    const response = await say(question);
    expect(response).toMatch(/The policy says: “/);
    expect(response).toMatch(clause);
    expect(response).toContain(opening);
    expect(response).not.toMatch(/we (will )?pay you|you are covered|you will be paid/i);
    const { citations = [] } = (await newest(sessionId)) ?? {};
    const quotes = [...response.matchAll(/“([^”]*)” \[(\d)\]/g)];
    expect(citations.map(({ quote }) => quote)).toEqual(quotes.map(([, quote]) => quote));
    expect(quotes.map(([, , marker]) => marker)).toEqual(citations.map((_, index) => `${index + 1}`));
    const texts = await prisma.passage.findMany({ where: { id: { in: citations.map(({ passage }) => passage) } } });
    for (const { passage, quote } of citations) expect(texts.find(({ id }) => id === passage)?.text).toContain(quote);
    expect((await stored()).context).not.toHaveProperty("description");
  });

  test.each<[string, RegExp]>([
    ["What do you cover?", /Claims can be filed here for Car/],
    ["do you insure cars?", /That belongs to Car/],
    ["Am I covered?", /Claims can be filed here for Car/],
    ["Is my boat insured?", /Boats and aircraft are not insured here/],
  ])("%j is answered by what may be filed here", async (question, answer) => {
    const { say } = await startConversation();
    expect(await say(question)).toMatch(answer);
  });

  test.each(["do you cover asteroid strikes?", "Is my wedding covered?", "does it cover dental surgery?"])(
    "%j, which no clause answers, is left to a person",
    async (question) => {
      const { say, stored } = await startConversation();
      const response = await say(question);
      expect(response).not.toContain("The policy says");
      expect(response).toMatch(/found nothing about that in the terms. A person can answer it|not insured here/);
      expect(response).toContain(opening);
      const [wait] = (await stored()).waits;
      if (response.includes("found nothing")) expect(wait?.form).toMatchObject({ acts: ["person"] });
    },
  );

  test("about this case is answered from what was told, in every task", async () => {
    const { say, stored } = await startConversation();
    const first = await say(`${told}. Am I covered?`);
    expect(first).toMatch(/“Hail, storm/);
    expect(first).toContain(ofAmount);
    expect(await say("What's my deductible?")).toMatch(/“Hail, storm .* deductible of \$250/);
    expect(await say("Am I covered for this?")).toContain(ofAmount);
    await say("$640");
    const shown = await say("Is this covered?");
    expect(shown).toMatch(/“Hail, storm/);
    expect(shown).toContain("Is this right?");
    expect(await stored()).toMatchObject({
      currentTaskId: "confirm_details",
      confirmedAt: null,
      context: { description: `${told}.`, amount_cents: 64_000 },
    });
    await say("yes");
    expect(await stored()).toMatchObject({ outcome: "approved" });
  });

  test("about this case asks for the standard deductible when no clause names another", async () => {
    const { say } = await startConversation();
    await say("A deer hit my car");
    expect(await say("what is my deductible?")).toMatch(/“The standard deductible for collision is \$500/);
  });

  test("is answered from the terms of what the claim is about, else from the others", async () => {
    const { say } = await startConversation();
    await say("A stone hit my car");
    const ofGlass = await say("what is my excess for glass?");
    expect(ofGlass).toContain("“Windscreen and window glass");
    expect(ofGlass).not.toContain("aquariums");
    expect(await say("are laptops covered?")).toContain("“Accidental breakage of televisions, phones and laptops");
  });

  test("is answered while the kind of claim is asked for", async () => {
    const { say, stored, sessionId } = await startConversation();
    await say("Something got damaged in the storm");
    expect((await stored()).currentTaskId).toBe("insurance_type_classifier");
    const response = await say("do you cover storm damage?");
    expect(response).toMatch(/“Storm means wind/);
    expect(response).toContain("Is this about a car or about an apartment?");
    expect((await newest(sessionId))?.citations).not.toHaveLength(0);
    expect((await stored()).currentTaskId).toBe("insurance_type_classifier");
  });

  test("is answered while a specialist has the claim, who decides whether it is paid", async () => {
    const { say, stored, sessionId } = await startConversation();
    await say(`${told}, the repair costs $2,640`);
    await say("yes");
    const response = await say("am I covered for this?");
    expect(response).toMatch(/“Hail, storm.*” \[1\] Whether your claim is paid is decided by the specialist/);
    expect((await newest(sessionId))?.citations).toMatchObject([{ document: "Motor insurance terms", version: 1 }]);
    expect(await say("do you cover asteroid strikes?")).toMatch(/The specialist who looks at your claim can answer it/);
    expect(await stored()).toMatchObject({ currentTaskId: "manual_review", waits: [{ evidenceVersion: 1 }] });
  });

  test("beside another one cites on; the same clause has one marker", async () => {
    const { say, sessionId } = await startConversation();
    const response = await say("do you cover hail? And is a laptop covered? And is hail covered?");
    expect(response).toMatch(/“Hail.*” \[1\].*laptops .*” \[2\].*“Hail.*” \[1\]/s);
    expect((await newest(sessionId))?.citations).toHaveLength(2);
  });
});

test.each([
  "Flooding in my kitchen, covered in water",
  "Flooding in my kitchen, covered in water?",
  "My car was covered in mud after the flood",
  "Water covered the whole kitchen floor",
  "The insured car of my neighbour hit my gate",
  "Excess water ran down my bedroom wall",
])("%j is told and not asked", async (text) => {
  const { say, stored } = await startConversation();
  expect(await say(text)).not.toContain("The policy says");
  expect((await stored()).context).toHaveProperty("description");
});

test("what asks nothing about cover searches no documents", async () => {
  const { say } = await startConversation();
  for (const text of ["hello", "how long does it take?", told, "about 640 dollars", "yes"]) {
    const { statements } = await statementsOf(() => say(text));
    expect(statements.join()).not.toMatch(/passage|FROM collection/);
  }
});

describe("a search that fails", () => {
  test.each<[string, string]>([
    ["because the server of embeddings fails", "two"],
    ["because the collection has embeddings of another model", "static-minilm-128"],
  ])("%s leaves the answer of the workflow, and its cause in the log", async (_name, stored) => {
    const server = await startOpenAiTestServer();
    const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
    const collections = await prisma.collection.findMany();
    try {
      server.embedWith(() => ({ status: 401 }));
      const { say } = await startConversation();
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "two" });
      await prisma.collection.updateMany({ data: { embeddingModel: stored } });
      const response = await say("do you cover flooding?");
      expect(response).toContain("Claims can be filed here for Car");
      expect(response).not.toContain("nothing about that");
      expect(response).toContain(opening);
      expect(warn).toHaveBeenCalledWith(
        expect.objectContaining({ err: expect.any(Error), sessionId: expect.any(String) }),
        expect.stringContaining("the search failed"),
      );
    } finally {
      for (const { id, embeddingModel } of collections)
        await prisma.collection.update({ where: { id }, data: { embeddingModel } });
      warn.mockRestore();
      await server.close();
    }
  });
});

describe("with a language model", () => {
  const question = "curious what you folks chip in toward a loaner car";
  const withModel = async (run: (server: OpenAiTestServer) => Promise<void>) => {
    const server = await startOpenAiTestServer();
    try {
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat" });
      await run(server);
    } finally {
      await server.close();
    }
  };
  const read = (facts: object, asked: string | null) => ({
    content: { acknowledgement: "I see.", facts, question: asked },
  });

  test("a question that our own code reads is not sent to the model", () =>
    withModel(async (server) => {
      const { say } = await startConversation();
      expect(await say("do you cover flooding?")).toMatch(/The policy says: “Flood from rivers/);
      expect(server.requests).toEqual([]);
    }));

  test("another one is read by the model, quoted by code, and is not a fact", () =>
    withModel(async (server) => {
      server.respondWith([read({ description: question }, question)]);
      const { say, stored, sessionId } = await startConversation();
      const response = await say(question);
      expect(response).toMatch(/The policy says: “A replacement vehicle of a comparable class.*” \[1\]/);
      expect(response).toContain(opening);
      expect((await newest(sessionId))?.citations).toHaveLength(1);
      expect((await stored()).context).not.toHaveProperty("description");
    }));

  test("one at the confirmation confirms nothing", () =>
    withModel(async (server) => {
      const none = { insurance_type: null, description: null, incident_date: null, place: null, amount_cents: [] };
      server.respondWith([
        read({ description: "A truck hit my parked car" }, null),
        { content: { label: "car", because: "car" } },
        read({ amount_cents: ["$640"], incident_date: null, place: null }, null),
        read(none, question),
      ]);
      const { say, stored } = await startConversation();
      await say("A truck hit my parked car, it costs $640");
      const response = await say(question);
      expect(response).toMatch(/The policy says: “A replacement vehicle/);
      expect(response).toContain("Is this right?");
      expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", confirmedAt: null });
    }));

  test("words that the person did not write are not looked for", () =>
    withModel(async (server) => {
      server.respondWith([read({ description: null }, "do you cover hail?")]);
      const { say } = await startConversation();
      expect(await say("well then")).not.toContain("The policy says");
    }));
});
