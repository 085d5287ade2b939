import { countable } from "@/lib/reading/amounts/other-numbers";
import { endsBefore, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { phraseWords, wordSet } from "../words/word-list";

const isPlural = ({ kind, text }: Token): boolean =>
  kind === "word" && /^\p{L}{2,}s$/u.test(text) && !text.endsWith("ss");
const noPlurals = "is|was|this|plus|says|thanks|us|tops|bucks|repairs|damages|its|does";
const tests = {
  plural: isPlural,
  things: (token: Token) => isPlural(token) && !phraseWords(noPlurals).includes(token.text),
  apart: ({ start, glued }: Token) => start >= 0 && !glued,
};
const read = (source: string): Phrase => phrase(source, tests);

/** Phrases around a number that is money. "before" ends right before the number, "after" starts right after it. */
export const moneyWords = {
  before: {
    /** Words about money, up to six words before the number: "the garage says it will cost me". */
    strong: read(
      `( cost|costs|costing|price|prices|priced|pricey|quote|quotes|quoted|quoting|quotation|estimat*|bill|bills|
        billed|invoice|invoices|invoiced|repair|repairs|repaired|repairing|fix|fixes|fixed|fixing|damage|damages|
        total|totals|totaled|totaling|totalling|amount|amounts|amounting|amounted|sum|paid|pay|paying|charge|
        charges|charged|charging|spent|spend|claim|claiming|loss|losses|expense|expenses|owe|replace|replaces|
        replaced|replacing|replacement|garage|mechanic|bodyshop|shop|workshop|dealer|dealership|plumber|contractor|
        electrician|handyman|roofer|glazier|carpenter|painter|cleaner|say|says|said|saying|reckon|reckons|want|
        wants|ask|asks|asked|value|worth|budget|money|usd|dollar|dollars|parts|labor|labour|material|materials|
        everything|offer |
      told me | come|comes to | came to | set|sets me back | whole thing )
      ( [^.;!?#@_]{0,3} _ ){0,6} [^.;!?#@_]{0,4}`,
    ),
    almost: read(
      `( about|around|approx*|roughly|circa|ca|c|maybe|perhaps|probably|possibly|likely|nearly|almost|say|guess|
        guessing|guesstimate|think|thinking|reckon|figure|suppose|believe|hope|over|under|above|below|max|maximum|
        min|minimum|est|abt|appr|apprx|exactly|precisely|only|just|like|some|somewhere|something|another|easily|
        meant|mean|actually|correction|to|need|needs|needed|between|altogether|overall|write|put|enter .? |
      [~≈=] | close|up to | at least|most | less|more|fewer than | in excess of | upward|upwards of | make it|that
        | should|would|will|must be | in all )
      a|an|the|of|to|it|it's|its|is|was|like|about|around|maybe{0,6} [(]{0,3}`,
    ),
    copula: read("it's|its|is|was|were|be|for|come|comes|cost|costs|of"),
    /** Words about the number itself: "make it 500". */
    said: read("it's|its|is|was|be|so | make it|that | sells|goes for"),
    from: read("from"),
    /** The start of a number that is alone: "hail, my Polo, 780". */
    alone: read("^ | [,;:(|–—-]"),
    pause: read("[,:–—-]"),
    /** "100 less than 1000, so 900". */
    concluding: read("so|make|makes|equals"),
    listed: read("[,;+&]"),
    other: read(
      `speed|limit|doing|driving|going|drove|mph|temperature|age|old|born|year|weigh*|mileage|odometer|built|model
        [^,;]{0,5}`,
    ),
  },
  after: {
    strong: read(
      `( or so | plus|ish ){0,2} ( to fix|repair|replace|sort|get|have|put|redo|dry|clean|paint|mend|make |
      instead of [$]? # | rather than [$]? # | for the|my|our|a|an|new|repair*|fix*|it|everything|parts|labor|labour|
        both|all|that|damage|damages |
      in damage|damages|repair|repairs|total|all|parts | worth of | total|altogether|together|overall | all in |
      estimated|quoted | according to | ( he|she|they|garage|mechanic | the _ )? says|said|quoted | is what |
      is|was|were the|my|our estimate|quote|bill|price|cost|repair|damage|total |
      repair|repairs|quote|estimate|bill|invoice|damage|damages|replacement|replacements|respray )`,
    ),
    closed: read(
      `$ | [.,;:!?()|\\]"'…+-] | for|to|so|because|and|but|or|in|total|altogether|at|exactly|i|is|it|it's|the|this|
        that|please|pls|plz|thanks|thank|including|incl|plus|max|tops|roughly|approx|ish|give|probably|maybe|
        according|from|by|he|she|they|we|you|with|without|if|all|as|per|than|not|on|then|was|would|will|can|my|our|
        which|what|when|how|where|now|only|just|more|i'd|i'm|don't|yes|no|ok|garage|guess|think|before|after|new|
        used|tax|vat|net|gross|cash|dollar`,
    ),
    /** Counted things: "40 dents", "12 new doors". */
    plural: read(`<things> | !${noPlurals} <plural>`),
    counted: read(`-? ${countable}`),
    screen: read("-? tv|screen|monitor|display|resolution|video|camera|run|race"),
    end: read("$ | [.!?,;)] | too|also | as well"),
    listed: read(
      `$ | [,;.+&)=] | [-–] <apart> | and|or|plus|for|so|both|all | were|was? stolen|gone|broken|destroyed|damaged|
        burned|burnt|lost|taken|ruined`,
    ),
  },
  /** The words between two prices of a list: ", the carpet about ". */
  betweenPrices: read("( [,;+&] | and|plus | , and ) ( _ ( [-'] _ )? ){0,4} for? is|was? [:(]?"),
};

const smallWords = wordSet(`
  yes yeah yep ok okay sure well so sorry please thanks thank i i'd id we it's its it is was that's thats that be
  would will should say think guess believe suppose the a an my about around roughly circa ca maybe perhaps probably
  nearly almost amount total cost costs price damage repair claim all together in or only just exactly and no not more
  less than like somewhere between dollar dollars buck bucks usd to of for at least most max up then now make actually
  meant mean correct right change
`);

/** Whether a token has no meaning beside an amount: "yes, it is about". Signs are small talk too. */
export function isSmallTalk(tokens: Token[], index: number): boolean {
  const { kind, text } = tokens[index] ?? { kind: "break", text: "" };
  if (kind === "number" || kind === "hidden") return false;
  if (kind !== "word") return true;
  if (text === "you") return tokens[index - 1]?.text === "thank";
  return smallWords.has(text) || /^(?:hm+|um+|uh|approx.*)$/.test(text);
}

/** Whether the phrase ends right before these tokens, in the same sentence. */
export const isBefore = (sought: Phrase, tokens: Token[], { from, floor }: { from: number; floor: number }): boolean =>
  endsBefore(sought, tokens, from, floor);
/** Whether the phrase starts right after these tokens, in the same line. */
export const isAfter = (sought: Phrase, tokens: Token[], { to, limit }: { to: number; limit: number }): boolean =>
  matchAt(sought, tokens, to, limit) >= 0;
