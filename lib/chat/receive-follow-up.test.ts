import { beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { startConversation } from "./test-conversation";

// A question without a subject is read with the one before it.

withTestDatabase({ as: "owner" });
beforeAll(async () => {
  await publishShipped();
  await ingestShipped();
});

const abroad = /“Cover is valid in the United States, Canada/;

test.each(["and abroad?", "and abroad", "what about abroad?", "does that apply in canada too?"])(
  "%j after a question about cover is answered, and the open question stands",
  async (question) => {
    const { say, stored } = await startConversation();
    await say("Is hail damage to my car covered?");
    const response = await say(question);
    expect(response).toMatch(abroad);
    expect(response).toContain("What happened, and what is damaged?");
    expect((await stored()).context).not.toHaveProperty("description");
  },
);

test("it may stand in the same message", async () => {
  const { say } = await startConversation();
  expect(await say("Is hail damage to my car covered? And abroad?")).toMatch(/“Hail, storm.*“Cover is valid/s);
});

test("it may follow facts, and the claim keeps them", async () => {
  const { say, stored } = await startConversation();
  await say("A van hit my parked car on Sunday on Main Street, the repair costs $640");
  await say("is a rental car covered?");
  expect(await say("and if it was my fault?")).toMatch(/“If the other party is at fault we claim your deductible back/);
  const { context } = await stored();
  expect(context).toMatchObject({ amount_cents: 64_000, description: expect.not.stringContaining("fault") });
});

test("without a question before it is not answered with a clause of another matter", async () => {
  const { say } = await startConversation();
  expect(await say("and my wife?")).not.toContain("The policy says");
});

test.each([
  ["the repair is 640 dollars. do i get a rental car", /“A replacement vehicle of a comparable class/],
  ["the repair is 640 dollars, can you also tell me about towing", /“Towing to the nearest suitable workshop/],
  ["640 dollars. i wonder whether i get a rental car", /“A replacement vehicle of a comparable class/],
])("of %j the amount is taken and the question answered", async (text, clause) => {
  const { say, stored } = await startConversation();
  await say("A van hit my parked car on Sunday on Main Street");
  expect(await say(text)).toMatch(clause);
  const { context } = await stored();
  expect(context).toMatchObject({ amount_cents: 64_000, description: expect.not.stringMatching(/rental|towing/) });
});
