import { describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { converse } from "./test-conversation";

// Messages that tell nothing of the claim, and words that are not a story, through the shipped workflow.

withTestDatabase();

const claim = "hail hit my car, 900";

describe("at the card, a message that changes nothing gets a short answer, and the facts are not listed again", () => {
  test.each([
    ["lol whats the weather like in tulsa tomorrow", "I do not know the answer to that."],
    ["tell me a joke", "I do not know the answer to that."],
    ["please send me a letter by post", "I cannot do that here; I take down the facts."],
    ["never mind the rental thing", "Thank you for telling me."],
  ])("%j", async (said, words) => {
    const { facts, response } = await converse(claim, said);
    expect(facts).toMatchObject({ description: "Hail hit my car.", place: null, amount_cents: "$900.00" });
    expect(response).toContain(words);
    expect(response).toContain("Is this right?");
    expect(response).not.toContain("Amount:");
  });

  test("and the next message still changes the facts of that card", async () => {
    const { facts, response } = await converse(claim, "tell me a joke", "no, 950, and it was in tulsa");
    expect(facts).toMatchObject({ description: "Hail hit my car.", place: "Tulsa", amount_cents: "$950.00" });
    expect(response).toContain("Amount: $950.00");
  });

  test("and the next yes confirms them", async () => {
    const { confirmed } = await converse(claim, "tell me a joke", "yes");
    expect(confirmed).toMatchObject({ amount_cents: 90_000 });
  });

  test("and an added amount is added", async () => {
    const { response } = await converse(claim, "tell me a joke", "add $50");
    expect(response).toContain("Is $950.00 the total you are claiming?");
  });
});

test("several facts in one correction are all taken", async () => {
  const { facts, response } = await converse(claim, "no, total is 2500, and the address is 14 oak lane");
  expect(facts).toMatchObject({ amount_cents: "$2,500.00", place: "14 oak lane" });
  expect(response).toContain("I have noted the place. I have changed the amount.");
  const other = await converse(claim, "the place is 16 oak lane and the day was 3 days ago");
  expect(other.facts).toMatchObject({ incident_date: "26 Nov 2026", place: "16 oak lane" });
  expect((await converse(claim, "its at home, 12 oak lane")).facts.place).toBe("at home, 12 oak lane");
  expect((await converse(claim, "yes but it was my wifes car actually")).facts.description).toBe(
    "Hail hit my car. It was my wifes car actually.",
  );
});

test.each([
  ["the roof of my car got dented by hail, garage says bout 700", "The roof of my car got dented by hail."],
  ["Adress: 12 oak lane. a pipe burst, 300", "A pipe burst."],
  ["hail on my car. 12 oak lane. 900", "Hail on my car."],
  ["never mind the rental thing. hail hit my car, 900", "Hail hit my car."],
])("what happened has no filler: %j", async (said, story) => {
  expect((await converse(said)).facts.description).toBe(story);
});

test("a question that the answer does not settle says so before it is asked again", async () => {
  const { response } = await converse("sombody stole my bike", "it was a trek bike");
  expect(response).toContain("it does not tell me which one it is. If it is neither, a person can look at it.");
});

test("the offer to withdraw is asked about alone", async () => {
  const { response } = await converse("my bumper is broken", "never mind, forget it");
  expect(response).toContain("Withdraw now");
  expect(response).not.toContain("How much");
  expect(response).not.toContain("how much");
});

test("a message in another language is kept, and no fact is read from it", async () => {
  const { facts } = await converse(
    "Mein Auto wurde gestern in Köln angefahren, der Schaden ist 1.200 Euro",
    "Sorry. Somebody hit my car, twelve hundred dollars damage",
  );
  expect(facts).toMatchObject({ description: "Somebody hit my car.", place: null, amount_cents: "$1,200.00" });
});
