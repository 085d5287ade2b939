import { type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { confirmWords } from "../schema";
import { isWhole } from "./words";

const nods = `ok|okay|fine|yes|yeah|yep|well|hm|hmm|um|uh|err|oh|sorry|honestly|good|alright|right|sure|maybe|
    perhaps|probably|so|but|and`;
const things =
  "it|this|that|these|those|they|everything|all|the|facts|details|rest|part|parts|of|about|with|there|here|now";
/** Things that people may doubt without a correction. A reply that says which one is wrong is read. */
const named = "date|day|time|place|amount|sum|price|type|description|when|where|what";
const looks =
  "is|are|was|were|looks|look|seems|seem|sounds|sound|might|could|may|can|should|would|be|'s|it's|that's|they're|isn't";

const doubt = phrase(
  `( ${nods} | ${things}|${named} | ${looks} | right|correct|fine|ok|okay|good|true | [,.…] ){0,10}
  ( i|i'd guess|think|suppose|believe|assume|hope|reckon so? |
  i|i'm|im|am|we're|we|not{0,3} not|n't|quite|so|really|too|entirely|completely|totally|fully|100{0,3} sure|certain|
    convinced |
    unsure|uncertain | maybe|perhaps|possibly|probably|presumably|somehow | kind|sort of | more or less |
    i|we? can't|cannot|can't|couldn't say|tell|remember|recall|judge |
    i|we? don't|dont|do not? know|remember|recall|understand | let me think|check|look | have|need to? think|check |
    hm|hmm|um|uh |
    in|have doubt|doubts )
  ( ${nods} | ${things}|${named} | ${looks} |
  right|correct|fine|ok|okay|good|true|yet|anymore|really|anything|again|over|if|whether | [,.…] ){0,10} [.!?…]{0,3} $`,
);

const denial = phrase(
  `( no|nope|nah|not|sorry|please|well|but|yes|hm|ok|wait|stop | [,.!] ){0,4}
  ( no|nope|nah | ${things} | something|anything|some|one|thing|things|a|few | ${looks} |
  not|isn't|isnt|aren't|wasn't | all|quite|at|entirely|completely|totally|really|my{0,2} ){0,8}
  ( wrong|incorrect|false|mistaken|mistake|mistakes|off|inaccurate|untrue |
  not|isn't|isnt|aren't|wasn't|don't|never _{0,2} right|correct|true|accurate|ok|okay|good|it|like | no|nope|nah |
  not really|exactly | change|changes|edit|fix|adjust it|that|this|something|anything|them|please{0,2} |
  correct it|that|this|something|anything|them )
  ( ${things} | [,.!] | please|sorry|thanks|though|really|no|not|all ){0,5} $`,
);

const mostTokens = 25;

function isShortAndWhole(sought: Phrase, text: string): boolean {
  const tokens = tokenize(text.trim());
  const isLine = tokens.length <= mostTokens && !tokens.some(({ kind }) => kind === "break");
  return isLine && isWhole(sought, text);
}

/** Whether the reply to the facts is neither a yes nor a no, and tells nothing: "fine I guess?", "ok, I'm not sure". */
export const saysDoubt = (text: string): boolean => isShortAndWhole(doubt, text);

/** Whether the reply to the facts says that something is wrong, and not what: "no", "that's not right". */
export const deniesFacts = (text: string): boolean => text.trim() === confirmWords.no || isShortAndWhole(denial, text);
