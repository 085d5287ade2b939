import { holds, phrase } from "@/lib/reading/tokens/phrase";
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

/** Whether the words of a message say that its only amount is a part of what is claimed. */
export const speaksOfPart = ({ tokens }: Message): boolean => holds(partial, tokens);
