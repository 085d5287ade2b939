/** Words that confirm when they are ALL that is said; anything more ("yes, but ...") is read as a change. */
const yesWords = new Set(
  `yes|y|yep|yeah|yup|yes please|yes it is|yes that is right|yes thats right|yes that is correct|yes thats correct|yes correct|yes confirm
  |yes i confirm|yes this is right|yes all correct|yes all right|yes everything is correct|correct|confirm|confirmed|i confirm|that is right
  |thats right|that is correct|thats correct|this is right|this is correct|all correct|all right|everything is correct|looks good|looks right
  |looks correct|right|ok|okay|sure|exactly|perfect|fine|good|si|oui|ja`.split(/\s*\|\s*/),
);

/** Whether the text says yes and nothing else. */
export function isYes(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\s👍✅]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return yesWords.has(words) || words === "👍" || words === "✅";
}
