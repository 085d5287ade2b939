import { expect, it } from "vitest";
import { readNamedValue, readShortAnswer } from "./short-answers";

const plate = "Number plate What is the number plate?";

it.each([
  ["BX 4711", "BX 4711"],
  ["B-MW 1234", "B-MW 1234"],
  ["i said BX 4711", "BX 4711"],
  ["I already told you, BX 4711.", "BX 4711"],
  ["my plate is KXT 552", "KXT 552"],
  ["the number plate of my car is KXT 552", "KXT 552"],
  ["it's KXT 552", "KXT 552"],
  ["sorry, KXT 553", "KXT 553"],
  ["no, it should be KXT 553", "KXT 553"],
  ["plate: KXT 552", "KXT 552"],
  ["4711", "4711"],
  ["my brother is the owner", "my brother is the owner"],
])("reads the answer of %j", (text, answer) => expect(readShortAnswer(text, plate)).toBe(answer));

it.each([
  ["My name is Dana Keller", "Name What is your name?", "Dana Keller"],
  ["the dog is called Rex", "Dog What is the name of your dog?", "Rex"],
  ["3rd floor, room 12", "Room Which room?", "3rd floor, room 12"],
  ["order number is A-1002/7", "Order number Which order?", "A-1002/7"],
])("reads the answer of %j to %j", (text, names, answer) => expect(readShortAnswer(text, names)).toBe(answer));

it.each([
  ["no, the plate is KXT 553", "KXT 553"],
  ["plate: B-MW 1234, and the day was Monday", "B-MW 1234"],
  ["the number plate should be KXT 553 please", "KXT 553"],
  ["the plate is wrong", null],
  ["it was on Monday", null],
])("reads the plate that %j names", (text, value) => expect(readNamedValue(text, "Number plate")).toBe(value));
