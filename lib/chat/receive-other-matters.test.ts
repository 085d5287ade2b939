import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { type OpenAiTestServer, startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { startConversation } from "./test-conversation";

// A claim about anything but one car or one home needs a person's approval, whatever a model says.

withTestDatabase();
beforeAll(publishShipped);

const offersPerson = { waits: [{ audience: "claimant", form: { acts: ["person"] } }] };
const inReview = (reasons: string[]) => ({
  ...{ status: "waiting", currentTaskId: "manual_review", outcome: null, confirmedAt: null },
  waits: [{ audience: "reviewer", reasons: expect.arrayContaining(reasons) }],
});

describe("a matter that is not insured here", () => {
  test.each([
    ["my dog needs surgery, $2,000", "Pets"],
    ["Our cat broke its leg and the vet wants 800 dollars", "Pets"],
    ["vet bill of $450 for the puppy", "Pets"],
    ["I lost my phone in Spain, $900", "Journeys and lost luggage"],
    ["Wedding ring stolen from my hotel room in Paris, $2,000", "Journeys and lost luggage"],
    ["the airline lost our luggage, 1,200 dollars", "Journeys and lost luggage"],
    ["my neighbour is suing me and the lawyer costs 3000", "Lawsuits and legal costs"],
    ["my parrot flew away, $300", "Pets"],
    ["dentist bill of 400 dollars", "Health and medical costs"],
    ["someone hacked my account, my credit card was misused, $600", "Money that was stolen or lost"],
  ])("%j is said plainly, is neither a car nor an apartment, and a yes brings it to a person", async (text, name) => {
    const { say, stored } = await startConversation();
    expect(await say(text)).toContain(`${name} are not insured here`);
    const asked = await stored();
    expect(asked).toMatchObject(offersPerson);
    expect(asked.context).not.toHaveProperty("insurance_type");
    await say("yes");
    expect(await stored()).toMatchObject({
      ...inReview(["Neither a car nor an apartment", "The claimant asked for a person"]),
      context: { insurance_type: "other", description: text },
    });
  });

  test("and a no goes on with what is insured", async () => {
    const { say, stored } = await startConversation();
    await say("my dog needs surgery, $2,000");
    expect(await say("no thanks")).toContain("What happened");
    await say("A truck hit my parked car, the repair costs $640");
    await say("yes");
    expect(await stored()).toMatchObject({ outcome: "approved", amountCents: 64_000, subject: "car" });
  });

  test("is what the claimant says it is: “Something else” offers a person", async () => {
    const { say, stored } = await startConversation();
    await say("Something of mine fell down and is broken now");
    expect(await say("Something else")).toContain("we insure cars and homes");
    expect(await stored()).toMatchObject(offersPerson);
  });
});

describe("an injury", () => {
  test.each([
    "I broke my arm when the ladder slipped, and the window too, $300",
    "A truck hit my car, $300, and my wife was hurt",
    "The cyclist was taken to the hospital after he hit my car door, 250 dollars",
    "A pipe burst in my kitchen, I slipped and hit my head, $300",
    "rear-ended at the lights, my neck hurts since then, bumper $400",
    "The oven exploded and burned my hand, kitchen damage $500",
  ])("as in %j is named, and nothing is approved automatically", async (text) => {
    const { say, stored } = await startConversation();
    expect(await say(text)).toMatch(/very sorry that somebody was hurt.*a person looks at this claim/s);
    if ((await stored()).currentTaskId === "insurance_type_classifier") await say("Apartment");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details" });
    await say("yes");
    expect(await stored()).toMatchObject({
      ...{ status: "waiting", currentTaskId: "manual_review", outcome: null },
      waits: [{ audience: "reviewer", reasons: ["Somebody may be hurt"] }],
    });
  });

  test.each([
    "A truck hit my parked car, nobody was hurt, $300",
    "Rear-ended at the lights, no injuries, bumper 300 dollars",
    "A pipe burst in the kitchen, luckily no one got hurt, $300",
    "Someone hit my car in front of the hospital, $300",
    "My car battery died and the hood was dented, $300",
  ])("is none in %j", async (text) => {
    const { say, stored } = await startConversation();
    expect(await say(text)).not.toContain("was hurt, and");
    await say("yes");
    expect(await stored()).toMatchObject({ outcome: "approved" });
  });

  test("told at the confirmation is named too", async () => {
    const { say, stored } = await startConversation();
    await say("A truck hit my parked car, the repair costs $300");
    expect(await say("and I broke my wrist in it")).toContain("somebody was hurt");
    await say("yes");
    expect(await stored()).toMatchObject({ currentTaskId: "manual_review", outcome: null });
  });
});

describe("two damages in one story", () => {
  const story = "A tree fell on my car and on the roof of my house. Car 900, roof 4,000";

  test.each([
    story,
    "The storm damaged my car and my house, 700 dollars",
    "Hail dented my car and broke the skylight of our house, $2,000",
    "My house was broken into and my car was stolen",
    "A pipe burst in my kitchen. Also my car was scratched yesterday, $300",
    "The flood ruined my kitchen and my car",
  ])("as in %j are asked to be filed apart, or go to a person", async (text) => {
    const { say, stored } = await startConversation();
    expect(await say(text)).toContain("more than one matter: car and apartment");
    const asked = await stored();
    expect(asked.context).not.toHaveProperty("insurance_type");
    expect(asked).toMatchObject({
      waits: [{ form: { suggestions: ["Go on with: Car", "Go on with: Apartment"], acts: ["person"] } }],
    });
    await say("Let a person look at it");
    expect(await stored()).toMatchObject(inReview(["The claimant asked for a person"]));
  });

  test("go on with the one that is chosen, and its amount is asked for alone", async () => {
    const { say, stored } = await startConversation();
    await say(story);
    const asked = await say("Go on with: Car");
    expect(asked).toContain("This claim is about the car only. Please start a new claim for the apartment");
    expect(asked).toContain("About how much will it cost");
    expect(await stored()).toMatchObject({ currentTaskId: "car_insurance_details", amountCents: null });
    await say("$900");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 90_000, subject: "car" });
  });
});

describe("a model that is wrong", () => {
  let server: OpenAiTestServer;
  beforeAll(async () => {
    server = await startOpenAiTestServer();
    vi.stubEnv("LLM_BASE_URL", server.baseUrl);
    vi.stubEnv("LLM_MODEL", "small");
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  const told = (description: string) => ({ content: { acknowledgement: "I see.", facts: { description } } });
  const sorted = (label: string) => ({ content: { label, because: "said so" } });
  const details = (...amount_cents: string[]) => ({
    content: { acknowledgement: "I see.", facts: { amount_cents, incident_date: null, place: null } },
  });

  test("about the dog is not asked at all", async () => {
    const { say, stored } = await startConversation();
    const before = server.requests.length;
    server.respondWith([told("my dog needs surgery"), sorted("apartment"), details("$2,000")]);
    expect(await say("my dog needs surgery, $2,000")).toContain("Pets are not insured here");
    expect((await stored()).context).not.toHaveProperty("insurance_type");
    expect(server.requests.length).toBe(before);
  });

  test("and says “apartment” where no home is named asks the person instead", async () => {
    const { say, stored } = await startConversation();
    server.respondWith([told("My grandmother's ring disappeared"), sorted("apartment")]);
    expect(await say("My grandmother's ring disappeared, $400")).toContain(
      "Is this about a car or about an apartment?",
    );
    expect((await stored()).context).not.toHaveProperty("insurance_type");
  });

  test("and overlooks the injury approves nothing", async () => {
    const { say, stored } = await startConversation();
    const text = "A truck hit my car and broke my arm, $300";
    server.respondWith([told("A truck hit my car"), sorted("car"), details("$300")]);
    expect(await say(text)).toContain("somebody was hurt");
    await say("yes");
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "manual_review", outcome: null });
  });

  test("and takes two damages for one is not asked", async () => {
    const { say, stored } = await startConversation();
    server.respondWith([
      told("A tree fell on my car and on the roof of my house"),
      sorted("apartment"),
      details("4,000"),
    ]);
    expect(await say("A tree fell on my car and on the roof of my house. Car 900, roof 4,000")).toContain(
      "more than one",
    );
    expect((await stored()).context).not.toHaveProperty("insurance_type");
  });
});
