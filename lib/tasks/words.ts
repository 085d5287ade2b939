import { typedDuration } from "@/lib/reading/values/find-durations";
import { lowerFirst } from "@/lib/words";
import type { Fact, FieldSpec } from "./schema";

// Apart from the schemas: pages use these words, and Zod would be a large part of their JavaScript.

const questionNames: Record<string, string> = { when: "the day", where: "the place" };
const namesItself = /^(?:what|who|whose|which|how|why|whether|my|your|our|their|the|a|an|any|all)\b/i;

/** A label inside a sentence: "the amount", "what happened"; "When" asks for the day, "Where" for the place. */
export function nameInSentence({ label }: Pick<FieldSpec, "label">): string {
  const plain = label.trim();
  const asked = questionNames[plain.toLowerCase()];
  if (asked) return asked;
  if (plain.endsWith("?")) return `“${plain}”`;
  // "VIN" is written in capitals, "iPhone" begins small.
  const lower = /^\p{Lu}\p{Lu}/u.test(plain) ? plain : lowerFirst(plain);
  return namesItself.test(plain) ? lower : `the ${lower}`;
}

/** Several of them: "the place and the amount". */
export const namesInSentence = (fields: readonly Pick<FieldSpec, "label">[]): string =>
  new Intl.ListFormat("en").format(fields.map(nameInSentence));

/** What the claimant is told of the documents that a reviewer wants: a conversation takes words, and no files. */
export const documentsSentence = (documents: readonly string[]): string =>
  `Documents that are wanted: ${documents.join(", ")}. ${filesSentence}`;

/** How the claimant gives what a document shows. */
export const filesSentence = "Files cannot be sent here: please write what they show, and keep them at hand.";

/** A fact as its input shows it: dollars for cents, the ISO day, "4 hours", the option's value; "" when not known. */
export function asTyped({ type, value }: Pick<Fact, "type" | "value">): string {
  if (value === null) return "";
  if (type === "money" && typeof value === "number") return (value / 100).toFixed(2);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (type === "duration") return typedDuration(String(value));
  return String(value);
}
