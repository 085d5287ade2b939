import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { town } from "./towns";

/** The rooms of a home. */
export const room = phrase(
  "kitchen|bathroom|bedroom|hallway|basement|cellar|attic|loft | living|dining|utility|guest|laundry room",
);

/** The words before a place. */
export const preposition = phrase(
  "in front of | infront of | next|close to | in|on|at|near|outside|behind|opposite|inside",
);

/** Whether a place has a name or a number, so that the rest of an address may follow. */
export const isAddress = (place: string): boolean =>
  /\d|\p{Lu}/u.test(place) || /\b(?:street|road|avenue|lane|apt|unit)\b/.test(place);

const determiners = "the|a|an|my|our|his|her|their|this|that|some";
const streets = "street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|square|plaza";
/** "elm street", "old mill road" */
const lowerStreet = new RegExp(String.raw`^(?!(?:${determiners})\s)(?:[\p{Ll}'’-]+\s){1,2}(?:${streets})$`, "u");
/** "cologne" -> "Cologne", when a place is a town and nothing else. */
function withTown(place: string): string {
  const tokens = tokenize(place);
  let index = tokens[0]?.text === "near" ? 1 : 0;
  for (; index < tokens.length; index++) {
    const end = matchAt(town, tokens, index);
    if (end < 0) return place;
    index = tokens[end]?.text === "," ? end : end - 1;
  }
  return place.replace(/(^|[\s,])(?!near\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
}

const unsure = /^(?:well|somewhere|probably|maybe|i think)[\s,]+/i;

/** The place without a preposition that is not needed: "Mill Road", "the kitchen", but "near the school", "at home". */
export function tidyPlace(place: string): string {
  let words = place.trim().replace(/\s+/g, " ");
  while (unsure.test(words)) words = words.replace(unsure, "");
  words = words.replace(/^(?:it|that|this|the (?:street|place|address|location)) (?:was|is|happened) /i, "");
  const [, leading = "", inner = words] = /^(in|on|at|inside)\s(?!front of)(.+)$/i.exec(words) ?? [];
  const named = withTown(inner);
  if (named !== inner) return named;
  if (leading && /^\p{Ll}+(?:$|,)/u.test(inner)) return `${leading.toLowerCase()} ${inner}`;
  if (lowerStreet.test(inner)) return inner.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
  return inner
    .replace(/^in ?front of\b/i, "in front of")
    .replace(/^(?:Near|Next|Close|Outside|Behind|Opposite|The|My|Our)\b/, (word) => word.toLowerCase());
}
