import { beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { readTopic } from "@/lib/reading/topics/topic";
import { readClauses, readNearQuestions, readQuestions } from "@/lib/search/evaluation/evaluate";
import { findClauses } from "./find-clauses";

// During a claim, with the terms that are shipped.

withTestDatabase();
beforeAll(() => ingestShipped(), 60_000);

const plain = (text: string) => text.toLowerCase().replace(/\W+/g, " ").trim();
const clauses = readClauses().map(({ id, text = "" }) => ({ id, text: plain(text) }));

async function quoted(question: string) {
  const search = { collections: ["policy-terms", "general-terms"], story: readTopic(""), insured: undefined };
  const topic = readTopic(question);
  const found = await findClauses({ ...search, topic, isTold: topic.words.length > 3 });
  return found?.map(({ quote }) => clauses.find(({ text }) => text.includes(plain(quote)))?.id);
}

test("most of 62 questions find a clause that answers them, and few find another", async () => {
  const wrong: string[] = [];
  let right = 0;
  for (const { question, answers } of readQuestions()) {
    const ids = await quoted(question);
    if (ids?.some((id) => id !== undefined && answers.includes(id))) right += 1;
    else if (ids?.length) wrong.push(question);
  }
  expect(right).toBeGreaterThanOrEqual(57);
  expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(5);
}, 120_000);

test("most of 20 questions whose words stand in clauses about something else find their own", async () => {
  const wrong: string[] = [];
  for (const { question, answers } of readNearQuestions()) {
    const ids = (await quoted(question)) ?? [];
    const isRight = answers.length === 0 ? ids.length === 0 : ids.some((id) => answers.includes(id ?? ""));
    if (!isRight) wrong.push(question);
  }
  expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(1);
}, 60_000);

test.each([
  ["How quickly must I report an accident?", "m29"],
  ["Is vandalism to my parked car covered?", "m11"],
  ["My fridge broke and the food is ruined, is that covered?", "h12"],
  ["What if the other driver has no insurance?", "m48"],
  ["I have a flat tire, do you help?", "m23"],
  ["Can I pay my premium monthly?", "m50"],
  ["If I damage my neighbour's fence with my car, who pays?", "h25"],
  ["What if my dog bites someone?", "h25"],
])("“%s” finds %s", async (question, id) => expect(await quoted(question)).toContain(id));

test.each([
  "What is the capital of France?",
  "Are my bees insured against a bear?",
  "Does my policy cover a cancelled flight?",
  "Is dental treatment covered?",
  "What is the best car to buy?",
  "My computer does not start, how do I fix it?",
  "Is a meteorite strike covered?",
])("“%s” finds none", async (question) => expect(await quoted(question)).toEqual([]));
