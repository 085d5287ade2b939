import { describe, expect, it } from "vitest";
import { readStoryChange } from "./story-change";

const change = (shown: string, text: string) => readStoryChange(text, shown, "2026-11-29");
const pipe = "A pipe burst in my kitchen.";

describe("words at the card", () => {
  it.each([
    [pipe, "sorry, it was my motorbike, not a pipe", "my motorbike"],
    [pipe, "it was my motorbike", "my motorbike"],
    [pipe, "it was not a pipe", ""],
    ["Someone backed into my Golf.", "it's about my flat, not my car", "my flat"],
  ])("leave open what happened: %j, %j", (shown, text, thing) => {
    expect(change(shown, text)).toMatchObject({ type: "unclear", thing });
  });

  it.each([
    ["Hail broke my windshield.", "it wasn't hail, it was a tree", "A tree broke my windshield."],
    ["My car was hit by a truck.", "a van, not a truck", "My car was hit by a van."],
    ["A bus hit my car.", "instead of a bus it was a tram", "A tram hit my car."],
    [pipe, "not a pipe but a hose", "A hose burst in my kitchen."],
    [pipe, "it was in the bathroom, not the kitchen", "A pipe burst in the bathroom."],
    ["My sink cracked.", "not the sink, the toilet", "The toilet cracked."],
    ["My sink cracked.", "not the kitchen sink, the toilet", "The toilet cracked."],
  ])("put another thing in the place of the denied one: %j, %j", (shown, text, told) => {
    expect(change(shown, text)).toMatchObject({ type: "told", text: told, isMore: false });
  });

  it.each([
    [pipe, "no, actually a truck hit my car", "A truck hit my car."],
    [pipe, "what happened: a van hit my golf", "A van hit my golf."],
    [pipe, "wrong, not a pipe, the dishwasher leaked", "The dishwasher leaked."],
    [pipe, "actually my motorbike was hit by a van, forget the pipe", "My motorbike was hit by a van."],
    ["Hail broke my windshield.", "it wasn't hail, a tree fell on the car", "A tree fell on the car."],
    [pipe, "oh I mixed that up, it's about my van, someone dented it", "Someone dented my van."],
    [pipe, "scratch that, a truck hit my car", "A truck hit my car."],
  ])("tell it anew: %j, %j", (shown, text, told) => {
    expect(change(shown, text)).toMatchObject({ type: "told", text: told, isMore: false });
  });

  it.each([
    ["Someone hit my Golf.", "the mirror is broken too", "Someone hit my Golf. The mirror is broken too."],
    [pipe, "the floor is wet as well, the plumber wants $400", `${pipe} The floor is wet as well.`],
    ["Someone keyed my car.", "it was my neighbour's kids", "Someone keyed my car. It was my neighbour's kids."],
    ["Someone keyed my car.", "and they used a key", "Someone keyed my car. They used a key."],
    ["Someone hit my car.", "it was a red Toyota", "Someone hit my car. It was a red Toyota."],
    ["Someone hit my car.", "my wife was driving", "Someone hit my car. My wife was driving."],
    ["Someone hit my car.", "the other driver ran away", "Someone hit my car. The other driver ran away."],
    ["A van hit my car.", "he drove away after it", "A van hit my car. He drove away after it."],
  ])("add to it: %j, %j", (shown, text, told) => {
    expect(change(shown, text)).toMatchObject({ type: "told", text: told, isMore: true });
  });

  it.each([
    "no, it was 1200 and on the 14th",
    "not on the 15th, on the 16th",
    "not main street but oak avenue",
    "yes but the garage now says $1,640",
    "looks fine except the amount, which is 700",
    "can you change the day to yesterday",
    "is that not right?",
    "I don't know where",
    "it was in the bathroom",
    "the pipe burst in my kitchen yesterday",
    "approve it",
    "Actually scratch that, the quote is 1,020 dollars not 1,200",
    "scratch that",
    "oh wait 950",
    "no the pipe is fine, that was last year",
    "not the toilet, the sink",
    "it was a truck",
    "my wife is right",
    "they are wrong",
    "he wants 500 dollars",
    "they should pay the claim",
  ])("change nothing of it: %j", (text) => expect(change(pipe, text)).toBeNull());
});

it.each([
  ["it was my wifes car actually", "It was my wifes car actually."],
  ["yes but it was my roomates bike actually", "It was my roomates bike actually."],
  ["it belongs to my sister", "It belongs to my sister."],
  ["it's leased", "It's leased."],
])("whose it is belongs to what happened: %j", (said, added) => {
  const found = readStoryChange(said, "Hail hit it.", "2026-11-29");
  expect(found).toMatchObject({ type: "told", text: `Hail hit it. ${added}`, isMore: true });
});

it.each(["forget the rental car question", "never mind the rental thing", "forget about what i asked"])(
  "a question that is taken back changes nothing: %j",
  (said) => expect(readStoryChange(said, "Hail hit my car.", "2026-11-29")).toBeNull(),
);
