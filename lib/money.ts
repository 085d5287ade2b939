/** Money as integer cents, and amounts as people write them. Nothing is guessed: who is in doubt gets the reason and asks. */

/** The largest amount anybody may claim, in cents: $1,000,000.00. */
export const maxAmountCents = 100_000_000;

export type AmountProblem =
  | "not_a_number"
  | "negative"
  | "zero"
  | "too_large"
  | "ambiguous"
  | "too_precise"
  | "other_currency";

/** One amount, read. A range ("350 to 400 dollars") counts as its upper end. `text` is what was read. */
export type AmountReading =
  | { ok: true; cents: number; range?: { fromCents: number; toCents: number }; text: string }
  | { ok: false; problem: AmountProblem; text: string };

/** Integer cents for reading: 125000 is "$1,250.00". */
export function formatMoney(cents: number, currency = "USD"): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(cents / 100);
}

/** Reads ONE amount, in US dollars, from a person's words ("about 850 dollars", "2.5k", "a grand", "$350-400"). */
export function parseAmount(quote: string): AmountReading {
  const text = quote.trim();
  const fail = (problem: AmountProblem): AmountReading => ({ ok: false, problem, text });
  const found = distinctAmounts(scanAmounts(/^[\d.,\s]+$/.test(text) ? text : hideOtherNumbers(text)));
  const marked = found.filter((amount) => amount.marked);
  const [amount, ...others] = marked.length > 0 ? marked : found;
  if (!amount) return fail("not_a_number");
  if (others.length > 0) return fail("ambiguous");
  if (amount.problem) return fail(amount.problem);
  if (amount.cents === 0) return fail("zero");
  if (amount.cents > maxAmountCents) return fail("too_large");
  const range = amount.fromCents === undefined ? {} : { range: { fromCents: amount.fromCents, toCents: amount.cents } };
  return { ok: true, cents: amount.cents, ...range, text };
}

// --- numbers in digits and words ------------------------------------------------------------------------------------

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

const space = "[ \\u00a0\\u202f]";
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

// --- numbers that are not money -------------------------------------------------------------------------------------

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const makes =
  "acura|alfa(?: romeo)?|audi|bmw|mini|benz|mercedes(?:-benz)?|peugeot|renault|citro[eë]n|fiat|mazda|opel|vauxhall|ford|toyota|honda|skoda|škoda|seat|volvo|porsche|ferrari|tesla|kia|hyundai|suzuki|saab|lexus|infiniti|nissan|mitsubishi|subaru|chevrolet|chevy|chrysler|dodge|ram|gmc|jeep|rover|jaguar|dacia|cupra|smart|isuzu|lada|yamaha|kawasaki|ducati|ktm|harley|vw|volkswagen|xbox|type";
const models =
  "golf|polo|passat|tiguan|clio|megane|focus|fiesta|corsa|astra|civic|corolla|camry|accord|vespa|series|class|model|cx|iphone|galaxy|pixel|macbook|playstation|ps|mk|version|windows";
const anyCase = (names: string): string =>
  names.replace(/(?<=^|[| ])[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const bikeMakes = anyCase(
  "kawasaki|yamaha|suzuki|ducati|ktm|harley(?:[- ]davidson)?|triumph|aprilia|husqvarna|royal enfield|moto guzzi|piaggio|vespa",
);
const bikeModels = `${anyCase(
  "ninja|versys|vulcan|duke|monster|scrambler|bonneville|hayabusa|interceptor|himalayan|sportster|shadow|rebel|gold wing|speed triple|street triple",
)}|CBR?|CBF|CRF|VFR|GSX(?:-[RS])?|SV|DR|YZF|MT|FZ|XSR|KLR|KLX|ZX|R|GS|EXC`;
/** After the number of a model or a road: no sign that it is a price after all ("390 dollars", "390 to fix"). */
const notMoney = `\\b(?![.,]?\\d|${space}?(?:k\\b|\\$|dollar|buck|usd|euro|grand\\b|ish\\b|to (?:fix|repair|replace|sort|get|have|put|redo|paint)\\b|for (?:the|my|our|an?|it|new)\\b))`;
/** Words after which a number is a measure or a count, as part of a pattern. */
export const countable =
  "km|kms|kilomet(?:er|re)s?|mi|miles?|mph|kph|kmh|km/h|m|met(?:er|re)s?|cm|centimet(?:er|re)s?|mm|ft|feet|foot|inch(?:es)?|sqm|sqft|sq\\.?|m2|m²|square|yards?|years?|yrs?|yo|y/o|months?|weeks?|days?|hours?|hrs?|h|minutes?|mins?|seconds|secs?|lit(?:er|re)s?|gallons?|kgs?|lbs?|grams?|watts?|w|volts?|hp|bhp|degrees?|°|celsius|fahrenheit|times|x|people|persons?|men|women|kids|children|guys|cars|vehicles|windows|doors|rooms|tiles|floors|stories|storeys|pieces|pcs|photos|pictures|panels|dents|scratches|tyres|tires|wheels|flats|apartments|bedrooms?|witnesses|units|steps|stairs|points|percent|per cent|pct";
const otherNumbers = [
  // dates and times
  /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{1,2}\/\d{1,2}\b(?!\/)|\b\d{1,2}\.(?:1[0-2]|0?[1-9])\.(?!\d)/g,
  new RegExp(
    `\\b\\d{1,2}(?:st|nd|rd|th)?${space}?(?:of${space})?(?:${months})\\b\\.?(?:,?${space}?(?:19|20)\\d{2}\\b)?`,
    "gi",
  ),
  new RegExp(
    `\\b(?:${months})\\.?${space}?(?:the${space})?\\d{1,2}(?:st|nd|rd|th)?\\b(?![.,]\\d)(?:,?${space}(?:19|20)\\d{2}\\b)?`,
    "gi",
  ),
  new RegExp(`\\b(?:${months})\\.?,?${space}(?:19|20)\\d{2}\\b`, "gi"),
  /\b\d+(?:st|nd|rd|th)\b/gi,
  /\b\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?(?:am|pm|h|uhr)\b)?|\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|o'?\s?clock|uhr|hrs)\b/gi,
  /\b(?:past|quarter to|at|by|until|till|before|after)\s(?:around\s|about\s)?(?:\d|1\d|2[0-4])(?:[.:][0-5]\d)?(?=\s*(?:$|[,;!?)]|\.(?!\d)|\b(?:in|on|at|when|and|i|we|he|she|they|my|the|a|yesterday|today|this|last|while|from)\b))/gi,
  // years: "a building from 1962", but not "from 2000 to 2500"
  new RegExp(
    `(?<=\\b(?:from|since|in|until|till|before|after|built|renovated|renewed|licensed|born|year|vintage|dated|early|late|mid|model)${space}(?:in${space}|from${space}|about${space})?)(?:19|20)\\d{2}\\b(?![.,]\\d|${space}?(?:-|–|to\\b|k\\b|\\$|dollar|buck|usd|euro|pound))`,
    "gi",
  ),
  // measures and counts
  new RegExp(
    `(?<![$€£]${space}?[\\d.,]*)\\b\\d[\\d.,]*(?:${space}?k)?${space}?-?(?:${countable})(?![\\p{L}\\p{N}])|\\d[\\d.,]*${space}?%`,
    "giu",
  ),
  /\b(?:mileage|odometer)\D{0,12}\d[\d.,]*k?|\b\d[\d.,]*k?\s(?:on the (?:clock|odometer)|mileage)/gi,
  /\b(?:aged?|i am|i'm|speed of|doing|limit is)\s\d{1,3}\b/gi,
  // names, roads, places, models
  /(?<![\p{L}\p{N}])(?=\d*\p{L})(?!(?:usd?|eur|gbp|chf|cad|aud)[\d.,])(?!\d[\d.,]*(?:k|m|mil|usd|eur|gbp|chf|bucks?|dollars?|euros?|pounds?|grand|ish|thousand|hundred|million|cents?)(?![\p{L}\d]))[\p{L}]*\d[\p{L}\d]*(?:-\d+)?/giu,
  /\b(?:CX|GLA|MX|F|[Ii]|A|B|M|E|S|X|Q)-\d{1,4}\b|\b(?:on|the) I \d{1,3}\b/g,
  /\b(?:route|rt|rte|highway|hwy|interstate|exit|junction|jct|motorway|autobahn|state road|county road|platform|gate|bus|tram|train|flight|bay|spot|row|deck|zone|level|lane)\s(?:no\.?\s)?#?\d{1,4}\b/gi,
  /\b(?:flat|apt\.?|apartment|unit|suite|room|appt\.?)\s?(?:no\.?|nr\.?|number)?\s?#?\d{1,3}\b(?![.,]\d|\s?(?:k\b|\$|dollar|buck|usd))/gi,
  /\b(?:floor|house|building|block|door|box|lot)\s?#?\d{1,2}\b(?![.,]?\d|\s?(?:k\b|\$|dollar|buck|usd))/gi,
  /(?:\b(?<![.!?…-]\s|\b(?:wait|oh|uh|um|sorry|actually)[\s,.!]{1,3}|^)no(?!\.)|\bno(?=\.)|\b(?:nr|num|number|numbers|id|ref|reference|policy|zip|zipcode|postcode|postal code|plate|reg|registration))\b\.?\s?(?:is\s|was\s|no\.?\s|nr\.?\s|number\s)?[:#]?\s?[\p{L}]{0,3}[\s-]?\d+(?:[\s-]\d+)*\b(?!\s?(?:k\b|\$|dollar|buck|usd|euro))/giu,
  /[#№]\s?\d+|\b(?:invoice|order|claim|case|policy|contract|customer|member|account|file)\s\d{5,}\b(?![.,]\d)/gi,
  new RegExp(
    `\\b(?:(?:${makes})${space}?-?(?:mk${space}?)?\\d{2}|(?:${makes}|${models})${space}?-?(?:mk${space}?)?)\\d{1,2}\\b(?![.,]?\\d|${space}?(?:k\\b|\\$|dollar|buck|usd|euro))`,
    "gi",
  ),
  // "Ninja 650", "Kawasaki Vulcan 900", "Silverado 1500"
  new RegExp(
    `\\b(?:(?:${bikeMakes})${space}(?:\\p{Lu}[\\p{L}-]*${space})?|(?:${bikeModels})${space}?-?)\\d{2,4}${notMoney}`,
    "gu",
  ),
  new RegExp(
    `(?<!\\bin )\\b(?:silverado|sierra|ram|savana|promaster|sprinter|transit|e-series|f)${space}[1-5]50{1,2}${notMoney}`,
    "gi",
  ),
  // "on the 405", "the 101 south"
  new RegExp(
    `(?<!\\b(?:agree|agreed|settled?|decided?|insist|spent|save|saved) )\\b(?:on|onto|off|along|down|up|via|across|cross(?:ed|ing)|tak(?:e|es|ing)|took|near|exit(?:ed|ing)?|enter(?:ed|ing)|leaving|left)${space}the${space}\\d{1,3}${notMoney}(?!${space}(?:quote|estimate|bill|invoice|price|repair|offer|figure|amount|total|i|you|they|he|she|we)\\b)`,
    "gi",
  ),
  new RegExp(
    `(?<![$€£\\d.,]${space}?)\\b\\d{1,3}${space}(?:(?:north|south|east|west)(?:bound)?|freeway|fwy|expressway|turnpike|interchange|on-?ramp|off-?ramp|overpass)\\b`,
    "gi",
  ),
  /\bgrand\s(?:cherokee|avenue|ave|piano|canyon|street|central|scenic|vitara|hotel|tour\w*)\b/gi,
  /\b\d{1,5}[a-z]?\s(?!(?:on|in|at|for|to|the|and|from|by|of|my|off|near)\b)(?:[\p{L}'.]+\s){0,2}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|crescent|terrace|alley|close)\b/giu,
  /(?<=\b[\p{L}'.-]*(?:street|str\.?|straße|strasse|road|avenue|weg|platz|allee|gasse|lane|drive|boulevard)\s)\d{1,4}[a-z]?\b(?![.,]\d|\s?(?:k\b|\$|dollar|buck|usd))/giu,
  /\b[A-Z]{2}\s\d{5}\b|\b[A-Z]{1,3}[- ][A-Z]{1,2}\s?\d{1,4}\b/g,
  // telephone and other long numbers
  /\b(?:call|phone|tel|telephone|mobile|cell|whatsapp|reach me|text me)\b\D{0,20}\+?\d[\d\s()./-]{5,}\d/gi,
  /\+\d[\d\s()./-]{7,}\d|\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\b0\d{3,}[\s/-]?\d{3,}\b|(?<![$€£\d.,]\s?)\b\d{8,}\b(?![.,]?\d|\s?(?:\$|dollar|usd))/g,
];

/** The text, equally long, with numbers that are surely not money (dates, roads, counts) covered by U+FFFC. */
export function hideOtherNumbers(text: string): string {
  return otherNumbers.reduce(
    (rest, pattern) => rest.replace(pattern, (hit) => (/[$€£]/.test(hit) ? hit : "\uFFFC".repeat(hit.length))),
    text,
  );
}
