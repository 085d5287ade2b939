import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { readConcepts, tellsEvent } from "../matters/concepts";

const tests = {
  name: ({ kind, raw }: Token) => kind === "word" && /^\p{Lu}/u.test(raw),
  number: ({ kind }: Token) => kind === "number" || kind === "hidden",
};
const closing = `( ( with|and{0,1} best|kind|kindest|warm|many|friendly{0,2} regards|wishes ) |
    yours|your? sincerely|truly|faithfully yours? | cheers | best |
  greetings | respectfully yours? | have a nice|good|great day|evening|weekend |
  ( many thanks | thanks|thx|thank you? ) ( so|very{0,2} much | a lot | again | in advance |
    for your|the help|time|support|attention|understanding | and ( best|kind regards ) ){0,2} )`;
/** The end of a letter: "Best regards, Tom Miller", "Thanks! Joe". */
const signOff = phrase(`${closing} [,.!–-]{0,3} ( <name> .? ){0,4} [.!]{0,2} $`, tests);
const signOffLine = phrase(closing);
const device = phrase("sent from|with|via my? _{1,3} | get outlook for | sent from");
const subject = phrase("subject|betreff|re|fwd|fw : ");
const bullet = /^\s*[-*•·–>+]\s+/;
const number = /^\s*\d{1,2}[.)]\s+/;
const contact = phrase("tel|telephone|phone|mobile|cell|fax|email|e-mail|mail|policy|customer|address [.:]");
const maxSignatureLines = 6;

/** The message without the form of a letter: its subject, bullets, and the text from "Best regards" on. */
export function withoutLetterForm(text: string): string {
  const lines = text.split("\n").filter((line) => {
    const tokens = tokenize(line);
    return matchAt(subject, tokens, 0) < 0 && matchAt(device, tokens, 0) < 0;
  });
  const isNumbered = lines.filter((line) => number.test(line)).length > 1;
  const plain = lines.map((line) => line.replace(bullet, "").replace(isNumbered ? number : "", ""));
  const end = plain.findIndex((line, index) => index > 0 && startsSignature(line, plain.slice(index + 1)));
  const told = (end < 0 ? plain : plain.slice(0, end)).join("\n");
  // "heater exploded | 450 | nov 12"
  return withoutSignOff(told.replace(/(?<=[^\s|/]) ?[|/] (?=[^\s|/])/g, ", "));
}

/** Whether a line ends a letter, with only a name and contact data after it. */
function startsSignature(line: string, rest: string[]): boolean {
  const tokens = tokenize(line);
  if (matchAt(signOffLine, tokens, 0) < 0 || tells(line)) return false;
  const lines = rest.filter((one) => one.trim() !== "");
  return lines.length <= maxSignatureLines && lines.every((one) => !tells(one) && isContact(one));
}

const isContact = (line: string): boolean => {
  const tokens = tokenize(line);
  return tokens.length <= 8 || matchAt(contact, tokens, 0) >= 0;
};

function tells(text: string): boolean {
  const { vehicle, home } = readConcepts(text);
  return tellsEvent(text) || vehicle.score + home.score >= 2 || /\$\s?\d/.test(text);
}

function withoutSignOff(text: string): string {
  const tokens = tokenize(text);
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isStart = index > 0 && (before?.kind === "break" || /^[.!?,;)]$/.test(before?.text ?? ""));
    if (isStart && matchAt(signOff, tokens, index) === tokens.length) return text.slice(0, token.start);
  }
  return text;
}

const intro = phrase(
  `( my name is | this is | i am | i'm | im | it's ) <name>{1,3} here? ( and | [,.;!:] | $ ) |
      to whom it may concern [,.:]? |
  sorry|apologies to|for bother|bothering|disturb|disturbing you [,.]? but? |
  ( um|uh|uhm|hm|hmm|lol|omg|well|so|basically|yeah|oh|look|listen [,.!…]{0,3} | ok|okay ( [,.!…] | so ) ){1,4} |
  i hope [^.!?;]{0,9} ( well | good | fine | great | finds you _{0,2} ) [.!,;]{0,2} | what happened is|was that? |
  ( i|we )? just? ( want | wanted | wish | would like | 'd like ) to ( let you know | inform|tell you ) that|about? |
  i|we ( am|are|'m )? writing ( because | to ( inform|tell you | let you know ) that|about? ) |
    i'm|we're writing ( because | to ( inform|tell you | let you know ) that|about? ) |
  the thing|problem|issue is that? | hope you are|'re well|good|fine [.!,]?`,
  tests,
);

/** The first token after an introduction: a name, "to whom it may concern", "um, ok so". */
export function startOfTelling(tokens: Token[]): number {
  let at = 0;
  for (let end = matchAt(intro, tokens, at); end > at; end = matchAt(intro, tokens, at)) at = end;
  return at;
}

const thing = "damage|damages|claim|accident|incident|case|loss|issue|problem";
const courtesy = phrase(
  `( ( i|we ( would like | want | wish | need | have | am writing | 'm writing )? ) |
      i'd|we'd|i'm|we're like|writing? ) to
    ( report|file|make|submit|open|register|claim|inform|tell ( you )? ( a|an|my|the|about|of ){0,2} new? insurance?
      ${thing} ) |
  i'm|we're|i|we ( am|are )? reporting|filing|submitting|making ( a|an|my|the ){0,1} new? insurance? ${thing} |
  please|pls|plz? ( help|hurry|advise|assist|reply|answer|confirm ) ( me|us|up|soon|asap|quickly|now|out ){0,3} |
    please let me|us know _{0,3} | let me|us know _{0,4} |
  i|we have a|some|one question|questions ( about|regarding|on _{1,3} )? |
  ( i|we )? ( am|are|'m )? look|looking forward to _{0,5} | please? ( see|find )? attached|enclosed _{0,4} |
  please? see attached _{0,3} | please find _{0,4} attached|enclosed _{0,4} |
    photos|pictures|pics|photo|picture|receipt|invoice|quote|documents ( is|are )? attached|enclosed|below |
  ( many )? thanks|thx ( a lot | so much | again | in advance | for _{1,4} ){0,2} |
    thank you ( so|very{0,2} much | again | in advance | for _{1,4} ){0,2} |
  sorry again? | a|one|just|quick|short{0,3} question|claim|note|one |
    as discussed|agreed|mentioned ( on|over|by|in the? phone|call|email )? |
  have a nice|good|great _{1,2} | i|we can't|cannot wait | asap | it's|this is urgent | urgent | hope _{1,5} |
    i|we ( want to | wanna | would like to ) know _{0,8} |
  new claim`,
  tests,
);
/** The words before a question without a question mark: "and I want to know how long it takes". */
export const wantsToKnow = phrase(
  `( and|but|so|also [,]? ){0,2} ( i|we ( want|need|wish|like | would like ) to | i|we wanna |
    i'd|we'd like to ) know|ask`,
);

/** Whether words are only polite, or only say that a claim is made. */
export function isCourtesy(tokens: Token[]): boolean {
  const words = tokens.filter(({ kind, text }) => kind !== "break" && !/^[.!?…]$/.test(text));
  return words.length > 0 && matchAt(courtesy, words, 0) === words.length;
}

/** The name of a field before its value: "When: yesterday". */
export const fieldLabel = phrase(
  `( when|where|what|who|date|day|time|place|location|address|adress|addres|amount|cost|costs|price|total|type|kind|
    description|story|incident|event | how much | what happened | total cost|amount|damage ) :`,
);
