import { countable, hideOtherNumbers } from "@/lib/amounts/other-numbers";
import { scanAmounts } from "@/lib/amounts/scan-amounts";
import { chooseAmounts, isTakenBack, type NamedAmount } from "./choose-amounts";

const space = "[ \\u00a0\\u202f]";
const almost =
  "about|around|approx\\w*\\.?|roughly|circa|ca\\.?|c\\.|maybe|perhaps|probably|possibly|likely|nearly|almost|close to|say|guess(?:ing)?|guesstimate|think|thinking|reckon|figure|suppose|believe|hope|up to|at least|at most|over|under|above|below|(?:less|more|fewer) than|in excess of|max(?:imum)?|min(?:imum)?|upwards? of|est\\.?|abt\\.?|appr?x?\\.?|exactly|precisely|only|just|like|some|somewhere|something|another|easily|meant|mean|actually|correction|make (?:it|that)|should be|to|needs?|needed|would be|will be|must be|between|altogether|overall|in all|all in all|write|put|enter|~|≈|=";
const cue =
  "costs?|costing|pric(?:e|es|ed|ey)|quot(?:e|es|ed|ing|ation)|estimat\\w*|estimat(?:e|or)|bill(?:s|ed)?|invoice[sd]?|repair(?:s|ed|ing)?|fix(?:es|ed|ing)?|damages?|total(?:s|ed|ling|ing)?|amount(?:s|ing|ed)?|sum|paid|pay|paying|charg(?:e|es|ed|ing)|spent|spend|claim(?:ing)?|loss(?:es)?|expenses?|owe|replac(?:e|es|ed|ing|ement)|garage|mechanic|body ?shop|shop|workshop|dealer(?:ship)?|plumber|contractor|electrician|handyman|roofer|glazier|carpenter|painter|cleaner|says?|said|saying|reckons?|wants?|asks?|asked|told me|value|worth|budget|money|usd|dollars?|comes? to|came to|sets? me back|parts|labou?r|materials?|whole thing|everything|offer";
const filler = "[^\\s\\d.;!?\\uFFFC]+";
const beforeStrong = new RegExp(
  `(?:^|[^\\p{L}])(?:${cue})\\b[:=~]?(?:[\\s,:=~(-]+${filler}){0,6}[\\s,:=~(–—-]*$`,
  "iu",
);
const beforeAlmost = new RegExp(
  `(?:^|[\\s(])(?:${almost})(?:\\s(?:a|an|the|of|to|it|it's|its|is|was|like|about|around|maybe))*[\\s(]*$`,
  "i",
);
const beforeCopula = /\b(?:it'?s|it is|it was|is|was|were|be|for|comes?|costs?|of)\s*$/i;
const after =
  /^\s*(?:or so\s|plus\s|ish\s)*(?:to (?:fix|repair|replace|sort|get|have|put|redo|dry|clean|paint|mend|make)|for (?:the|my|our|a|an|new|repair\w*|fix\w*|it|everything|parts|labou?r|both|all|that|damages?)\b|in (?:damages?|repairs?|total|all|parts)|worth of|total|altogether|together|overall|all in\b|estimated|quoted|according to|(?:he|she|they|garage|mechanic|the \w+)?\s?(?:says|said|quoted)\b|says\b|is what|(?:is|was|were) (?:the|my|our) (?:estimate|quote|bill|price|cost|repair|damage|total)|(?:repairs?|quote|estimate|bill|invoice|damages?|replacements?|respray)\b)/i;
const closed =
  /^\s*(?:$|[.,;:!?)\]"'…+-]|(?:for|to|so|because|and|but|or|in|total|altogether|at|exactly|i|is|it|it's|the|this|that|please|pls|plz|thanks|thank|including|incl|plus|max|tops|roughly|approx|ish|give|probably|maybe|according|from|by|he|she|they|we|you|with|without|if|all|as|per|than|not|on|then|was|would|will|can|my|our|which|what|when|how|where|now|only|just|more|or so|i'd|i'm|don't|yes|no|ok|garage|guess|think|before|after|new|used|tax|vat|net|gross|cash|dollar)\b)/i;
const plural =
  /^\s*(?!is\b|was\b|this\b|plus\b|says\b|thanks\b|us\b|tops\b|bucks\b|repairs\b|damages\b|its\b|does\b)(?:\p{L}+\s)?\p{L}{2,}(?<!s)s\b/iu;
const uncountable = new RegExp(`^${space}?-?(?:${countable})(?![\\p{L}\\p{N}])`, "iu");

const belongings =
  "car|cars|vehicle|van|truck|suv|motorbike|motorcycle|house|home|apartment|flat|condo|property|golf|bmw|audi|mercedes|toyota|honda|ford|tesla|vw|polo|corolla|civic";
const here = "(?:(?!\\b(?:and|but|repair|damage|garage|quote|estimate)\\b)[^,.;\\d\\uFFFC])";
const notClaimedBefore = new RegExp(
  [
    `\\b(?:deductible|deductable|(?<!in )excess|self[- ]?insurance|retention|premiums?|salary|rent|mortgage|wages?|income|earn|threshold|coverage|covered|insured for|sum insured|insurance sum|limit|lease|speed|temperature)\\b${here}{0,30}$`,
    `\\b(?:purchase|list|sticker) (?:value|price)\\b${here}{0,25}$`,
    `\\b(?:bought|purchased|sold|got (?:it|(?:the|my|this) car))\\b(?:(?!bumper|window|tyre|tire|pipe|part|glass|mirror|door)[^.;\\d]){0,30}\\bfor\\s(?:(?:about|around|roughly|only|almost|some)\\s)*$`,
    "\\beach\\s*$",
  ].join("|"),
  "iu",
);
const notClaimedAfter = new RegExp(
  `^\\s*-?(?:for (?:his|hers|theirs)\\b|each\\b|apiece\\b|per\\s\\w+|an hour|deductible|deductable|excess(?!ive)|self[- ]|premium|limit|/\\s?(?:mo|month|yr|year|week|day)|(?:a|per|each|every)\\s(?:month|year|week|day|night|hour|annum)|monthly|yearly|annually|p\\.?m\\b|p\\.?a\\b|(?:in )?rent\\b|salary|(?:is|was) (?:my|the|our) (?:deductible|excess|premium|rent)|(?:${belongings})\\b)`,
  "iu",
);
/** What the car or the flat is worth, or cost once; a claim only when it is gone altogether. */
const worthBefore = new RegExp(
  [
    `\\b(?:${belongings})\\b(?:(?!damage|repair)[^.;\\d]){0,25}\\b(?:worth|valued? (?:at)?)\\b${here}{0,20}$`,
    `\\b(?:market|resale|current|book|retail|residual) (?:value|price)\\b${here}{0,25}$`,
    `\\bvalued? (?:of )?(?:the |my |our )?(?:${belongings})\\b${here}{0,20}$`,
    `\\b(?:kbb|(?:kelley )?blue ?book|edmunds)\\b${here}{0,25}$`,
  ].join("|"),
  "iu",
);
const pieces =
  "roof|doors?|hood|bonnet|bumpers?|windows?|windshield|windscreen|fenders?|trunk|tailgate|mirrors?|(?:head|tail)?lights?|wheels?|tires?|tyres?|engine|grille|paint|floor|carpet|ceiling|walls?|kitchen|fence";
/** Gone altogether: not "was not totaled", "the bill totaled $900", "stolen from my car" or "destroyed my windshield". */
const gone = new RegExp(
  [
    "(?<!(?:\\bnot|n't|\\bnever) (?:been |completely |quite )?)\\b(?:totall?ed(?!\\s*(?:\\$|\\d|up\\b|at\\b|about\\b|around\\b))|total loss|write-?off|written off|burn(?:ed|t) (?:out|down|to the ground)|wrecked beyond)\\b",
    `(?<!(?:\\bnot|n't|\\bnever) (?:been )?)\\b(?:stolen|stole|theft)\\b(?![^.;]{0,25}\\b(?:from|off|out of|inside)\\s(?:my|our|the)\\s(?:${belongings})\\b)`,
    `(?<!\\b(?:${pieces})(?: (?:was|were|is|are|got|has been|completely|totally))*\\s|\\bnot )\\bdestroyed\\b(?! (?:my|our|the|an?|one|both|half|part)\\s[^.,;]{0,20}\\b(?:${pieces})\\b)`,
  ].join("|"),
  "iu",
);
const paidBefore = /\b(?:paid|gave|spent|bought)\b[^,;]{0,25}$/i;
const forBelonging = new RegExp(
  `^\\s*for (?:the|my|this|our|it)\\b(?: (?:${belongings}))?\\s*(?:$|[.,;!?]|when|last|back|in\\b|new)`,
  "iu",
);
/** Money of another, earlier case, in the words up to the amount and after it. */
const earlierBefore =
  /\b(?:(?:last|previous|prior|earlier|past|former|old|closed|settled|other) (?:\p{L}+ ){0,2}?(?:claims?|case|payouts?|payments?|settlement|accident|incident|loss)|(?:you|u|you guys|you people|insur(?:ance|er)(?: company)?|insurers|your (?:company|colleagues?|office|team)|policy) (?:(?:had|have|has|already|once|kindly|did|only|just|then|both) )*(?:paid|payed|settled|reimbursed|refunded|compensated|gave|sent|transferred|approved|awarded)|already (?:got|received|paid|been paid)|(?:was|were|been|got) (?:already )?(?:reimbursed|refunded|compensated|paid back)|(?<!same as )last time|(?:second|third|2nd|3rd|another) claim\b[^;.]{0,30}\b(?:first|other)(?: one| claim)?)\b[^;]{0,60}$/iu;
const longAgo =
  /\b(?:last (?:year|spring|summer|autumn|fall|winter|month)|(?:\d+|an?|one|two|three|four|five|few|some|couple of) (?:years?|months?) (?:ago|back)|in (?:19|20)\d\d|back in|previously|in the past|once before|years ago)\b/i;
const settledBefore =
  /\b(?:claim|claims|claimed|paid out|payout|settled|settlement|reimburse\w*|received|(?:was|were|got) paid|paid (?:me|us))\b[^;]{0,60}$/i;
const earlierAfter =
  /^\s*(?:back\s)?(?:(?:from|by) (?:you|u|your|the insurance|insurance|my insurance)\b|(?:\S+\s){0,5}?(?:for|from|in|was|is|were) (?:my|the|an?|our) (?:last|previous|earlier|old|prior|other|former) (?:claim|case|accident|incident|payout)\b)/i;
const denied =
  /\b(?:not|isn'?t|wasn'?t|instead of|rather than|never|no longer|(?:more like|closer to|rather)\b[^.;]{1,15} than|(?:forget|ignore|drop|cancel)(?: about)?)\s+(?:(?:the|a|really|actually)\s+)?$/i;
const replaced = /\b(?:chang|correct|updat|lower|rais|increas|reduc|adjust)\w*\b[^.;\d]{0,20}$/i;
const notAmountClause =
  /\b(?:speed|limit|doing|driving|going|drove|mph|temperature|age|old|born|year|weigh\w*|mileage|odometer|built|model)\b[^,;]{0,20}$/i;

/**
 * The amounts a person claims, as exact substrings in the order they stand ("garage says 640" gives ["640"]). Leaves out
 * dates, counts, roads, models and the like, and money that is not the claim: deductibles, premiums, what the car is worth,
 * an amount denied ("not 500"). Where a total is named or the
 * others add up to one, only the total. What is corrected ("$1,200, sorry, $120") is gone. The same sum twice is given once. `asked`: the text
 * answers the question how much, so that any number left may be the amount.
 */
export function findAmounts(text: string, asked = false): string[] {
  const covered = hideOtherNumbers(text);
  const candidates = scanAmounts(covered)
    .map((amount) => ({
      ...amount,
      before: sentenceBefore(covered, amount.start),
      rest: lineAfter(covered, amount.end),
      grouped: text.slice(amount.start, amount.end).search(/,\d{3}|\.\d\d$/) >= 0,
    }))
    .filter((candidate) => isClaimed(candidate, text));
  const sure = candidates.filter((candidate) => isSaidAsMoney(candidate));
  const found =
    sure.length > 0
      ? sure
      : candidates.filter((candidate) => isLeftAlone(candidate, lineBefore(covered, candidate.start), asked));
  // Where one amount is marked as money, a bare number counts only as a part of the same list ("sofa 400, carpet $300").
  const isMarked = found.some(({ marked, scaled }) => marked || scaled);
  const isBesidePrice = (index: number) =>
    [index, index + 1].some((second) => {
      const [left, right] = [candidates[second - 1], candidates[second]];
      return left && right && betweenPrices.test(covered.slice(left.end, right.start));
    });
  // Beside one amount another bare number ("sofa 400 and carpet 300", "410. Scratch that, 470") may well be one: better
  // two than the wrong one.
  const claimed = candidates.filter(
    (candidate, index) =>
      found.includes(candidate) ||
      (found.length > 0 &&
        isListed(candidate) &&
        (!isMarked || concluding.test(candidate.before) || isBesidePrice(index))) ||
      (found.includes(candidates[index - 1] ?? candidate) &&
        closed.test(candidate.rest) &&
        isTakenBack(covered.slice(candidates[index - 1]?.end, candidate.start))),
  );
  return chooseAmounts(claimed, covered).map((amount) => text.slice(amount.start, amount.end));
}

/** Whether an amount between these words can be the claim: no deductible, no price of the car, nothing denied or settled. */
function isClaimed({ start, before, rest }: Candidate, text: string): boolean {
  if (notClaimedBefore.test(before) || notClaimedAfter.test(rest) || denied.test(before)) return false;
  if (worthBefore.test(before) && !gone.test(text)) return false;
  if (paidBefore.test(before) && forBelonging.test(rest)) return false;
  // The years that `before` covers say when it was.
  const clause = text
    .slice(start - before.length, start)
    .split(/\b(?:now|this time|this one|this is|today|but|however|new)\b/i)
    .at(-1);
  if (clause !== undefined && (earlierBefore.test(clause) || (longAgo.test(clause) && settledBefore.test(clause))))
    return false;
  return !earlierAfter.test(rest) && !(replaced.test(before) && /^\s*to\b/i.test(rest));
}

interface Candidate extends NamedAmount {
  /** Written as prices are ("12,500", "89.90"): no postcode, no number of a policy. */
  grouped: boolean;
}

const lineBefore = (text: string, end: number): string => text.slice(0, end).split("\n").at(-1) ?? "";
const lineAfter = (text: string, start: number): string => text.slice(start).split("\n", 1)[0] ?? "";

function sentenceBefore(text: string, end: number): string {
  const before = text.slice(0, end);
  const start = Math.max(
    ...[...before.matchAll(/(?<!\b(?:approx|ca|est|c|no|nr|st))[.!?]\s|[;\n]/gi)].map(
      (hit) => hit.index + hit[0].length,
    ),
    0,
  );
  return before.slice(start);
}

/** A currency, a "k", or words that speak of money stand with the number. */
function isSaidAsMoney({ marked, scaled, grouped, cents, fromCents, before, rest }: Candidate): boolean {
  if (marked) return true;
  if (fromCents !== undefined && cents >= 20_00 && /\bfrom\s*$/i.test(before)) return closed.test(rest);
  if (uncountable.test(rest)) return false;
  if (
    scaled &&
    !plural.test(rest) &&
    !/^[ -]?(?:tv|screen|monitor|display|resolution|video|camera|run|race)\b/i.test(rest)
  )
    return true;
  if (cents < 20_00 && cents > 0) return false;
  if (after.test(rest)) return true;
  if (plural.test(rest)) return false;
  if (grouped) return true;
  if (beforeStrong.test(before)) return closed.test(rest) || !looksLikeYear(cents);
  return beforeAlmost.test(before) && closed.test(rest) && !/[,:–—-]\s*$/.test(before) && !notAmountClause.test(before);
}

/** "100 less than 1000, so 900" */
const concluding = /\b(?:so|makes?|equals)\s*$/i;
/** Between two prices of a list: ", the carpet about ". */
const betweenPrices =
  /^\s*(?:[,;+&]|and\b|plus\b|,\s*and\b)\s*(?:[\p{L}'-]+\s){0,4}?(?:for\s)?(?:is\s|was\s)?[:(]?\s*$/iu;

/** A bare number in a list of prices: "sofa 400 and carpet 300". */
const isListed = ({ cents, problem, before, rest }: Candidate): boolean =>
  !problem &&
  cents >= 50_00 &&
  !looksLikeYear(cents) &&
  !notAmountClause.test(before) &&
  /(?:\p{L}\s+(?:is\s|was\s|for\s|:\s?)?|[,;+&]\s*)$/u.test(before) &&
  /^\s*(?:$|[,;.+&)=]|[-–]\s|(?:and|or|plus|for|so)\b)/i.test(rest);

/** A bare number that is the whole answer, or stands alone between commas or at the end: "hail, my Polo, 780". */
function isLeftAlone({ cents, problem, grouped, before, rest }: Candidate, line: string, asked: boolean): boolean {
  if (isSmallTalk(`${line} ${rest}`)) return true;
  if (asked && cents >= 20_00 && closed.test(rest) && !notAmountClause.test(before)) return true;
  if (problem && problem !== "negative" && problem !== "ambiguous") return false;
  if (cents < 50_00 || (cents >= 10_000_00 && !grouped) || looksLikeYear(cents) || notAmountClause.test(before))
    return false;
  const standsAlone = /(?:^|[,;:\n(–—-])\s*$/.test(before) && closed.test(rest);
  const isEnd = /^\s*(?:$|[.!?,;)])/.test(rest);
  const endsSentence = isEnd && (beforeCopula.test(before) || /[\p{L}\uFFFC]\s+$/u.test(before));
  const isSaid = /\b(?:it'?s|is|was|be|so|make it|make that|sells for|goes for)\s*$/i.test(before) && closed.test(rest);
  return standsAlone || endsSentence || isSaid;
}

const looksLikeYear = (cents: number): boolean => cents % 100 === 0 && cents >= 1950_00 && cents <= 2035_00;

const smallTalk =
  /\b(?:yes|yeah|yep|ok|okay|sure|well|so|hm+|um+|uh|sorry|please|thanks|thank you|i|i'd|id|we|it'?s|its|it|is|was|that'?s|that|be|would|will|should|say|think|guess|believe|suppose|the|a|an|my|about|around|approx\w*|roughly|circa|ca|maybe|perhaps|probably|nearly|almost|amount|total|cost|costs|price|damage|repair|claim|all|together|in|or|so|only|just|exactly|and|no|not|sure|more|less|than|like|somewhere|between|dollars?|bucks|usd|to|of|for|at|least|most|max|up|then|now|make|actually|meant|mean|correct|right|change)\b/gi;
const isSmallTalk = (rest: string): boolean => !/[\p{L}\p{N}\uFFFC]/u.test(rest.replace(smallTalk, ""));
