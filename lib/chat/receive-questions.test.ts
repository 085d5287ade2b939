import { beforeAll, describe, expect, test, vi } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { findPath } from "@/lib/sessions/reading/find-path";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { getClaim } from "./data";
import { withdrawClaim } from "./mutations";
import { startConversation } from "./test-conversation";

// A claimant's questions are answered from the workflow and requests are carried out; the claim continues as before.

withTestDatabase();
beforeAll(publishShipped);

const told = "A truck hit my parked car";
const toConfirm = `${told}, the repair costs $640`;
const toReview = `${told}, the repair costs $2,640`;

const questions: [string, RegExp][] = [
  ["how long will it take?", /decided at once.*within 4 hours/],
  ["when will I hear back?", /within 4 hours/],
  ["who decides about it?", /A specialist, a person, decides.*amount is at least \$1,000/],
  ["what happens next?", /After that: .*Your letter/],
  ["can I cancel later?", /one press on “Withdraw now”/],
  ["do you cover flooding?", /belongs to Apartment.*Claims can be filed here for Car/s],
  ["what do you insure?", /Claims can be filed here for Car .*Apartment/],
  ["is it safe to write here?", /stored with your claim/],
  ["do you keep my data?", /stored with your claim/],
  ["which amount goes to a person?", /amount is at least \$1,000/],
  ["what is my reference?", /Your reference is /],
  ["are you a bot?", /I am a program, not a person/],
  ["hello?", /Hello, I am here/],
  ["what is the meaning of life?", /do not know the answer to that. A person can/],
];

describe("a question", () => {
  test.each(questions)(
    "%j is answered before anything is told, and the open question stands",
    async (question, answer) => {
      const { say, stored } = await startConversation();
      const response = await say(question);
      expect(response).toMatch(answer);
      expect(response).toContain("What happened, and what is damaged?");
      await say("a storm broke my living room window, 220 dollars");
      const { context, amountCents } = await stored();
      expect(amountCents).toBe(22_000);
      expect(context).toMatchObject({ description: expect.stringMatching(/^A storm broke my living room window/) });
    },
  );

  test.each(questions)("%j is answered while the amount is asked for", async (question, answer) => {
    const { say, stored } = await startConversation();
    await say(told);
    const response = await say(question);
    expect(response).toMatch(answer);
    expect(response).toContain("how much will it cost");
    expect(await stored()).toMatchObject({ currentTaskId: "car_insurance_details", amountCents: null });
  });

  test.each(questions)("%j is answered at the confirmation and confirms nothing", async (question, answer) => {
    const { say, stored } = await startConversation();
    await say(toConfirm);
    const response = await say(question);
    expect(response).toMatch(answer);
    expect(response).toContain("Is this right?");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 64_000, confirmedAt: null });
  });

  test.each<[string, RegExp]>([
    ["how long will it take?", /usually answer within 4 hours from now/],
    ["who decides?", /A specialist, a person, decides about your claim/],
    ["what happens next?", /A specialist looks at your claim and decides/],
    ["can I talk to a person?", /A person has your claim/],
    ["what is my reference?", /Your reference is /],
    ["can I withdraw it?", /one press on “Withdraw now”/],
  ])("%j is answered while a specialist has the claim", async (question, answer) => {
    const { say, stored } = await startConversation();
    await say(toReview);
    await say("yes");
    expect(await say(question)).toMatch(answer);
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "manual_review" });
  });

  test("at the confirmation leaves its yes a yes", async () => {
    const { say, stored } = await startConversation();
    await say(toConfirm);
    expect(await say("what happens if I say yes?")).toContain("Is this right? Say yes to confirm");
    await say("yes");
    expect(await stored()).toMatchObject({ outcome: "approved", amountCents: 64_000 });
  });

  test("in the same message as the story is answered, and the story is read", async () => {
    const { say, stored } = await startConversation();
    const response = await say(`hello, how long will it take? ${toConfirm}`);
    expect(response).toMatch(/within 4 hours/);
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 64_000 });
  });

  test("is answered by our own code when a model is set, and the model is not asked", async () => {
    const server = await startOpenAiTestServer();
    vi.stubEnv("LLM_BASE_URL", server.baseUrl);
    vi.stubEnv("LLM_MODEL", "small");
    try {
      const { say } = await startConversation();
      expect(await say("how long will it take?")).toMatch(/within 4 hours/);
      expect(server.requests).toHaveLength(0);
    } finally {
      vi.unstubAllEnvs();
      await server.close();
    }
  });
});

describe("a wish for a person", () => {
  test.each([
    "can I talk to a person?",
    "I want to speak to a human",
    "let me talk to someone please",
    "could you connect me with an agent",
    "a human please",
    "Let a person look at it",
  ])("%j reaches one from every question, with what is known and why", async (wish) => {
    for (const before of [[], [told], [toConfirm]]) {
      const { say, stored } = await startConversation();
      for (const text of before) await say(text);
      expect(await say(wish)).toContain("I pass this on to a person");
      const { waits, ...session } = await stored();
      expect(session).toMatchObject({ status: "waiting", currentTaskId: "manual_review", confirmedAt: null });
      expect(waits).toMatchObject([
        { audience: "reviewer", reasons: expect.arrayContaining(["The claimant asked for a person"]) },
      ]);
      if (before.length > 0) {
        expect(session.context).toMatchObject({ insurance_type: "car", description: expect.stringContaining(told) });
      }
      if (before[0] === toConfirm) expect(session.amountCents).toBe(64_000);
    }
  });

  test("said instead of a yes leaves the confirmation skipped, for the claimant and for staff", async () => {
    const { who, sessionId, say } = await startConversation();
    await say(`${toConfirm}, yesterday on Oak Street`);
    await say("Let a person look at it");
    const { stages } = await getClaim(who, sessionId);
    expect(stages.map(({ label, state }) => `${label}: ${state}`)).toEqual([
      ...["Tell us what happened: done", "Details: done", "You confirm: skipped", "We check: done"],
      ...["A specialist decides, if needed: current", "Your letter: upcoming"],
    ]);
    expect((await findPath(sessionId)).skipped).toEqual(["confirm_details"]);
  });

  test("said with the story takes the story along", async () => {
    const { say, stored } = await startConversation();
    await say(`${toConfirm}. Can I talk to a person?`);
    expect(await stored()).toMatchObject({
      ...{ currentTaskId: "manual_review", amountCents: 64_000, outcome: null },
      context: { description: expect.stringContaining(told), insurance_type: "car" },
    });
  });
});

describe("a wish to end it", () => {
  test.each([
    "forget it, cancel everything",
    "I want to withdraw my claim",
    "never mind",
    "please cancel this",
    "drop the claim",
    "I don't want to file a claim anymore",
  ])("%j offers Withdraw wherever it is said; a yes to that confirms nothing", async (wish) => {
    for (const before of [[], [told], [toConfirm]]) {
      const { who, sessionId, say, stored } = await startConversation();
      for (const text of before) await say(text);
      const offer = await say(wish);
      expect(offer).toContain("one press on “Withdraw now”");
      expect(offer).not.toContain("Say yes");
      expect((await getClaim(who, sessionId)).form).toMatchObject({ acts: ["withdraw"], offer: "withdraw" });
      expect(await say("yes")).toContain("one press on “Withdraw now”");
      expect(await stored()).toMatchObject({ status: "waiting", confirmedAt: null, outcome: null });
      await withdrawClaim(who, sessionId);
      expect(await stored()).toMatchObject({ status: "cancelled", outcome: "withdrawn" });
    }
  });

  test("that is taken back goes on where it was", async () => {
    const { say, stored } = await startConversation();
    await say(toConfirm);
    await say("forget it, cancel everything");
    expect(await say("no")).toContain("Is this right?");
    await say("yes");
    expect(await stored()).toMatchObject({ outcome: "approved", amountCents: 64_000 });
  });
});

describe("an amount that is not known yet", () => {
  test.each([
    "no idea how much it costs",
    "I do not know yet",
    "the garage has not told me",
    "still waiting for the estimate",
    "I can't say",
    "not sure",
    "not yet, the mechanic comes tomorrow",
  ])("%j has two ways on: a person now, or later", async (reply) => {
    const { say, stored } = await startConversation();
    await say(told);
    expect(await say(reply)).toMatch(/A person can look at your claim without it.*nothing expires/);
    expect(await stored()).toMatchObject({
      ...{ amountCents: null, currentTaskId: "car_insurance_details" },
      waits: [{ form: { suggestions: ["Let a person look at it", "I will come back later"] }, dueAt: null }],
    });
    expect(await say("I will come back later")).toMatch(/Your claim \S+ waits for you and nothing expires/);
    await say("Let a person look at it");
    expect(await stored()).toMatchObject({
      ...{ currentTaskId: "manual_review", amountCents: null, subject: "car" },
      waits: [{ reasons: expect.arrayContaining(["Amount is not known"]) }],
    });
  });

  test("is taken when it stands beside the wish to come back", async () => {
    const { say, stored } = await startConversation();
    await say(told);
    expect(await say("I will send the bill later, it was only 300")).toContain("nothing expires");
    expect(await stored()).toMatchObject({ amountCents: 30_000 });
  });

  test("is taken when it comes later", async () => {
    const { say, stored } = await startConversation();
    await say(told);
    await say("no idea");
    await say("I will come back later");
    await say("$640");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 64_000 });
  });
});

describe("another language", () => {
  test.each([
    ["Hola, mi coche fue golpeado ayer, 700 dolares", "Spanish", "Por ahora solo leo inglés"],
    ["Guten Tag, gestern hat jemand mein Auto angefahren", "German", "Ich verstehe bisher nur Englisch"],
    ["Bonjour, hier quelqu'un a cassé la vitre de ma voiture", "French", "je ne comprends que l'anglais"],
    ["Buongiorno, ieri la mia macchina è stata danneggiata", "Italian", "Per ora leggo solo l'inglese"],
    ["Olá, ontem bateram no meu carro", "Portuguese", "Por enquanto só leio inglês"],
    ["Dzień dobry, wczoraj ktoś uderzył w mój samochód", "Polish", "Na razie rozumiem tylko angielski"],
    ["Добрий день, вчора мені розбили вікно в квартирі", "Ukrainian", "лише англійську"],
    ["我的车昨天被撞了", "Chinese", "目前我只能读英文"],
  ])("%j is told what is read, keeps the words and reaches a person who has them", async (text, name, line) => {
    const { say, stored } = await startConversation();
    const response = await say(text);
    expect(response).toContain(line);
    expect(response).toContain("I can read only English: please write in English. Your message is kept.");
    await say("yes");
    expect(await stored()).toMatchObject({
      context: { other_language: name, description: text },
      waits: [{ audience: "reviewer", reasons: expect.arrayContaining(["Partly written in another language"]) }],
    });
  });

  test("does not keep anybody from going on in English", async () => {
    const { say, stored } = await startConversation();
    await say("Hola, mi coche fue golpeado ayer, 700 dolares");
    await say(toConfirm);
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", context: { insurance_type: "car" } });
  });
});
