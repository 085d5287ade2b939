import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { findDays, findImpossibleDays, findTomorrow } from "../dates/dates";
import { wordSet } from "../words/word-list";
import { fieldLabel, startOfTelling, wantsToKnow } from "./letters";
import { drop, isStopSign, type Piece, tokensOf } from "./pieces";

const price = phrase(
  `at|for? [$]? # ( ~[,.] ~# )? dollars|bucks|usd? ( each|apiece | a|per piece ) |
  [$]? # ( ~[,.] ~# )? less|minus ( a|my|the )? [$]? # ( ~[,.] ~# )? dollars|bucks|usd?
    voucher|discount|deductible|coupon?`,
);

/** Marks prices that their words show: "at 120 each", "380 less 50 voucher". */
export function markPrices(pieces: Piece[]): void {
  const tokens = tokensOf(pieces);
  for (const index of tokens.keys()) {
    const end = matchAt(price, tokens, index);
    for (const piece of pieces.slice(index, Math.max(end, index))) piece.mark = "money";
  }
}

/** Words that are kept or cut together with the amount of their clause. */
const besideAmount = phrase(
  "for? a|the|some? new|replacement one|ones ( cost|costs|is|are|at )? | have|has|had to pay",
);

/** "the total damage is" */
const damageBefore = phrase(
  `( with|causing )? ( a|the|this|my|total|whole|entire ){1,3} damage|damages|loss ( is|was|are|of|: |
    comes|came|amounts to ) ( about|around|roughly|approximately|maybe ){0,1}`,
);
/** "$750 worth of damage" */
const worthOf = phrase("( dollars|bucks|usd )? worth? of|in damage|damages");

const isMoney = (piece: Piece | undefined): boolean =>
  piece !== undefined && (piece.mark === "money" || piece.mark === "number");

function markBesideAmount(pieces: Piece[]): void {
  for (const one of pieces) if (one.mark === "keep") one.mark = "number";
}

/** Marks the introduction, names of fields, and words that belong to an amount. */
export function markAround(pieces: Piece[]): void {
  const tokens = tokensOf(pieces);
  drop(pieces.slice(0, startOfTelling(tokens)));
  for (const [index, piece] of pieces.entries()) {
    const isStart =
      index === 0 || /^[.,;:!?|/(]$/.test(tokens[index - 1]?.text ?? "") || tokens[index - 1]?.kind === "break";
    const labelEnd = isStart ? matchAt(fieldLabel, tokens, index) : -1;
    drop(pieces.slice(index, Math.max(labelEnd, index)));
    const end = matchAt(besideAmount, tokens, index);
    markBesideAmount(pieces.slice(index, Math.max(end, index)));
    const damageEnd = matchAt(damageBefore, tokens, index);
    if (damageEnd > index && isMoney(pieces[damageEnd])) markBesideAmount(pieces.slice(index, damageEnd));
    const worthEnd = isMoney(pieces[index - 1]) ? matchAt(worthOf, tokens, index) : -1;
    markBesideAmount(pieces.slice(index, Math.max(worthEnd - 1, index)));
    if (piece.token.kind === "symbol" && matchAt(wantsToKnow, tokens, index + 1) < 0) continue;
    const asked = matchAt(wantsToKnow, tokens, index);
    const stop =
      asked < 0 ? -1 : pieces.findIndex(({ token }, at) => at >= asked && (isStopSign(token) || token.text === ","));
    if (asked >= 0) drop(pieces.slice(index, stop < 0 ? pieces.length : stop));
  }
}

const beforeDay = wordSet("on at since from around about of in the during last this late early earlier just right");
const afterDay = phrase("in the morning|afternoon|evening|night | morning|afternoon|evening|night | at night");

/** "at 22:10" */
const timeOfDay = phrase("at|around #1-2 ~: ~#2");

/** Cuts days with the words before them ("on", "since"). A time of day is kept. */
export function markDays(pieces: Piece[], text: string, today: string): void {
  const tokens = tokensOf(pieces);
  let at = 0;
  const days = [...findDays(text, today), ...findImpossibleDays(text), ...findTomorrow(text, today)];
  for (const { start, end } of days.sort((left, right) => left.start - right.start)) {
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= start) at++;
    let first = at;
    while (beforeDay.has(tokens[first - 1]?.text ?? "") && !tokens[first - 1]?.glued) first--;
    while (at < tokens.length && (tokens[at]?.start ?? 0) < end) at++;
    at = Math.max(at, matchAt(afterDay, tokens, at));
    const time = pieces.slice(first, at).findIndex((_, step) => matchAt(timeOfDay, tokens, first + step, at) >= 0);
    const until = time < 0 ? first : matchAt(timeOfDay, tokens, first + time, at);
    drop(pieces.slice(first, time < 0 ? at : first + time));
    drop(pieces.slice(time < 0 ? at : until, at));
  }
}
