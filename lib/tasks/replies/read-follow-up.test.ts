import { expect, test } from "vitest";
import { readFollowUp } from "./read-follow-up";

test.each([
  "yes",
  "yes it does",
  "yep thanks",
  "thx thats all",
  "thanks, that's all",
  "no more questions",
  "ok great",
  "got it",
  "perfect, that helped",
  "bye",
  "that is everything I wanted to know",
  "nothing else thank you",
  "i'm good",
  "no, that's all",
  "yes, that answers my question",
  "cool im done",
  "no further questions from my side",
])("“%s” says that the answer was enough", (text) => expect(readFollowUp(text)).toBe("enough"));

test.each([
  "no",
  "nope",
  "not really",
  "no it doesn't",
  "that does not help me",
  "that's not what i asked",
  "i don't understand that",
  "no that is wrong",
  "that didn't answer my question",
])("“%s” says that it was not", (text) => expect(readFollowUp(text)).toBe("not_enough"));

test.each([
  "what if i was drunk driving",
  "my dog bit the neighbors kid, do you pay?",
  "Is theft of my bike from the cellar covered?",
  "ok thanks, and what about hail",
  "yes but is the windscreen covered too",
  "no, i meant the bicycle in the cellar",
  "that's not what i asked, i want to know about hail on the roof",
  "how much do i pay myself",
  "and if it was my fault",
  "water damage in the kitchen",
  "do i have to pay the excess for glass",
  "thanks. can i choose the garage myself",
  "also for my wife?",
])("“%s” is another question", (text) => expect(readFollowUp(text)).toBe("question"));

test("a greeting says none of these", () => expect(readFollowUp("hello")).toBeUndefined());
