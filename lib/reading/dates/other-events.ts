import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { tellsEvent } from "../matters/concepts";

const otherEvent = phrase(
  `moved|moving in|into|out|there? | bought|purchased|serviced|inspected|renewed|installed|renovated|painted|called|
      phoned|reported|informed|emailed|collected|parked|left|leaving|departed|travelled|traveled|flew|visited|insured|
      registered|leased | picked|dropped _{0,3} up|off |
  got|rented _{0,3} ( car|flat|house|apartment|van|keys ) | went away|on|to | came|come by|over`,
);
const clauseEnds = /[,.;!?\n]\s|\s(?:and|but|then|when|before|after|because|so)\s/g;

/** The largest length of a clause before or after a day. */
const maxClauseLength = 120;

/** Whether the clause of a day tells of another event than the damage: "moved in on Friday". */
export function isOfOtherEvent(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.slice(Math.max(0, start - maxClauseLength), start);
  const from = [...before.matchAll(clauseEnds)].at(-1);
  const after = text.slice(end, end + maxClauseLength);
  const to = after.search(clauseEnds);
  const clause = `${before.slice(from ? from.index + from[0].length : 0)} ${to < 0 ? after : after.slice(0, to)}`;
  return !tellsEvent(clause) && holds(otherEvent, tokenize(clause));
}
