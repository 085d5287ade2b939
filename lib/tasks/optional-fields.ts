import type { Context } from "@/lib/engine";
import { matchAt, phrase } from "@/lib/tokens/phrase";
import { tokenize } from "@/lib/tokens/tokens";
import type { FieldSpec } from "./schema";

/** That the optional fields have been asked for. A context key of its own. */
export const optionalAskedKey = "optional_asked";

/**
 * The question for the optional fields that are not known, asked once in a session, together with the confirmation: a
 * yes skips it. Empty when there is nothing to ask.
 */
export function askOptional(context: Context, fields: readonly FieldSpec[]): string {
  const open = fields.filter(({ key, required, question }) => !required && question && context.get(key) === undefined);
  if (open.length === 0 || context.get(optionalAskedKey) === true) return "";
  context.set(optionalAskedKey, true);
  return `${open.map(({ question }) => question).join(" ")} If you do not know, just say yes.`;
}

const what =
  "when|where|that|it|either|any|both|exactly|the|date|day|place|time|or|and|was|were|happened|about|sure|this|of{0,8}";
const skips = phrase(
  `( i|we|sorry|no|yes|well|um|hm|ok|okay|honestly|please [,.!]? ){0,3}
  ( ( don't|dont|do not|didn't|didnt|did not|can't|cant|cannot|couldn't|couldnt know|remember|recall|say|tell ) |
    no|not idea|clue|sure|certain|known | dunno|idk|skip|unknown|unsure|whatever | n / a |
    ( doesn't|doesnt|does not matter ) | not important|relevant | never mind | nevermind | leave|skip it|that|them|both? out|open|empty|blank? |
    no ( date|day|place|location ) ) [,.!]? ${what} ( at all|anymore|anyway )? [.!,]{0,3} please|sorry|thanks|thanks? [.!]{0,3} $`,
);

/** Whether a reply only says that something is not known, or should be left out: "no idea where", "skip". */
export function isSkip(text: string): boolean {
  const tokens = tokenize(text.trim()).filter(({ kind }) => kind !== "break");
  return tokens.length > 0 && tokens.length < 30 && matchAt(skips, tokens, 0) === tokens.length;
}
