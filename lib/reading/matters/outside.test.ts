import { describe, expect, test } from "vitest";
import { readOutside } from "./outside";

describe("a matter that is neither a car nor a home", () => {
  test.each([
    "my dog needs surgery, $2,000",
    "My cat broke its leg, the vet wants 800",
    "vet bill of $450 for our puppy",
    "the dog was hit by a car, vet bill 2000",
    "I lost my phone in Spain",
    "my iphone was stolen on holiday",
    "I am being sued by my neighbour",
    "my lawyer costs 3000",
    "our flight was cancelled, $600",
    "my suitcase got lost at the airport",
    "dentist bill 400",
    "I need knee surgery",
    "my credit card was hacked",
    "my boat sank",
    "horse is sick",
    "the airline lost our luggage",
    "I was scammed, $500",
    "my glasses broke, 300",
    "the tooth crown fell out",
    "my drone crashed, $700",
    "our cat swallowed a sock and needs an operation",
  ])("is told by %j", (text) => expect(readOutside(text)).toBeDefined());

  test.each([
    "Someone backed into my parked Golf",
    "my dog scratched my car door",
    "the dog ate my sofa",
    "A pipe burst in my kitchen",
    "burglars took my phone and laptop from my flat",
    "my dog knocked the tv over",
    "broke my glasses cabinet",
    "dent in door",
    "tree fell on roof",
    "a deer hit my car on the way to the airport",
    "the hotel's gate hit my car",
    "a bird hit my windshield",
    "Horse kicked my car",
    "My car was stolen on holiday",
    "wallet stolen out of my car",
    "camera stolen from my apartment",
  ])("is not told by %j", (text) => expect(readOutside(text)).toBeUndefined());
});
