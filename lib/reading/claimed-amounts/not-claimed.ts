import { endsBefore, findPhrase, holds, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import type { Candidate } from "./choose-amounts";
import type { Message } from "./message";
import { isAfter, isBefore } from "./money-words";

const belongings = `car|cars|vehicle|van|truck|suv|motorbike|motorcycle|house|home|apartment|flat|condo|property|golf|
  bmw|audi|mercedes|toyota|honda|ford|tesla|vw|polo|corolla|civic`;
const pieces = `roof|door|doors|hood|bonnet|bumper|bumpers|window|windows|windshield|windscreen|fender|fenders|trunk|
  tailgate|mirror|mirrors|light|lights|headlight|headlights|taillight|taillights|wheel|wheels|tire|tires|tyre|tyres|
  engine|grille|paint|floor|carpet|ceiling|wall|walls|kitchen|fence`;
const here = "[^,.;#@]!and|but|repair|damage|garage|quote|estimate";
const tests = {
  year: ({ kind, text }: Token) => kind === "number" && /^(?:19|20)\d\d$/.test(text),
  any: ({ start }: Token) => start >= 0,
  count: ({ kind }: Token) => kind === "hidden",
};
const read = (source: string): Phrase => phrase(source, tests);

const notClaimedBefore = read(
  `( deductible|deductable|retention|premium|premiums|salary|rent|mortgage|wage|wages|income|earn|threshold|
    coverage|covered|limit|lease|speed|temperature |
    !in excess | ^ excess | [,.;:(-] excess | self -? insurance | insured for | sum insured | insurance sum )
      ${here}{0,7} |
  purchase|list|sticker value|price ${here}{0,6} |
  ( bought|purchased|sold | got it | got the|my|this car ) [^.;#]!bumper*|window*|tyre*|tire*|pipe*|part*|glass*|
    mirror*|door*{0,7} for about|around|roughly|only|almost|some{0,3} |
  each | <count> at|@`,
);
const notClaimedAfter = read(
  `-? ( for his|hers|theirs | each|apiece|deductible|deductable|excess|premium*|limit*|monthly*|yearly*|annually* |
    self [-]? | per _ |
  an hour | / mo|month|yr|year|week|day | a|per|each|every month|year|week|day|night|hour|annum | pm|pa | p ~. ~m |
    p ~. ~a |
  in? rent | salary* | is|was my|the|our deductible|excess|premium|rent | ${belongings} )`,
);
/** The value or the price of the car or the flat. It is claimed only when the thing is lost. */
const worthBefore = read(
  `${belongings} [^.;#]!damage*|repair*{0,6} ( worth | value|valued _ ) ${here}{0,5} |
  market|resale|current|book|retail|residual value|price ${here}{0,6} |
  value|valued of? the|my|our? ${belongings} ${here}{0,5} |
  ( kbb|bluebook|edmunds | blue book ) ${here}{0,6}`,
);
const paidBefore = read("paid|gave|spent|bought [^,;]{0,6}");
const forBelonging = read(`for the|my|this|our|it ${belongings}? ( $ | [.,;!?] | when*|last*|back*|in|new* )`);

interface Loss {
  said: Phrase;
  notBefore: Phrase;
  notAfter?: Phrase;
}
/** A total loss: not "was not totaled", "the bill totaled $900", "stolen from my car" or "destroyed my windshield". */
const losses: Loss[] = [
  {
    said: read("totaled|totalled"),
    notBefore: read("not|never|*n't been|completely|quite?"),
    notAfter: read("[$] | # | up|at|about|around"),
  },
  {
    said: read(
      `total loss | write -? off | writeoff | written off | burned|burnt out|down | burned|burnt to the ground |
        wrecked beyond`,
    ),
    notBefore: read("not|never|*n't been|completely|quite?"),
  },
  {
    said: read("stolen|stole|theft"),
    notBefore: read("not|never|*n't been?"),
    notAfter: read(`[^.;]{0,6} ( from|off|inside | out of ) my|our|the ${belongings}`),
  },
  {
    said: read("destroyed"),
    notBefore: read(`not | ${pieces} was|were|is|are|got|has|been|completely|totally{0,4}`),
    notAfter: read(`my|our|the|a|an|one|both|half|part [^.,;]{0,5} ${pieces}`),
  },
];

const earlierBefore = read(
  `( last|previous|prior|earlier|past|former|old|closed|settled|other _{0,2} claim|claims|case|payout|payouts|
    payment|payments|settlement|accident|incident|loss |
  ( you|u|insurance|insurer|insurers|policy | you guys|people | insurance|insurer company | your company|colleague|
    colleagues|office|team )
    had|have|has|already|once|kindly|did|only|just|then|both{0,4} paid|payed|settled|reimbursed|refunded|
      compensated|gave|sent|transferred|approved|awarded |
  already ( got|received|paid | been paid ) | was|were|been|got already? ( reimbursed|refunded|compensated | paid
    back ) |
  ( !as | ^ | [^_] ) last time |
  ( second|third|another | # ~nd | # ~rd ) claim [^;.]{0,7} first|other ) [^;]{0,14}`,
);
const longAgo = read(
  `last year|spring|summer|autumn|fall|winter|month |
  ( #|a|an|one|two|three|four|five|few|some | couple of ) year|years|month|months ago|back |
  in <year> | back in | previously | in the past | once before | years ago`,
);
const settledBefore = read(
  `( claim|claims|claimed|payout|settled|settlement|reimburse*|received | paid out | was|were|got paid | paid me|us
    ) [^;]{0,14}`,
);
const earlierAfter = read(
  `back? from|by ( you|u|your|insurance | the|my insurance ) |
  back? <any>{0,6} for|from|in|was|is|were my|the|a|an|our last|previous|earlier|old|prior|other|former claim|case|
    accident|incident|payout`,
);
const newTopic = read("now|today|but|however|new | this time|one|is");
const denied = read(
  `( not|isn't|isnt|wasn't|wasnt|never | instead of | rather than | no longer | ( more like | closer to | rather )
    [^.;]{1,4} than |
  forget|ignore|drop|cancel about? ) the|a|really|actually?`,
);
const replaced = read("chang*|correct*|updat*|lower*|rais*|increas*|reduc*|adjust* [^.;#]{0,5}");
const to = read("to");
const exchanged = read("replac*|exchang*|swap* [^.;#]{0,3}");
const byAnother = read("by|with [$]? #");
const clauseLength = 24;

/** Whether the thing is a total loss, so that its value is claimed. */
export function hasTotalLoss({ money }: Message): boolean {
  return losses.some(({ said, notBefore, notAfter }) => {
    for (let from = 0; ; ) {
      const found = findPhrase(said, money, from);
      if (!found) return false;
      const goesOn = notAfter && matchAt(notAfter, money, found.end) >= 0;
      if (!goesOn && !endsBefore(notBefore, money, found.start)) return true;
      from = found.end;
    }
  });
}

/** Whether an amount may be the claim: no deductible, no price of the car, no denied or already paid amount. */
export function isClaimed(candidate: Candidate, { money, tokens }: Message, isTotalLoss: () => boolean): boolean {
  const before = (sought: Phrase) => isBefore(sought, money, candidate);
  const after = (sought: Phrase) => isAfter(sought, money, candidate);
  if (before(notClaimedBefore) || after(notClaimedAfter) || before(denied)) return false;
  if (before(worthBefore) && !isTotalLoss()) return false;
  if (before(paidBefore) && after(forBelonging)) return false;
  // `tokens` has the years too, which tell when something was paid.
  const { from } = candidate;
  let floor = Math.max(candidate.floor, from - clauseLength);
  for (let index = floor; index < from; index++) {
    const end = matchAt(newTopic, tokens, index, from);
    if (end >= 0) floor = end;
  }
  if (endsBefore(earlierBefore, tokens, from, floor)) return false;
  if (endsBefore(settledBefore, tokens, from, floor) && holds(longAgo, tokens, floor, from)) return false;
  if (before(exchanged) && after(byAnother)) return false;
  return !after(earlierAfter) && !(before(replaced) && after(to));
}
