import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { hide, type Token } from "@/lib/reading/tokens/tokens";
import { wordSet } from "../words/word-list";

const currencies = wordSet("us usd eur gbp chf cad aud");
const unitsOfMoney = wordSet(`
  k m mil usd eur gbp chf buck bucks dollar dollars euro euros pound pounds grand ish thousand hundred million cent
  cents
`);
const callWords = phrase("call|phone|tel|telephone|mobile|cell|whatsapp | reach|text me");
const betweenCallAndNumber = phrase("[^#]{0,5}");
const dialled = /^[()./-]$/;
const longestCode = 24;

/** Hides names with digits in them: "A4", "8XYZ123", "file_2026-11-29". */
export function hideNames(tokens: Token[]): void {
  for (let start = 0; start < tokens.length; ) start = hideUntil(tokens, start, nameEnd(tokens, start));
}

/** Hides telephone numbers and other long numbers. */
export function hidePhones(tokens: Token[]): void {
  for (let start = 0; start < tokens.length; ) {
    const call = matchAt(callWords, tokens, start);
    const number = call < 0 ? -1 : firstNumber(tokens, call);
    if (number >= 0) hideUntil(tokens, number, dialledEnd(tokens, number, 7));
    start = hideUntil(tokens, start, Math.max(phoneEnd(tokens, start), longNumberEnd(tokens, start)));
  }
}

/** Hides the tokens from `start` to `end` (-1: none). Returns the index of the next token to look at. */
export function hideUntil(tokens: Token[], start: number, end: number): number {
  for (let index = start; index < end; index++) {
    const token = tokens[index];
    if (token && token.kind !== "break") tokens[index] = hide(token);
  }
  return Math.max(end, start + 1);
}

function firstNumber(tokens: Token[], start: number): number {
  const end = matchAt(betweenCallAndNumber, tokens, start);
  for (let index = start; index <= end; index++) if (tokens[index]?.kind === "number") return index;
  return -1;
}

const isPart = (token: Token | undefined): boolean =>
  token?.kind === "word" || token?.kind === "number" || token?.text === "_";

/** The end of the name with digits that starts here, with the parts that "_" and "-" join to it. -1 without one. */
function nameEnd(tokens: Token[], start: number): number {
  const first = tokens[start];
  if (!isPart(first) || (first?.glued && isPart(tokens[start - 1]))) return -1;
  let end = start + 1;
  while (tokens[end]?.glued && isPart(tokens[end])) end++;
  const run = tokens.slice(start, end);
  if (!run.some(({ kind }) => kind === "number") && !run.some(({ text }) => text === "_")) return -1;
  const isJoined = run.some(({ text }) => text === "_");
  if (!isJoined && !run.some(({ kind }) => kind === "word")) return -1;
  const [, second] = run;
  if (!isJoined) {
    if (first?.kind === "word" && currencies.has(first.text)) return -1;
    if (first?.kind === "number" && run.length === 2 && unitsOfMoney.has(second?.text ?? "")) return -1;
  }
  const isDashed = () => tokens[end]?.glued && tokens[end]?.text === "-" && tokens[end + 1]?.glued;
  const most = isJoined ? longestCode : 1;
  for (let count = 0; count < most && isDashed() && tokens[end + 1]?.kind === "number"; count++) end += 2;
  return end;
}

const lengthBetween = (tokens: Token[], from: number, to: number): number =>
  (tokens[to - 1]?.end ?? 0) - (tokens[from]?.start ?? 0);

/** The end of a run of digits and "()./-" with at least `least` characters, or -1. */
function dialledEnd(tokens: Token[], start: number, least: number): number {
  let end = start;
  const last = Math.min(tokens.length, start + longestCode);
  for (let index = start; index < last; index++) {
    const token = tokens[index];
    if (token?.kind === "number") end = index + 1;
    else if (!token || !dialled.test(token.text)) break;
  }
  return end > start && lengthBetween(tokens, start, end) >= least ? end : -1;
}

const shortPhone = phrase("[(]? #3 [)]? [.-]? #3 [.-]? #4");

/** The end of a telephone number: "+49 171 2345678", "(555) 123-4567", "0171 2345678". -1 without one. */
function phoneEnd(tokens: Token[], start: number): number {
  const [token, next] = [tokens[start], tokens[start + 1]];
  if (token?.text === "+" && next?.kind === "number" && next.glued) return dialledEnd(tokens, start + 1, 9);
  if (token?.glued && isPart(tokens[start - 1])) return -1;
  const short = matchAt(shortPhone, tokens, start);
  if (short >= 0 && isPhoneSpaced(tokens, start, short)) return short;
  if (token?.kind !== "number" || !token.text.startsWith("0") || token.text.length < 4) return -1;
  if (token.text.length >= 7 && !(next?.glued && isPart(next))) return start + 1;
  const at = /^[/-]$/.test(next?.text ?? "") && next?.glued ? start + 2 : start + 1;
  const second = tokens[at];
  const isLong = second?.kind === "number" && second.text.length >= 3 && second.start - (tokens[at - 1]?.end ?? 0) <= 1;
  return isLong && !(tokens[at + 1]?.glued && isPart(tokens[at + 1])) ? at + 1 : -1;
}

/** Whether one sign or space separates the groups, as in a telephone number: "123 4567", not "1234567". */
function isPhoneSpaced(tokens: Token[], start: number, end: number): boolean {
  const groups = tokens.slice(start, end).filter(({ kind }) => kind === "number");
  const isParted = groups.every((group, index) => {
    const before = groups[index - 1];
    return !before || (group.start - before.end >= 1 && group.start - before.end <= 2);
  });
  return isParted && !(tokens[end]?.glued && isPart(tokens[end]));
}

const money = phrase("[$] | dollar*|usd");

/** The end of a number of eight digits or more that is not money, or -1. */
function longNumberEnd(tokens: Token[], start: number): number {
  const [before, token] = [tokens[start - 1], tokens[start]];
  if (token?.kind !== "number" || token.text.length < 8) return -1;
  if ((token.glued && isPart(before)) || /^[$€£]$/.test(before?.text ?? "")) return -1;
  if (token.glued && /^[.,]$/.test(before?.text ?? "")) return -1;
  const next = tokens[start + 1];
  if (next?.glued && isPart(next)) return -1;
  const isDecimal = next?.glued && /^[.,]$/.test(next.text) && tokens[start + 2]?.glued;
  return (isDecimal && tokens[start + 2]?.kind === "number") || matchAt(money, tokens, start + 1) >= 0 ? -1 : start + 1;
}
