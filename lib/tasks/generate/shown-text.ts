import { speaksOfDecision } from "../model/check-sentence";
import { splitSentences } from "../replies/words";

const cutMark = "…";

/** The text in at most `maxLength` characters; a longer one ends after a word, with a mark. */
export function cutText(text: string, maxLength: number): string {
  const whole = clean(text);
  if (whole.length <= maxLength) return whole;
  const start = whole.slice(0, maxLength - cutMark.length);
  const end = start.search(/\s\S*$/);
  return `${(end > 0 ? start.slice(0, end) : start).replace(/[\uD800-\uDBFF]$/, "").trimEnd()}${cutMark}`;
}

/** Without characters that cannot be stored, and without space around it. */
const clean = (text: string): string => text.replaceAll("\u0000", "").toWellFormed().trim();

/**
 * The sentences that a claimant may read: those before the first about a payment, a promise or a decision. Of a text
 * that is still written, only complete sentences.
 */
export function shownPart(text: string, isWhole: boolean): string {
  const sentences = splitSentences(clean(text));
  if (!isWhole) sentences.pop();
  const end = sentences.findIndex(speaksOfDecision);
  return (end < 0 ? sentences : sentences.slice(0, end)).join("").trim();
}
