import { describe, expect, test } from "vitest";
import { readInjury } from "./injuries";
import { readOutside } from "./outside";
import { severalDamages } from "./several-damages";

describe("an injury", () => {
  test.each([
    "I broke my arm when the ladder slipped, and the window too, $300",
    "My car was hit and my wife was injured",
    "the driver hurt his neck",
    "whiplash after the crash",
    "my son cut his hand on the broken window",
    "taken to the hospital",
    "I hit my head on the dashboard",
    "She is in hospital after the crash",
    "An ambulance took my mother",
    "My neck hurts since the crash",
    "the cyclist died",
    "my left leg is broken",
    "a pedestrian got hurt",
    "We all have back pain",
    "two passengers were wounded",
    "my neighbour's dog bit me",
    "Was anyone hurt? Yes, my wife",
  ])("is told by %j", (text) => expect(readInjury(text)).toBeDefined());

  test.each([
    "nobody was hurt",
    "no one was injured luckily",
    "No injuries. My car was hit",
    "I was not hurt",
    "parked in front of the hospital",
    "an ambulance hit my car",
    "my battery died",
    "hit my back bumper",
    "broke my back window",
    "we weren't hurt",
    "without injuries",
    "broke my head light",
    "he hit my back door",
    "the arm of my sofa broke",
    "injuries: none",
    "Was anyone hurt? No",
    "killed a deer",
    "nobody got hurt, car dented $300",
    "no idea who hit me",
    "thank god no one in the car was hurt",
    "my dog hurt its leg",
    "what if somebody is hurt?",
    "someone could have been hurt",
  ])("is not told by %j", (text) => expect(readInjury(text)).toBeUndefined());
});

describe("what is neither a car nor a home", () => {
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

describe("two damages", () => {
  test.each([
    "A tree fell on my car and on the roof of my house. Car 900, roof 4,000",
    "the storm damaged my car and my house",
    "hail dented my car and broke the skylight of our house",
    "My house was broken into and my car was stolen",
    "A pipe burst in my kitchen. Also my car was scratched yesterday",
    "the fire burned my garage door, sofa and my car",
    "My apartment flooded and my car was hit the same day",
    "tree hit car 900 and roof of the house 4000",
    "The flood ruined my kitchen and my car",
    "lightning hit the house and my car",
  ])("is told by %j", (text) => expect(severalDamages(text)).toBe(true));

  test.each([
    "Someone backed into my parked Golf, garage says $640",
    "my car was parked in front of my house and got hit",
    "a roof tile fell onto my car",
    "the truck crashed into my house",
    "storm took the roof of my car's garage and dented the car, $4,100",
    "my neighbour's car crashed into my fence and the wall of my garden",
    "burst pipe, kitchen floor and sofa ruined",
    "the washing machine leaked and ruined the floor, 400, carpet 300",
    "bumper 400, door 300",
    "Storm broke the window and the roof of my flat, 900",
    "My neighbour's bathtub overflowed into my flat, $3,300 damage",
    "thief broke into my car and stole my laptop",
    "my garage door hit my car's roof",
    "Parked outside my apartment, someone keyed the car, $500",
    "TV 400, laptop 900, bike 350, jacket 80",
    "Burglary. TV 400, laptop 900, bike 350, jacket 80, all of it together please",
    "A branch fell on my parked car and dented the roof.",
  ])("is not told by %j", (text) => expect(severalDamages(text)).toBe(false));
});
