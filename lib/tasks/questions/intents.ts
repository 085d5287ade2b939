import { type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { goodbyeClause, greetingClause } from "../replies/small-talk";

/** What a message asks for beside the facts it names, as our own code reads it. */
export type Intent =
  | "withdraw"
  | "may_withdraw"
  | "person"
  | "later"
  | "how_long"
  | "who_decides"
  | "what_next"
  | "covers"
  | "privacy"
  | "limit"
  | "appeal"
  | "payment"
  | "how_much"
  | "where_answer"
  | "documents"
  | "may_change"
  | "may_add"
  | "is_decided"
  | "what_needed"
  | "is_problem"
  | "estimate"
  | "other_claim"
  | "languages"
  | "received"
  | "unconfirmed"
  | "reference"
  | "who_are_you"
  | "unknown_value"
  | "why_asked"
  | "what_if"
  | "lawyer"
  | "goodbye"
  | "greeting";

const person = `person|human|agent|specialist|someone|somebody|representative|adviser|advisor|employee|operator|
    staff|reviewer|supervisor|manager|clerk`;
/** What workflows call their sessions; "order" is not among them, because people tell of cancelled orders. */
const matter = "claim|case|application|request|complaint|question|expense|expenses";
const claim = `${matter}|everything|all|it|this|that|report|file`;
const wish = `( can|could|may|might|should|do|shall|would|will i|we|you please? |
    i|we 'd|would|want|wanna|need|wish|prefer|like|must | i'd|we'd|i'll | let|please me? | how do|can|could i|we |
    is there | are there )`;

/** Each intent with its phrases, the more specific first; those of `alone` count only as a whole clause. */
export const intents: { intent: Intent; said?: Phrase; alone?: Phrase }[] = [
  {
    intent: "withdraw",
    alone: phrase(
      `( please|ok|okay|no|actually|sorry |
      [,.] ){0,3} forget|drop|scrap|nevermind|ditch|discard|delete|cancel|withdraw|abort|stop|end|close|
        undo about? ( my|the|this|whole{0,2} ${claim}{0,2} ) please|now|then|all{0,2}`,
    ),
    said: phrase(
      `cancel|withdraw|drop|retract|abandon|delete my|the|this|whole{1,2} ${matter} |
      cancel everything|it|that|this please|now? $ | never mind|nevermind about? my|the|this ${matter} |
      i|we want|wanna|would|wish|need|'d|like|have|decided{1,2} to cancel|withdraw|drop|retract my|the|this|whole{0,2}
        ${matter}|it|everything|that? |
      i'd|we'd like|rather|prefer to? cancel|withdraw|drop my|the|this{0,2} ${matter}|it|everything? |
      i|we do|don't|no not? want|need to file|claim|continue|proceed|go any|anything|on|the|this|longer|more|
        claim{0,3} |
      never mind|nevermind about|then|that|it|the|claim|[,.]{0,4} $ |
      i|we|i've|we've have? changed my mind [^;#]{0,8} cancel|withdraw|forget|drop|claim`,
    ),
  },
  {
    intent: "may_withdraw",
    said: phrase(
      `can|could|may|am|is|how|what|do [^.;#?]{0,6} cancel|withdraw|retract [^.;#]{0,6} |
      can|could|may i|we [^.;#?]{0,2} take [^.;#?]{1,3} back |
      can|could|may|is|how [^.;#?]{0,6} cancelled|canceled|withdrawn|cancelling|canceling|withdrawing [^.;#]{0,6}`,
    ),
  },
  {
    intent: "person",
    alone: phrase(
      `( please|ok|yes|[,] ){0,3} ( to|with|ask ){0,1} a|an|the|real|human|live{0,3} ${person} please|now|[,]{0,3} |
      no bot|bots|robot please?`,
    ),
    said: phrase(
      `${wish} [^.;#?]{0,4} connect|put me|us with|to|through{0,2} a|an|the{0,1} ${person} |
      ${wish} [^.;#?]{0,4} talk|speak|chat|connected|put|connect|transferred|transfer|handed|contact|call|reach|get|
        have to|with|through|me|over|hold|of{0,3} a|an|the|real|actual|some|live|your|another|human{0,3} ${person}
        instead|please|now|here|there|about|this|it{0,4} |
      talk|speak|chat|connect|transfer|put|hand to|with|through|me|us|over{0,3} a|an|the|real|actual|live|your|
        human{1,3} ${person} instead|please|now|about|this{0,3} |
      i|we want|need|would|'d|prefer|like|rather|have{1,3} a|an|real|live|human|actual{1,3} ${person} please|here|
        instead|for|this{0,3} |
      let|have|get|send|give|ask a|an|the|real|it|this|my|claim|to{1,4} ${person} look|check|read|decide|handle|see|
        do|call|answer|take|help at|it|this|over|me|now|my|claim|please{0,4} |
      can|could|may|will someone|somebody|anyone|anybody|a person|human{0,1} please? help|answer|assist|look me|us|at|
        this|it|my|claim{0,3} |
      can|could|may a|any? person|human|specialist|agent|someone|somebody|anyone|anybody please? call|contact|ring|
        phone me|us |
      i|we need|want help|assistance|support from|by|of a|an|real{0,2} ${person} |
      is|are a|an|any|real{0,2} human|person|agent there|here|available |
      is|are there a|an|any|real|human{0,3} ${person} i|we|here|that|who|available|there|to|can|could|talk|speak|
        with{0,6} |
      not|no|stop bot|robot|machine|computer|ai please{0,1}`,
    ),
  },
  {
    intent: "who_are_you",
    said: phrase(
      `are|r you|u|this|i a|an|really|just|talking|chatting|speaking|to|with|real|actual|the{0,5} bot|robot|human|
        person|machine|ai|computer|program|chatbot |
      is this|that|there a|an|real{0,2} bot|robot|human|person|machine|ai|computer|program|chatbot|someone|anyone
        talking|answering|there|behind{0,2} |
      am i|we talking|speaking|chatting|writing to|with [^.;#]{0,6} | who|what are|is you|this|there |
      what can|do|could you do|help|offer [^.;#]{0,4} | what's|whats your name | what is your name`,
    ),
  },
  {
    intent: "limit",
    said: phrase(
      `what|which|how|at|above|from|is|until|up [^.;#?]{0,5} amount|amounts|limit|sum|much|maximum|threshold|high
        [^.;#?]{0,6} person|human|specialist|reviewer|manual|manually|automatic|automatically|approved|limit|decided|
        checked|review|reviewed [^.;#?]{0,4} |
      why does|do|did|must|has|is|should a|the|my|it|this{1,2} person|human|specialist|reviewer|claim [^.;#]{0,8} |
      is|what's|whats|what is? there? a|the limit|maximum|threshold [^.;#?]{0,5}`,
    ),
  },
  {
    intent: "how_long",
    said: phrase(
      `how long|soon|quick|quickly|fast|many [^.;#]{0,10} |
      why does|is|do it|this|that|you so|still{0,1} take|taking|slow|long [^.;#]{0,5} |
      when will|do|can|does|should|would|is|am|are i|we|it|this|that|my|the|you|someone|somebody|anyone|a|an|claim|
        specialist|person|money|case|to|going|there{1,4} hear|be|get|know|receive|decide|decided|expect|look|answer|
        answered|paid|done|ready|reply|reviewed|finished|an|my|the|back|settled|processed|decision [^.;#]{0,8} |
      what is|are the? waiting|processing|response|turnaround time|times |
      how|what|what's much|is|the? time|timeline|turnaround|deadline|duration [^.;#]{0,6} |
      when is|are it|this|that|you|the|a|decision|due|ready|done{1,3} |
      what|what's|why is|'s? it|this|that|you|the|claim{0,2} taking so|this|that long |
      will|does|can|would it|this|that take|last|be [^.;#?]{0,2} long|quick|fast|soon|ages [^.;#]{0,4} |
      can|could|will|please you? hurry|rush up? | speed|hurry|rush it|this|things up? |
      can|could i|we|you|it|this{1,2} speed|hurry|go|be it|this|faster|up{1,3} |
      is|are there? a|any|the deadline|timeline|waiting time? [^.;#]{0,4}`,
    ),
  },
  {
    intent: "who_decides",
    said: phrase(
      `who|whom decides|decide|approves|approve|checks|reviews|looks|handles|handle|is|will|makes|does|judges|reads|are
        [^.;#]{0,8} |
      do|does|can|will you|a|an|the|computer|bot|ai|machine|algorithm{1,2} decide|approve|judge|make [^.;#]{0,6} |
      do|does|will|is|has|did a|any|real{0,2} human|person|specialist|somebody|someone|anybody|anyone actually|
        really{0,1} look|looks|looking|looked|check|checks|checking|checked|decide|decides|read|reads|reading|review|
        reviews [^.;#]{0,5} |
      how is|are|do|does|will [^.;#?]{0,4} decided|approved|decide|assessed|checked [^.;#]{0,4}`,
    ),
  },
  {
    intent: "what_next",
    said: phrase(
      `what happens|happen|comes|follows|is|are|will|do|should|must|can [^.;#?]{0,4} next|now|then|after|afterwards|
        afterward|steps|later [^.;#]{0,6} |
      what do|else|information you|else{0,2} need|want|require to|from|me|us|know|for|now|else{0,4} |
      how do|can|should|could|would i|we even|actually|now{0,1} start|begin|proceed|continue|file|report [^.;#]{0,4} |
      what's|whats the? next step|steps|now{0,2} | what next|now | and then|now|next ? | next steps |
      how does|will this|it|that|the process|claim{0,2} work|works|go|proceed [^.;#]{0,3} |
      what is|are the? steps|process|procedure [^.;#]{0,4} |
      what do|should|must i|we have|need|to|do|still{0,4} do|send|provide|submit [^.;#]{0,4} |
      where is|are|am my|the|i|we|it{1,2} claim|case|now|at|standing|in{0,3} |
      where do|does i|we|it|this|my|the|claim{1,2} stand [^.;#]{0,3} |
      where|what's|what|how is|the|my|a{0,3} status|progress [^.;#]{0,5} |
      any|an update|updates|news|progress [^.;#]{0,4} |
      what's|whats|what is? up|about|with|going|on|happening{1,3} my|the|this claim|case [^.;#]{0,3} | still nothing |
      is|are someone|somebody|anyone|anybody|you|they already|still{0,1} working|on [^.;#]{0,4} |
      have|has|did you|it|anyone{1,2} sent|passed|forwarded [^.;#]{0,6}`,
    ),
  },
  {
    intent: "reference",
    said: phrase(
      `what|what's|whats|where|which|tell|give|send|is|do|can|have|need|show [^.;#?]{0,5} claim|case|file|tracking|
        ticket number|no|id|code [^.;#]{0,4} |
      what|what's|whats|where|which|tell|give|send|is|do|can|have|need|show [^.;#?]{0,5} reference number|no|id|code?
        [^.;#]{0,4} |
      my reference ?`,
    ),
    // "case number 7781" tells one.
    alone: phrase("my|the|our? reference|claim|case number please? [?]?"),
  },
  {
    intent: "covers",
    said: phrase(
      `do|does|is|are|will|can|would|am you|u|this|it|that|my|the|your|i|a|an|insurance|policy|also{1,4} [^.;#?]{0,3}
        cover|covers|covered|covering|insure|insures|insured|included|include|handle [^.;?]{0,10} |
      is|are [^.;#?]{1,6} covered|insured|included [^.;#?]{0,6} |
      whether|if [^.;#?]{1,6} covered|insured|included|cover|insure [^.;#]{0,10} |
      tell|know|wonder|wondering|ask|asking|sure me? whether|if [^.;#?]{1,6} covered|insured|included|cover|insure
        [^.;#]{0,10} |
      can|could|would you tell|say|explain me|us{0,1} whether|if [^.;#?]{1,6} covered|insured|included|cover|insure
        [^.;#]{0,10} |
      what|which|who|whom [^.;#?]{0,5} cover|covers|covered|insure|insures|insured|included|handle [^.;#?]{0,6} |
      what|which [^.;#?]{0,3} can|could|may i|we claim [^.;#?]{0,6} |
      can|could|may i|we also? claim|report|file|submit [^.;#]{0,8} ? |
      what is|does _{0,2} insurance|policy [^.;#?]{0,5} |
      do|does|will|would|can you|u|it|this|the|my|insurance|policy{1,2}
        ever|also|only|even|usually|still|then|really|actually{0,2} pay|pays|
        paying|replace|reimburse|compensate|repair|help|helps [^.;#?]{0,10} ? |
      i|we|i'd want|would|like|wanted|need{1,2} to know|ask|hear if|whether [^.;#?]{1,8} covered|insured|included|
        excluded [^.;#?]{0,6} |
      i|we|i'm|we're am|are|was|were? not? sure|certain|unsure|wonder|wondering if|whether [^.;#?]{1,8} covered|insured|
        included|excluded [^.;#?]{0,6} |
      is|are [^.;#?]{1,8} excluded [^.;#?]{0,6} |
      is|are [^.;#?]{1,8} part of my|the|our|your insurance|policy|cover|coverage |
      am|are|is i|we|my|our|it|this{1,3} protected against|from|for|if [^.;#?]{1,8} |
      do|have|has|is|am i|we|there got|have{0,2} any|a? cover|coverage|insurance|protection
        for|against|if [^.;#?]{1,8} |
      what|which|anything|something do|does|is|in|about{0,2} the|my|your|our terms|policy|conditions|clauses|contract
        say|says|about|on|for [^.;#?]{1,8} |
      up? to? what|which|how amount|sum|much|limit is|are [^.;#?]{1,6} insured|covered`,
    ),
    // "Hail damage covered?", but not "covered in water?".
    alone: phrase(
      `[^.,;#?]{0,5} covered|insured|excluded|included ( by|under|in my|the|our|your insurance|policy|cover|terms )?
        ( against|for|if|when [^.,;#?]{1,6} )? ?`,
    ),
  },
  {
    intent: "privacy",
    said: phrase(
      `is|are this|it|that|my|the|here{0,2} data|information|chat|safe|secure|private|confidential|encrypted|anonymous
        [^.;#]{0,8} |
      do|does|will|can|are you|u|anyone|anybody|it|this|someone|they{1,2} keep|store|save|share|sell|delete|record|
        see|read|storing|sharing [^.;#]{0,8} |
      what|where|who [^.;#?]{0,4} data|information|details|conversation|messages [^.;#]{0,6} |
      who can|will|could read|see|sees [^.;#]{0,6} |
      privacy|gdpr [^.;#]{0,4} | data protection`,
    ),
  },
  {
    intent: "later",
    alone: phrase("( maybe|perhaps|then|tomorrow|no|not|yet|[,] ){0,3} later|tomorrow|tonight please|then{0,2}"),
    said: phrase(
      `i|we will|shall|'ll|would|can|could|want|need|like|to|have{0,3} come|do|tell|answer|send|write|give|finish|
        continue|be|get|return [^.;#]{0,4} back|later|tomorrow|tonight|soon|afterwards|when|once [^.;#]{0,10} |
      i'll|we'll|i'd come|do|tell|answer|send|write|give|finish|continue|be|get|return [^.;#]{0,4} back|later|
        tomorrow|tonight|soon|afterwards|when|once [^.;#]{0,10} |
      can|could|may i|we [^.;#]{0,4} later|tomorrow|back [^.;#]{0,6} | not now | another time | remind me`,
    ),
  },
  {
    intent: "why_asked",
    said: phrase(
      `why do|are|would|should|did|must|does i|you|u|we|it|this you|have|need|want|to{0,4} ask|asking|asks|need|know|
        tell|say|matter|want|answer|care [^.;#?]{0,6} |
      what do|will you need|do|want|use [^.;#?]{0,4} for`,
    ),
    alone: phrase("what for [?]? | what is|'s? that|this|it for [?]? | what's that|this|it for [?]?"),
  },
  {
    intent: "lawyer",
    said: phrase(
      `can|could|may|should|shall|must|do|does|would|will|is i|we|it|my|you|a|an|there|okay|ok{1,3} [^.;#?]{0,4}
        lawyer|attorney|solicitor|lawyers|counsel [^.;?]{0,6}`,
    ),
  },
  {
    intent: "what_if",
    said: phrase(
      `what|how|and if|about if{0,1} [^.;#?]{1,12} ? |
      what happens|would|will happen? if|when [^.;#?]{1,12} ?`,
    ),
  },
  {
    intent: "goodbye",
    alone: goodbyeClause,
  },
  {
    intent: "greeting",
    alone: greetingClause,
  },
];
