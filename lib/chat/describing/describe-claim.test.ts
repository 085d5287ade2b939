import { expect, test } from "vitest";
import type { Fact } from "@/lib/tasks/schema";
import { describeClaim } from "./describe-claim";

const fact = (key: string, type: Fact["type"], text: string | null): Fact => ({
  ...{ key, type, text, label: key, value: text, required: false, sourceMessageSeq: null, isSummarised: false },
});
const claim = (known: { type?: string; what?: string; where?: string }): string =>
  describeClaim(
    [
      fact("insurance_type", "choice", known.type ?? null),
      fact("description", "long_text", known.what ?? null),
      fact("place", "text", known.where ?? null),
      fact("amount_cents", "money", "$640.00"),
    ],
    { word: "claim" },
  );

test.each([
  [{ type: "Car", what: "someone backed into my parked Golf this morning", where: "Main Street" }, "Golf, Main Street"],
  [{ type: "Car", what: "Hail on our old Honda Civic", where: "Elm Street 5, Boston" }, "Honda Civic, Elm Street 5"],
  [{ type: "Car", what: "It was dark. Somebody hit my Toyota, the bumper is gone" }, "Somebody hit my Toyota"],
  [{ type: "Apartment", what: "burst pipe in the kitchen, the floor is ruined" }, "Burst pipe in the kitchen"],
  [{ type: "Apartment", what: "Fire in my kitchen", where: "my kitchen" }, "Fire in my kitchen"],
  [{ type: "Car" }, "Car claim"],
  [{ type: "Car", where: "Main Street" }, "Car claim, Main Street"],
  [{ where: "Main Street" }, "Claim, Main Street"],
  [{}, "New claim"],
  [{ what: "水道管が破裂しました。床が濡れました。" }, "水道管が破裂しました"],
  [{ what: "?!\n..." }, "New claim"],
])("%j is called %j", (known, title) => {
  expect(claim(known)).toBe(title);
});

test("a long description is cut between words, a word without an end anywhere", () => {
  const what = "a very tall tree in the garden of the neighbour fell on the roof of the garage";
  expect(claim({ what })).toBe("A very tall tree in the garden of the neighbour fell on the roof of the garage");
  const longer = `${what} and on two of our bicycles that stood there`;
  expect(claim({ what: longer, where: "Oak Street" })).toBe(
    "A very tall tree in the garden of the neighbour fell on the roof of the garage and on two…",
  );
  expect([...claim({ what: "👩‍👩‍👧".repeat(100) })].length).toBeLessThan(400);
  expect(claim({ what: "x".repeat(200) })).toHaveLength(91);
});

test("a session of another workflow has that workflow's word", () => {
  const request = { word: "request" };
  expect(describeClaim([], request)).toBe("New request");
  expect(describeClaim([], { ...request, isOver: true })).toBe("Request");
  expect(describeClaim([fact("what_kind", "choice", "Travel")], request)).toBe("Travel request");
  expect(describeClaim([fact("team", "text", "Sales")], request)).toBe("Request, Sales");
  const [day, told] = [fact("first_day", "date", null), fact("first_day", "date", "1 Dec 2026")];
  expect(describeClaim([{ ...day, required: true }], request)).toBe("New request");
  expect(describeClaim([{ ...told, required: true }], request)).toBe("Request");
});
