import { describe, expect, test } from "vitest";
import { severalDamages } from "./several-damages";

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

describe("one matter", () => {
  test.each([
    "hail hit my car and the garage says about 900",
    "hail hit my car and the garage wants 900",
    "ok so the burglars also broke my car window, 300",
    "ok so the burglars also broke my car window and took the radio",
    "burglars broke into my flat, tv gone, 800. they also stole my car keys",
    "robbers smashed the windshield of my car and took the child seat",
  ])("is all of %j", (text) => expect(severalDamages(text)).toBe(false));

  test.each([
    "burglars broke into my flat and also broke my car window",
    "a tree fell on my car and the garage roof",
    "burglars broke the door of my flat, 300. they also scratched my car, 500",
  ])("is not all of %j", (text) => expect(severalDamages(text)).toBe(true));
});
