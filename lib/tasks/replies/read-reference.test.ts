import { expect, test } from "vitest";
import { namedReference } from "./read-reference";

const own = "CLM-BB7N4TPS";

test.each([
  ["I want to appeal CLM-WD8PBVP6, the bike belongs to us", "CLM-WD8PBVP6"],
  ["no, its about clm wd8pbvp6", "CLM-WD8PBVP6"],
  ["clmWD8PBVP6 was rejected", "CLM-WD8PBVP6"],
  ["this is CLM-BB7N4TPS, I mean CLM-WD8PBVP6", "CLM-WD8PBVP6"],
  ["it is about QST-CSYCQJ48", "QST-CSYCQJ48"],
  ["CLM-ABCDEFGH", "CLM-ABCDEFGH"],
])("“%s” names %s", (text, named) => expect(namedReference(text, own)).toBe(named));

test.each([
  "my reference is CLM-BB7N4TPS",
  "the clm payments are late",
  "plate KXT 552 and order 12345678",
  "CLM-WD8PBVP66",
  "ABC 22345678",
  "",
])("“%s” names none", (text) => expect(namedReference(text, own)).toBeUndefined());
