import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { isWhole, wordSet, wordsOf } from "./words";

// Every reader of a yes. They differ in what is confirmed: the more a yes causes, the fewer words count as a yes.
// Browsers load this file, so it imports no other reader.

const plainYes = "yes y yep yeah yup";

/** Replies that confirm facts when they are the whole text. */
const wholeConfirmations = new Set(
  `yes|y|yep|yeah|yup|yes please|yes it is|yes that is right|yes thats right|yes that is correct|yes thats correct
  |yes correct|yes confirm|yes i confirm|yes this is right|yes all correct|yes all right|yes everything is correct
  |correct|confirm|confirmed|i confirm|that is right|thats right|that is correct|thats correct|this is right
  |this is correct|all correct|all right|everything is correct|looks good|looks right|looks correct|right|ok|okay|sure
  |exactly|perfect|fine|good|si|oui|ja`.split(/\s*\|\s*/),
);
/** A longer confirmation begins with one of these. */
const firstWords = wordSet(
  `${plainYes} yea ok okay sure correct confirm confirmed right exactly perfect absolutely definitely
  that thats this its it all everything i please looks`,
);
/** It holds one of these. */
const agreeingWords = wordSet(`${plainYes} yea correct confirm confirmed right good perfect exactly`);
/** Every other word of it is one of these. */
const wordsBesideYes = wordSet(
  `is it its that thats this all everything looks look i do please thanks thank you very much many so of course indeed
  and the facts claim details absolutely definitely sure ok okay fine great go ahead we agree`,
);
const mostWords = 12;

/** Whether the reply only confirms the facts that were shown: "yes, but ..." is a change. */
export function confirmsFacts(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\s👍✅]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (wholeConfirmations.has(plain) || plain === "👍" || plain === "✅") return true;
  const words = plain.split(" ");
  const [first = ""] = words;
  if (text.includes("?") || words.length > mostWords || !firstWords.has(first)) return false;
  return (
    words.some((word) => agreeingWords.has(word)) &&
    words.every((word) => agreeingWords.has(word) || wordsBesideYes.has(word))
  );
}

const amountAcceptances = wordSet(
  `${plainYes} sure ok okay correct right exactly fine confirm confirmed 👍 ✅ si sí oui ja total sum together altogether
  all everything`,
);
const wordsBesideAcceptance = wordSet(
  "please that thats s is it the of i do mean did amount one this them with thank thanks you",
);

/** Whether the reply only accepts the amount that was offered: "yes please", "all of it together". */
export function acceptsAmount(text: string): boolean {
  const words = [...wordsOf(text), ...(text.match(/👍|✅/gu) ?? [])];
  return (
    words.some((word) => amountAcceptances.has(word)) &&
    words.every((word) => amountAcceptances.has(word) || wordsBesideAcceptance.has(word)) &&
    !text.includes("?")
  );
}

// One word of these must say yes (no); politeness counts only beside it.
const offerYes = "yes|yeah|yep|yup|ok|okay|sure|gladly|si|sí|oui|ja|sim|da|tak|evet|да|так|نعم|是|好";
const offerNo = "no|nope|nah|never|don't|nein|nee|nej|nie";
const polite = "please|bitte|danke|merci|thanks|thank|you|it|do|that";
const yes = phrase(
  `( ${offerYes}|${polite} | [,] ){0,4} ( ${offerYes} | of course | please do | do it|that )
  ( ${polite} | [,] ){0,4} [.!]{0,2}`,
);
const no = phrase(
  `( ${offerNo}|${polite} | [,] ){0,4} ( ${offerNo} | not now|yet|today|really )
  ( ${polite}|now|mind|need|to|not | [,] ){0,4} [.!]{0,2}`,
);

/** Whether the reply says yes to an offer, and nothing else. */
export const saysYes = (text: string): boolean => isWhole(yes, text);

/** Whether the reply says no to an offer, and nothing else. */
export const saysNo = (text: string): boolean => isWhole(no, text);

const keeps = /^no, keep my \S/i;

/** Whether the reply declines the offer to withdraw: a no, or the words of its button for a session of any name. */
export const keepsSession = (text: string): boolean => saysNo(text) || keeps.test(text.trim());

/**
 * Whether the reply accepts an offered button. While an offer is open, every yes that would confirm facts accepts it.
 */
export const acceptsOffer = (text: string): boolean => saysYes(text) || confirmsFacts(text);

const withdrawal = phrase(
  `( yes|yep|yeah|yup | [,.!] ){1,4} please? i|we{0,1} want|confirm{0,1} to{0,1}
    withdraw|cancel it|now|this|my|the|claim|please{1,3} [.!]{0,2} |
  withdraw now please? [.!]{0,2}`,
);

/** Whether the reply is an explicit yes to the offer to withdraw, and nothing else: "Yes, withdraw it". */
export const confirmsWithdrawal = (text: string): boolean => isWhole(withdrawal, text);

const fieldYes = wordSet(`${plainYes} sure correct true right`);
const fieldNo = wordSet("no n nope nah false");

/** The answer to a yes-or-no question when the whole reply is one word for it; undefined for every other reply. */
export function readYesNo(text: string): boolean | undefined {
  const said = wordsOf(text).join(" ");
  return fieldYes.has(said) ? true : fieldNo.has(said) ? false : undefined;
}

const leadingYes = phrase("yes|yeah|yep|yup");

/** Whether a reply begins with a yes, whatever follows. */
export const beginsWithYes = (tokens: Token[]): boolean => matchAt(leadingYes, tokens, 0) >= 0;
