import { type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import type { Intent } from "./intents";

/** A subject of questions that are asked in many ways: the words that name it, anywhere in a question. */
interface Topic {
  intent: Intent;
  about: Phrase;
  /** With these words the question is about something else. */
  unless?: Phrase;
}

const aux = `can|could|may|might|should|shall|must|do|does|did|will|would|is|are|am|was|were|has|have|can't|don't|won't|
    isn't|doesn't`;
const subject = `i|you|u|we|it|this|that|they|he|she|the|my|your|our|his|her|a|an|any|some|there|someone|somebody|
    anyone|anybody|anything|something|everything|claims|people|photos|pictures|receipts|documents`;
const want = "( i|we want|wanna|need|wish|would|like|wonder|wondered|must|have | i'd|we'd|i'm|im|we're )";

/** Where a question to us begins: "when will I", "do you", "what if", "I would like to know". */
export const asks = phrase(
  `what|which|how|when|where|who|whom|whose|why ${aux} ${subject} |
  what's|whats|where's|wheres|how's|hows|who's|when's |
  what|which|how !i|you|we|it|was|were|is|are|happened{1,2} ${aux} ${subject} | ${aux} ${subject} |
  what if|about|happens|happen|else|now | how about|come | who|what !was|were|hit|broke|stole|happened{1,1} $ |
  who pays|decides|reads |
  i|we got|made|wrote|gave|said|told|entered [^.;#?]{0,3} wrong|mistake|error|typo $|, | why not | any chance|way |
  is|are not? possible|allowed|necessary|enough|needed|required|okay|ok|too |
  ${want} [^.;#?]{0,3} know|ask|wondering|wonder|appeal|object|complain|contest|dispute|understand |
  tell|explain|remind|show me|us | let me know`,
);

/** Where an objection begins, which need not be a question: "I don't agree with the decision". */
export const objects = phrase("i|we|i'm|we're do|am|are? not|don't|disagree|unhappy|dissatisfied");

const money = "money|payment|payout|cheque|funds|reimbursement|refund|compensation|settlement";

/** The more specific first. */
export const topics: Topic[] = [
  {
    intent: "appeal",
    about: phrase(
      `appeal|appeals|appealing|appealed|disagree|disagreed|object|objection|dispute|contest|contesting|challenge|
        complain|complaint|complaints |
      not|n't|don't|didn't|isn't|am agree|accept|like|satisfied|happy [^.;#?]{0,3} decision|outcome|result|answer|
        verdict |
      unhappy|dissatisfied|unsatisfied | against the|this|a|your|that decision|outcome|rejection|refusal |
      second opinion |
      if|when|once|case|after [^.;#?]{0,4} rejected|reject|rejects|refused|refuse|refuses|denied|deny|denies|declined|
        decline|declines|rejection | if you|they|he|she say|says no |
      wrong|unfair|bad decision | decision is|was|seems wrong|unfair`,
    ),
    unless: phrase(
      `disagree|agree|happy with the|this|that|your|an|my? amount|date|day|place|price|estimate|number|figure|sum`,
    ),
  },
  {
    intent: "other_claim",
    about: phrase(
      `file|report|make|open|start|begin|create|add a? two|three|several|more|another|second|new|other|separate{1,2}
        claim|claims |
      another|second|separate|new claim`,
    ),
    unless: phrase("what|which|how long|much"),
  },
  {
    intent: "languages",
    about: phrase(
      `speak|speaks|understand|understands|read|write|talk|chat|answer in{0,1}
        english|spanish|german|french|italian|portuguese|polish|ukrainian|russian|chinese|arabic|turkish|dutch|
          language|languages |
      what|which|other|another languages|language`,
    ),
  },
  {
    intent: "received",
    about: phrase(
      `did|have|has you|it|this|that|my|everything|message|messages|claim{1,3} get|got|receive|received|arrive|arrived|
        saved|stored|come|gone|reach|through [^.;#?]{0,4} |
      is|was|are it|this|that|my|everything|all|claim|message|messages|chat|conversation{1,3} saved|stored|received|
        there|recorded|kept |
      copy|transcript|record of this|the|my|our? chat|conversation|claim`,
    ),
    unless: phrase("did|have|has i | money|payment | approved|decided"),
  },
  {
    intent: "unconfirmed",
    about: phrase(
      `if|when|unless i|we [^.;#?]{0,3} not|n't|don't|never|nothing|forget confirm|answer|reply|respond|do|say|
        nothing{0,2} |
      have|need|must to? i|we{0,1} to? confirm|answer | must|should i|we confirm | do nothing`,
    ),
  },
  {
    intent: "payment",
    about: phrase(
      `when|how|where|who|which [^.;#?]{0,5} paid|pay|pays|reimbursed|refunded|compensated|${money}|transfer|
        transferred | when|how|where [^.;#?]{0,4} my money |
      get|receive|send|have|see|need [^.;#?]{0,3} ${money} | paid out|into|to|directly|by|in|via |
      bank|account details|number|data|statement|transfer |
      iban|paypal | money|payment|payout when|how|where | bank account | which|what account | pay|paid me|us`,
    ),
    unless: phrase("how much | what will|would|do you pay | who decides | for | if | pay you"),
  },
  {
    intent: "how_much",
    about: phrase(
      `how much [^.;#?]{0,6} get|receive|pay|paid|back|covered|cover|reimbursed|refund|refunded|compensated|
        compensation|expect|worth|mine|deducted|deduct |
      how much ${money} |
      get|receive|pay|paid|reimbursed|reimburse|refund|refunded|cover|covered|back [^.;#?]{0,4} full|fully|everything|
        whole|entire|all|less|more|hundred |
      full|whole|entire amount|sum|price|cost|costs|repair|damage|bill |
      what will|do|would|can i|we|you get|receive|pay|offer | what [^.;#?]{0,4} get|receive $ |
      percent|percentage|share|proportion|fraction|much [^.;#?]{0,4} pay|paid|cover|covered|refund|reimburse|get | % |
      deductible|deductibles|excess|franchise|copay | deducted|deduct`,
    ),
    unless: phrase("how much does|will|would it|this|that cost | how much longer|time"),
  },
  {
    intent: "where_answer",
    about: phrase(
      `how|where will|do|can|would|should i|we find|know|see|hear|learn|read|get|check [^.;#?]{0,4} about|out|it|
        answer|decision|result|outcome|news|from|more|when|if |
      how|where will|do|can|would|should i|we know|see|hear|learn|read | email|emails|mail | e -? mail|mails |
      sms|whatsapp|notify|notified|notification|notifications|informed |
      letter|post come|arrive|sent|send|by|get|in | a|the|my letter |
      call|calls|phone|ring|text|contact|contacted|write|message me|us|back|you|by|to |
      be|get called|contacted|notified|informed|told | leave $|now|already|here|this|and | come back here|to |
      close|leave|shut|reload|refresh this|the|my? page|window|browser|tab|chat|app|site | log|sign out |
      stay|wait|remain|keep online|here|open|on|this|logged|in|around|at | turn off`,
    ),
    unless: phrase(
      `call|contact|text|phone the|a|my|our police|garage|plumber|mechanic|neighbour|neighbor|landlord|other |
  someone|somebody|person|human|agent|specialist talk|speak | how long | hotel|motel|rental|loaner|taxi`,
    ),
  },
  {
    intent: "documents",
    about: phrase(
      `photo|photos|photograph|photographs|picture|pictures|image|images|pic|pics|video|videos|scan|scans|receipt|
        receipts|document|documents|documentation|
        paperwork|papers|attachment|attachments|proof|evidence|screenshot|screenshots|pdf|pdfs|upload|uploads|
          uploading|attach |
      police report | witness|witnesses statement|statements |
      send|submit|provide|need|want|see|show|have|get|enough the|a|an|my|another|you|written|more|any{0,3}
        invoice|bill|estimate|quote|file|files|report |
      how|where do|can|could|should|shall|must|may i|we|one to? send|upload|submit|post|attach
        it|them|these|those |
      can|could|may|should i|we just? send|upload|post it|them|these|those`,
    ),
    unless: phrase(
      `file a|my|the|this claim | cover|covers|covered|insured|pay|pays|paid|replace |
  get|receive|see [^.;#?]{0,2} report | how much`,
    ),
  },
  {
    intent: "may_change",
    about: phrase(
      `can|could|may|do|how|am|possible|late|able|way|need|want|allowed|when|until|what [^.;#?]{0,6} change|correct|
        edit|modify|update|alter|amend|adjust|revise|fix|changed|corrected|edited|changes|corrections|change
        it|this|that|something|anything|things|details|facts|my|the|later|afterwards|still|again|what|mind|in|after|
          once|a|an|amount|date|place|claim|to|? [^.;#?]{0,5} |
      made|make|makes|there's|found|is|with a|an|any|some|the mistake|mistakes|error|errors|typo |
      got|is|was|have|enter|entered|gave|wrote|told [^.;#?]{0,3} wrong |
      remember|remembered _{0,2} wrong |
      estimate|price|amount|cost|costs|bill|it may|might|will|could|can|should|goes|go{1,2} change|changes|up|down|
        rise | undo|undone |
      if|when [^.;#?]{0,5} changes|higher|lower|more|less|different|increases|rises|expensive | too late to`,
    ),
    unless: phrase(
      `can|could|will|would|please you change|correct|edit|update|fix |
  change|update|correct [^.;#?]{0,4} to|from|into my|the|our|oak|$ |
  tyre|tyres|tire|tires|lock|locks|window|windows|windscreen|garage | my car|house|flat|kitchen fixed|repaired |
  insurer|policy`,
    ),
  },
  {
    intent: "may_add",
    about: phrase(
      `add|send|write|tell|give|provide|include|mention|submit|say|share you? any|some|a? something|anything|more|else|
        information|info|details|detail|
        further|another|comment|note|update|one | add $ | add here|it|this|things|to|later|afterwards|still |
        also add|mention|write |
      write|add|say again|here|later`,
    ),
    unless: phrase("add|mention|say|tell|write you? that | what|which | safe|secure|private|confidential"),
  },
  {
    intent: "is_decided",
    about: phrase(
      `approved|accepted|rejected|denied|declined|refused|granted|successful |
      will|do|did|can|could|would you|they approve|accept|reject|grant|deny |
      is|was|has|have it|this|that|my|the|claim|case|anything|something|already|been{1,5} decided|through|approved|
        ok | is|was there? a decision|any decision yet|already|made|? |
      have|has you|they decided | is|are|was it|this|that|all|everything{1,2} done|finished|settled|over |
      chance|chances|likely|odds | will|do|can i|we win|lose|get something|anything | decision yet|already`,
    ),
    unless: phrase(
      `who|how|when|which|soon|long|amount|amounts|automatically|manually | what|which kind|claims |
      if|when|once|after | chance|chances of|for a|an|some`,
    ),
  },
  {
    intent: "is_problem",
    about: phrase(
      `is|would|does that|this|it be|make|matter? a|an|any? problem|problems|issue|trouble|difference|bad |
      does it|that|this matter | a problem ?`,
    ),
    unless: phrase("if|when|my|the"),
  },
  {
    intent: "estimate",
    about: phrase(
      `is|are|would|will|can|may|do|does|should|or an|a|my|the|i|you|rough|only|just|be|it|give|write|use|put|take|
        accept|guess|approximate{0,5}
        estimate|estimates|guess|approximation|approximately|roughly [^.;#?]{0,3} ok|okay|fine|enough|good|alright|
          allowed|sufficient|possible|? |
      estimate|guess ok|okay|fine|enough | be|it exact|precise`,
    ),
    unless: phrase("what|who|where|when|how | send|upload"),
  },
  {
    intent: "what_needed",
    about: phrase(
      `what|which|how many|much? information|details|detail|facts|data|info|else|things|thing|documents|questions|
        exactly|all|more{0,2}
        do|does|should|must|is|are|can|will|would|have i|you|we|to|it|this|still|a|the|claim{0,4} need|needs|needed|
          require|requires|required|tell|give|provide|know|write|say|missing|want|answer|ask|have|include|enter|fill|
          there|necessary|left [^.;#?]{0,6} |
      what|which date|day|time|amount|number|sum|place|location|address do|should|shall|must|can i|we to? put|write|
        enter|give|say|use|name|fill |
      what is|are|'s still? needed|required|missing|necessary|left|open | what's still? needed|required|missing|left |
      is|are something|anything|there|anything|something{1,2} missing|needed|required|left|else|more |
      is|was|are|will that|this|it be? all|everything|enough|complete |
      do|did|have you got|have|know everything|all|enough | supposed|expected to? write|say|tell|do|send |
      can|could|may|must|should|possible|ok|okay i|we|to{0,1} leave|skip it|this|that|the|my|a|one|date|day|place|
        amount|time|part|something|what{1,3} out|open|empty|blank|away? | optional|mandatory|compulsory |
      need|needs|want|require|requires anything|something|more|information|details from|else`,
    ),
    unless: phrase(
      `what happens|next|now|happened|? $ | do|should|must|have|need|can i|we do|should|must|have|need|to{0,3} do |
  know about | need to pay | you do|offer|cover|insure|pay`,
    ),
  },
];
