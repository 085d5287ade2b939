import { beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { saveCollection } from "@/lib/documents/find-collection";
import { ingestFile } from "@/lib/documents/ingest-file";
import { readTopic } from "@/lib/reading/topics/topic";
import { findClauses } from "./find-clauses";

withTestDatabase();

const long =
  "Hail on greenhouses is covered up to $900. " +
  `${"A greenhouse is a house of glass for plants. ".repeat(10)}Snails in greenhouses are not covered.`;

beforeAll(async () => {
  const take = async (collection: string, name: string, text: string) =>
    ingestFile(collection, { name, bytes: new TextEncoder().encode(text) });
  await saveCollection("terms", "claimants");
  await saveCollection("handbook", "staff");
  await saveCollection("empty", "claimants");
  await take(
    "terms",
    "motor.md",
    "# Motor terms\n\n## Hail\n\nHail on the vehicle is covered.\n\n## Storm\n\nStorm and hail are named.",
  );
  await take(
    "terms",
    "home.md",
    `# Home terms\n\n## Hail\n\nHail on the roof is covered.\n\n## Greenhouses\n\n${long}`,
  );
  await saveCollection("water", "claimants");
  await take(
    "water",
    "water.md",
    "# Home terms\n\n## Burst pipes\n\nWater escaping from pipes is covered.\n\n" +
      "The repair of the burst pipe itself is paid up to $500.\n\nLakes are not.",
  );
  await take("handbook", "secret.md", "# Handbook\n\n## Ghosts\n\nNever tell that ghosts are paid.");
});

const ask = async (question: string, more: Partial<Parameters<typeof findClauses>[0]> = {}) => {
  const base = { collections: ["terms"], topic: readTopic(question), story: readTopic(""), isTold: false };
  const found = await findClauses({ ...base, insured: undefined, ...more });
  return found?.map(({ quote }) => quote);
};

test("quotes two clauses at most, each literally", async () => {
  expect(await ask("is hail covered?")).toEqual(
    expect.arrayContaining(["Hail on the vehicle is covered.", "Hail on the roof is covered."]),
  );
  expect(await ask("is hail covered?")).toHaveLength(2);
});

test("of a long paragraph one sentence is quoted", async () => {
  expect(await ask("are snails in greenhouses covered?")).toEqual(["Snails in greenhouses are not covered."]);
});

test("what the question or the claim is about comes before the rest", async () => {
  expect(await ask("is hail on my car covered?")).toEqual(["Hail on the vehicle is covered."]);
  expect(await ask("is hail covered?", { insured: "home" })).toEqual(["Hail on the roof is covered."]);
  expect(await ask("are snails in greenhouses covered?", { insured: "vehicle" })).toHaveLength(1);
});

test("nothing fits when words of the question stand nowhere", async () => {
  expect(await ask("are asteroids covered?")).toEqual([]);
  expect(await ask("is asteroid hail ice covered?")).toEqual([]);
});

test("a story fits with some of its words, and orders what fits a question", async () => {
  const story = readTopic("Last night hail fell on my roof while we were away in Austin");
  expect((await ask("", { topic: story, story, isTold: true }))?.[0]).toBe("Hail on the roof is covered.");
  expect((await ask("is hail covered?", { story }))?.[0]).toBe("Hail on the roof is covered.");
});

test("collections for staff are not quoted, and none of no passages", async () => {
  expect(await ask("are ghosts paid?", { collections: ["handbook"] })).toBeUndefined();
  expect(await ask("are ghosts paid?", { collections: ["empty"] })).toBeUndefined();
  expect(await ask("are ghosts paid?", { collections: ["terms", "handbook"] })).toEqual([]);
});

test("of a story both paragraphs about it are quoted", async () => {
  const topic = readTopic("A pipe burst and the kitchen is wet, says the plumber");
  const both = ["The repair of the burst pipe itself is paid up to $500.", "Water escaping from pipes is covered."];
  expect(await ask("", { collections: ["water"], topic, story: topic, isTold: true })).toEqual(both);
  expect(await ask("is a burst pipe paid?", { collections: ["water"] })).toEqual(both.slice(0, 1));
});
