import { scanAmounts } from "@/lib/reading/amounts/scan-amounts";
import { holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tellsEvent } from "../matters/concepts";
import { type Message, readMessage } from "./message";
import { isSmallTalk } from "./money-words";
import { partName } from "./part-names";

const total = phrase("total|altogether|together|overall|sum | all in");
const addition = phrase(
  `also|another|plus|additional|additionally|besides|add|adding | as well | on top | in addition |
    # ( dollars|bucks|usd )? more|extra | forgot !a|one|zero | too ( $ | [,.!;:] ) | too for|of|worth|at |
      they took|stole`,
);
const start = phrase("( oh|ok|okay|well|yes|hi ){0,2} [,.!]{0,2} ( and|also|plus | [&+] )");
const changesBy = phrase(
  `up|down|reduc*|increas*|rais*|lower*|drop*|higher|more|less|cut [^,.;#]{0,3} by [$]? # |
    # ( dollars|bucks|usd )? higher|lower|cheaper`,
);
const corrects = phrase(
  `no|nope|wait|sorry|rather|change|changed|wrong|not|*n't|meant|mean|mistake|oops|update|updated|revised|correct|now|
    instead|correction|typo|actually | make it|that | should be`,
);

/** Whether a message calls an amount the total. */
export const saysTotal = ({ tokens }: Message): boolean => holds(total, tokens);

const summed = phrase("add|adding|sum them|it|those|all|these|everything | sum up | all of them | all together");

/**
 * What the words of a text make of its amount beside amounts named before: it is added to them ("just add them up"),
 * their total, or corrects them. Null: they do not say.
 */
export function readRelation(text: string): "addition" | "total" | "correction" | null {
  const { tokens } = readMessage(text);
  if (holds(summed, tokens)) return "addition";
  if (holds(total, tokens)) return "total";
  if (holds(addition, tokens)) return "addition";
  if (holds(corrects, tokens)) return "correction";
  return matchAt(start, tokens, 0) >= 0 ? "addition" : null;
}

/**
 * Whether the amount of a text is added to the known one ("on_top"), may be ("unclear"), or replaces it (null). The
 * price of another thing never replaces the known amount without a question. `part`: the thing that the known amount
 * is for.
 */
export function readAddition(text: string, { part }: { part: string }): "on_top" | "unclear" | null {
  const { tokens } = readMessage(text);
  if (holds(total, tokens)) return null;
  if (holds(addition, tokens)) return "on_top";
  if (holds(changesBy, tokens)) return "unclear";
  if (holds(corrects, tokens)) return part ? "unclear" : null;
  if (matchAt(start, tokens, 0) >= 0) return part ? "on_top" : "unclear";
  return part ? "unclear" : null;
}

const revokes = phrase(
  `change|changed|wrong|not|*n't|meant|mean|mistake|update|updated|revised|correct|instead|correction|typo|mistyped |
    make it|that | should be | too much|high`,
);
const plainWords = phrase(
  `wait|oops|hang|hold|again|the|my|its|garage|mechanic|workshop|shop|plumber|estimate|estimates|quote|quotes|bill|
    invoice|price|says|said|say|told|tells|me|came|come|comes|got|get|new|final|finally|after|checked|looked|us|
    we|they|he|she|have|has|had|can|could|rather|really|nope|yep|oh|hm|ah|well|down|lower|less|cheaper|then|so|
    here|in|at|with|there|do|did|as|number|value|figure|one|amount|end|ended|
    turned|out|up|all|being|needed`,
);

/**
 * Whether a text tells an amount and nothing else ("it's 1300 now"), or clearly corrects an amount ("I meant 1300").
 * Another amount with words about something else ("the painter takes 300") may be a part.
 */
export function tellsOnlyAmount(text: string): boolean {
  const { tokens } = readMessage(text);
  if (holds(revokes, tokens)) return true;
  // "no, actually a van hit my car, $640" tells all of it anew.
  if (tellsEvent(text) && (holds(corrects, tokens) || matchAt(whatHappened, tokens, 0) >= 0)) return true;
  return tokens.every(
    ({ kind }, index) =>
      kind !== "word" ||
      isSmallTalk(tokens, index) ||
      matchAt(plainWords, tokens, index) >= 0 ||
      matchAt(amountWords, tokens, index) >= 0,
  );
}

const whatHappened = phrase("what happened");
const amountWords = phrase(
  `zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|
    eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|hundreds|thousand|
    thousands|grand|k|half|couple|few`,
);

const added = phrase("and|plus|also|another|more | [+&]");
const equal = phrase(
  "that's|thats|that|which|is|equals|about|around|roughly|approx|approximately|converts|convert | [=≈~(]",
);
/** What a unit of another currency is worth in dollars, at most and at least, when no word says that it is the same. */
const likelyRates = { least: 0.6, most: 1.6 };

/** Whether the only two amounts of a text are one in another currency and the same one in dollars. */
export function repeatsInDollars(text: string): boolean {
  const { tokens, money } = readMessage(text);
  const [first, second, ...others] = scanAmounts(text, money);
  if (!first || !second || others.length > 0) return false;
  const [foreign, dollars] = first.problem === "other_currency" ? [first, second] : [second, first];
  if (foreign.problem !== "other_currency" || dollars.problem || dollars.fromCents !== undefined) return false;
  const [from, to] = [first.to, second.from];
  if (holds(added, tokens, from, to) || partName(money, dollars.from, dollars.to) !== "") return false;
  const rate = foreign.cents > 0 ? dollars.cents / foreign.cents : 1;
  return holds(equal, tokens, from, to) || (rate >= likelyRates.least && rate <= likelyRates.most);
}
