import { expect, test } from "vitest";
import { deniesFacts, saysDoubt } from "./read-doubt";

test.each([
  "ok, I'm not sure",
  "fine I guess?",
  "I think so",
  "yes I think so",
  "maybe",
  "probably",
  "should be ok, I think",
  "not sure",
  "I am not quite sure about that",
  "not sure about the place",
  "ok, I can't say",
  "hmm",
  "kind of",
  "it looks right I suppose",
  "let me think",
])("%j is a doubt", (text) => expect(saysDoubt(text)).toBe(true));

test.each([
  "yes",
  "ok",
  "no",
  "$500",
  "I think it was Monday",
  "maybe 500",
  "I guess a truck hit it",
  "not sure, a neighbour saw it",
  "it was probably the storm",
  "how long will it take?",
  "",
])("%j is none", (text) => expect(saysDoubt(text)).toBe(false));

test.each(["no, 12", "no 450", "not really sure", "no, on Friday"])("%j is not a plain no", (text) =>
  expect(deniesFacts(text)).toBe(false),
);

test.each([
  "no",
  "not really",
  "no, not exactly",
  "No!",
  "nope",
  "that's wrong",
  "that is not right",
  "no, not right",
  "no, wrong",
  "this is not correct",
  "it isn't correct",
  "everything is wrong, sorry",
  "something is wrong",
  "Something is not right",
  "no change it",
  "change something",
])("%j says that something is wrong, and not what", (text) => expect(deniesFacts(text)).toBe(true));

test.each([
  "yes",
  "ok",
  "no, it was yesterday",
  "the amount is wrong",
  "not my car",
  "no, it was my motorbike",
  "it is not 500",
  "don't change anything",
  "that is right",
  "all correct",
  "it is correct",
  "",
])("%j does not", (text) => expect(deniesFacts(text)).toBe(false));
