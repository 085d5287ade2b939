import { describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { readDate } from "@/lib/reading/dates/dates";
import { readInjury } from "@/lib/reading/matters/injuries";
import { readOutside } from "@/lib/reading/matters/outside";
import { converse } from "./test-conversation";

withTestDatabase();

const fire = "fire in my kitchen, $600";
const car = "A truck hit my parked car, $640";

describe("an amount is asked about, never taken,", () => {
  test.each([
    ["floor 2,300 and the neighbour wants 800 for his ceiling", /\$2,300\.00 and \$800\.00.*total/],
    ["2,300 for the floor, 800 for his ceiling", /\$2,300\.00 and \$800\.00.*total/],
    ["2,300, and the other tenant demands 500", /\$2,300\.00 and \$500\.00.*total/],
  ])("when it is one of several: %s", async (text, asked) => {
    const claim = await converse("A pipe burst in my kitchen", text);
    expect(claim.response).toMatch(asked);
    expect(claim.taskId).toBe("apartment_insurance_details");
  });

  test.each(["maybe 700", "perhaps $700", "probably about 700", "it might be 700"])(
    "when it is unsure at the confirmation: %s",
    async (text) => {
      const claim = await converse(fire, text);
      expect(claim.response).toContain("Do you mean $700.00?");
      expect((await converse(fire, text, "yes")).facts.amount_cents).toBe("$700.00");
    },
  );
});

test.each(["yes please confirm", "yes yes yes", "yep that's all correct, thanks", "yes, confirm it please"])(
  "a yes in more words confirms: %s",
  async (yes) => {
    expect((await converse(car, yes)).status).toBe("completed");
  },
);

test.each([
  ["yep, but the neighbour's wall is black too", "Fire in my kitchen. The neighbour's wall is black too."],
  ["yes, and the ceiling is black as well", "Fire in my kitchen. The ceiling is black as well."],
  ["the curtains are also burnt", "Fire in my kitchen. The curtains are also burnt."],
])("what is told beside a yes is added and shown: %s", async (text, story) => {
  const claim = await converse(fire, text);
  expect(claim).toMatchObject({ taskId: "confirm_details", confirmed: undefined });
  expect(claim.facts.description).toBe(story);
  expect(claim.response).toContain(story);
});

test.each([
  ["Moved in on Friday, found it flooded on Saturday", "2026-11-28"],
  ["I moved in on Friday and found it flooded on Saturday", "2026-11-28"],
  ["bought it in 2019, stolen last Monday", "2026-11-23"],
  ["It was serviced on Tuesday, hit on Wednesday", "2026-11-25"],
  ["I called the police on Tuesday, it was stolen on Monday", "2026-11-23"],
  ["Picked up the car on 3 November, a van hit it on 10 November", "2026-11-10"],
  ["I parked it on Friday", "2026-11-27"],
])("the day is that of the damage: %s", (text, day) => {
  expect(readDate(text, "2026-11-29")).toBe(day);
});

test.each(["no, Berlin", "No. Berlin", "sorry, Berlin", "Berlin"])(
  "%s is a place, when it is asked for",
  async (text) => {
    expect((await converse(car, text)).facts.place).toBe("Berlin");
  },
);

test.each(["no, thanks", "no, not yet", "no, sorry"])("%s is none", async (text) => {
  expect((await converse(car, text)).facts.place).toBeNull();
});

test.each([
  ["My dog bit the postman", "Damage and injuries by animals"],
  ["my travel was cancelled", "Journeys and lost luggage"],
  ["my phone was stolen on the train", "Journeys and lost luggage"],
  ["my wallet was stolen in the bus", "Things that are lost or stolen away from home"],
  ["someone stole my jacket in a restaurant", "Things that are lost or stolen away from home"],
  ["my dog chewed the carpet in my flat", undefined],
  ["my dog scratched my car door", undefined],
  ["my phone was stolen from my flat", undefined],
  ["my laptop was stolen from my car in the street", undefined],
])("%s: outside is %s", (text, name) => {
  expect(readOutside(text)?.name).toBe(name);
});

test.each([
  "My daughter was in the car and is crying",
  "the kids were in the back seat and are crying",
  "My daughter was in the car and has neck pain",
  "my daughter hit her head",
  "my son has a sore neck",
  "my wife is in shock",
  "My dog bit the postman",
])("a person is hurt: %s", (text) => {
  expect(readInjury(text)).toBe(text);
});

test.each([
  "My daughter was in the car and is fine",
  "the kids were in the car, nobody was crying",
  "my son has a sore loser attitude",
])("no person is hurt: %s", (text) => {
  expect(readInjury(text)).toBeUndefined();
});

test("a child that cries after a crash brings the claim to a person", async () => {
  expect((await converse(`${car}. My daughter was in the car and is crying`, "yes")).taskId).toBe("manual_review");
});

test.each([
  ["why do you ask?", "written down in your claim"],
  ["what for?", "written down in your claim"],
  ["what if my son drove?", "depends on the rules"],
  ["and if my wife was driving?", "depends on the rules"],
  ["can I get a lawyer?", "no lawyer is needed"],
  ["bye", "Goodbye"],
])("%s is answered", async (text, answer) => {
  const { response } = await converse("A van hit my car", text);
  expect(response).toContain(answer);
  expect(response).not.toContain("I do not know the answer");
});
