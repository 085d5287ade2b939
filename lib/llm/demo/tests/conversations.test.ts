import { describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { converse, startClaim } from "./test-conversation";

// Conversations of claimants through the shipped workflow, each with what must hold at its end. Today is 29 Nov 2026.

withTestDatabase();

interface Card {
  type: string;
  story: RegExp | string;
  amount: string;
  day?: string | null;
  place?: string | null;
}

const cards: [name: string, messages: string[], card: Card][] = [
  [
    "an amount that was mistyped",
    ["Someone backed into my parked Golf, garage says $640", "no wait, it was $604, sorry typo"],
    { type: "Car", story: "Someone backed into my parked Golf.", amount: "$604.00", day: null, place: null },
  ],
  [
    "a question first, which is not the description",
    ["do you cover flooding?", "a storm broke my window, 220"],
    { type: "Apartment", story: "A storm broke my window.", amount: "$220.00" },
  ],
  [
    "a yes to what an ambiguous amount may be",
    ["My bumper is broken. The repair is 1.250,50", "yes"],
    { type: "Car", story: "My bumper is broken.", amount: "$1,250.50" },
  ],
  [
    "yesterday, by a truck",
    ["My car was hit by a truck yesterday, 700 dollars"],
    { type: "Car", story: "My car was hit by a truck.", amount: "$700.00", day: "28 Nov 2026" },
  ],
  [
    "by the bus on Monday on Main Street",
    ["Rear-ended by the bus on Monday on Main Street, $350"],
    { type: "Car", story: "Rear-ended by the bus.", amount: "$350.00", day: "23 Nov 2026", place: "Main Street" },
  ],
  [
    "an address with its city",
    ["The washing machine leaked in 5 Elm Street, Boston, $410"],
    { type: "Apartment", story: "The washing machine leaked.", amount: "$410.00", place: "5 Elm Street, Boston" },
  ],
  [
    "a city with its address",
    ["In Bremen, Hafenstrasse 12, the cellar flooded yesterday, $410"],
    {
      type: "Apartment",
      story: "The cellar flooded.",
      amount: "$410.00",
      day: "28 Nov 2026",
      place: "Bremen, Hafenstrasse 12",
    },
  ],
  [
    "a date in the order of dollars, beside the place",
    ["hail on 11/12/2026 near Austin Texas broke my windshield, $500"],
    {
      type: "Car",
      story: "Hail broke my windshield.",
      amount: "$500.00",
      day: "12 Nov 2026",
      place: "near Austin Texas",
    },
  ],
  [
    "misspellings and short forms",
    ["my apartmnt ceiling is wet from above since fri, plumber wants ~ 1.1k"],
    { type: "Apartment", story: /ceiling is wet from above\.$/, amount: "$1,100.00", day: "27 Nov 2026" },
  ],
  [
    "words that are words before they are days",
    ["The car stood in the sun and the dashboard cracked, $310"],
    { type: "Car", story: "The car stood in the sun and the dashboard cracked.", amount: "$310.00", day: null },
  ],
  [
    "a total with how it came about",
    ["Apartment 7C. Radiator valve leaked. 2 hours at 55 plus 70 parts, in total $180"],
    { type: "Apartment", story: "Apartment 7C. Radiator valve leaked.", amount: "$180.00" },
  ],
  [
    "many numbers of which one is an amount",
    [
      "On November 9, 2026, at about 4:40 p.m. I drove at 30 mph in my 2018 Ford (plate KLM4821, VIN " +
        "1FADP3F20JL200001, 61,000 miles) when a van hit my left door. Report 26-10233, policy " +
        "PA-77120, phone 555-0199. Estimate: $2,140.75",
    ],
    { type: "Car", story: /when a van hit my left door\. Report 26-10233,/, amount: "$2,140.75", day: "9 Nov 2026" },
  ],
  [
    "a price apiece beside its total",
    ["12 slates came off the roof in the storm, a roofer takes 50 apiece which is 600 dollars"],
    { type: "Apartment", story: "12 slates came off the roof in the storm.", amount: "$600.00" },
  ],
  [
    "a place on a motorway",
    ["Slid on ice, 5 degrees below, into the barrier on the A9 at km 88. Dealer estimate USD 1,450"],
    {
      type: "Car",
      story: "Slid on ice, 5 degrees below, into the barrier.",
      amount: "$1,450.00",
      place: "the A9 at km 88",
    },
  ],
];

describe("at the confirmation stands", () => {
  test.each(cards)("%s", async (_name, messages, { type, story, amount, day, place }) => {
    const { taskId, facts, response } = await converse(...messages);
    expect(taskId).toBe("confirm_details");
    expect(facts).toMatchObject({
      insurance_type: type,
      amount_cents: amount,
      description: typeof story === "string" ? story : expect.stringMatching(story),
      ...(day !== undefined && { incident_date: day }),
      ...(place !== undefined && { place }),
    });
    expect(response).toContain(`What happened: ${facts.description}`);
    expect(facts.description).not.toMatch(/\$|dollars|USD/);
  });
});

describe("a letter", () => {
  test("says the corrected amount where the rules say it, and the mistyped one nowhere", async () => {
    const messages = [
      "Someone backed into my parked Golf, garage says $640",
      "no wait, it was $604, sorry typo",
      "yes",
    ];
    const { letter = "", status } = await converse(...messages);
    expect(status).toBe("completed");
    expect(letter).toContain("We have approved your claim for $604.00.");
    expect(letter).toContain("Car: Someone backed into my parked Golf.\n");
    expect(letter).not.toContain("640");
  });
});

describe("what happened, when it was something else,", () => {
  const told = ["A pipe burst in my kitchen, $300", "sorry, it was my motorbike, not a pipe"];

  test("is asked anew, with nothing of the old story left on the card", async () => {
    const { taskId, facts, response } = await converse(...told);
    expect(taskId).toBe("confirm_details");
    expect(facts).toMatchObject({ insurance_type: "Car", description: null, place: null, amount_cents: "$300.00" });
    expect(response).toContain("What happened to your motorbike?");
    expect(response).not.toMatch(/pipe|kitchen/);
  });

  test("is not confirmed by a yes, and never comes back", async () => {
    const { status, facts, confirmed } = await converse(...told, "yes");
    expect({ status, description: facts.description, confirmed }).toEqual({
      status: "waiting",
      description: null,
      confirmed: undefined,
    });
  });

  test("is what the claimant tells then, also in the letter", async () => {
    const { facts, letter } = await converse(...told, "a van hit my motorbike on Oak Avenue", "yes");
    expect(facts).toMatchObject({ description: "A van hit my motorbike.", place: "Oak Avenue", insurance_type: "Car" });
    expect(letter).toContain("Car: A van hit my motorbike.");
    expect(letter).not.toMatch(/pipe|kitchen/);
  });

  test.each([
    ["A pipe burst in my kitchen, $300", "not a pipe but a hose", "A hose burst in my kitchen.", "Apartment"],
    ["My car was hit by a truck, $300", "it was a van, not a truck", "My car was hit by a van.", "Car"],
    ["Hail broke my windshield, $300", "it wasn't hail, a tree fell on the car", "A tree fell on the car.", "Car"],
    ["A pipe burst in my kitchen, $300", "no, actually a truck hit my car", "A truck hit my car.", "Car"],
    ["Someone hit my Golf, $300", "the mirror is broken too", "Someone hit my Golf. The mirror is broken too.", "Car"],
    ["A pipe burst in my kitchen, $300", "it was in the bathroom", "A pipe burst in the bathroom.", "Apartment"],
    ["My bike was stolen, 500 bucks", "correction: not my bike, my car was stolen", "My car was stolen.", "Car"],
    ["A pipe burst in my kitchen", "no, not a pipe but a hose. $300", "A hose burst in my kitchen.", "Apartment"],
    ["Someone hit my car, $1,200", "Actually scratch that, it is 1,020 not 1,200", "Someone hit my car.", "Car"],
    ["do you cover hail? it hit my car, $900", "oh wait 950", "Hail hit my car.", "Car"],
    ["My sink cracked, $300", "not the sink, the toilet", "The toilet cracked.", "Apartment"],
    [
      "Someone hit my car, $300",
      "it was my neighbour's kids",
      "Someone hit my car. It was my neighbour's kids.",
      "Car",
    ],
  ])("%s; %s", async (first, correction, description, type) => {
    const { facts } = await converse(first, correction);
    expect(facts).toMatchObject({ description, insurance_type: type });
  });
});

describe("a place or a day that the claimant says is wrong", () => {
  test.each([
    ["Mill Lane is wrong", { place: null, incident_date: "28 Nov 2026" }, "Where did it happen?"],
    ["it was not yesterday", { place: "Mill Lane", incident_date: null }, "When did it happen?"],
    ["I am not sure about the date, leave it out", { place: "Mill Lane", incident_date: null }, "I have removed"],
    ["not Mill Lane, Oak Street", { place: "Oak Street", incident_date: "28 Nov 2026" }, "I have changed the place."],
  ])("is taken out and asked for: %s", async (words, facts, response) => {
    const claim = await converse("A van hit my car on Mill Lane yesterday, 300 dollars", words);
    expect(claim.facts).toMatchObject({ ...facts, description: "A van hit my car." });
    expect(claim.response).toContain(response);
  });
});

test.each([
  ["On December 15, 2026 a van hit my car, 300 dollars"],
  ["tomorrow a van hit my car, 300 dollars"],
  ["A van hit my car, 300 dollars", "on December 15, 2026"],
  ["A van hit my car, 300 dollars", "it happened tomorrow"],
])("a day to come is asked about: %s; %s", async (...messages) => {
  const { facts, response } = await converse(...messages.filter(Boolean));
  expect(facts).toMatchObject({ description: "A van hit my car.", incident_date: null });
  expect(response).toContain("That date is in the future. When did it happen?");
});

test("what happened to another thing takes the place of the first one with it", async () => {
  const { facts } = await converse(
    "My fridge broke in the hallway, 300 dollars",
    "oh I mixed that up, it's about my van, someone dented it",
  );
  expect(facts).toMatchObject({ description: "Someone dented my van.", place: null, insurance_type: "Car" });
});

test("typed facts do not contradict the description, as in a message", async () => {
  const claim = await startClaim();
  await claim.says("A pipe burst in my kitchen, $300");
  const moved = await claim.types({ place: "the bathroom" });
  expect(moved.facts).toMatchObject({ description: "A pipe burst in the bathroom.", place: "the bathroom" });
  const retold = await claim.types({ description: "A truck hit my car yesterday, $300" });
  expect(retold.facts).toMatchObject({ description: "A truck hit my car.", place: null, insurance_type: "Car" });
});

describe("an amount in doubt", () => {
  test("of a range is asked about with both ends, and a yes takes neither", async () => {
    const claim = await startClaim();
    const asked = await claim.says("My bumper is broken, between 800 and 1200");
    expect(asked).toMatchObject({ taskId: "car_insurance_details", values: { amount_cents: null } });
    expect(asked.form).toMatchObject({ suggestions: ["$800.00", "$1,200.00"] });
    expect(await claim.says("yes")).toMatchObject({ taskId: "car_insurance_details", values: { amount_cents: null } });
    expect(await claim.says("$1,200.00")).toMatchObject({
      taskId: "confirm_details",
      values: { amount_cents: 120_000 },
    });
  });

  test.each(["yes", "Yes please", "all of it together", "$1,730.00"])(
    "of four things is their sum: %s",
    async (reply) => {
      const claim = await startClaim();
      const asked = await claim.says("Burglary. TV 400, laptop 900, bike 350, jacket 80, all of it together please");
      for (const part of ["TV $400.00", "laptop $900.00", "bike $350.00", "jacket $80.00", "$1,730.00"]) {
        expect(asked.response).toContain(part);
      }
      expect(asked.form).toMatchObject({ suggestions: expect.arrayContaining(["$1,730.00"]) });
      expect(await claim.says(reply)).toMatchObject({ taskId: "confirm_details", values: { amount_cents: 173_000 } });
    },
  );

  test("that is told first is asked about at once, and is kept when the story comes", async () => {
    const claim = await startClaim();
    const asked = await claim.says("The repair is 1.250,50");
    expect(asked.response).toContain("Do you mean $1,250.50?");
    const taken = await claim.says("yes");
    expect(taken.response).toMatch(/noted the amount: \$1,250\.50.*What happened/s);
    expect((await claim.says("My bumper is broken")).values).toMatchObject({ amount_cents: 125_050 });
  });

  test("of one of several readings is offered by its likeliest, and the other one can be chosen", async () => {
    const claim = await startClaim();
    const asked = await claim.says("My bumper is broken. The repair is 1.250,50");
    expect(asked.response).toContain("Do you mean $1,250.50?");
    const other = await startClaim();
    expect((await other.says("My bumper is broken. The repair is 1.250")).form).toMatchObject({
      suggestions: ["$1,250.00", "$1.25"],
    });
    expect(await other.says("$1.25")).toMatchObject({ values: { amount_cents: 125 } });
  });

  test("of one part is not the total that was offered", async () => {
    const claim = await startClaim();
    await claim.says("tv 400, laptop 900 stolen from my flat");
    const asked = await claim.says("no, the tv was 500");
    expect(asked.values.amount_cents).toBeNull();
    expect(asked.response).toContain("Together that is $1,400.00. Is $1,400.00 the total you are claiming?");
    expect(await claim.says("$1,400")).toMatchObject({ values: { amount_cents: 140_000 } });
  });

  test("at the confirmation is asked there, and a yes takes the amount before it confirms the card", async () => {
    const claim = await startClaim();
    await claim.says("Someone hit my car, $640");
    const asked = await claim.says("the garage now says 1.250,50");
    expect(asked.response).toMatch(/Do you mean \$1,250\.50\?$/);
    expect(asked.values.amount_cents).toBeNull();
    expect(await claim.says("yes")).toMatchObject({ taskId: "confirm_details", values: { amount_cents: 125_050 } });
    expect(await claim.says("yes")).toMatchObject({ taskId: "manual_review", amountAtReview: 125_050 });
  });

  test("that was declined is not taken by a later yes", async () => {
    const { taskId, values } = await converse("Someone hit my car, $640", "it costs 1.250,50 now", "no", "yes");
    expect({ taskId, amount: values.amount_cents }).toEqual({ taskId: "confirm_details", amount: null });
  });
});

test.each([
  ["Someone hit my car in Boston on Monday, $640", "not Boston, Chicago", { place: "Chicago" }],
  ["Someone hit my car in Boston, $640", "it was in Austin, Texas, not in Boston", { place: "Austin, Texas" }],
  ["A pipe burst in the kitchen, $300", "not the kitchen, the bathroom", { place: "the bathroom" }],
  ["A pipe burst in the kitchen, $300", "it was the bathroom, not the kitchen", { place: "the bathroom" }],
  [
    ...["A pipe burst in the kitchen, $300", "the kitchen, no, the bathroom"],
    { place: "the bathroom", description: "A pipe burst in the bathroom." },
  ],
  [
    ...["A pipe burst in the kitchen, $300", "kitchen? no, bathroom!"],
    { place: "bathroom", description: "A pipe burst in the bathroom." },
  ],
  ["A van hit my car on Main Street, $300", "the street behind, not Main Street", { place: "the street behind" }],
  ["A van hit my car on Main Street, $300", "Main Street, sorry, Elm Street", { place: "Elm Street" }],
  ["A van hit my car in the garage, $300", "not the garage, the driveway", { place: "the driveway" }],
  ["Someone hit my car on Monday, $640", "it wasn't Monday but Tuesday", { incident_date: "24 Nov 2026" }],
  ["Someone hit my car on Monday, $640", "not on the 23rd, on the 16th", { incident_date: "16 Nov 2026" }],
] as [string, string, Record<string, string>][])(
  "a day or a place that is denied is the other one then: %s; %s",
  async (told, correction, facts) => {
    expect((await converse(told, correction)).facts).toMatchObject(facts);
  },
);

describe("the day and the place", () => {
  const question = "When did it happen? Where did it happen?";

  test("are asked once, together with the confirmation", async () => {
    const claim = await startClaim();
    expect((await claim.says("Someone hit my car, $640")).response).toContain(question);
    const { said } = await claim.says("no, it is $650");
    expect(said.filter((text) => text.includes("did it happen?"))).toHaveLength(1);
  });

  test("that are known are not asked for", async () => {
    expect((await converse("Someone hit my car in Boston yesterday, $640")).response).not.toContain("did it happen?");
    expect((await converse("Someone hit my car yesterday, $640")).response).toContain("\n\nWhere did it happen? If");
  });

  test("may be skipped with a yes", async () => {
    expect(await converse("Someone hit my car, $640", "yes")).toMatchObject({ status: "completed" });
    expect(await converse("Someone hit my car, $640", "yes, I don't know when")).toMatchObject({ status: "completed" });
  });

  test.each(["I don't know", "skip", "not sure when", "no idea where", "doesn't matter"])(
    "may be skipped in words: %s",
    async (words) => {
      const { taskId, facts, response } = await converse("Someone hit my car, $640", words);
      expect({ taskId, day: facts.incident_date, place: facts.place }).toEqual({
        taskId: "confirm_details",
        day: null,
        place: null,
      });
      expect(response).toContain("I leave that open.");
      expect(response).not.toContain("did it happen?");
    },
  );

  test.each([
    ["Boston", null, "Boston"],
    ["yesterday", "28 Nov 2026", null],
    ["yesterday, Boston", "28 Nov 2026", "Boston"],
    ["it was last Friday, at 5 Elm Street, Boston", "27 Nov 2026", "5 Elm Street, Boston"],
    ["no idea where, but it was yesterday", "28 Nov 2026", null],
    ["at home", null, "at home"],
    ["the garage says $650 now", null, null],
    ["the mirror is broken too", null, null],
  ])("are taken from the answer: %s", async (answer, day, place) => {
    const { facts } = await converse("Someone hit my car, $640", answer);
    expect(facts).toMatchObject({ incident_date: day, place, insurance_type: "Car" });
  });
});
