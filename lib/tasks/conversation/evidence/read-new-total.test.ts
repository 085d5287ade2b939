import { expect, test } from "vitest";
import { readNewTotal } from "./read-new-total";

test.each([
  ["about ten yrs, and btw the smoke ruined the sofa too so its rather 13000", 1_300_000],
  ["10 years old. the sofa too, so it is more like 13,000 now", 1_300_000],
  ["make it 13k please, the sofa is gone too", 1_300_000],
  ["thirteen thousand now with the sofa", 1_300_000],
  ["instead of 12000 it is 13000", 1_300_000],
  ["it was 10 years old and with the sofa that's actually $13,000", 1_300_000],
])("“%s” names a new total", (text, cents) => expect(readNewTotal(text)).toBe(cents));

test.each([
  "it is rather 10",
  "its more like 12 years old",
  "that was rather 2012",
  "i bought it for 8000 in 2015",
  "the sofa was 1000 more",
  "now it is 500 more",
  "it is 12 years old not 10, call me on 5551234",
  "the landlord paid 300 already",
  "it was rather old",
])("“%s” names none", (text) => expect(readNewTotal(text)).toBeUndefined());
