import { cleanText, hiddenMark } from "@/lib/text";

/** Signs that a message tries to influence the decision, each with the text that staff read. They decide nothing. */
const signs: [RegExp, string][] = [
  [/\b(dis)?approv(e|ed|al|ing)\b|\bpre-?approved\b/i, "speaks of approval"],
  [
    // The words may be lines apart.
    new RegExp(
      /\b(ignore|forget|disregard|override|bypass)\b[\s\S]{0,40}/.source +
        /\b(rules?|instructions?|prompts?|polic(y|ies)|limits?|above|previous)\b/.source,
      "i",
    ),
    "tries to give instructions",
  ],
  [/\b(system prompt|you are now|act as|as an admin|developer mode|jailbreak)\b/i, "tries to give instructions"],
  [/\bset\b[\s\S]{0,30}\bamount\b[\s\S]{0,30}\bto\b/i, "tries to set the amount"],
];

/** What reviewers should know about a message, in words; empty for an ordinary one. */
export function findSuspicion(text: string): string[] {
  const cleaned = cleanText(text);
  const found = signs.flatMap(([pattern, words]) => (pattern.test(cleaned) ? [words] : []));
  if (cleaned.includes(hiddenMark)) found.push("contains hidden or broken characters");
  return [...new Set(found)];
}
