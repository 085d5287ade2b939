import type { JsonValue } from "@/lib/engine";
import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { amountsIn, daysIn } from "../facts/own-reading";
import type { FieldSpec } from "../schema";
import { wordSet, wordsOf } from "./words";

const verbs = wordSet("remove removed delete deleted forget clear erase drop empty strike scratch");
/** Verbs of two words: "take out", "leave the place out". */
const openVerbs = new Set(["take", "leave"]);
const fillers = wordSet(
  `please can could you would am i'm im remember recall sure unsure about better rather i want to like let's the a an
  my this that it its it's is was are were s and also again just all of for from in on at out away off wrong not right
  incorrect unknown so then do don't know sorry no thanks thank ok okay field fact claim card completely`,
);
/** What people call a field of each type, beside its own name. */
const namesOfType: Record<FieldSpec["type"], string> = {
  money: "amount price cost costs sum money total figure",
  date: "date day time when",
  text: "",
  long_text: "description story text what happened",
  number: "number count",
  duration: "duration time length",
  email: "email mail e address",
  choice: "type kind",
  yes_no: "",
};
/** What people call a field by the name that it has. */
const otherNames: Record<string, string> = {
  place: "location address where",
  where: "place location address",
};

function namesOf({ key, label, type }: FieldSpec): Set<string> {
  const own = [...wordsOf(key), ...wordsOf(label)].filter((word) => !fillers.has(word) && word !== "cents");
  const others = own.flatMap((word) => (Object.hasOwn(otherNames, word) ? wordsOf(otherNames[word] ?? "") : []));
  return new Set([...own, ...others, ...wordsOf(namesOfType[type])]);
}

/**
 * The fields that a message asks to remove, when it asks for nothing else: "remove the date", "please delete it".
 * A message with any other word in it is left to the model.
 */
export function readRemoval(fields: readonly FieldSpec[], text: string): FieldSpec[] {
  const words = tokenize(text).filter(({ kind }) => kind === "word" || kind === "number");
  if (words.length > 20) return [];
  const said = words.map((token) => token.base);
  const asks =
    said.some((word) => verbs.has(word)) || (said.includes("out") && said.some((word) => openVerbs.has(word)));
  if (!asks) return [];
  const named = fields.map((field) => ({ field, names: namesOf(field) }));
  const isKnown = (word: string): boolean =>
    verbs.has(word) || openVerbs.has(word) || fillers.has(word) || named.some(({ names }) => names.has(word));
  if (!said.every(isKnown)) return [];
  return named.filter(({ names }) => said.some((word) => names.has(word))).map(({ field }) => field);
}

const isWrong = phrase(
  `( is|was|looks|seems _? | 's | it's|its|that's|thats|that )? ( wrong|incorrect|false | not _? right|correct|true |
  n't|isn't|isnt|wasn't|wasnt right|correct|true )`,
);
const isNot = phrase(
  `( remove|delete|erase|drop|not|never|*n't|wasnt|isnt|didnt ) ( happen|happened | take place )? really|actually?`,
);

/**
 * Whether words say that the place, the day or the amount which is known is wrong: "Mill Lane is wrong", "it was not
 * yesterday", "the amount is not right". `today` is YYYY-MM-DD.
 */
export function deniesFact(field: FieldSpec, known: JsonValue | undefined, text: string, today: string): boolean {
  if ((typeof known !== "string" && field.type !== "money") || known === undefined || text.trim().endsWith("?"))
    return false;
  const tokens = tokenize(text);
  const names = namesOf(field);
  const isNamed = (start: number, end: number) => tokens.slice(start, end).some(({ base }) => names.has(base));
  const isKnown = (start: number, end: number) =>
    field.type === "date"
      ? daysIn(textOf(text, tokens, start, end), today).includes(String(known))
      : typeof known === "number"
        ? amountsIn(textOf(text, tokens, start, end)).has(known)
        : standsFirst(String(known), tokens.slice(start, end));
  const clauses = clausesOf(tokens);
  return clauses.some(([from, to]) =>
    tokens.slice(from, to).some((_, step) => {
      const at = from + step;
      const wrong = matchAt(isWrong, tokens, at, to);
      if (wrong === to && at > from && (isNamed(from, at) || isKnown(from, at))) return true;
      const not = matchAt(isNot, tokens, at, to);
      return not > at && isKnown(not, to);
    }),
  );
}

const textOf = (text: string, tokens: Token[], start: number, end: number): string =>
  text.slice(tokens[start]?.start ?? text.length, tokens[end - 1]?.end ?? 0);

/** Where the clauses of a text start and end. */
function clausesOf(tokens: Token[]): [number, number][] {
  const ends = tokens.flatMap(({ kind, text }, index) =>
    kind === "break" || (kind === "symbol" && /^[,;:.!?]$/.test(text)) || text === "but" ? [index] : [],
  );
  return [...ends, tokens.length].map((end, index) => [index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end]);
}

const leading = wordSet("in on at near the a an my our no and");

/** Whether the words begin with the place, as it is known or as its first part ("Mill Lane" of "Mill Lane, Leeds"). */
function standsFirst(place: string, tokens: Token[]): boolean {
  const wordsFrom = (all: Token[]) => {
    const words = all.filter(({ kind }) => kind !== "symbol" && kind !== "break").map(({ base }) => base);
    while (words.length > 1 && leading.has(words[0] ?? "")) words.shift();
    return words;
  };
  const said = wordsFrom(tokens);
  const parts = [place, place.split(",")[0] ?? place].map((part) => wordsFrom(tokenize(part)));
  return parts.some((part) => part.length > 0 && part.every((word, index) => said[index] === word));
}
