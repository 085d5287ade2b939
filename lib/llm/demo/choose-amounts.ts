import { distinctAmounts, type ScannedAmount } from "@/lib/amounts/scan-amounts";

/** An amount among the words it stands in. */
export interface NamedAmount extends ScannedAmount {
  /** The sentence up to the amount, and the rest of its line. */
  before: string;
  rest: string;
}

/** Words between a cue and the amount that say nothing: "actually, it's about". */
const small =
  "(?:[\\s,.:;!-]+(?:it|it'?s|its|that|that'?s|thats|is|was|are|to|be|about|around|like|more|only|just|the|a|an|right|correct|amount|total|price|cost|costs|sum|should|would|make|well|i|my|here|of|for|at|they|he|she|garage|mechanic|shop|says?|said))*[\\s,.:;!$-]*$";

/** Whoever says so takes the amount before it back, wherever in between it stands. */
const clearCue = new RegExp(
  [
    "\\b(?:typo|mistyped|misread|misspoke|miscounted|i (?:actually |really )?mean[t]?|correct(?:ion|ed)|(?:scratch|strike|forget|cancel) that|(?:my|by) (?:mistake|bad|error)|take that back|oops|ooops|whoops|woops)\\b",
    "\\b(?:extra|missing|one) zero\\b|\\bzero too (?:many|much|few)\\b|\\b(?:wrong|not the right) (?:\\p{L}+ )?(?:number|amount|one|paper|figure|quote|bill|invoice|price|sum|page|line|estimate)\\b",
    "\\b(?:no|oh|oops|but|ah)[\\s,.!]+wait\\b|\\bwait[\\s,.!]+(?:no|sorry)\\b|\\bno[\\s,.!]+sorry\\b|\\b(?:hold|hang) on\\b",
    "\\b(?:that|this|it)(?:'?s| was| is) (?:only |just |all )?(?:a mistake|an error|a mix-?up|wrong|incorrect|outdated|the wrong)\\b",
    "\\b(?:sorry|no)\\b[\\s,.]+(?:that|this|it)(?:'?s| was| is) (?:only|just|with|without|for|the|before)\\b",
    // "sorry no, just checked the email, it's", but not "sorry no photos yet"
    "\\bsorry[\\s,.!-]+no(?=\\s*(?:[,.;:!-]|$)|\\s(?:wait|its?|it's|that|i|i'm|we|just|the|my|they|he|she|make)\\b)(?=[^,.;!?]*(?:[,.;!?]+[^,.;!?]*){0,3}$)",
    "(?:^|[\\s,.;!(-])(?:sorry|wait|no|nope)[\\s,.!-]+(?:i |i've |i have )?(?:just |now |only )*(?:double-?)?(?:checked|looked|re-?read|found)\\b(?=[^.;!?]*$)",
    "\\b(?:edit(?:ed)?|update)\\s*:",
    "\\bfinal (?:bill|invoice|quote|price|amount|cost|estimate|number)\\b",
    "\\b(?:revised|updated|corrected|raised|increased|adjusted|changed) (?:it |that |the )?(?:\\p{L}+ )?(?:up |down )?(?:to\\b|:)|\\b(?:revised|updated|corrected) (?:quote|estimate|bill|amount|invoice|total|price|offer)\\b",
    `(?:^|[\\s,.;!(-])(?:no+|nope|sorry|wait|pardon|apologies|excuse me|update)\\b${small}`,
  ].join("|"),
  "iu",
);
/** These may take back or only talk on, so they never make a claim smaller. */
const vagueCue = new RegExp(
  `\\b(?:actually|really|rather|more like|closer to|make (?:it|that)|now|in fact|turns out|turned out|meanwhile|but)\\b(?:[\\s,]+(?:it|the|my|they) ?(?:\\p{L}+ )?(?:says?|said|wants?|asks?|turned out))?${small}`,
  "iu",
);
const atFirst = /\b(?:first|initially|originally|thought|guessed|assumed|used to be)\b/i;
const atLast = /\b(?:but|now|then|later|turned out|turns out)\b/i;
/** What comes is one thing more, not the same thing again. */
const addition =
  /\b(?:also|plus|too|another|additional(?:ly)?|on top|forgot|forgotten|add|added|adding|as well|extra(?! zero)|besides|second one)\b/i;
/** "it will be 500 if the sensor is broken too" takes nothing back. */
const conditionAfter = /^\s*(?:if|when|unless|in case)\b/i;
const additionAfter = /^\s*(?:\p{L}+\s){0,2}(?:more|too|as well|on top|extra|each)\b/iu;

const totalBefore =
  /\b(?:total(?:s|ling|led)?|all in|together|in all|altogether|all in all|overall|sum|whole \p{L}+|everything)\b(?:(?!loss)[^,.;\d\uFFFC]){0,24}$/iu;
const totalAfter =
  /^\s*(?:in total|total|altogether|all together|together|all in|in all|all told|overall|for everything)\b/i;
const withTax = /\b(?:tax|vat)\b/i;
/** Named as a piece of the bill: "labor 300", "$120 for parts". */
const partBefore =
  /\b(?:parts?|labou?r|materials?|tax|towing|deposit|shipping|delivery|paint|of (?:which|that|it|this)|includ(?:es|ing|ed)|incl)\b[^,.;\d]{0,12}$/i;
const partAfter =
  /^\s*(?:(?:is|are|of it|of that|of this|was|were)\s)?(?:for |in |is )?(?:the |just |only )?(?:parts?|labou?r|materials?|tax|towing|deposit|shipping|delivery|paint|of (?:it|that|which|this))\b/i;

/** Whether the words between two amounts may take the first one back. */
export const isTakenBack = (between: string): boolean =>
  (clearCue.test(between) || vagueCue.test(between)) && !addition.test(between);

/** Whether an amount after these words comes on top of another one: "add $50". */
export const isAddition = (before: string): boolean => addition.test(before);

/**
 * Which of the amounts that somebody names they claim: what they correct is gone, a total stands for the parts that add
 * up to it, "under 1000" is no amount. Amounts that contradict each other all stay, so that they are asked about.
 */
export function chooseAmounts(named: NamedAmount[], text: string): ScannedAmount[] {
  const said = named.filter((amount) => boundOf(amount) === undefined);
  const chosen = resolveTotals(resolveCorrections(said, text));
  // "999 or a bit over 1000" is in doubt; "under 1000, maybe 800" is not.
  const broken = named.filter((limit) => {
    const bound = boundOf(limit);
    return (
      bound !== undefined &&
      chosen.some(({ cents }) => (bound === "under" ? cents >= limit.cents : cents <= limit.cents))
    );
  });
  return distinctAmounts([...chosen, ...broken].sort((left, right) => left.start - right.start));
}

const boundOf = ({ before }: NamedAmount): "under" | "over" | undefined => {
  if (/\b(?:no|not|never)\s(?:more|less|over|above|below|under)(?:\sthan)?\s[^\d]{0,10}$/i.test(before))
    return undefined;
  const bound =
    /\b(?:(less than|under|below|lower than|fewer than|cheaper than)|(more than|over|above|higher than|in excess of|upwards? of|exceed(?:s|ing)?|north of))\s+(?:(?:a|about|around|like|maybe|say|the)\s)*$/i.exec(
      before,
    );
  return bound?.[1] ? "under" : bound?.[2] ? "over" : undefined;
};

function resolveCorrections(named: NamedAmount[], text: string): NamedAmount[] {
  for (let index = named.length - 1; index > 0; index--) {
    const [previous, next] = [named[index - 1], named[index]];
    if (!previous || !next) continue;
    const between = text.slice(previous.end, next.start);
    if (addition.test(between) || additionAfter.test(next.rest) || conditionAfter.test(next.rest)) continue;
    const isClear = clearCue.test(between);
    const isVague = vagueCue.test(between) || (atFirst.test(previous.before) && atLast.test(between));
    if (!isClear && !isVague) continue;
    const earlier = resolveTotals(resolveCorrections(named.slice(0, index), text));
    const later = named.slice(index);
    const isSame = distinctAmounts(earlier).length === 1 || isTotal(next);
    const isHigher = earlier.every(({ cents }) => cents <= next.cents);
    return isSame && (isClear || isHigher) ? later : [...earlier, ...later];
  }
  return named;
}

const isTotal = ({ before, rest }: NamedAmount): boolean => totalBefore.test(before) || totalAfter.test(rest);

const sumOf = (amounts: ScannedAmount[]): number => amounts.reduce((cents, amount) => cents + amount.cents, 0);

/** A total takes the place of its parts: those that add up to it, or that are called parts of it. */
function resolveTotals(named: NamedAmount[]): NamedAmount[] {
  const totals = named.filter(isTotal);
  const [total] = totals;
  if (total && distinctAmounts(totals).length === 1) {
    const parts = named.filter((amount) => amount.cents !== total.cents);
    const sums = [sumOf(parts), sumOf(distinctAmounts(parts))];
    const isPart = ({ before, rest }: NamedAmount) => partBefore.test(before) || partAfter.test(rest);
    const isAboveParts = parts.every((part) => part.cents < total.cents && isPart(part));
    const isWithTax = parts.length === 1 && sumOf(parts) < total.cents && sumOf(parts) * 1.3 > total.cents;
    const saysTax = named.some(({ before, rest }) => withTax.test(before) || withTax.test(rest));
    return parts.length === 0 || sums.includes(total.cents) || isAboveParts || (isWithTax && saysTax) ? [total] : named;
  }
  const sum =
    named.length > 2 ? [named.at(-1), named[0]].find((one) => one && one.cents * 2 === sumOf(named)) : undefined;
  return sum ? [sum] : named;
}
