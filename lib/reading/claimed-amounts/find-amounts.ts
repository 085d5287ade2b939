import { maySeparate } from "@/lib/reading/amounts/numbers";
import { type ScannedAmount, scanAmounts } from "@/lib/reading/amounts/scan-amounts";
import { matchAt, type Phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { once } from "../words/words";
import { type Candidate, chooseAmounts, isTotal } from "./choose-amounts";
import { firstAddition, isTakenBack } from "./corrections";
import { type Message, readMessage } from "./message";
import { isAfter, isBefore, isSmallTalk, moneyWords } from "./money-words";
import { hasTotalLoss, isClaimed } from "./not-claimed";
import { partName } from "./part-names";

const { before, after, betweenPrices } = moneyWords;

/** An amount that a person claims, and whether it is added to another one: "add $50". */
interface ClaimedAmount extends ScannedAmount {
  quote: string;
  isOnTop: boolean;
  /** The thing that it is for ("TV"), or "". */
  part: string;
}

/** The amounts of `findClaimed` as substrings of the text: "garage says 640" gives ["640"]. */
export const findAmounts = (text: string, asked = false): string[] =>
  findClaimed(text, asked).map(({ quote }) => quote);

/**
 * The amounts that a person claims, in the order of the text. Dates, counts, roads and models are left out, and so is
 * money that is not claimed: deductibles, premiums, the value of the car, denied ("not 500") and corrected amounts
 * ("$1,200, sorry, $120"). Of a total and its parts only the total is returned. An amount that is named twice is
 * returned once, unless it is the price of two things ("chair 100, table 100"). `asked`: the text answers the question
 * how much, so that any other number may be the amount.
 */
export const findClaimed = (text: string, asked = false): ClaimedAmount[] => claimedIn(readMessage(text), asked);

/** The amounts that are not known to be something else: a deductible, the price of the car. */
function candidatesIn(message: Message): Candidate[] {
  const isTotalLoss = once(() => hasTotalLoss(message));
  return scanAmounts(message.text, message.money)
    .map((amount) => candidateOf(amount, message))
    .filter((candidate) => isClaimed(candidate, message, isTotalLoss));
}

/**
 * The numbers of an answer to how much that are neither claimed nor said to be something else, beside one claimed
 * amount: they may belong to it ("400 now and another 900 later"). None beside a stated total.
 */
export function findOpenNumbers(text: string): ScannedAmount[] {
  const message = readMessage(text);
  const candidates = candidatesIn(message);
  const claimed = claimedAmong(candidates, message, true);
  if (claimed.some((amount) => isTotal(amount, message.money))) return [];
  return candidates.filter(
    (one) => !claimed.some(({ cents }) => cents === one.cents) && mayBelongToPrice(one, message),
  );
}

function mayBelongToPrice(candidate: Candidate, { money }: Message): boolean {
  const { cents, problem, fromCents } = candidate;
  if (problem === "ambiguous") return true;
  if (problem || fromCents !== undefined || cents < leastPart || looksLikeYear(cents)) return false;
  const ahead = (sought: Phrase) => isBefore(sought, money, candidate);
  const behind = (sought: Phrase) => isAfter(sought, money, candidate);
  return !behind(after.counted) && !behind(after.plural) && !behind(after.screen) && !ahead(before.other);
}

const leastPart = 15_00;

function claimedIn(message: Message, asked: boolean): ClaimedAmount[] {
  const { text, money } = message;
  const candidates = candidatesIn(message);
  const claimed = claimedAmong(candidates, message, asked);
  const added = firstAddition(message.tokens);
  const chosen = new Set(chooseAmounts(claimed, money));
  const sums = new Map([...chosen].map(({ cents, from, to }) => [cents, partName(money, from, to)]));
  const isSamePrice = (candidate: Candidate) => {
    const part = partName(money, candidate.from, candidate.to);
    const isOther = part !== "" && ![undefined, "", part].includes(sums.get(candidate.cents));
    return isOther && isBesidePrice(candidates, candidates.indexOf(candidate), money);
  };
  return claimed
    .filter((amount) => chosen.has(amount) || isSamePrice(amount))
    .concat([...chosen].filter((amount) => !claimed.includes(amount)))
    .map((amount) => ({
      ...amount,
      quote: text.slice(amount.start, amount.end),
      isOnTop: added >= 0 && added <= amount.from,
      part: partName(money, amount.from, amount.to),
    }));
}

/** The candidates that are said as money or are the whole answer, and bare numbers that belong to them. */
function claimedAmong(candidates: Candidate[], message: Message, asked: boolean): Candidate[] {
  const { money } = message;
  const sure = candidates.filter((candidate) => isSaidAsMoney(candidate, message));
  const quiet = quietLines(message);
  const found = new Set(
    sure.length > 0 ? sure : candidates.filter((candidate) => isLeftAlone(candidate, message, quiet, asked)),
  );
  // Beside an amount with a currency, a bare number counts only in the same list ("sofa 400, carpet $300").
  const isMarked = [...found].some(({ marked, scaled }) => marked || scaled);
  return candidates.filter((candidate, index) => {
    if (found.has(candidate)) return true;
    const isPart = found.size > 0 && isListed(candidate, message);
    const isPartOfList = () =>
      !isMarked || isBefore(before.concluding, money, candidate) || isBesidePrice(candidates, index, money);
    if (isPart && isPartOfList()) return true;
    // Another bare number after one amount ("410. Scratch that, 470") may be one too: asking about two is safer.
    const previous = candidates[index - 1];
    const isNext = previous && found.has(previous) && isAfter(after.closed, money, candidate);
    return isNext && isTakenBack(money, previous.to, candidate.from);
  });
}

/** Whether only the words of a list separate a candidate from the one before or after it. */
const isBesidePrice = (candidates: Candidate[], index: number, money: Token[]): boolean =>
  [index, index + 1].some((second) => {
    const [left, right] = [candidates[second - 1], candidates[second]];
    return left && right && matchAt(betweenPrices, money, left.to, right.from, (end) => end === right.from) >= 0;
  });

/**
 * All money in a text, claimed or not: corrected amounts, deductibles and prices too. `isSure` is false for a bare
 * number that is money only because its neighbours are ("sofa 400 and carpet 300, so $700").
 */
export function findMoney(text: string): (ScannedAmount & { isSure: boolean })[] {
  const message = readMessage(text);
  const claimed = new Set(claimedIn(message, false).map(({ start }) => start));
  const isMoney = (candidate: Candidate) =>
    isSaidAsMoney(candidate, message) ||
    (claimed.size > 0 && candidate.fromCents === undefined && isListed(candidate, message));
  return scanAmounts(text, message.money).map((amount) => ({
    ...amount,
    isSure: claimed.has(amount.start) || isMoney(candidateOf(amount, message)),
  }));
}

function candidateOf(amount: ScannedAmount, { text, money, sentences, lineEnds }: Message): Candidate {
  return {
    ...amount,
    floor: sentences[amount.from] ?? 0,
    limit: lineEnds[amount.to] ?? money.length,
    grouped: /,\d{3}|\.\d\d$/.test(text.slice(amount.start, amount.end)),
  };
}

/** Whether the number has a currency, a "k", or words about money beside it. */
function isSaidAsMoney(candidate: Candidate, { money }: Message): boolean {
  const { marked, scaled, grouped, cents, fromCents } = candidate;
  const ahead = (sought: Phrase) => isBefore(sought, money, candidate);
  const behind = (sought: Phrase) => isAfter(sought, money, candidate);
  if (marked) return true;
  if (fromCents !== undefined && cents >= 20_00 && ahead(before.from)) return behind(after.closed);
  if (behind(after.counted)) return false;
  if (scaled && !behind(after.plural) && !behind(after.screen)) return true;
  if (cents < 20_00 && cents > 0) return false;
  if (behind(after.strong)) return true;
  if (behind(after.plural)) return false;
  if (grouped) return true;
  if (ahead(before.strong)) return behind(after.closed) || !looksLikeYear(cents);
  return ahead(before.almost) && behind(after.closed) && !ahead(before.pause) && !ahead(before.other);
}

/** Whether a bare number is in a list of prices: "sofa 400 and carpet 300". */
function isListed(candidate: Candidate, { money }: Message): boolean {
  const { cents, problem, from } = candidate;
  if (problem || cents < 50_00 || looksLikeYear(cents) || isBefore(before.other, money, candidate)) return false;
  const isAfterWord = money[from - 1]?.kind === "word" && !money[from]?.glued;
  return (isAfterWord || isBefore(before.listed, money, candidate)) && isAfter(after.listed, money, candidate);
}

/** Whether a bare number is the whole answer, or alone between commas or at the end: "hail, my Polo, 780". */
function isLeftAlone(
  candidate: Candidate,
  { text, money }: Message,
  { isQuiet, isAmongNumbers }: ReturnType<typeof quietLines>,
  asked: boolean,
): boolean {
  const { cents, problem, grouped, from, floor } = candidate;
  // "500 600" may be two amounts: the claimant is asked.
  const isPair = problem === "ambiguous" && maySeparate(text.slice(candidate.start, candidate.end));
  const isOther = isBefore(before.other, money, candidate);
  const isClosed = isAfter(after.closed, money, candidate);
  if (isQuiet(candidate)) return true;
  if (asked && cents >= 20_00 && isAmongNumbers(candidate)) return true;
  if (asked && cents >= 20_00 && isClosed && !isOther) return true;
  if (problem && problem !== "negative" && problem !== "ambiguous") return false;
  const isLikely = cents >= 50_00 && (cents < 10_000_00 || grouped) && !looksLikeYear(cents);
  if (isOther || !(isPair || isLikely)) return false;
  const standsAlone = isBefore(before.alone, money, candidate) && isClosed;
  const previous = from > floor ? money[from - 1] : undefined;
  const isAfterWord = (previous?.kind === "word" || previous?.kind === "hidden") && !money[from]?.glued;
  const endsSentence =
    isAfter(after.end, money, candidate) && (isBefore(before.copula, money, candidate) || isAfterWord);
  return standsAlone || endsSentence || (isBefore(before.said, money, candidate) && isClosed);
}

const looksLikeYear = (cents: number): boolean => cents % 100 === 0 && cents >= 1950_00 && cents <= 2035_00;

/** For each line: whether it has only small talk beside an amount, and whether it has only small talk and numbers. */
function quietLines({ money, lines }: Message) {
  const counter = (tells: (index: number) => boolean) => {
    const telling = [0];
    for (const index of money.keys()) telling.push((telling[index] ?? 0) + (tells(index) ? 1 : 0));
    return (from: number, to: number) => (telling[to] ?? 0) - (telling[from] ?? 0);
  };
  const all = counter((index) => !isSmallTalk(money, index));
  const words = counter((index) => !isSmallTalk(money, index) && money[index]?.kind !== "number");
  return {
    isQuiet: ({ from, to, limit }: Candidate) => all(lines[from] ?? 0, from) === 0 && all(to, limit) === 0,
    isAmongNumbers: ({ from, limit }: Candidate) => words(lines[from] ?? 0, limit) === 0,
  };
}
