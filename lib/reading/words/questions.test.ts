import { expect, it } from "vitest";
import { beginsAsQuestion } from "./questions";

it.each([
  "lol whats the weather like in tulsa tomorrow",
  "hey, what time is it in Berlin",
  "do you like football",
  "tell me a joke",
  "so how long does it take",
  "is it true that you are a robot",
])("%j begins as a question", (text) => expect(beginsAsQuestion(text)).toBe(true));

it.each(["it was in tulsa", "when I came home the pipe had burst", "what a mess, in tulsa", "tulsa", ""])(
  "%j does not",
  (text) => expect(beginsAsQuestion(text)).toBe(false),
);
