import { describe, expect, test } from "vitest";
import { readConcepts, tellsEvent } from "../matters/concepts";
import { readInjury } from "../matters/injuries";
import { readPlace } from "../places/places";
import { realWords } from "./real-words";
import { correctSpelling, respellText } from "./spelling";

describe("a misspelt word is read as what it means", () => {
  test.each([
    ["cra", "car"],
    ["teh", "the"],
    ["wlal", "wall"],
    ["rooof", "roof"],
    ["watter", "water"],
    ["brust", "burst"],
    ["craked", "cracked"],
    ["scrached", "scratched"],
    ["kichen", "kitchen"],
    ["bathrom", "bathroom"],
    ["windsheild", "windshield"],
    ["widnow", "window"],
    ["apartmnt", "apartment"],
    ["appartmnt", "apartment"],
    ["parkng", "parking"],
    ["bumber", "bumper"],
    ["televison", "television"],
    ["cieling", "ceiling"],
    ["somone", "someone"],
    ["nieghbor", "neighbor"],
    ["burgler", "burglar"],
    ["tiolet", "toilet"],
    ["injurd", "injured"],
  ])("%s: %s", (word, meant) => expect(correctSpelling(word)).toBe(meant));

  test("a text keeps everything else", () => {
    expect(respellText("My cra, scrached at teh mall (again)!")).toBe("My car, scratched at the mall (again)!");
  });
});

describe("a word of its own is not a misspelling", () => {
  test.each(
    `cat cart care core hire fine pine ripe doom poor flour place plane group story horse mouse stone stove later matter
    cash crush brush bust stall tall mail deal leader drawer drove seal paint printed porch torch coach track trick luck
    single officer estate reverse served stolen moved movie looks locks couple people table tables cable brake brave
    denied marine steve walter cooper boston forrest`
      .split(/\s+/)
      .filter(Boolean),
  )("%s", (word) => expect(correctSpelling(word)).toBe(word));

  test("none of those on the list", () => {
    expect([...realWords].filter((word) => correctSpelling(word) !== word)).toEqual([]);
  });

  test.each(["someone stole my cart at the mall", "the pine was hired", "Mr Doer of Locke Street called"])(
    "nor a name or a short word: %s",
    (text) => expect(respellText(text)).toBe(text),
  );
});

describe("a misspelt story is understood", () => {
  test.each<[string, "vehicle" | "home"]>([
    ["my cra was scrached at teh mall", "vehicle"],
    ["somone hit my car in the parkng lot", "vehicle"],
    ["windsheild craked by a stone", "vehicle"],
    ["hial dammaged my bumber and headlite", "vehicle"],
    ["MY VEHICAL WAS SCRACHED", "vehicle"],
    ["watter pipe brust in the kichen", "home"],
    ["my apartmnt was floded", "home"],
    ["nieghbor flodded my bathrom", "home"],
    ["my wahsing mashine leeked", "home"],
    ["A storm broke teh windw of my hosue", "home"],
  ])("%s", (text, concept) => {
    const { vehicle, home } = readConcepts(text);
    expect(vehicle.score > home.score ? "vehicle" : "home").toBe(concept);
    expect(tellsEvent(text)).toBe(true);
  });

  test("also where it happened, and that a person was hurt", () => {
    expect(readPlace("watter pipe brust in the kichen")).toBe("the kichen");
    expect(readInjury("my wife was injurd in the crahs")).toBeDefined();
  });
});
