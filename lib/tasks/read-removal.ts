import { tokenize } from "@/lib/tokens/tokens";
import type { FieldSpec } from "./schema";

const verbs = new Set("remove removed delete deleted forget clear erase drop empty strike scratch".split(" "));
/** Verbs of two words: "take out", "leave the place out". */
const openVerbs = new Set(["take", "leave"]);
const fillers = new Set(
  "please can could you would i want to like let's the a an my this that it its it's is was are were s and also again just all of for from in on at out away off wrong not right incorrect unknown so then do don't know sorry no thanks thank ok okay field fact claim card completely".split(
    " ",
  ),
);
/** What people call a field of each type, beside its own name. */
const namesOfType: Record<FieldSpec["type"], string> = {
  money: "amount price cost costs sum money total figure",
  date: "date day time when",
  text: "",
  long_text: "description story text what happened",
  choice: "type kind",
  yes_no: "",
};
/** What people call a field by the name that it has. */
const otherNames: Record<string, string> = {
  place: "location address where",
  where: "place location address",
};

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

function namesOf({ key, label, type }: FieldSpec): Set<string> {
  const own = [...wordsOf(key), ...wordsOf(label)].filter((word) => !fillers.has(word) && word !== "cents");
  const others = own.flatMap((word) => (Object.hasOwn(otherNames, word) ? wordsOf(otherNames[word] ?? "") : []));
  return new Set([...own, ...others, ...wordsOf(namesOfType[type])]);
}

/**
 * The fields that a message asks to forget, when it asks for that and nothing else: "remove the date", "please delete the
 * place". With any other word in it, it is a message to read.
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
