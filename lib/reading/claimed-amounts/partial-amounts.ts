import { holds, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import type { Message } from "./message";

const bill = "invoice|invoices|bill|bills|quote|quotes|estimate|estimates|payment|payments|one|part|half|instalment";
const work = "labor|labour|parts|material|materials|work|installation|delivery|shipping|towing|paint|painting|fitting";
const costs = "is|are|costs|cost|comes|was|will be|to{0,2}";
const tax = "tax|taxes|vat";

/** Words that say that an amount is not all of it: a first payment, the price without tax, a bill to come. */
const partial = phrase(
  `so far | and counting | for now | for starters | to start|begin with | up front | upfront | in advance |
  deposit|deposits|downpayment|instalment|instalments|installment|installments | down payment |
  !no|one|single payments | payments|rates|checks|cheques|transfers of|at|a [$]? # |
  ( just|only for | for just|only ) !now|everything|all|it|that|this|you|me |
  ( the|my|a|one _{1,2} alone ) | alone [,]? ${costs} | only|just the|my !total|amount|price|cost _ ${costs} |
  ${work} only|alone | ${work} [^,.;#]{0,3} ( not|*n't included|include|includes | extra | on top | excluded ) |
  same|equal again|amount | ( the same|again ) for|on|with | as much again | ( as much | the same | that | it ) twice |
  twice|double|triple|half ( that|it|this | as much ) |
  ( without|before|plus|excluding|excl|exclusive|ex|net [.]? of? the? ) ${tax} | ${tax} [^,.;#]{0,3} extra |
  ${tax} [^,.;#]{0,3} ( on top | not included | comes ) |
  ( not|*n't|without|excluding|excl [.]? ) ( included|including|include|counting|count|the|yet ){0,2} ${work} |
  ( second|third|other|next|final|last|remaining|another ${bill} ) [^.;#]{0,6}
    not|*n't|later|yet|follow|follows|missing|coming|pending|unpaid|waiting|open|unknown |
  wait|waiting for|on ( the|a|one|another|his|their|my ){0,2} ( second|third|other|next|final|last|remaining|more ) |
  the? rest|remainder|remaining ( is|was|will|comes|follows|later|still|i|not|to|will|of ) |
  more to come | still to come | still missing | yet to come | first|second|1st|2nd ( half | ${bill} ) (
    is|was|over|of|for|costs|: )? [$]? # | [$]? # dollars|bucks|usd? for the? first|second|third|1st|2nd|1|one
    ( !time|try|offer | $ | [,.;!] )`,
);

const several = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|#1-2";
/** Words that count the things of a price, and words about more to come. */
const more = phrase(
  `my|his|her half|share|part|portion | [$]? # ( dollars|bucks|usd )? of it|that|this |
  need|needs|needed|want|have|has|are|replace|replaced|were|bought|lost ( about|all )? ${several} ( $ | [,.;!] |
    of | new|more|pieces|pcs ) |
  ( ${several} ) of them|those|these | times ${several} | ${several} times !this|last|already|in|a|per | two|both of !us|my|our |
  one|a|an|per _{1,2} is|costs|cost|was [$]? # [^;]{0,6} ( ${several} ) ( $ | [.,;!] ) |
  # ( dollars|bucks|usd )? [+] _ | come|comes|coming|goes|go|added|charged|paid on top | comes|come extra |
  ( not|*n't|without ) counted|counting|added|included|including|contained |
  might|may|could|will|would|going|gonna|can ( to|be|go|get|become|cost|still|be ){0,3}
    ( more|up ( $ | [,.;!)] | when|if|after|because|but|once ) | higher|rise|increase ) |
  *n't|not know|have|got ( that|the|it|this|what|how|a|price|quote|bill|rest ){1,5} yet`,
);
const isApart = ({ kind, glued }: Token): boolean => kind !== "break" && !glued;
/** "1, 200" and "1 ,200": it may be 1,200. */
const torn = phrase("#1-2 [,.] <number> | #1-2 <mark> ~#3 | #1-2 <mark> <number>", {
  number: (token) => token.kind === "number" && token.text.length === 3 && isApart(token),
  mark: (token) => token.text === "," && isApart(token),
});

/** Whether the words of a message say that its only amount is a part of what is claimed, or may be one. */
export const speaksOfPart = ({ tokens, money }: Message): boolean =>
  holds(partial, tokens) || holds(more, tokens) || holds(torn, money);
