import { findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { wordList } from "../words/word-list";
import { findClaimed, findMoney, findOpenNumbers } from "./find-amounts";
import { type Message, readMessage } from "./message";
import { isAfter, isBefore } from "./money-words";
import { nameEnd, thingOf } from "./part-names";
import { speaksOfPart } from "./partial-amounts";
import { saysTotal } from "./relations";

type Money = ReturnType<typeof findMoney>[number];

const numberWords = wordList("two three four five six seven eight nine ten eleven twelve");
const values = new Map([...numberWords.map((word, index) => [word, index + 2] as const), ["both", 2], ["dozen", 12]]);
const numbers = [...values.keys()].join("|");
const count = `( #1-3 | ${numbers} )`;
const times = "x|times | [×*]";
const unitBefore = phrase(
  `( each | per _ ) for|is|at|costs|was? [$:]? | ${count} _{0,2} ( ${times} ) [$]? | ${count} _{1,3} ( at|a|à | [@] )
    about|around? [$]?`,
);
const unitAfter = phrase(
  `[,(-]? ( each|apiece | a|per piece|pop|item|unit | per !month|year|annum|mo|yr|the|my|our|his|their|garage|quote|
      estimate|invoice|mechanic|attached | an hour | a day|night|week|metre|meter |
    [/] hour|h|hr|day|night|week|piece|pc|unit|sqm | ( ${times} ) ( # | ${numbers} ) )`,
);
/** "2x300" */
const joined = phrase("#1 ( ~x | ~[×*] ) ~[$]? ~#2-4");
const measure = phrase("-? mm|cm|m|in|inch|inches|ft|feet");

const small = "the|a|an|my|our|of|about|around|roughly{0,2} [$]?";
const limitBefore = phrase(
  `( at least|most | not|no|never|*n't|dont _{0,2} less|more|fewer|over|under|above|below|exceed than? |
    minimum|maximum|min|max .? | up to ) ( is|would|of|be|it's|: ){0,2} ${small}`,
);
const limitAfter = phrase("[,(]? ( minimum|maximum|min|max|tops | at least|most | or more|less|under )");

const payer = "paid|pays|covered|covers|gave|refunded|reimbursed|contributed|contributes";
const deductionBefore = phrase(
  `( minus|deduct|deducting|deducted|subtract|subtracting|excluding|except|without | [−] ) [^,.;#]{0,4} |
      less ${small} |
    ( !i|i've|we|we've already? ${payer} | already ${payer}|claimed|got|received ) [^.;#]{0,3} |
    ( take|takes|taking|knock off | else|otherwise|cover|contribute ) ${small} | sold [^,.;#]{0,4} for ${small}`,
);
/** "I got 300 from the other driver already" */
const received = phrase("i|we|i've|we've|have already|just? got|received about|around|only? [$]?");
const deductionAfter = phrase(
  `[^,.;#]{0,3} ( voucher|vouchers|discount|coupon|rebate|refund|cashback|off | already ${payer} |
    !i|i've|we|we've ${payer} | less | deducted | is|was|were|got|been paid|covered by | back|myself|ourselves )`,
);
const deductible = "deductible|deductable|deductibles|deductable's|copay|franchise";
const deductibleBefore = phrase(
  `( ${deductible} | co - pay|payment | self - insurance | ( !in | ^ | [.,;:!?(–—-] ) excess !of{0,1} |
    excess is|was )
    [^,.;#]{0,5}`,
);
const deductibleAfter = phrase(
  `dollars|bucks|usd? ( as|for|is|was|in|of my|our|the|a{0,2} )? ( ${deductible} | excess !of | excess $ |
    excess [.,;:!?)] | co - pay )`,
);
/** An amount that another person asks for their own damage: it may be a part of the claim or not. */
const othersBefore = phrase(
  `!i|we|garage|mechanic|plumber|roofer|workshop|dealer|company|builder|painter|electrician|glazier
    wants|asks|demands|claims|requests also|now|another|for|about|around|me|us{0,3} [$]?`,
);
const othersAfter = phrase("dollars|bucks|usd? for his|her|hers|their|theirs|someone's");

/** "20% of 1000", "half of 800": a share of an amount. */
const share = phrase(
  `# <percent> ( of|off|tax|vat|discount|less | on top ) | [+] [$]? # <percent> |
      plus|minus|less|discount of? # <percent> |
    half|third|quarter|quarters of? ( [$]? # | it|that|this ) | half is mine |
      claim*|want|wants|pay only|just{0,1} half |
    split|shared|share _{0,3} with|between|by|in|into | twice|double|triple the|that{0,1} [$]? #`,
  { percent: ({ text }) => text === "%" || text === "percent" },
);
/** "300 plus 57 tax": another amount follows the one that was read. */
const goesOn = phrase("[,]? ( plus | [+] ) the|another|about{0,2} [$]? #");

/**
 * The amounts of a text that may or may not be the claim: a price for each of several things, a limit, a deduction, a
 * deductible, a part of a price. Null without doubt, and when a stated total is the sum of the prices. `claimed`: the
 * amounts that the text claims; `current`: the amount of the claim so far. All amounts are in cents. `isAsked`: the
 * text answers the question how much.
 */
export function findDoubt(
  text: string,
  claimed: { cents: number }[],
  current?: number,
  isAsked = false,
): DoubtfulAmount[] | null {
  const message = readMessage(text);
  const all = findMoney(text).filter(({ fromCents }) => fromCents === undefined);
  const doubts = doubtsOf(all, message, claimed, { current, isAsked });
  if (!doubts) return null;
  const { named, deductibles } = doubts;
  const shown = all.filter((one) => (one.isSure || named.has(one)) && (one.marked || one.cents >= 10_00));
  const known = current === undefined ? [] : [{ cents: current }];
  const amounts = [...new Set([...known, ...shown, ...claimed].map(({ cents }) => cents))].filter((cents) => cents > 0);
  const isOnlyDeductible = (cents: number) =>
    deductibles.some((one) => one.cents === cents) && ![...known, ...claimed].some((one) => one.cents === cents);
  return amounts.map((cents) => ({ cents, isDeductible: isOnlyDeductible(cents) }));
}

/** The money that the words of a text put in doubt (`named`), or null without doubt. */
function doubtsOf(
  all: Money[],
  message: Message,
  claimed: { cents: number }[],
  { current, isAsked }: { current: number | undefined; isAsked: boolean },
) {
  const { tokens } = message;
  const first = all.find(({ isSure, cents }) => isSure || cents >= 20_00);
  const isBesideClaim = ({ cents }: Money) => claimed.some((other) => other.cents !== cents);
  const hasBase = (one: Money) => current !== undefined || (first !== undefined && one.start > first.start);
  const isReceived = (one: Money) => isBesideClaim(one) && isBefore(received, tokens, near(one));
  const units = all.filter((one) => one.cents > 0 && isUnit(one, message));
  const limits = all.filter((one) => one.isSure && isLimit(one, message));
  const deductions = all.filter((one) => (hasBase(one) && isDeduction(one, message)) || isReceived(one));
  const deductibles = all.filter((one) => one.cents > 0 && isDeductible(one, message));
  const ofOthers = all.filter((one) => one.isSure && isBesideClaim(one) && isOfOthers(one, message));
  const leftOver = claimed.length > 0 ? all.filter((one) => isLeftOver(one, message)) : [];
  const isAlone = claimed.length === 1;
  const open = new Set(isAlone && isAsked ? findOpenNumbers(message.text).map(({ start }) => start) : []);
  const isInDoubt =
    open.size > 0 ||
    (isAlone && !saysTotal(message) && speaksOfPart(message)) ||
    limits.length + deductions.length + leftOver.length + ofOthers.length > 0 ||
    (units.length > 0 && !comesTo(units, all, message, claimed)) ||
    isPartial(all, message, claimed) ||
    (claimed.length > 0 && holdsJoined(tokens)) ||
    (deductibles.length > 0 && (current !== undefined || claimed.length > 0));
  if (!isInDoubt) return null;
  const only = claimed.length === 0 && first ? [first] : [];
  const opened = all.filter(({ start }) => open.has(start));
  return { named: new Set([...units, ...deductions, ...deductibles, ...leftOver, ...opened, ...only]), deductibles };
}

/** An amount in cents that may be the claim, or a deductible. */
interface DoubtfulAmount {
  cents: number;
  isDeductible: boolean;
}

const isYear = (cents: number): boolean => cents >= 1950_00 && cents <= 2035_00;

const near = ({ from }: Money) => ({ from, floor: 0 });
const far = ({ to }: Money, tokens: Token[]) => ({ to, limit: tokens.length });

const isUnit = (one: Money, { tokens }: Message): boolean =>
  isBefore(unitBefore, tokens, near(one)) || isAfter(unitAfter, tokens, far(one, tokens));

const isLimit = (one: Money, { tokens, money }: Message): boolean =>
  isBefore(limitBefore, tokens, near(one)) || isAfter(limitAfter, money, far(one, money));

const isOfOthers = (one: Money, { tokens }: Message): boolean =>
  isBefore(othersBefore, tokens, near(one)) || isAfter(othersAfter, tokens, far(one, tokens));

const isDeduction = (one: Money, { tokens }: Message): boolean =>
  one.problem === "negative" ||
  isBefore(deductionBefore, tokens, near(one)) ||
  isAfter(deductionAfter, tokens, far(one, tokens));

/** Whether it is a bare number after a thing, beside a claimed amount: "$500, sofa 400". */
const isLeftOver = ({ isSure, cents, problem, from, start }: Money, { tokens }: Message): boolean =>
  !isSure && !problem && cents >= 50_00 && !isYear(cents) && thingOf(tokens[from - 1]) !== "" && start > 0;

/** Whether the one claimed amount is a share of another one, or another one is added to it. */
function isPartial(all: Money[], { tokens }: Message, claimed: { cents: number }[]): boolean {
  const [only, second] = claimed;
  if (!only || second) return false;
  return (
    holds(share, tokens) || all.some((one) => one.cents === only.cents && isAfter(goesOn, tokens, far(one, tokens)))
  );
}

const isDeductible = (one: Money, { tokens }: Message): boolean =>
  isBefore(deductibleBefore, tokens, near(one)) || isAfter(deductibleAfter, tokens, far(one, tokens));

function holdsJoined(tokens: Token[]): boolean {
  const found = findPhrase(joined, tokens);
  return found !== null && matchAt(measure, tokens, found.end) < 0;
}

const maxCounts = 12;
const maxUnits = 3;

/** Whether the claimed amount is the sum of the prices and the other amounts. */
function comesTo(units: Money[], all: Money[], { tokens }: Message, claimed: { cents: number }[]): boolean {
  const [total, second] = claimed;
  if (!total || second || units.length > maxUnits || units.some(({ cents }) => cents === total.cents)) return false;
  const rest = all.filter((one) => one.isSure && one.cents !== total.cents && !units.includes(one));
  const added = all.filter((one) => !units.includes(one) && one.cents !== total.cents && one.cents >= 10_00);
  const prices = [...units, ...all.filter(({ cents }) => cents === total.cents).slice(0, maxCounts)];
  const counts = tokens
    .filter((token) => prices.every(({ start, end }) => token.start < start || token.end > end))
    .map(({ kind, text }) => (kind === "number" && text.length < 4 ? Number(text) : (values.get(text) ?? 0)))
    .filter((number) => number > 1)
    .slice(0, maxCounts);
  const sum = (amounts: Money[]) => amounts.reduce((cents, one) => cents + one.cents, 0);
  const bases = [sum(rest), sum(added)];
  const products = (at: number, base: number): boolean => {
    const unit = units[at];
    if (!unit) return base === total.cents;
    return counts.some((number) => products(at + 1, base + unit.cents * number));
  };
  if (counts.length === 0) return units.length === 1 && total.cents % (units[0]?.cents ?? 1) === 0;
  return bases.some((base) => products(0, base));
}

/** Words in texts whose amounts are not only the prices of things. */
const noList = phrase(
  `but|or|instead|rather|less|minus|off|deduct*|deductible|excess|already|not|*n't|only|think|thought|guess|brother|
      sister|friend|neighbour|neighbor|ago|used|old|previous|previously|earlier|originally|first|second|third|cheaper|
      either|alternative|alternatively|maximum|minimum|max|min|if|unless|until|total|totals|totalling|totaling|
      overall|whole|including|includes|incl|deposit|actually|sorry|wait|correction|wrong|meanwhile|now|offers|offered|
      prefer|versus|vs |
    at least|most | of which|that|this | this|that one|is | second -? hand | last week|month|year|time | # st|nd|rd |
      ${times}`,
);

/** Whether all amounts that a text claims are prices of one thing each. `isAsked`: the text answers how much. */
export function isPriceList(text: string, isAsked: boolean): boolean {
  const { tokens, sentences } = readMessage(text);
  const claimed = findClaimed(text, isAsked);
  if (claimed.length < 2 || claimed.some(({ part }) => part === "")) return false;
  if (holds(noList, tokens, sentences[claimed[0]?.from ?? 0])) return false;
  // "bumper 500, bumper and light 700": the second price may include the first one.
  const seen = new Map<string, number>();
  for (const [index, { part, from }] of claimed.entries()) {
    const previous = claimed[index - 1];
    const start = previous ? nameEnd(tokens, previous.to) : 0;
    const own = [...tokens.slice(Math.max(start, from - 12), from).map(thingOf), part.toLowerCase()];
    for (const thing of own) {
      if (thing === "") continue;
      if (seen.has(thing) && seen.get(thing) !== index) return false;
      seen.set(thing, index);
    }
  }
  return true;
}
