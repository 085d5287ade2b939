import fc from "fast-check";
import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { formatMoney } from "@/lib/money";
import { type Claim, startClaim } from "./test-conversation";

// After any number of corrections the card, the case and the letter show the same facts, and no corrected value.

withTestDatabase();

const stories = [
  ["a van hit my parked Golf", "Car", ["van", "golf"]],
  ["hail broke the windshield of my car", "Car", ["hail", "windshield"]],
  ["a deer ran into my truck", "Car", ["deer"]],
  ["the dishwasher flooded my kitchen floor", "Apartment", ["dishwasher"]],
  ["a fire burned the curtains of my living room", "Apartment", ["fire", "curtains"]],
  ["burglars broke the front door of my flat", "Apartment", ["burglars"]],
] as const;
const days = [
  ["yesterday", "28 Nov 2026"],
  ["on Monday", "23 Nov 2026"],
  ["on 11/12/2026", "12 Nov 2026"],
  ["last Friday", "27 Nov 2026"],
  ["on the 14th", "14 Nov 2026"],
  ["on 3 October 2026", "3 Oct 2026"],
] as const;
const places = [
  ["on Oak Avenue", "Oak Avenue"],
  ["in 5 Elm Street, Boston", "5 Elm Street, Boston"],
  ["near Austin, Texas", "near Austin, Texas"],
  ["on the A9 at km 88", "the A9 at km 88"],
  ["in Bremen, Hafenstrasse 12", "Bremen, Hafenstrasse 12"],
] as const;
const money = [
  (amount: string) => `no wait, it was ${amount}, sorry typo`,
  (amount: string) => `the garage now says ${amount}`,
  (amount: string) => `it costs ${amount}`,
  (amount: string) => `sorry, ${amount}`,
  (amount: string) => `please change the amount to ${amount}`,
];
const daily = [
  (day: string) => `it happened ${day}`,
  (day: string) => `no, it was ${day}`,
  (day: string) => `sorry, the day is wrong, it was ${day}`,
];
const local = [
  (place: string) => `it was ${place}`,
  (place: string) => `no, it happened ${place}`,
  (place: string) => `it was not there, it was ${place}`,
];
const telling = [
  (story: string) => `no, actually ${story}`,
  (story: string) => `sorry, that is wrong, ${story}`,
  (story: string) => `what happened: ${story}`,
];

type Step =
  | { kind: "amount"; say: number; cents: number; form: number }
  | { kind: "day"; say: number; day: number }
  | { kind: "place"; say: number; place: number }
  | { kind: "story"; say: number; story: number; withAmount: number | null }
  | { kind: "type"; label: "Car" | "Apartment" }
  | { kind: "typed amount"; cents: number }
  | { kind: "small talk"; words: string };

const index = (list: readonly unknown[]) => fc.nat(list.length - 1);
const cents = fc.oneof(fc.integer({ min: 5_100, max: 99_999 }), fc.integer({ min: 100_000, max: 999_999 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("amount" as const), say: index(money), cents, form: fc.nat(2) }),
  fc.record({ kind: fc.constant("day" as const), say: index(daily), day: index(days) }),
  fc.record({ kind: fc.constant("place" as const), say: index(local), place: index(places) }),
  fc.record({
    kind: fc.constant("story" as const),
    say: index(telling),
    story: index(stories),
    withAmount: fc.option(cents),
  }),
  fc.record({ kind: fc.constant("type" as const), label: fc.constantFrom("Car" as const, "Apartment" as const) }),
  fc.record({ kind: fc.constant("typed amount" as const), cents }),
  fc.record({
    kind: fc.constant("small talk" as const),
    words: fc.constantFrom("skip", "no idea when", "thanks", "hm"),
  }),
);

/** As people write it: "$640", "640 dollars", "640.50 usd". */
const written = (amount: number, form: number): string => {
  const plain = amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2);
  return [formatMoney(amount), `${plain} dollars`, `${plain} usd`][form] ?? "";
};

interface Expected {
  cents: number;
  day: string | null;
  place: string | null;
  type: string;
  story: number | null;
}

/** Every way in which an amount may stand in a text. */
const formsOf = (amount: number): string[] => [
  formatMoney(amount),
  formatMoney(amount).slice(1),
  (amount / 100).toString(),
];

function expectConsistent(claim: Claim, expected: Expected, told: { amounts: Set<number>; days: Set<string> }): void {
  const { facts } = claim;
  expect(facts).toMatchObject({
    amount_cents: formatMoney(expected.cents),
    incident_date: expected.day,
    insurance_type: expected.type,
  });
  // A room that the story names is where it happened, as long as nothing else was said.
  const room = /^(?:the|my) (.+)$/.exec(facts.place ?? "")?.[1];
  if (expected.place !== null || room === undefined) expect(facts.place).toBe(expected.place);
  else expect(facts.description).toContain(room);
  // The card as it was said last has the same facts: a message that changed nothing does not list them again.
  if (claim.taskId === "confirm_details") {
    const card = claim.said.findLast((said) => said.includes("Type: ")) ?? "";
    for (const [label, key] of Object.entries(labels)) expect(card).toContain(`${label}: ${facts[key] ?? "not given"}`);
  }
  const description = facts.description ?? "";
  if (expected.story === null) expect(description).toBe("");
  else for (const word of stories[expected.story]?.[2] ?? []) expect(description.toLowerCase()).toContain(word);
  for (const [at, [, , words]] of stories.entries()) {
    if (at !== expected.story) for (const word of words) expect(description.toLowerCase()).not.toContain(word);
  }
  expect(description).not.toMatch(/\$|dollars|usd|\d|monday|friday|yesterday|october|correction/i);
  const letter = claim.letter ?? "";
  for (const amount of told.amounts) {
    for (const form of formsOf(amount)) {
      expect(description).not.toContain(form);
      const isOfNow = formsOf(expected.cents).some((one) => one.includes(form));
      if (!isOfNow) expect(letter.split(/[^\d.,$]+/).map((one) => one.replace(/[.,]+$/, ""))).not.toContain(form);
    }
  }
  for (const day of told.days) if (day !== expected.day) expect(letter).not.toContain(day);
}

const labels = {
  Type: "insurance_type",
  "What happened": "description",
  When: "incident_date",
  Where: "place",
  Amount: "amount_cents",
};

test("corrections in any order leave card, case and letter at one", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const claim = await startClaim();
      await claim.says("A van hit my parked Golf, the garage says $640");
      const expected: Expected = { cents: 64_000, day: null, place: null, type: "Car", story: 0 };
      const told = { amounts: new Set([64_000]), days: new Set<string>() };
      let first: Claim | undefined;
      for (const one of steps) {
        first = await take(one);
        expectConsistent(first, expected, told);
      }
      if (expected.story === null) await take({ kind: "story", say: 2, story: 0, withAmount: null });
      let done = await claim.says("yes");
      const { confirmed, values } = done;
      expect(confirmed).toEqual(values);
      if (done.taskId === "manual_review") {
        expect(expected.cents).toBeGreaterThanOrEqual(100_000);
        expect(done.amountAtReview).toBe(expected.cents);
        done = await claim.approve();
      }
      expect(done.status).toBe("completed");
      expectConsistent(done, expected, told);
      const { letter = "", facts } = done;
      expect(letter).toContain(`We have approved your claim for ${formatMoney(expected.cents)}.`);
      expect(letter).toContain(`${facts.insurance_type}: ${facts.description}`);
      if (facts.incident_date) expect(letter).toContain(`When: ${facts.incident_date}`);
      if (facts.place) expect(letter).toContain(`Where: ${facts.place}`);

      async function take(one: Step): Promise<Claim> {
        switch (one.kind) {
          case "amount": {
            expected.cents = one.cents;
            told.amounts.add(one.cents);
            return claim.says(money[one.say]?.(written(one.cents, one.form)) ?? "");
          }
          case "typed amount": {
            expected.cents = one.cents;
            told.amounts.add(one.cents);
            return claim.types({ amount_cents: formatMoney(one.cents) });
          }
          case "day": {
            const [words, day] = days[one.day] ?? ["", ""];
            expected.day = day;
            told.days.add(day);
            return claim.says(daily[one.say]?.(words) ?? "");
          }
          case "place": {
            const [words, place] = places[one.place] ?? ["", ""];
            expected.place = place;
            return claim.says(local[one.say]?.(words) ?? "");
          }
          case "type": {
            if (expected.type !== one.label) {
              expected.type = one.label;
              expected.story = null;
            }
            const [is, not] = one.label === "Car" ? ["my car", "my apartment"] : ["my apartment", "my car"];
            return claim.says(`it's about ${is}, not ${not}`);
          }
          case "story": {
            const [story, type] = stories[one.story] ?? ["", "Car"];
            expected.type = type;
            expected.story = one.story;
            if (one.withAmount !== null) {
              expected.cents = one.withAmount;
              told.amounts.add(one.withAmount);
            }
            const amount = one.withAmount === null ? "" : `, the repair costs ${written(one.withAmount, 0)}`;
            return claim.says(`${telling[one.say]?.(story) ?? ""}${amount}`);
          }
          default:
            return claim.says(one.words);
        }
      }
    }),
    { numRuns: 40, seed: 20261129 },
  );
});
