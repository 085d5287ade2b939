/** Why an amount cannot be taken as it stands. */
export type AmountProblem =
  | "not_a_number"
  | "negative"
  | "zero"
  | "too_large"
  | "ambiguous"
  | "too_precise"
  | "other_currency";

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const numberWords = new Map([
  ...small.map((word, value) => [word, value] as const),
  ...tens.map((word, index) => [word, (index + 2) * 10] as const),
  ["fourty", 40],
]);
const scales = new Map(
  Object.entries({
    hundred: 100,
    thousand: 1e3,
    thou: 1e3,
    grand: 1e3,
    k: 1e3,
    million: 1e6,
    mil: 1e6,
    mio: 1e6,
    m: 1e6,
    billion: 1e9,
    bn: 1e9,
  }),
);

/** One space inside an amount, as part of a pattern. */
export const space = "[ \\u00a0\\u202f]";
const digits = `\\d{1,3}(?:${space}\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,'’]\\d+)*|\\.\\d+`;
const scaleWord = "(?:hundred|thousand|thou|grand|million|mil|mio|billion)s?";
const word = `(?:${[...numberWords.keys()].sort((a, b) => b.length - a.length).join("|")}|${scaleWord}|half|couple(?:${space}of)?|few|several)\\b`;
const words = `(?:(?:half${space})?\\ban?${space}(?=(?:hundred|thousand|grand|million|couple|few)\\b))?\\b${word}(?:(?:${space}+and${space}+(?:a${space})?|${space}+(?:an?${space})?|-)${word})*`;
const quantity = `(?:(?<digits>${digits})(?:${space}?(?<scale>k|m|bn)\\b|${space}?(?<scaleWord>${scaleWord})\\b(?:${space}(?:and${space})?(?<tail>\\d{1,3}(?![\\d.,]*\\d)|${words}))?)?|(?<words>${words}))`;

const foreignCodes = "EUR|GBP|CHF|JPY|CAD|AUD|NZD|INR|SEK|NOK|DKK|PLN|MXN|RUB|CNY|BRL|CZK|HUF|ZAR";
const foreignBefore = `[€£¥₹₽₩]${space}?|(?:CA?|AU?|NZ|HK|S)\\$${space}?|\\b(?:${foreignCodes})${space}?|\\bRs\\.?${space}?`;
const dollarsBefore = `(?:\\bUS${space}?)?\\$${space}?|\\bUSD${space}?`;
const foreignAfter = `${space}?[€£¥₹]|[ -]?(?:canadian|australian|new zealand|hong kong|singapore)${space}dollars?\\b|[ -]?(?:${foreignCodes}|euros?|pounds?|quid|francs?|franken|yen|yuan|rupees?|zlotys?|kron[aeou]r?|crowns?|pesos?|rou?bles?|lira)\\b`;
const dollarsAfter = `${space}?(?:US${space}?)?\\$|[ -]?(?:(?:us|american)${space})?(?:dollars?|dollers?|dollors?|dolars?|dollar's|bucks?|usd)\\b`;
const sign = `(?:(?<![^\\s(:])[-−–]|\\b(?:minus|negative)${space})`;

const amountPattern = new RegExp(
  `(?<![\\p{L}\\p{N}_#])(?<![\\d][.,:/])(?<sign>${sign})?(?:(?<foreignBefore>${foreignBefore})|(?<dollarsBefore>${dollarsBefore}))?(?<sign2>[-−])?${quantity}` +
    `(?:[.,][-–—]{1,2}(?!\\d))?(?:(?<foreignAfter>${foreignAfter})|(?<dollarsAfter>${dollarsAfter})|(?<cents>¢|[ -]?cents?\\b))?` +
    `(?:${space}(?:and${space})?(?<centsTail>\\d{1,2}|${words})${space}?cents?\\b)?(?:-?ish\\b)?(?<vague>(?:[ -]odd|[ -](?:and${space})?something)\\b)?(?![\\p{L}\\p{N}_%°]|[:/]\\d)`,
  "giu",
);

/** An amount as it stands in a text, from `start` up to `end`. */
export interface ScannedAmount {
  start: number;
  end: number;
  cents: number;
  fromCents?: number;
  problem?: AmountProblem;
  /** The last factor ("k", "hundred"), so that "two to three hundred" can share it. */
  scale: number;
  /** A currency stands beside it. */
  marked: boolean;
  /** "2.5k", "a grand", "twelve hundred": money in most mouths. */
  scaled: boolean;
}

/** Every number in the text that could be an amount, ranges joined. Cover other numbers first with `hideOtherNumbers`. */
export function scanAmounts(text: string): ScannedAmount[] {
  const amounts: ScannedAmount[] = [];
  // The "and" of "between ... and ..." is no part of a number: "between one thousand and fifteen hundred".
  const joined = text.replace(/\b(between\s[^.;]{1,40}?\s)and(?=\s)/gi, "$1to ");
  for (const match of joined.matchAll(amountPattern)) {
    const amount = readMatch(match);
    if (!amount) continue;
    const previous = amounts.at(-1);
    if (previous && isRange(joined, previous, amount))
      amounts[amounts.length - 1] = joinRange(joined, previous, amount);
    else amounts.push(amount);
  }
  return amounts;
}

function readMatch(match: RegExpExecArray): ScannedAmount | null {
  const part = match.groups ?? {};
  const foreign = Boolean(part.foreignBefore ?? part.foreignAfter);
  const marked = foreign || Boolean(part.dollarsBefore ?? part.dollarsAfter ?? part.cents);
  const scale = scaleOf(part.scale ?? part.scaleWord);
  // "1.5m" is a length unless a currency says otherwise; "grand" and "half" alone are ordinary words.
  if (part.scale?.toLowerCase() === "m" && !marked) return null;
  if (
    part.words &&
    !marked &&
    /^(?:(?:hundred|thousand|thou|grand|million|mil|mio|billion)s?|half|few|several|couple(?: of)?)$/i.test(part.words)
  )
    return null;

  let value = part.digits ? readDigits(part.digits, scale) : readWords(part.words ?? "");
  for (const [extra, factor] of [
    [part.tail, 1],
    [part.centsTail, 0.01],
  ] as const) {
    if (extra) value = add(value, /^\d/.test(extra) ? readDigits(extra, 1) : readWords(extra), factor);
  }
  const cents = typeof value === "number" ? Math.round(part.cents ? value / 100 : value) : 0;
  const problem: AmountProblem | undefined = foreign
    ? "other_currency"
    : typeof value !== "number"
      ? value
      : (part.sign ?? part.sign2) && cents > 0
        ? "negative"
        : part.vague
          ? "ambiguous"
          : undefined;
  const lastWord = part.words
    ?.toLowerCase()
    .split(/[\s-]+/)
    .at(-1)
    ?.replace(/s$/, "");
  return {
    start: match.index,
    end: match.index + match[0].length,
    cents,
    ...(problem && { problem }),
    scale: part.words ? scaleOf(lastWord) : scale,
    marked,
    scaled: scale > 1 || /hundred|thousand|grand|million/i.test(part.words ?? ""),
  };
}

const scaleOf = (name: string | undefined): number =>
  scales.get(name?.toLowerCase() ?? "") ?? scales.get(name?.toLowerCase().replace(/s$/, "") ?? "") ?? 1;

type Value = number | AmountProblem;

const add = (left: Value, right: Value, factor: number): Value =>
  typeof left !== "number" ? left : typeof right !== "number" ? right : left + right * factor;

/** Cents of a number in digits; "1.000", "1,00" and "1.000,50" mean different sums in different countries. */
function readDigits(raw: string, scale: number): Value {
  const plain = raw.replace(/[ \u00a0\u202f'’]/g, "");
  const spaced = plain !== raw;
  if (spaced && !/^\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.]\d{1,2})?$/.test(raw)) return "ambiguous";
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(plain) && !plain.startsWith("0"))
    return shift(plain.replaceAll(",", ""), scale);
  if (/^\d{1,3}\.\d{3}$/.test(plain) && scale === 1 && (plain.length < 7 || plain.endsWith("000")) && !/^0/.test(plain))
    return "ambiguous";
  return /^\d*\.?\d+$/.test(plain) ? shift(plain, scale) : "ambiguous";
}

function shift(decimal: string, scale: number): Value {
  const [whole = "", fraction = ""] = decimal.split(".");
  const places = Math.log10(scale) + 2;
  if (fraction.length > Math.max(2, places)) return "too_precise";
  return Number(`${whole}${fraction.slice(0, places).padEnd(places, "0")}`);
}

/** Cents of a number in words. "three fifty" and "a few hundred" could be several sums. */
function readWords(text: string): Value {
  const tokens = text
    .toLowerCase()
    .replace(/couple of/g, "couple")
    .split(/[\s-]+/)
    .filter((token) => token !== "and");
  let total = 0;
  let group = 0;
  let lastScale = 1;
  for (const [index, token] of tokens.entries()) {
    const value = numberWords.get(token);
    const scale = scaleOf(token);
    if (value !== undefined) {
      const fits =
        group === 0 || (group % 100 === 0 && value < 100) || (group % 10 === 0 && group % 100 >= 20 && value < 10);
      if (!fits) return "ambiguous";
      group += value;
    } else if (token === "half") {
      const scaleFollows = tokens.slice(index + 1).some((later) => scaleOf(later) > 1);
      if (group > 0 || scaleFollows) group += 0.5;
      else total += lastScale / 2;
    } else if (scale === 100) {
      if (group >= 10 && total > 0) return "ambiguous";
      group = (group || 1) * 100;
      lastScale = scale;
    } else if (scale > 1) {
      total += (group || 1) * scale;
      group = 0;
      lastScale = scale;
    } else if (token !== "a" && token !== "an") return "ambiguous";
  }
  return Math.round((total + group) * 100);
}

function isRange(text: string, left: ScannedAmount, right: ScannedAmount): boolean {
  const between = text.slice(left.end, right.start);
  const before = text.slice(0, left.start);
  if (left.fromCents !== undefined) return false;
  if (/^\s*$/.test(between)) return /^[-−–]/.test(text.slice(right.start));
  // "change 640 to 500" replaces.
  if (/\b(?:chang|correct|updat|lower|rais|increas|reduc|adjust)\w*\b[^.;\d]{0,20}$/i.test(before)) return false;
  return /^\s*(?:[-–—−]|to|or|till|until|up to|bis)\s*$/i.test(between);
}

/** "between " of "between 350 and 400": without it the quote would be two amounts. */
const betweenBefore = (text: string, left: ScannedAmount): string =>
  /\bbetween\s*$/i.exec(text.slice(0, left.start))?.[0] ?? "";

function joinRange(text: string, left: ScannedAmount, right: ScannedAmount): ScannedAmount {
  const shares = left.scale === 1 && right.scale > 1 && left.cents < right.cents / right.scale;
  const from = left.cents * (shares ? right.scale : 1);
  const problem = left.problem ?? (right.problem === "negative" ? undefined : right.problem);
  return {
    start: left.start - betweenBefore(text, left).length,
    end: right.end,
    fromCents: Math.min(from, right.cents),
    cents: Math.max(from, right.cents),
    ...(problem && { problem }),
    scale: right.scale,
    marked: left.marked || right.marked,
    scaled: left.scaled || right.scaled,
  };
}

/** Each sum once. */
export const distinctAmounts = (amounts: ScannedAmount[]): ScannedAmount[] =>
  amounts.filter(
    (amount, index) =>
      !amounts.slice(0, index).some((earlier) => earlier.cents === amount.cents && earlier.problem === amount.problem),
  );
