import type { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { optionalAskedKey } from "./context-keys";

/**
 * The question for the optional fields that are not known, asked once in a session, together with the confirmation: a
 * yes skips it. A fact that the sentence before already asks for ("I have taken that out. When did it happen?") is not
 * asked for twice, and a yes skips it too. Empty when there is nothing to ask.
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
