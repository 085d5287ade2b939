import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { beginsWithYes } from "./read-consent";

const what = `( when|where|that|it|either|any|both|exactly|exact|the|date|day|place|time|or|and|was|were|happened|about|
    of|this ){0,8}`;
const skips = phrase(
  `( i|i'm|im|it|we|we're|sorry|no|yes|yep|well|um|hm|ok|okay|honestly|please|unfortunately [,.!]? ){0,3}
  ( ( don't|dont|didn't|didnt|can't|cant|cannot|couldn't|couldnt |
  do|did|can|could not ) know|remember|recall|say|tell |
    no idea|clue|date|day|place|location | not sure|certain|known|important|relevant |
    dunno|idk|skip|unknown|unsure|nevermind |
    n / a | ( doesn't|doesnt | does not ) matter | never mind | leave|skip it|that|them|both? out|open|empty|blank? )
  [,.!]? ${what} ( at all | anymore|anyway|either )? [.!,]{0,3} sorry|please|thanks? [.!]{0,3} $`,
);

const mostTokens = 30;

/**
 * Whether a reply only says that something is not known, or should be left out ("no idea where", "skip"), or says yes
 * with it ("yes, I don't know when"). Null: it says something else.
 */
export function readSkip(text: string): "yes" | "skip" | null {
  const tokens = tokenize(text).filter(({ kind }) => kind !== "break");
  if (tokens.length === 0 || tokens.length >= mostTokens || matchAt(skips, tokens, 0) !== tokens.length) return null;
  return beginsWithYes(tokens) ? "yes" : "skip";
}
