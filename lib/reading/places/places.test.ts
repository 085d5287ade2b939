import { describe, expect, it } from "vitest";
import { readPlace } from "./places";

describe("a place", () => {
  it.each([
    ["The washing machine leaked in 5 Elm Street, Boston, $410", "5 Elm Street, Boston"],
    ["In Bremen, Hafenstrasse 12, the cellar flooded", "Bremen, Hafenstrasse 12"],
    ["Hafenstrasse 12, Bremen: cellar flooded", "Hafenstrasse 12, Bremen"],
    ["in Musterstr. 5, 10115 Berlin a pipe burst", "Musterstr. 5, 10115 Berlin"],
    ["stolen in Paris, 12 rue de Rivoli", "Paris, 12 rue de Rivoli"],
    ["the window broke in Calle Mayor 5, Madrid", "Calle Mayor 5, Madrid"],
    ["in via Roma 12, Milano the window broke", "via Roma 12, Milano"],
    ["in Rua Augusta 10, São Paulo", "Rua Augusta 10, São Paulo"],
    ["pipe burst at apt 4B, 221B Baker Street, London NW1 6XE", "apt 4B, 221B Baker Street, London NW1 6XE"],
    ["in unit 12, 45 Queen St W, Toronto", "unit 12, 45 Queen St W, Toronto"],
    ["in 12 High St., Oxford the boiler leaked", "12 High St., Oxford"],
    ["a tree fell on my car in Boston, MA 02110", "Boston, MA 02110"],
    ["I live at 350 5th Avenue, New York, NY 10118 and the pipe leaked", "350 5th Avenue, New York, NY 10118"],
    ["outside 10 Downing Street, London SW1A 2AA", "outside 10 Downing Street, London SW1A 2AA"],
    ["a pipe burst in 5 elm street, boston", "5 elm street, boston"],
    ["location: Mill Road, Leeds, $500", "Mill Road, Leeds"],
    ["A pipe burst in the kitchen of my flat on Oak Street, $500", "the kitchen of my flat on Oak Street"],
    ["water in the kitchen, at 5 Elm Street, Boston, yesterday", "the kitchen, at 5 Elm Street, Boston"],
    ["hit in the parking lot of the mall on Main Street", "the parking lot of the mall on Main Street"],
    [
      "in the bathroom of my apartment in Musterstr. 5, 10115 Berlin",
      "the bathroom of my apartment in Musterstr. 5, 10115 Berlin",
    ],
    ["it happened in the kitchen on Monday", "the kitchen"],
    ["in the kitchen in May", "the kitchen"],
  ])("is an address as a whole: %j", (text, place) => expect(readPlace(text)).toBe(place));

  it.each([
    ["into the barrier on the A9 at km 88. Dealer estimate USD 1,450", "the A9 at km 88"],
    ["rear-ended on I-95 near exit 12, $500", "I-95 near exit 12"],
    ["crash on the M25 junction 10", "the M25 junction 10"],
    ["on the I-95 southbound, mile marker 212", "the I-95 southbound, mile marker 212"],
    ["on the autobahn A7 towards Hamburg", "the autobahn A7 towards Hamburg"],
    ["on Route 66 near Tulsa, Oklahoma", "Route 66 near Tulsa, Oklahoma"],
    ["on US 101 near San Jose", "US 101 near San Jose"],
    ["stone chip on the i-95", "the i-95"],
  ])("is a road, and where on it: %j", (text, place) => expect(readPlace(text)).toBe(place));

  it.each([
    ["hail on 11/12/2026 near Austin Texas broke my windshield", "near Austin Texas"],
    ["hit at the corner of 5th and Main", "the corner of 5th and Main"],
    ["someone dented it behind the Aldi in Leeds", "behind the Aldi in Leeds"],
    ["in the parking lot of the mall", "the parking lot of the mall"],
    ["parked in P2 of the Westfield mall", "P2 of the Westfield mall"],
    ["at Heathrow Terminal 5", "Heathrow Terminal 5"],
    ["at the Shell station in Dover", "the Shell station in Dover"],
    ["I was at the red light on Oak and 3rd", "Oak and 3rd"],
    ["it happened near the school, Tom hit me", "near the school"],
    ["on Main Street, Golf dented", "Main Street"],
    ["on Nov 12 near Boise a deer hit my car", "near Boise"],
    ["on 12 November in Boise", "Boise"],
    ["the 14th behind the gym", "behind the gym"],
    ["On Black Friday someone dented my door at Target in Austin", "Target in Austin"],
    ["on New Year's Eve in Leeds a rocket hit my car", "Leeds"],
    ["on the 5th of May at the Aldi", "the Aldi"],
    ["at 5th Avenue", "5th Avenue"],
    ["on May Street", "May Street"],
    ["in Oak Street 5", "Oak Street 5"],
    ["a pipe burst in Oak Street 5, Leeds", "Oak Street 5, Leeds"],
    ["on Oak Street 5 cars crashed", "Oak Street"],
    ["on Oak Street 450", "Oak Street"],
    ["a pipe burst in flat 3", "flat 3"],
    ["48 W 21st St Apt 5, New York. A pipe burst", "48 W 21st St Apt 5, New York"],
    ["ok in English: my basement flooded", "the basement"],
    ["someone hit my car at the hospital", "the hospital"],
    ["My car was parked in the hospital car park", "the hospital car park"],
  ])("ends where it ends: %j", (text, place) => expect(readPlace(text)).toBe(place));

  it.each([
    "the car stood in the sun",
    "in May, on a second try",
    "at 5 pm",
    "in total 500",
    "on my way to work",
    "it is about my flat",
    "about my rental place: the drain leaked",
    "a cow made a dent in my Jeep",
    "a tree fell on the roof of my car",
    "My daughter is in hospital after the crash",
    "he is in the hospital",
    "on Thanksgiving the turkey fryer burned my curtain",
    "On Christmas Eve someone hit my car",
  ])("is not what says something else: %j", (text) => expect(readPlace(text)).toBeNull());
});

it.each([
  ["at my sister's place", "my sister's place"],
  ["it was at my mother's place", "my mother's place"],
  ["hail dented my car at my brother's", "my brother's"],
  ["someone keyed my car in front of my sister's place, $300", "in front of my sister's place"],
])("somebody's place is one: %s", (text, place) => expect(readPlace(text)).toBe(place));

describe("a place that is named as such", () => {
  it.each([
    ["no, total is 2500, and the address is 14 oak lane", "14 oak lane"],
    ["the place is 16 oak lane and the day was 3 days ago", "16 oak lane"],
    ["location was 16 oak lane and I think the garage said 2500", "16 oak lane"],
    ["place: 16 oak lane but it costs $300", "16 oak lane"],
    ["address: 16 oak lane and on monday", "16 oak lane"],
    ["the place was between the school and the church", "between the school and the church"],
  ])("ends before the next fact: %j", (text, place) => expect(readPlace(text)).toBe(place));
});
