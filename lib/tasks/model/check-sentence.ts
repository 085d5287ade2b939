import { amountsIn } from "../facts/own-reading";
import { splitSentences, wordsOf } from "../replies/words";
import { fitCondolence } from "./condolence";

/** Replaces a sentence that a model must not say to a person. */
export const harmlessSentence = "Thank you for telling me.";

const longest = 300;
const markup = /[<>{}[\]|\\`*_#~^]|https?:|www\.|@/i;
// Payment, promise, decision: only the rules and reviewers may speak of them. In the languages of most claimants.
const payment = [
  "pa(?:y|id|ys|ying|yable|yment|yments|yout|youts)|refund\\w*|reimburs\\w*|compensat\\w*|indemni\\w*|transfer\\w*",
  "deposit\\w*|cash|cheques?|checks? (?:is|will)|settle\\w*",
].join("|");
const decision = [
  "approv\\w*|reject\\w*|den(?:y|ied|ies|ial)|declin\\w*|accepted|authori[sz]\\w*|eligib\\w*|entitl\\w*",
  "cover(?:ed|s|age)|decid\\w*|decisions?|granted|validated|qualif\\w*",
].join("|");
const future = [
  "(?:we|you|they|it|this|that|(?:your|the) (?:\\w+ )?(?:claim|money|amount|case|request))",
  "(?:'ll|’ll| will| shall| is going to| are going to)",
].join("");
const outcome = [
  "(?:claim|case|request) (?:has been|was|is(?: now)?) (?:\\w+ly )?",
  "(?:complete\\w*|process\\w*|submitted|filed|closed|confirmed|done|settled|successful)",
].join("");
const otherLanguages = [
  "aprob\\w*|pag(?:o|ar\\w*|amos|aremos)|reembols\\w*|genehmig\\w*|bezahl\\w*|zahl(?:en|ung|t)|erstatt\\w*",
  "rembours\\w*|approuv\\w*|pa(?:yer|iement|yé)",
].join("|");
const decisions = [
  `\\b(?:${payment})\\b`,
  `\\b(?:${decision})\\b`,
  "\\b(?:promis\\w*|guarante\\w*|assur\\w*|certainly get|definitely|rest easy)\\b",
  `\\b${outcome}\\b`,
  `\\b(?:${otherLanguages})(?![\\p{L}])`,
];
const ofDecision = new RegExp(decisions.join("|"), "iu");
const notForModels = new RegExp([...decisions, `\\b${future}\\b`].join("|"), "iu");
const own = /\b(?:cannot|can't|can’t|can not) decide\b/gi;
const dayNames = [
  "yesterday|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
  "january|february|april|june|july|august|september|october|november|december",
  "weeks?|months?|days?|hours?|minutes?",
].join("|");
const dayWords = new RegExp(`\\b(?:${dayNames})\\b`, "gi");

/** Whether a sentence is about a payment, a promise or a decision, of which models must not tell a claimant. */
export const speaksOfDecision = (sentence: string): boolean => ofDecision.test(sentence.replace(own, ""));

/**
 * Whether a model's sentence may be shown to the person who wrote `said`: it has no markup, question, payment, promise
 * or decision, and no money, number or day that the person did not name.
 */
export function isHarmless(sentence: string, said: string): boolean {
  if (!/\p{L}{2}/u.test(sentence) || markup.test(sentence) || sentence.includes("?")) return false;
  if (notForModels.test(sentence.replace(own, ""))) return false;
  const there = new Set(wordsOf(said));
  if (wordsOf(sentence).some((word) => /\d/.test(word) && !there.has(word))) return false;
  if ((sentence.match(dayWords) ?? []).some((word) => !there.has(word.toLowerCase()))) return false;
  const amounts = amountsIn(said);
  return [...amountsIn(sentence)].every((cents) => amounts.has(cents));
}

/** The sentences from the first on that may be shown, up to the first that may not, 300 characters at most. */
function shownSentences(
  text: string,
  said: string,
  { isWhole, isCondoled }: { isWhole: boolean; isCondoled: boolean },
) {
  const sentences = splitSentences(text);
  // The last sentence may not be complete.
  if (!isWhole) sentences.pop();
  let shown = "";
  for (const sentence of sentences) {
    if (shown.length + sentence.trim().length > longest || !isHarmless(sentence, said)) break;
    shown = `${shown} ${fitCondolence(sentence.trim(), said, isCondoled)}`.trim();
  }
  return shown;
}

/**
 * The part of a model's words that is shown: its first harmless sentences, or a fixed one. `isCondoled`: the
 * conversation holds a condolence already.
 */
export const shownWords = (text: string, said: string, isCondoled = false): string =>
  shownSentences(text, said, { isWhole: true, isCondoled }) || harmlessSentence;

/** Emits a streamed text sentence by sentence, each once and only when it is harmless. */
export function sentenceSpeaker(
  said: string,
  tell: (text: string) => void,
  isCondoled = false,
): (textSoFar: string, isWhole: boolean) => void {
  let told = "";
  return (textSoFar, isWhole) => {
    const shown = shownSentences(textSoFar, said, { isWhole, isCondoled });
    if (shown.length <= told.length || !shown.startsWith(told)) return;
    tell(shown.slice(told.length));
    told = shown;
  };
}
