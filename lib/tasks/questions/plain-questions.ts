import { tellsEvent } from "@/lib/reading/matters/concepts";
import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { readTopic } from "@/lib/reading/topics/topic";

/** Where a question to us begins that no other phrase knows: "do i get a rental car", "i wonder whether …". */
const begins = phrase(
  `do|does|will|would|can|could|should|may|must|shall i|we|my|our|the|your|you|u|it|this|that|insurance
    !believe|imagine|guess|change|correct|add|note|put|write|send|wait |
  can|could|would|will you|u|i also|maybe|perhaps|please{0,2} tell|explain|say|ask|know me|us{0,1}
    about|if|whether|what |
  am|are|is i|we not|also{0,1} entitled|eligible|allowed|protected |
  is|are there also? a|an|any? | any chance of|for |
  i|we|i'm|we're|i'd|we'd am|are|was|were|would|do|also|just|really{0,3} wonder|wondering|curious
    if|whether|about|what|how |
  i|we|i'd|we'd want|would|'d|also|like|need{1,3} to know|ask if|whether|about|what|how |
  tell me|us also? if|whether|about`,
);
/** Questions about an amount are answered from the facts, and those with a date are told. */
const hasNumber = (tokens: Token[]): boolean => tokens.some(({ kind }) => kind === "number");
/** Tokens of such a question; what is longer tells something. */
export const longestPlainQuestion = 20;

/**
 * The end of the words that begin a question about something, at a token of its clause, or -1. A question that tells
 * what happened is a part of the story.
 */
export function beginsPlainQuestion(clause: Token[], at: number): number {
  if (clause.length - at > longestPlainQuestion) return -1;
  const end = matchAt(begins, clause, at);
  const rest = clause.slice(at);
  if (end < 0 || hasNumber(rest)) return -1;
  const words = rest.map(({ text }) => text).join(" ");
  return tellsEvent(words) || readTopic(words).words.length === 0 ? -1 : end;
}
