import { distinctAmounts, type ScannedAmount } from "@/lib/reading/amounts/scan-amounts";
import { holds, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { isAddition, isTakenBack, isTakenBackAtLast, takesBackClearly } from "./corrections";
import { isAfter, isBefore } from "./money-words";

/** An amount with the start of its sentence (`floor`) and the end of its line (`limit`), as indexes of tokens. */
export interface Candidate extends ScannedAmount {
  floor: number;
  limit: number;
  /** Written like a price ("12,500", "89.90"), and not like a postcode or the number of a policy. */
  grouped: boolean;
}

const conditionAfter = phrase("if|when|unless | in case");
const additionAfter = phrase("_{0,2} ( more|too|extra|each | as well | on top )");
const totalBefore = phrase(
  `( total|totals|totaled|totalled|totaling|totalling|together|altogether|overall|sum|everything | all in | in all
    | whole _ ) [^,.;#@]!loss*{0,4}`,
);
const totalAfter = phrase(
  "in total | total|altogether|together|overall | all together | all in | in all | all told | for everything",
);
const tax = phrase("tax|vat");
const piece = "part|parts|labor|labour|material|materials|tax|towing|deposit|shipping|delivery|paint";
/** Words before a part of a bill: "labor 300", "$120 for parts". */
const partBefore = phrase(`( ${piece}|includes|including|included|incl | of which|that|it|this ) [^,.;#]{0,3}`);
const partAfter = phrase(
  `( is|are|was|were | of it|that|this )? for|in|is? the|just|only? ( ${piece} | of it|that|which|this )`,
);

const small = "a|about|around|like|maybe|say|the{0,4}";
const noBound = phrase("no|not|never more|less|over|above|below|under than? [^#]{0,3}");
const upper = phrase(`( under|below | less|lower|fewer|cheaper than ) ${small}`);
const lower = phrase(
  `( over|above|exceed|exceeds|exceeding | more|higher than | in excess of | upward|upwards of | north of ) ${small}`,
);

/**
 * With more amounts than this in one message, corrections are not resolved: the claimant is asked about all of them.
 */
const maxCorrected = 50;

/**
 * The amounts that a person claims among those they name. A corrected amount is left out, a total replaces the parts
 * that add up to it, and "under 1000" is not an amount. All amounts that contradict each other are returned, so that
 * they can be asked about.
 */
export function chooseAmounts(named: Candidate[], tokens: Token[]): Candidate[] {
  const bounds = named.map((amount) => boundOf(amount, tokens));
  const said = named.filter((_, index) => bounds[index] === undefined);
  const chosen = resolveTotals(said.length > maxCorrected ? said : resolveCorrections(said, tokens), tokens);
  const sums = chosen.map(({ cents }) => cents);
  const [least, most] = [
    sums.reduce((left, right) => Math.min(left, right), Number.POSITIVE_INFINITY),
    sums.reduce((left, right) => Math.max(left, right), 0),
  ];
  // "999 or a bit over 1000" contradicts itself; "under 1000, maybe 800" does not.
  const broken = named.filter(({ cents }, index) => {
    if (chosen.length === 0 || bounds[index] === undefined) return false;
    return bounds[index] === "under" ? most >= cents : least <= cents;
  });
  return distinctAmounts([...chosen, ...broken].sort((left, right) => left.start - right.start));
}

function boundOf(amount: Candidate, tokens: Token[]): "under" | "over" | undefined {
  const before = (sought: Phrase) => isBefore(sought, tokens, amount);
  if (before(noBound)) return undefined;
  return before(upper) ? "under" : before(lower) ? "over" : undefined;
}

/** The amounts without those that a later one corrects. Each correction applies to all amounts before it. */
function resolveCorrections(named: Candidate[], tokens: Token[]): Candidate[] {
  let kept = named.slice(0, 1);
  for (const [index, next] of named.entries()) {
    const previous = named[index - 1];
    if (!previous) continue;
    const [from, to] = [previous.to, next.from];
    const goesOn =
      isAddition(tokens, from, to) || isAfter(additionAfter, tokens, next) || isAfter(conditionAfter, tokens, next);
    const isClear = !goesOn && takesBackClearly(tokens, from, to);
    const isVague = !goesOn && (isTakenBack(tokens, from, to) || isTakenBackAtLast(tokens, previous, to));
    if (isClear || isVague) {
      kept = resolveTotals(kept, tokens);
      const isSame = distinctAmounts(kept).length === 1 || isTotal(next, tokens);
      const isHigher = kept.every(({ cents }) => cents <= next.cents);
      if (isSame && (isClear || isHigher)) kept = [];
    }
    kept = [...kept, next];
  }
  return kept;
}

/** Whether an amount is called a total. */
export const isTotal = (amount: Candidate, tokens: Token[]): boolean =>
  isBefore(totalBefore, tokens, amount) || isAfter(totalAfter, tokens, amount);

const sumOf = (amounts: ScannedAmount[]): number => amounts.reduce((cents, amount) => cents + amount.cents, 0);

/** Replaces parts by their total, when they add up to it or are called parts of it. */
function resolveTotals(named: Candidate[], tokens: Token[]): Candidate[] {
  const totals = named.filter((amount) => isTotal(amount, tokens));
  const [total] = totals;
  if (total && distinctAmounts(totals).length === 1) {
    const parts = named.filter((amount) => amount.cents !== total.cents);
    const sums = [sumOf(parts), sumOf(distinctAmounts(parts))];
    const isPart = (amount: Candidate) => isBefore(partBefore, tokens, amount) || isAfter(partAfter, tokens, amount);
    const isAboveParts = parts.every((part) => part.cents < total.cents && isPart(part));
    const isWithTax = parts.length === 1 && sumOf(parts) < total.cents && sumOf(parts) * 1.3 > total.cents;
    const saysTax = () => named.some(({ floor, limit }) => holds(tax, tokens, floor, limit));
    // "2 hours at 55 plus 70 parts, in total $180": bare numbers beside a total in dollars are its parts.
    const isInDollars = total.marked && parts.every((part) => !part.marked && part.cents < total.cents);
    const isTotalOfParts =
      parts.length === 0 || sums.includes(total.cents) || isAboveParts || isInDollars || (isWithTax && saysTax());
    return isTotalOfParts ? [total] : named;
  }
  const sum =
    named.length > 2 ? [named.at(-1), named[0]].find((one) => one && one.cents * 2 === sumOf(named)) : undefined;
  return sum ? [sum] : named;
}
