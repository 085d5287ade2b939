/** Words that confirm when they are ALL that is said; anything more ("yes, but ...") is read as a change. */
const yesWords = new Set(
  `yes|y|yep|yeah|yup|yes please|yes it is|yes that is right|yes thats right|yes that is correct|yes thats correct|yes correct|yes confirm
  |yes i confirm|yes this is right|yes all correct|yes all right|yes everything is correct|correct|confirm|confirmed|i confirm|that is right
  |thats right|that is correct|thats correct|this is right|this is correct|all correct|all right|everything is correct|looks good|looks right
  |looks correct|right|ok|okay|sure|exactly|perfect|fine|good|si|oui|ja`.split(/\s*\|\s*/),
);

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** A reply of several words begins with one of these, or with one that points at the facts. */
const consents = setOf(
  "yes y yep yeah yup yea ok okay sure correct confirm confirmed right exactly perfect absolutely definitely",
);
const points = setOf("that thats this its it all everything i please looks");
const agrees = setOf("yes y yep yeah yup yea correct confirm confirmed right good perfect exactly");
const around = setOf(
  "is it its that thats this all everything looks look i do please thanks thank you very much many so of course indeed and the facts claim details absolutely definitely sure ok okay fine great go ahead we agree",
);
const longest = 12;

/** Whether the text says yes and nothing else. */
export function isYes(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\s👍✅]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (yesWords.has(plain) || plain === "👍" || plain === "✅") return true;
  const words = plain.split(" ");
  const [first = ""] = words;
  if (text.includes("?") || words.length > longest || !(consents.has(first) || points.has(first))) return false;
  return words.some((word) => agrees.has(word)) && words.every((word) => agrees.has(word) || around.has(word));
}
