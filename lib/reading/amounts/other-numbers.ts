import { endsBefore, matchAt, mayStartWith, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { hideNames, hidePhones, hideUntil } from "./codes";
import { bikeName, carName, truckName } from "./vehicle-names";

/** A pattern of numbers that are not money, with the words that must or must not be before and after it. */
interface Rule {
  sought: Phrase;
  before?: Phrase;
  notBefore?: Phrase;
  after?: Phrase;
  notAfter?: Phrase;
}

const months = `jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september|oct|
  october|nov|november|dec|december`;
/** Units and counted things after a number that is not money, as a part of a phrase. */
export const countable = `( km|kms|kilometer|kilometers|kilometre|kilometres|mi|mile|miles|mph|kph|kmh|m|meter|meters|
  metre|metres|cm|centimeter|centimeters|centimetre|centimetres|mm|ft|feet|foot|inch|inches|sqm|sqft|square|yard|
  yards|year|years|yr|yrs|yo|month|months|week|weeks|day|days|hour|hours|hr|hrs|h|minute|minutes|min|mins|seconds|sec|
  secs|liter|liters|litre|litres|gallon|gallons|kg|kgs|lb|lbs|gram|grams|watt|watts|w|volt|volts|hp|bhp|degree|
  degrees|celsius|fahrenheit|times|x|people|person|persons|men|women|kids|children|guys|cars|vehicles|windows|doors|
  rooms|tiles|floors|stories|storeys|pieces|pcs|photos|pictures|panels|dents|scratches|tyres|tires|wheels|flats|
  apartments|bedroom|bedrooms|witness|witnesses|units|steps|stairs|points|percent|pct | km ~/ ~h | sq .? | m ~2 |
  m ~² | y ~/ ~o | ° | per cent )`;
const coin = "k|dollar*|buck*|usd";
const notMoney = phrase(
  `~[.,]? ~# | k|dollar*|buck*|usd|euro*|grand|ish | [$] |
  to fix|repair|replace|sort|get|have|put|redo|paint | for the|my|our|a|an|it|new`,
);
const decimal = "# ( ~[.,] ~# ){0,6}";

const tests = {
  year: ({ kind, text }: Token) => kind === "number" && /^(?:19|20)\d\d$/.test(text),
  month: ({ kind, text }: Token) => kind === "number" && /^(?:1[0-2]|0?[1-9])$/.test(text),
  hour: ({ kind, text }: Token) => kind === "number" && /^(?:1?\d|2[0-4])$/.test(text),
  minute: ({ kind, text }: Token) => kind === "number" && /^[0-5]\d$/.test(text),
  apart: ({ kind, glued, start }: Token) => start >= 0 && (kind !== "number" || !glued),
  hash: ({ text }: Token) => text === "#" || text === "№",
  letter: ({ kind, text }: Token) => kind === "word" && text.length === 1,
  letters: ({ kind, text }: Token) => kind === "word" && text.length <= 3,
  caps2: ({ kind, raw }: Token) => kind === "word" && /^[A-Z]{2}$/.test(raw),
  caps3: ({ kind, raw }: Token) => kind === "word" && /^[A-Z]{1,3}$/.test(raw),
  caps: ({ kind, raw }: Token) => kind === "word" && /^[A-Z]{1,2}$/.test(raw),
  i: ({ raw }: Token) => raw === "I",
  "road-code": ({ raw }: Token) => /^(?:CX|GLA|MX|F|[Ii]|A|B|M|E|S|X|Q)$/.test(raw),
  street: ({ kind, text }: Token) =>
    kind === "word" &&
    /(?:street|str|straße|strasse|road|avenue|weg|platz|allee|gasse|lane|drive|boulevard)$/.test(text),
};
const read = (source: string): Phrase => phrase(source, tests);

/** Dates, times, measures and counts. */
const measures: Rule[] = [
  // dates and times
  {
    sought: read("#4 ~- ~#1-2 ~- ~#1-2 | #1-2 ~/ ~#1-2 ~/ ~#2-4 | #1-2 ~. ~#1-2 ~. ~#2-4 | #1-2 ~- ~#1-2 ~- ~#2-4"),
  },
  { sought: read("#1-2 ~/ ~#1-2"), notAfter: read("~/") },
  { sought: read("#1-2 ~. ~<month> ~."), notAfter: read("~#") },
  { sought: read(`#1-2 ~st|nd|rd|th? of? ${months} .? ( ,? <year> )?`) },
  {
    sought: read(`${months} .? the? #1-2 ~st|nd|rd|th? ( ,? <year> )? | ${months} .? ,? <year>`),
    notAfter: read("~[.,] ~#"),
  },
  { sought: read("# ~st|nd|rd|th") },
  {
    sought: read(
      `#1-2 ~h|: ~#2 ( ~: ~#2 )? am|pm|h|uhr? | #1-2 ~: ~#2 ( ~: ~#2 )? am|pm|h|uhr? |
      #1-2 ( ~[.:] ~#2 )? ( am|pm|uhr|hrs|o'clock | a ~. ~m ~. | p ~. ~m ~. | o ~'? clock )`,
    ),
  },
  {
    sought: read("past|at|by|until|till|before|after around|about? <hour> ( ~[.:] ~<minute> )?"),
    after: read(
      `$ | [,;!?)] | . $ | . <apart> | in|on|at|when|and|i|we|he|she|they|my|the|a|yesterday|today|this|last|while|
        from`,
    ),
  },
  { sought: read("quarter to around|about? <hour>") },
  // years: "a building from 1962", but not "from 2000 to 2500"
  {
    sought: read("<year>"),
    before: read(
      `from|since|in|until|till|before|after|built|renovated|renewed|licensed|born|year|vintage|dated|early|late|
        mid|model in|from|about?`,
    ),
    notAfter: read("~[.,] ~# | [-–$] | to|k|dollar*|buck*|usd|euro*|pound*"),
  },
  // measures and counts
  {
    sought: read(`${decimal} k? -? ${countable} | ${decimal} %`),
    notBefore: read("[$€£] | # ~[.,]"),
  },
  { sought: read(`mileage|odometer [^#]{0,3} ${decimal} ~k?`) },
  { sought: read(`${decimal} ~k? ( on the clock|odometer | mileage )`), notBefore: read("# ~[.,]") },
  { sought: read("( aged|age|i'm|doing | i am | speed of | limit is ) #1-3") },
];

/** Numbers in the names of roads, places, documents and models. */
const numbered: Rule[] = [
  { sought: read("<road-code> ~- ~#1-4 | on|the <i> #1-3") },
  {
    sought: read(
      `( route|rt|rte|highway|hwy|interstate|exit|junction|jct|motorway|autobahn|platform|gate|bus|tram|train|
        flight|bay|spot|row|deck|zone|level|lane | state|county road ) ( no .? )? <hash>? #1-4`,
    ),
  },
  {
    sought: read(
      "km|kilometer|kilometre|mile|milepost|terminal|pier | mile|kilometer|kilometre marker|post <hash>? #1-4",
    ),
    notAfter: read(`~[.,] ~#3 | ${coin} | [$]`),
  },
  {
    sought: read("flat|apt|apartment|unit|suite|room|appt .? ( no|nr|number .? )? <hash>? #1-3"),
    notAfter: read(`~[.,] ~# | ${coin} | [$]`),
  },
  {
    sought: read("floor|house|building|block|door|box|lot <hash>? #1-2"),
    notAfter: read(`~[.,]? ~# | ${coin} | [$]`),
  },
  // policies, plates, invoices: "no" is "number" only inside a sentence
  {
    sought: read("no .? ( is|was|no|nr|number .? )? [:#]? <letters>? -? # ( [-]? # ){0,6} | no .? <hash> #"),
    notBefore: read("^ | [.!?…-] | wait|oh|uh|um|sorry|actually [,.!]{0,3}"),
    notAfter: read(`${coin}|euro* | [$]`),
  },
  {
    sought: read(
      `( no ~. | ( nr|num|number|numbers|id|ref|reference|policy|zip|zipcode|postcode|plate|reg|registration |
        postal code ) .? )
      ( is|was|no|nr|number .? )? ( : | <hash> )? <letters>? -? # ( -? # ){0,6}`,
    ),
    // "Excess on my policy is 150"
    notBefore: read(
      "excess|deductible|deductibles|franchise|copay|payment of|on|in|for|under|by|with my|our|the|this{0,1}",
    ),
    notAfter: read(`${coin}|euro* | [$]`),
  },
  {
    sought: read("<hash> # | invoice|order|claim|case|policy|contract|customer|member|account|file #5+"),
    notAfter: read("~[.,] ~#"),
  },
  { sought: carName, notAfter: read(`~[.,]? ~# | ${coin}|euro* | [$]`) },
  { sought: bikeName, notAfter: notMoney },
  { sought: truckName, notBefore: read("in"), notAfter: notMoney },
  // "on the 405", "the 101 south"
  {
    sought: read(
      `on|onto|off|along|down|up|via|across|cross|crossed|crossing|take|takes|taking|took|near|exit|exited|exiting|
        enter|entered|entering|leaving|left the #1-3`,
    ),
    notBefore: read("agree|agreed|settle|settled|decide|decided|insist|spent|save|saved"),
    notAfter: phrase(
      `${notMoney.source} | quote|estimate|bill|invoice|price|repair|offer|figure|amount|total|i|you|they|he|she|we`,
    ),
  },
  {
    sought: read(
      `#1-3 ( north|northbound|south|southbound|east|eastbound|west|westbound|freeway|fwy|expressway|turnpike|
        interchange|onramp|offramp|overpass | on|off - ramp )`,
    ),
    notBefore: read("[$€£] | # | [.,]"),
  },
  { sought: read("grand cherokee|avenue|ave|piano|canyon|street|central|scenic|vitara|hotel|tour*") },
  {
    sought: read(
      `#1-5 ~<letter>? ( !on|in|at|for|to|the|and|from|by|of|my|off|near .? ( _ .? )? )? street|st|road|rd|avenue|
        ave|lane|ln|drive|dr|boulevard|blvd|way|court|crescent|terrace|alley|close`,
    ),
  },
  { sought: read("<street> .? #1-4 ~<letter>?"), notAfter: read(`~[.,] ~# | ${coin} | [$]`) },
  { sought: read("<caps2> #5 | <caps3> -? <caps> #1-4") },
];

/**
 * The tokens with the numbers hidden that are not money: dates, roads, counts, names. The result must not be changed.
 */
export function hideOtherNumbers(tokens: Token[]): Token[] {
  const known = hidden.get(tokens);
  if (known) return known;
  const rest = [...tokens];
  hideAll(rest, measures);
  hideNames(rest);
  hideAll(rest, numbered);
  hidePhones(rest);
  hidden.set(tokens, rest);
  return rest;
}

/** A cache: several readers ask for the same tokens. */
const hidden = new WeakMap<Token[], Token[]>();

function hideAll(tokens: Token[], rules: Rule[]): void {
  for (const rule of rules) {
    for (let start = 0; start < tokens.length; ) start = hideUntil(tokens, start, matchRule(rule, tokens, start));
  }
}

/** The end of the number that the rule finds here, or -1. With a currency sign in it, it is money. */
function matchRule({ sought, before, notBefore, after, notAfter }: Rule, tokens: Token[], start: number): number {
  const token = tokens[start];
  if (!token || !mayStartWith(sought, token) || !isEdge(tokens, start)) return -1;
  const end = matchAt(sought, tokens, start, tokens.length, (at) => {
    const isApart = isEdge(tokens, at) || tokens[at - 1]?.kind === "symbol";
    return isApart && !(notAfter && matchAt(notAfter, tokens, at) >= 0) && !(after && matchAt(after, tokens, at) < 0);
  });
  if (end < 0) return -1;
  if ((before && !endsBefore(before, tokens, start)) || (notBefore && endsBefore(notBefore, tokens, start))) return -1;
  return tokens.slice(start, end).some(({ text }) => /^[$€£]$/.test(text)) ? -1 : end;
}

/** Whether no word or number continues over this place: "A4" has no edge inside. */
function isEdge(tokens: Token[], index: number): boolean {
  const [previous, token] = [tokens[index - 1], tokens[index]];
  if (!token?.glued || !previous) return true;
  const runsOn = ({ kind, text }: Token) => kind === "word" || kind === "number" || text === "_";
  return !(runsOn(previous) && runsOn(token));
}
