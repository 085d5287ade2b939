import type { Context } from "@/lib/engine";
import { matchAt, phrase } from "@/lib/tokens/phrase";
import { tokenize } from "@/lib/tokens/tokens";
import type { FieldSpec } from "../schema";
import { optionalAskedKey } from "./context-keys";

/**
 * The question for the optional fields that are not known, asked once in a session, together with the confirmation: a
 * yes skips it. What the opening before it asks for ("I have taken that out. When did it happen?") is not asked twice,
 * and a yes skips it too. Empty when there is nothing to ask.
 */
export function askOptional(context: Context, fields: readonly FieldSpec[], opening = ""): string {
  const unknown = fields.filter(
    ({ key, required, question }) => !required && question && context.get(key) === undefined,
  );
  const isAsked = ({ question = "" }: FieldSpec) => opening.includes(question);
  const open = context.get(optionalAskedKey) === true ? [] : unknown.filter((field) => !isAsked(field));
  if (open.length === 0 && !unknown.some(isAsked)) return "";
  context.set(optionalAskedKey, true);
  return [...open.map(({ question }) => question), "If you do not know, just say yes."].join(" ");
}

const what = `( when|where|that|it|either|any|both|exactly|exact|the|date|day|place|time|or|and|was|were|happened|about|
    of|this ){0,8}`;
const skips = phrase(
  `( i|i'm|im|it|we|we're|sorry|no|yes|yep|well|um|hm|ok|okay|honestly|please|unfortunately [,.!]? ){0,3}
  ( ( don't|dont|didn't|didnt|can't|cant|cannot|couldn't|couldnt | do|did|can|could not ) know|remember|recall|say|tell |
    no idea|clue|date|day|place|location | not sure|certain|known|important|relevant | dunno|idk|skip|unknown|unsure|nevermind |
    n / a | ( doesn't|doesnt | does not ) matter | never mind | leave|skip it|that|them|both? out|open|empty|blank? )
  [,.!]? ${what} ( at all | anymore|anyway|either )? [.!,]{0,3} sorry|please|thanks? [.!]{0,3} $`,
);

const longest = 30;
const beginsWithYes = phrase("yes|yep|yeah|yup");

/**
 * Whether a reply only says that something is not known, or should be left out ("no idea where", "skip"), or says yes
 * with it ("yes, I don't know when"). Null: it says something else.
 */
export function readSkip(text: string): "yes" | "skip" | null {
  const tokens = tokenize(text).filter(({ kind }) => kind !== "break");
  if (tokens.length === 0 || tokens.length >= longest || matchAt(skips, tokens, 0) !== tokens.length) return null;
  return matchAt(beginsWithYes, tokens, 0) >= 0 ? "yes" : "skip";
}
