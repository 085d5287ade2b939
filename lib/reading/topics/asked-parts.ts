import { tokenize } from "../tokens/tokens";

/** What joins the parts of a question that names several matters: "my bicycle and my phone". */
const joiner = /^(?:and|or|but|also|plus|then|[,;.?!])$/;

/** The parts of a text between its stops and the words that join things; one that is not joined is its only part. */
export function askedParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { kind, text: sign, start: from, end } of tokenize(text)) {
    if (kind !== "break" && !joiner.test(sign)) continue;
    parts.push(text.slice(start, from));
    start = end;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter(Boolean);
}
