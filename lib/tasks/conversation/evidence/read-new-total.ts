import { endsBefore, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { claimedAmounts, moneyIn } from "../../facts/own-reading";

/** Words before an amount that say: this is the whole amount now. */
const introduces = phrase(
  `it|its|it's|that|that's|thats|this|total|amount|sum|cost|costs|bill|all|everything
    is|'s|was|be|will|would|may|must|should|comes|could{0,2} rather|now|actually|really|more|closer|nearer{1,2}
    like|to|at|of|about|around|roughly|nearly{0,2} |
  rather|instead|correctly | instead of [^.;?]{1,4} it is|'s |
  make|change|set|correct|raise|increase it|that|this|the|my|amount|total{1,3} to?`,
);
const follows = phrase("now|instead|altogether | in total|all | all in|together");
const isBeside = phrase("more|extra|on|years|year|yrs|days|months|times|km|miles");

/** The fewest cents of a number without a currency: smaller ones count other things. */
const leastBare = 10_000;
/** A message with more amounts names no single one. */
const mostAmounts = 8;
/** The characters beside an amount that are read. */
const reach = 80;
const isYear = (words: string): boolean => /^(?:19|20)\d\d$/.test(words.trim());

/**
 * The whole amount that a message names in place of the known one, in cents: "the sofa too, so it's rather 13000".
 * Undefined when it names none, or several. A small number without a currency and a year are not amounts here.
 */
export function readNewTotal(text: string): number | undefined {
  const money = moneyIn(text);
  if (money.length > mostAmounts) return undefined;
  const found = money.filter(({ start, end, cents }) => {
    const words = text.slice(start, end);
    if (!/[$€£k]|usd|dollar|buck|thousand|grand/i.test(words) && (cents < leastBare || isYear(words))) return false;
    const [before, after] = [
      tokenize(text.slice(Math.max(0, start - reach), start)),
      tokenize(text.slice(end, end + reach)),
    ];
    if (matchAt(isBeside, after, 0) >= 0) return false;
    return endsBefore(introduces, before, before.length) || matchAt(follows, after, 0) >= 0;
  });
  const [only, ...others] = found;
  const [claimed] = claimedAmounts(text, true).filter((one) => one.ok && !one.range && one.cents === only?.cents);
  return only && others.length === 0 && claimed?.ok ? only.cents : undefined;
}
