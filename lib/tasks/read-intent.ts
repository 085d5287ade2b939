import { readConcepts, tellsEvent } from "@/lib/llm/demo/concepts";
import { holds, matchAt, type Phrase, phrase } from "@/lib/tokens/phrase";
import { type Token, tokenize } from "@/lib/tokens/tokens";
import { moneyIn } from "./own-reading";

/** What a message wants beside telling facts, as our own code reads it. */
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
  | "reference"
  | "who_are_you"
  | "unknown_value"
  | "greeting";

const person =
  "person|human|agent|specialist|someone|somebody|representative|adviser|advisor|employee|operator|staff|reviewer|supervisor|manager|clerk";
const claim = "claim|case|application|request|everything|all|it|this|that|report|file";
const wish =
  "( can|could|may|might|should|do|shall|would|will i|we|you please? | i|we 'd|would|want|wanna|need|wish|prefer|like|must | i'd|we'd|i'll | let|please me? | how do|can|could i|we | is there | are there )";

/** Each intent with what says so, the more particular first; `alone` says so when it is a whole clause. */
const intents: { intent: Intent; said?: Phrase; alone?: Phrase }[] = [
  {
    intent: "withdraw",
    alone: phrase(
      `( please|ok|okay|no|actually|sorry | [,.] ){0,3} forget|drop|scrap|nevermind|ditch|discard|delete|cancel|withdraw|abort|stop|end|close|
        undo about? ( my|the|this|whole{0,2} ${claim}{0,2} ) please|now|then|all{0,2}`,
    ),
    said: phrase(
      `cancel|withdraw|drop|retract|abandon|delete my|the|this|whole{1,2} claim|case|application |
      cancel everything|it|that|this please|now? $ |
      i|we want|wanna|would|wish|need|'d|like|have|decided{1,2} to cancel|withdraw|drop|retract my|the|this|whole{0,2} claim|it|everything|case|that? |
      i'd|we'd like|rather|prefer to? cancel|withdraw|drop my|the|this{0,2} claim|it|everything|case? |
      i|we do|don't|no not? want|need to file|claim|continue|proceed|go any|anything|on|the|this|longer|more|claim{0,3} |
      never mind|nevermind about|then|that|it|the|claim|[,.]{0,4} $ | i|we|i've|we've have? changed my mind [^;#]{0,8} cancel|withdraw|forget|drop|claim`,
    ),
  },
  {
    intent: "may_withdraw",
    said: phrase(
      `can|could|may|am|is|how|what|do [^.;#?]{0,6} cancel|withdraw|retract [^.;#]{0,6} | can|could|may i|we [^.;#?]{0,2} take [^.;#?]{1,3} back |
      can|could|may|is|how [^.;#?]{0,6} cancelled|canceled|withdrawn|cancelling|canceling|withdrawing [^.;#]{0,6}`,
    ),
  },
  {
    intent: "person",
    alone: phrase(
      `( please|ok|yes|[,] ){0,3} ( to|with|ask ){0,1} a|an|the|real|human|live{0,3} ${person} please|now|[,]{0,3} | no bot|bots|robot please?`,
    ),
    said: phrase(
      `${wish} [^.;#?]{0,4} connect|put me|us with|to|through{0,2} a|an|the{0,1} ${person} | ${wish} [^.;#?]{0,4} talk|speak|chat|connected|put|connect|transferred|transfer|handed|contact|call|reach|get|have to|with|through|me|over|hold|of{0,3} a|an|the|real|actual|some|live|your|another|human{0,3} ${person} instead|please|now|here|there|about|this|it{0,4} |
      talk|speak|chat|connect|transfer|put|hand to|with|through|me|us|over{0,3} a|an|the|real|actual|live|your|human{1,3} ${person} instead|please|now|about|this{0,3} |
      i|we want|need|would|'d|prefer|like|rather|have{1,3} a|an|real|live|human|actual{1,3} ${person} please|here|instead|for|this{0,3} |
      let|have|get|send|give|ask a|an|the|real|it|this|my|claim|to{1,4} ${person} look|check|read|decide|handle|see|do|call|answer|take|help at|it|this|over|me|now|my|claim|please{0,4} |
      can|could|may|will someone|somebody|anyone|anybody|a person|human{0,1} please? help|call|contact|ring|answer|assist|look me|us|at|this|it|my|claim{0,3} |
      i|we need|want help|assistance|support from|by|of a|an|real{0,2} ${person} | is|are a|an|any|real{0,2} human|person|agent there|here|available |
      is|are there a|an|any|real|human{0,3} ${person} i|we|here|that|who|available|there|to|can|could|talk|speak|with{0,6} |
      not|no|stop bot|robot|machine|computer|ai please{0,1}`,
    ),
  },
  {
    intent: "who_are_you",
    said: phrase(
      `are|r you|u|this|i a|an|really|just|talking|chatting|speaking|to|with|real|actual|the{0,5} bot|robot|human|person|machine|ai|computer|program|chatbot |
      is this|that|there a|an|real{0,2} bot|robot|human|person|machine|ai|computer|program|chatbot|someone|anyone talking|answering|there|behind{0,2} |
      am i|we talking|speaking|chatting|writing to|with [^.;#]{0,6} | who|what are|is you|this|there | what can|do|could you do|help|offer [^.;#]{0,4} | what's|whats your name | what is your name`,
    ),
  },
  {
    intent: "limit",
    said: phrase(
      `what|which|how|at|above|from|is|until|up [^.;#?]{0,5} amount|amounts|limit|sum|much|maximum|threshold|high [^.;#?]{0,6} person|human|specialist|reviewer|manual|manually|automatic|automatically|approved|limit|decided|checked|review|reviewed [^.;#?]{0,4} |
      is|what's|whats|what is? there? a|the limit|maximum|threshold [^.;#?]{0,5}`,
    ),
  },
  {
    intent: "how_long",
    said: phrase(
      `how long|soon|quick|quickly|fast|many [^.;#]{0,10} | why does|is|do it|this|that|you so|still{0,1} take|taking|slow|long [^.;#]{0,5} |
      when will|do|can|does|should|would|is|am|are i|we|it|this|that|my|the|you|someone|somebody|anyone|a|an|claim|specialist|person|money|case|to|going|there{1,4} hear|be|get|know|receive|decide|decided|expect|look|answer|answered|paid|done|ready|reply|reviewed|finished|an|my|the|back|settled|processed|decision [^.;#]{0,8} |
      what is|are the? waiting|processing|response|turnaround time|times |
      how|what|what's much|is|the? time|timeline|turnaround|deadline|duration [^.;#]{0,6} | when is|are it|this|that|you|the|a|decision|due|ready|done{1,3}`,
    ),
  },
  {
    intent: "who_decides",
    said: phrase(
      `who|whom decides|decide|approves|approve|checks|reviews|looks|handles|handle|is|will|makes|does|judges|reads|are [^.;#]{0,8} |
      do|does|can|will you|a|an|the|computer|bot|ai|machine|algorithm{1,2} decide|approve|judge|make [^.;#]{0,6} |
      how is|are|do|does|will [^.;#?]{0,4} decided|approved|decide|assessed|checked [^.;#]{0,4}`,
    ),
  },
  {
    intent: "what_next",
    said: phrase(
      `what happens|happen|comes|follows|is|are|will|do|should|must|can [^.;#?]{0,4} next|now|then|after|afterwards|afterward|steps|later [^.;#]{0,6} |
      what do|else|information you|else{0,2} need|want|require to|from|me|us|know|for|now|else{0,4} | how do|can|should|could|would i|we even|actually|now{0,1} start|begin|proceed|continue|file|report [^.;#]{0,4} |
      what's|whats the? next step|steps|now{0,2} | what next|now | and then|now|next ? | next steps |
      how does|will this|it|that|the process|claim{0,2} work|works|go|proceed [^.;#]{0,3} | what is|are the? steps|process|procedure [^.;#]{0,4} |
      what do|should|must i|we have|need|to|do|still{0,4} do|send|provide|submit [^.;#]{0,4} |
      where is|are|am my|the|i|we|it{1,2} claim|case|now|at|standing|in{0,3} | where|what's|what|how is|the|my|a{0,3} status|progress [^.;#]{0,5} | any|an update|updates|news [^.;#]{0,4}`,
    ),
  },
  {
    intent: "covers",
    said: phrase(
      `do|does|is|are|will|can|would|am you|u|this|it|that|my|the|your|i|a|an|insurance|policy|also{1,4} [^.;#?]{0,3} cover|covers|covered|insure|insures|insured|included|include|handle [^.;?]{0,10} |
      is|are [^.;#?]{1,6} covered|insured|included [^.;#?]{0,6} | whether|if [^.;#?]{1,6} covered|insured|included|cover|insure [^.;#]{0,10} |
      tell|know|wonder|wondering|ask|asking|sure me? whether|if [^.;#?]{1,6} covered|insured|included|cover|insure [^.;#]{0,10} |
      can|could|would you tell|say|explain me|us{0,1} whether|if [^.;#?]{1,6} covered|insured|included|cover|insure [^.;#]{0,10} |
      what|which|who|whom [^.;#?]{0,5} cover|covers|covered|insure|insures|insured|included|claim|handle [^.;#?]{0,6} |
      can|could|may i|we also? claim|report|file|submit [^.;#]{0,8} ? | what is|does _{0,2} insurance|policy [^.;#?]{0,5}`,
    ),
  },
  {
    intent: "privacy",
    said: phrase(
      `is|are this|it|that|my|the|here{0,2} data|information|chat|safe|secure|private|confidential|encrypted|anonymous [^.;#]{0,8} |
      do|does|will|can|are you|u|anyone|anybody|it|this|someone|they{1,2} keep|store|save|share|sell|delete|record|see|read|storing|sharing [^.;#]{0,8} |
      what|where|who [^.;#?]{0,4} data|information|details|conversation|messages [^.;#]{0,6} | who can|will|could read|see|sees [^.;#]{0,6} |
      privacy|gdpr [^.;#]{0,4} | data protection`,
    ),
  },
  {
    intent: "reference",
    said: phrase(
      `what|what's|whats|where|which|tell|give|send|is|do|can|have|need [^.;#?]{0,5} reference|claim|case|file|tracking|ticket number|no|id|code|reference? [^.;#]{0,4} |
      what|what's|whats|where|tell|give is|my|me|the|i|find{1,4} reference [^.;#]{0,3} | my reference ? | reference|claim|case number please|? `,
    ),
  },
  {
    intent: "later",
    alone: phrase("( maybe|perhaps|then|tomorrow|no|not|yet|[,] ){0,3} later|tomorrow|tonight please|then{0,2}"),
    said: phrase(
      `i|we will|shall|'ll|would|can|could|want|need|like|to|have{0,3} come|do|tell|answer|send|write|give|finish|continue|be|get|return [^.;#]{0,4} back|later|tomorrow|tonight|soon|afterwards|when|once [^.;#]{0,10} |
      i'll|we'll|i'd come|do|tell|answer|send|write|give|finish|continue|be|get|return [^.;#]{0,4} back|later|tomorrow|tonight|soon|afterwards|when|once [^.;#]{0,10} |
      can|could|may i|we [^.;#]{0,4} later|tomorrow|back [^.;#]{0,6} | not now | another time | remind me`,
    ),
  },
  {
    intent: "greeting",
    alone: phrase(
      `hello|hi|hey|hiya|greetings|anyone|anybody|someone|hallo|ping there|again|you|everyone|all|team{0,2} [?]{0,3} |
      good morning|afternoon|evening|day [?]{0,3} | are|is you|anyone|anybody|somebody|someone still? there|here|listening [?]{0,3} | you there [?]{0,3} |
      hello|hi|hey [,]? are|is you|anyone|anybody|somebody|someone still? there|here [?]{0,3}`,
    ),
  },
];

const unknown = phrase(
  `( i|we|honestly|sorry|really|just|oh|well|hm|hmm|but|and|that|still ){0,4} do|did|have|don't|dont|didn't|haven't|can't|cannot|couldn't|could
    ( not|really|yet|still|even|actually ){0,3} know|tell|say|recall|remember |
  no|any|a|the|slightest{1,2} idea|clue|estimate|quote|price|offer|invoice|bill | not|ain't so|quite|too|really|yet|at|all|entirely{0,2} sure|certain |
  has|have|had|did|does|is|haven't|hasn't|hadn't|didn't|doesn't|isn't [^.;#]{0,5} not|yet|n't|anything|still|never|received|got|told|told [^.;#]{0,3} told|said|say|tell|answered|replied|looked|quote|quoted|estimate|estimated|offer|called|heard|know|received|quotes|price|anything|yet |
  haven't|hasn't|hadn't|didn't|doesn't [^.;#]{0,5} told|said|say|tell|answered|replied|looked|quote|quoted|estimate|estimated|offer|called|heard|know|received|quotes|price |
  not yet | comes|coming|come|visits|looks|calls [^.;#]{0,4} tomorrow|later|soon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week |
  dunno|idk|unknown|unsure|tbd|pending | who knows | hard to say|tell | waiting|awaiting for|on|the|a|an|my|still{0,3} quote|estimate|offer|garage|mechanic|plumber|roofer|insurer|bill|invoice|workshop|dealer|company|price`,
);

/** One intent and where the words that say it stand. */
export interface SaidIntent {
  intent: Intent;
  start: number;
  end: number;
}

const isStop = ({ kind, text }: Token): boolean => kind === "break" || (kind === "symbol" && /^[.!?;]$/.test(text));
const joins = new Set([",", "and", "but", "also", "so", "then", "please", "ok", "okay", "thanks", "-", "–", "…"]);

/** The intents of a text, each with the words that say it: what stands beside them in their sentence is told. */
export function readIntents(text: string): SaidIntent[] {
  const tokens = tokenize(text);
  const found: SaidIntent[] = [];
  const read = (start: number, end: number): { start: number; end: number } | undefined => {
    const said = readClause(tokens, start, end);
    if (!said) return undefined;
    const to = endOfIntent(text, tokens, said, end);
    const cutEnd = to === end ? (tokens[end]?.end ?? text.length) : (tokens[to]?.start ?? text.length);
    found.push({ intent: said.intent, start: tokens[said.start]?.start ?? 0, end: cutEnd });
    return { start: said.start, end: to };
  };
  for (let start = 0; start < tokens.length; ) {
    let end = start;
    while (end < tokens.length && !isEnd(tokens, end)) end++;
    const cut = read(start, end);
    // Beside one intent each part of the sentence may be another, unless it gives a reason.
    for (const [from, to] of cut ? [...partsOf(tokens, start, cut.start), ...partsOf(tokens, cut.end, end)] : []) {
      if (!givesReason.has(tokens[from]?.text ?? "")) read(from, to);
    }
    start = end + 1;
  }
  return found.sort((left, right) => left.start - right.start);
}

const givesReason = new Set("because if although even though since".split(" "));
const partsBegin = new Set([...givesReason, ",", "and", "but"]);
const endsPart = (tokens: Token[], index: number): boolean => {
  const text = tokens[index]?.text ?? "";
  if (text === ",") return tokens[index + 1]?.kind !== "number" || tokens[index + 1]?.glued !== true;
  if (text === "even" || text === "since") return text === "even" && tokens[index + 1]?.text === "though";
  return partsBegin.has(text) && !partsBegin.has(tokens[index - 1]?.text ?? "");
};

/** The parts of a sentence between commas and the words that join clauses. */
function partsOf(tokens: Token[], start: number, end: number): [number, number][] {
  const starts = [start];
  for (let index = start + 1; index < end; index++) if (endsPart(tokens, index)) starts.push(index);
  return starts
    .map((from, index): [number, number] => [from, starts[index + 1] ?? end])
    .filter(([from, to]) => from < to);
}

const ownSubject = phrase(
  "[,]? and|but|so|also{0,2} ( #  | i|i'm|i've|i'll|we|we're|he|he's|she|she's|they|it|it's|there|what|who|when|how|where|why|can|do|does|is|will|nobody|someone )",
);
const ownNoun = phrase("[,]? and|but|so|also{0,2} my|our|his|her|their|the|this|that|a|an");

/** Where the words of an intent end: before a reason, a condition, and a clause that tells something of its own. */
function endOfIntent(text: string, tokens: Token[], { intent, core }: ReadIntent, end: number): number {
  const isQuestion = tokens[end]?.text === "?";
  const isOwn = ([from, to]: [number, number]): boolean => {
    const word = tokens[from]?.text ?? "";
    if (givesReason.has(word) || word === "but" || intent === "withdraw" || (word === "," && !isQuestion)) return true;
    if (matchAt(ownSubject, tokens, from) >= 0 || (!isQuestion && matchAt(ownNoun, tokens, from) >= 0)) return true;
    return tellsEvent(text.slice(tokens[from]?.start, tokens[to - 1]?.end));
  };
  const [, ...parts] = partsOf(tokens, core - 1, end);
  return parts.find(isOwn)?.[0] ?? end;
}

/** A stop, unless it stands inside a number or a name. */
const isEnd = (tokens: Token[], index: number): boolean => {
  const token = tokens[index];
  return token !== undefined && isStop(token) && !(token.text === "." && tokens[index + 1]?.glued === true);
};

/** An intent: the tokens where its words start, and where those that say it end at the least. */
interface ReadIntent {
  intent: Intent;
  start: number;
  core: number;
}

function readClause(tokens: Token[], start: number, end: number): ReadIntent | undefined {
  const clause = tokens.slice(start, end);
  // A question mark belongs to its clause: "reference?".
  const whole = tokens[end]?.text === "?" ? tokens.slice(start, end + 1) : clause;
  for (const { intent, said, alone } of intents) {
    for (let index = 0; index < clause.length; index++) {
      if (!isOwnClause(clause, index)) continue;
      let core = said ? firstEnd(said, whole, index) : -1;
      if (core < 0 && alone) core = matchAt(alone, whole, index, whole.length, (at) => at >= clause.length);
      if (core < 0) continue;
      let from = index;
      while (from > 0 && joins.has(clause[from - 1]?.text ?? "")) from--;
      return { intent, start: start + from, core: start + Math.min(core, clause.length) };
    }
  }
  return undefined;
}

/** The nearest end of the phrase that starts at the token, or -1: most phrases also take in what follows. */
function firstEnd(sought: Phrase, tokens: Token[], start: number): number {
  let first = -1;
  matchAt(sought, tokens, start, tokens.length, (end) => {
    first = end;
    return false;
  });
  return first;
}

/** Words that begin a clause, or stand after what joins clauses: "he told me to cancel it" is a story. */
const isOwnClause = (clause: Token[], index: number): boolean =>
  index === 0 || joins.has(clause[index - 1]?.text ?? "") || opening.has(clause[index - 1]?.text ?? "");
const opening = new Set("hello hi hey well now sorry actually just no yes oh because".split(" "));

/** Whether a reply says that its writer does not know what they were asked; a number in it is an answer. */
export function saysUnknown(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.length <= 30 && !tokens.some(({ kind }) => kind === "number") && holds(unknown, tokens);
}

/** The text without the words of its intents. */
export function withoutIntents(text: string, said: readonly SaidIntent[] = readIntents(text)): string {
  let rest = "";
  let from = 0;
  for (const { start, end } of said) {
    rest += text.slice(from, start);
    from = Math.max(from, end);
  }
  rest = (rest + text.slice(from)).replace(/^[\s,]+/, "").trim();
  const isNothing = tokenize(rest).every(({ kind, text: word }) => kind !== "number" && !isTelling(kind, word));
  return said.length > 0 && isNothing ? "" : rest;
}

const isTelling = (kind: Token["kind"], word: string): boolean =>
  kind === "word" && !joins.has(word) && !opening.has(word);

// One word of these must say yes (no); politeness counts only beside it.
const yesWords = "yes|yeah|yep|yup|ok|okay|sure|gladly|si|sí|oui|ja|sim|da|tak|evet|да|так|نعم|是|好";
const noWords = "no|nope|nah|never|don't|nein|nee|nej|nie";
const polite = "please|bitte|danke|merci|thanks|thank|you|it|do|that";
const yes = phrase(
  `( ${yesWords}|${polite} | [,] ){0,4} ( ${yesWords} | of course | please do | do it|that ) ( ${polite} | [,] ){0,4} [.!]{0,2}`,
);
const no = phrase(
  `( ${noWords}|${polite} | [,] ){0,4} ( ${noWords} | not now|yet|today|really ) ( ${polite}|now|mind|need|to|not | [,] ){0,4} [.!]{0,2}`,
);

/** Whether the text says yes to an offer, and nothing else. */
export const saysYes = (text: string): boolean => isWhole(yes, text);
/** Whether the text says no to an offer, and nothing else. */
export const saysNo = (text: string): boolean => isWhole(no, text);

function isWhole(sought: Phrase, text: string): boolean {
  const tokens = tokenize(text.trim());
  return tokens.length > 0 && matchAt(sought, tokens, 0, tokens.length, (end) => end === tokens.length) >= 0;
}

const questionWord = phrase(
  "what|which|who|whose|when|where|why|how|is|are|am|can|could|may|do|does|did|will|would|should|shall|have|has",
);

/** Whether the text asks something and tells nothing that happened. "My Golf?" is an answer. */
export function asksSomething(text: string): boolean {
  if (!text.trim().endsWith("?") || tellsEvent(text) || moneyIn(text).length > 0) return false;
  const { vehicle, home } = readConcepts(text);
  return vehicle.words.length + home.words.length === 0 || matchAt(questionWord, tokenize(text), 0) >= 0;
}
