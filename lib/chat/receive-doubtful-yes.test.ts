import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Context, type JsonObject } from "@/lib/engine";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { changeFacts, confirmFacts } from "./mutations";
import { startConversation } from "./test-conversation";

// Only a yes to the facts as they are shown lets a rule approve a claim.

withTestDatabase();
beforeAll(publishShipped);

async function conversation() {
  const { who, sessionId, say, stored } = await startConversation();
  const change = async (key: string, value: string) => {
    const known = new Context((await stored()).context as JsonObject).get<string>(key) ?? "";
    const values = { [key]: value };
    return changeFacts(who, { sessionId, clientMessageId: randomUUID(), values, shown: { [key]: known } });
  };
  const confirm = async () =>
    confirmFacts(who, { sessionId, clientMessageId: randomUUID(), waitId: (await stored()).waits[0]?.id ?? "" });
  return { say, stored, change, confirm };
}

const small = "A truck hit my parked car, the repair costs $640";
const isApproved = { status: "completed", outcome: "approved" };

describe("while an offer is open, no other yes confirms the facts:", () => {
  const words = [
    "yes",
    "fine",
    "correct",
    "👍",
    "looks good",
    "good",
    "perfect",
    "ok",
    "exactly",
    "yes, I don't know when",
  ];
  test.each(words)("%s", async (yes) => {
    const { say, stored } = await conversation();
    await say(small);
    await say("Please cancel my claim.");
    await say(yes);
    expect(await stored()).toMatchObject({ status: "waiting", confirmedAt: null });
  });

  test.each(words.slice(0, 9))("%s, which takes the offer of a person", async (yes) => {
    const { say, stored } = await conversation();
    await say("my dog needs surgery, $200");
    await say(yes);
    expect(await stored()).toMatchObject({ confirmedAt: null, outcome: null });
  });
});

test("facts that change beside a wish to withdraw are shown, and a yes is one to them", async () => {
  const { say, stored } = await conversation();
  await say(small);
  const response = await say("The amount is actually $900. Please cancel my claim.");
  expect(response).toContain("Amount: $900.00");
  expect(response).toContain("Is this right?");
  await say("yes");
  expect(await stored()).toMatchObject({ ...isApproved, amountCents: 90_000 });
});

test.each(["ok, I'm not sure", "ok, I can't say", "okay I don't remember that", "not sure"])(
  "a doubt is not a yes: %s",
  async (doubt) => {
    const { say, stored } = await conversation();
    await say(small);
    await say(doubt);
    expect(await stored()).toMatchObject({ status: "waiting", confirmedAt: null });
  },
);

test("a yes that leaves the day and the place open confirms, once they were asked for", async () => {
  const { say, stored } = await conversation();
  await say(small);
  await say("yes, I don't know when");
  expect(await stored()).toMatchObject(isApproved);
});

describe("no rule approves a small claim", () => {
  test("whose injury was typed into the form of facts", async () => {
    const { say, stored, change, confirm } = await conversation();
    await say(small);
    await change("description", "A van hit my car and I broke my arm.");
    await confirm();
    const { outcome, waits } = await stored();
    expect([outcome, waits[0]]).toMatchObject([null, { audience: "reviewer" }]);
  });

  test.each([
    ["an injury beside another language", "Mein Auto wurde gestern beschädigt. My arm is broken."],
    ["another language, which was not read", "Hola, mi coche fue golpeado ayer y me duele todo"],
  ])("with %s", async (_name, first) => {
    const { say, stored } = await conversation();
    await say(first);
    await say(small);
    if ((await stored()).currentTaskId === "insurance_type_classifier") await say("Car");
    if ((await stored()).waits[0]?.audience === "claimant") await say("yes");
    const { outcome, waits } = await stored();
    expect([outcome, waits[0]]).toMatchObject([null, { audience: "reviewer" }]);
  });

  test("of a matter that is not insured, whatever label is chosen for it", async () => {
    const { say, stored } = await conversation();
    await say("my dog needs surgery, $200");
    await say("Car");
    for (let reply = 0; reply < 3 && (await stored()).waits[0]?.audience === "claimant"; reply++) await say("yes");
    expect(await stored()).toMatchObject({ outcome: null });
  });
});
