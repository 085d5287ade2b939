import { describe, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { converse } from "./test-conversation";

withTestDatabase();

const home = "A pipe burst in my kitchen, $600";
const car = "A truck hit my parked car, the repair costs $640";

describe("damage to another thing, told at the confirmation, is asked to be filed apart:", () => {
  test.each([
    [home, "two claims please: my car was hit too, 300", "Apartment", "$600.00"],
    [home, "and my car has a dent as well, another 250", "Apartment", "$600.00"],
    [home, "my car was scratched, 300", "Apartment", "$600.00"],
    [home, "the water also ruined my motorbike in the cellar, 900", "Apartment", "$600.00"],
    [home, "I have a second claim for my car", "Apartment", "$600.00"],
    [home, "yes, and someone broke my car window too", "Apartment", "$600.00"],
    [car, "the kitchen of my flat is flooded too, 2,000", "Car", "$640.00"],
    [car, "plus the roof of my house, 4,000", "Car", "$640.00"],
    [car, "a pipe burst in my bathroom, another 400", "Car", "$640.00"],
  ])("%s / %s", async (story, more, type, amount) => {
    const before = await converse(story);
    const claim = await converse(story, more);
    expect(claim.response).toContain("more than one matter");
    expect(claim.response).toContain("start a new claim");
    expect(claim.facts).toEqual(before.facts);
    expect(claim.facts).toMatchObject({ insurance_type: type, amount_cents: amount });
    expect(claim).toMatchObject({ taskId: "confirm_details", form: { type: "confirm", acts: ["person"] } });
  });

  test.each([
    [home, "sorry, it was my motorbike, not a pipe"],
    [home, "the ceiling of the neighbour below is wet too"],
    [car, "the mirror is broken too"],
    [car, "and the door has a dent as well"],
    [car, "another car was hit too, but that is not mine"],
  ])("%s / %s is none", async (story, more) => {
    expect((await converse(story, more)).response).not.toContain("more than one matter");
  });

  test("told beside an answer, it does not change what the claim is about", async () => {
    const claim = await converse("A pipe burst in my kitchen", "600. Also my car was hit");
    expect(claim.said.join("\n")).toContain("This claim is about the apartment only");
    expect(claim.facts).toMatchObject({ insurance_type: "Apartment" });
  });
});
