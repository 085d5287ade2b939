import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { bareNumber } from "../facts/own-reading";
import { wordSet, wordsOf } from "../replies/words";
import {
  type AmountReading,
  askWhether,
  askWhetherSum,
  askWhetherThousands,
  askWhichOne,
  whatTotal,
} from "./check-amounts";
import type { AmountChoices } from "./offers";

/** The amounts that the open question named and offered. */
interface Offered {
  value?: number;
  choices?: AmountChoices;
}
type Named = AmountChoices["amounts"];

const fillers = wordSet(
  `a an the of in on at to for it its is that thats this s m d ll i id ill would will like love want take took go going
  gonna with let lets make say use write down put set think guess choose chose pick prefer claim claiming me my we us
  please pls thanks thank you ok okay yes yeah yep well um uh hm so then and just really actually probably maybe
  perhaps definitely sure one ones two three amount amounts figure figures number price prices quote quotes estimate
  estimates value end bound limit side option choice offer answer would be was be should only them these those here
  out dollar dollars usd bucks mean meant rather sorry no`,
);
const highest = wordSet(
  `higher highest bigger biggest larger largest upper uppermost greater greatest top max maximum high big large dearer
  dearest costlier costliest pricier priciest most more`,
);
const lowest = wordSet(
  `lower lowest smaller smallest cheaper cheapest lesser less least fewer min minimum bottom low small little`,
);
const dear = "expensive";
const places = new Map([
  ...["first", "second", "third", "fourth", "fifth", "sixth"].map((word, index) => [word, index] as const),
  ...["1st", "2nd", "3rd", "4th", "5th", "6th"].map((word, index) => [word, index] as const),
  ...[["former", 0] as const, ["last", -1] as const, ["latter", -1] as const, ["final", -1] as const],
]);
const middle = wordSet("middle medium halfway between average midpoint mid");
const all = wordSet("both all everything together altogether sum total add added up combined");
const rejecting = wordSet("neither none nothing other another else different wrong something nor either");
const vague = wordSet("around about near nearer closer toward towards roughly approximately nearly almost");
const leavesOpen = new RegExp(
  [
    "^(?:either|any|whichever|whatever)(?: (?:one|of|them|these|those|is|fine|ok|okay|works|you|like|want)){0,5}$",
    "\\byou (?:choose|decide|pick)\\b",
    "\\bup to you\\b",
    "\\b(?:doesnt|doesn t|does not|dont|don t|do not) (?:matter|care|mind)\\b",
  ].join("|"),
);
const numbered = /\b(?:number|option|choice|no|nr) ([1-6]|one|two|three|four|five|six|[a-f])$/;
const numberNames = ["one", "two", "three", "four", "five", "six"];
const turnsAway = /\b(?:not|instead of|rather than|but no)\b/i;
const mostWords = 16;
const longest = 200;

/**
 * Reads a reply to a question that named several amounts: "the higher one", "the second", "both", "neither", or "3" for
 * three thousand. A value where it clearly chooses one, a question where it may; undefined when it speaks of something
 * else or names another amount.
 */
export function readChoice(text: string, { value: offer, choices }: Offered): AmountReading | undefined {
  if (!choices || choices.amounts.length === 0) return undefined;
  if (text.length > longest || wordsOf(text).length > mostWords) return undefined;
  const { amounts } = choices;
  const [chosen = "", ...refused] = text.split(turnsAway);
  if (refused.length > 0 && isIdle(chosen)) return readRefusal(refused.join(" "), amounts);
  const said = wordsOf(chosen).join(" ");
  if (leavesOpen.test(said)) return askWhichOne(choices, "Only you can say which amount is right.");
  const telling = wordsOf(chosen).filter(
    (word) => !fillers.has(word) && !/\d/.test(word.replace(/^\d(?:st|nd|rd|th)$/, "")),
  );
  const isAny = (words: ReadonlySet<string>) => telling.some((word) => words.has(word));
  const isOnly = (...words: ReadonlySet<string>[]) =>
    telling.length > 0 && telling.every((word) => words.some((one) => one.has(word)));
  const runs = chosen.match(/\d[\d.,]*/g) ?? [];
  if (runs.length === 0 && isOnly(all)) return readTogether(choices, offer);
  if (runs.length === 0 && (isOnly(rejecting) || /^no(?: no)?$/.test(said)))
    return { ok: false, problem: `All right. ${whatTotal}` };
  const isVague = isAny(vague) || text.includes("?");
  const picks = telling.filter((word) => !vague.has(word));
  const own =
    runs.length === 0 || numbered.test(said) ? undefined : readNumber(chosen, runs, amounts, picks.length > 0);
  if (own === null) return undefined;
  if (own && !own.ok) return own;
  const found = [...pickedBy(picks, said, amounts), ...(own?.ok ? [Number(own.value)] : [])];
  // "the plumber is 300 for sure" may name the price of one of several things, and not the total.
  const isOther = own?.ok === true && picks.length > 0 && found.length === 1 && !isOnlyOne(picks, choices);
  if (isOther && isBelowOthers(Number(own.value), amounts) && !isAny(all)) return askWhether(Number(own.value));
  if (found.length === 0) return isOnly(middle) ? readMiddle(amounts) : readParts(telling, choices, offer);
  const [only, ...others] = new Set(found);
  if (only === undefined || others.length > 0) return undefined;
  return isVague ? askWhether(only) : { ok: true, value: only };
}

/** Whether the words are among those that choose one, or name its thing. */
const isOnlyOne = (picks: string[], { amounts }: AmountChoices): boolean =>
  picks.every((word) => pickedBy([word], word, amounts).length > 0 || word === "alone");

const isBelowOthers = (cents: number, amounts: Named): boolean => amounts.some((one) => one.cents > cents);

const isIdle = (text: string): boolean => wordsOf(text).every((word) => fillers.has(word));

/** "not the higher one": of two, the other one may be meant. */
function readRefusal(text: string, amounts: Named): AmountReading | undefined {
  const refused = readChoice(text, { choices: { amounts, isSummable: false } });
  const rest = refused?.ok ? amounts.filter(({ cents }) => cents !== refused.value) : [];
  const [other] = rest;
  return other && rest.length === 1 ? askWhether(other.cents) : undefined;
}

/** The amounts that the words choose, one for each reading; none when a word means something else. */
function pickedBy(picks: string[], said: string, amounts: Named): number[] {
  const sorted = amounts.map(({ cents }) => cents).sort((left, right) => left - right);
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const [, mark = ""] = numbered.exec(said) ?? [];
  const place = Math.max(numberNames.indexOf(mark), "abcdef".indexOf(mark || "-"), "123456".indexOf(mark || "-"));
  const named = amounts[place];
  const chosen = named ? [named.cents] : [];
  const isLess = picks.some((word) => word === "less" || word === "least");
  for (const word of picks) {
    const at = places.get(word);
    const one = at === undefined ? undefined : amounts.at(at);
    if (one) chosen.push(one.cents);
    else if (word === dear) chosen.push(isLess ? low : high);
    else if (highest.has(word)) chosen.push(...(isLess && /^mo/.test(word) ? [] : [high]));
    else if (lowest.has(word)) chosen.push(low);
    else if (word !== mark) return [];
  }
  return chosen;
}

/** "both": their sum, when it was offered; asked for when it was not. */
function readTogether(choices: AmountChoices, offer: number | undefined): AmountReading {
  const sum = choices.amounts.reduce((cents, one) => cents + one.cents, 0);
  if (choices.amounts.length < 2 || !choices.isSummable) return askWhichOne(choices);
  return sum === offer ? { ok: true, value: sum } : askWhetherSum(choices);
}

function readMiddle(amounts: Named): AmountReading | undefined {
  const sorted = amounts.map(({ cents }) => cents).sort((left, right) => left - right);
  const [low, high] = sorted;
  if (sorted.length === 2 && low !== undefined && high !== undefined) return askWhether(Math.round((low + high) / 2));
  const median = sorted[(sorted.length - 1) / 2];
  return median === undefined ? undefined : askWhether(median);
}

/** "only the laptop": the price of what is named; of several things, their sum is asked for. */
function readParts(telling: string[], choices: AmountChoices, offer: number | undefined): AmountReading | undefined {
  const named = choices.amounts.filter(({ part }) => {
    const words = wordsOf(part);
    return words.length > 0 && words.every((word) => telling.includes(word));
  });
  const words = new Set(named.flatMap(({ part }) => wordsOf(part)));
  if (named.length === 0 || !telling.every((word) => words.has(word))) return undefined;
  const [only, ...others] = named;
  return only && others.length === 0
    ? { ok: true, value: only.cents }
    : readTogether({ ...choices, amounts: named }, offer);
}

/**
 * A number of the reply: one of the amounts as it is, or in thousands. Null: another amount. Undefined: other
 * words choose.
 */
function readNumber(text: string, runs: string[], amounts: Named, hasWords: boolean): AmountReading | null | undefined {
  const [run = "", ...others] = runs;
  if (/^\d(?:st|nd|rd|th)$/i.test(wordsOf(text).find((word) => /\d/.test(word)) ?? "")) return undefined;
  if (others.length > 0) return null;
  const reading = parseAmount(run.replace(/[.,]+$/, ""));
  if (reading.ok && amounts.some(({ cents }) => cents === reading.cents)) return { ok: true, value: reading.cents };
  const number = bareNumber(run.replace(/[.,]+$/, ""));
  const [least = 0, most = 0] = [
    Math.min(...amounts.map(({ cents }) => cents)),
    Math.max(...amounts.map(({ cents }) => cents)),
  ];
  if (number === undefined || hasWords || /\d\s?(?:k|m)\b|thousand|grand|hundred|cent/i.test(text)) return null;
  if (number * 100 * 20 > least) return null;
  const isMarked = /\$|dollar|buck|usd/i.test(text);
  const scaled = [1_000, 100].map((factor) => Math.round(number * 100 * factor));
  const exact = scaled[0];
  if (!isMarked && amounts.some(({ cents }) => cents === exact)) return { ok: true, value: exact ?? 0 };
  const likely =
    scaled.find((cents) => amounts.some((one) => one.cents === cents)) ??
    scaled.find((cents) => cents >= least && cents <= most);
  return likely === undefined ? askWhetherThousands(run) : askWhether(likely);
}
