import type { FieldSpec } from "../schema";

type Named = Pick<FieldSpec, "type" | "label"> & Partial<Pick<FieldSpec, "description" | "question">>;

const wordsOfField = ({ label, description = "", question = "" }: Named): string =>
  `${label} ${description} ${question}`;

/**
 * Whether a long text is about an event: amounts, days and places with fields of their own are then removed from it.
 * Every other long text is stored in the person's words.
 */
export const isStory = (field: Named): boolean =>
  field.type === "long_text" && /\b(?:story|happen\w*|damage\w*|accidents?|incidents?)\b/i.test(wordsOfField(field));

/** Whether a text is a place. */
export const isPlace = (field: Named): boolean =>
  field.type === "text" && /\b(?:where|place|location|address|city|street)\b/i.test(wordsOfField(field));

/** Whether the value is itself a question: then a question is the answer, and is not answered as one. */
export const isQuestionField = (field: Named): boolean =>
  (field.type === "text" || field.type === "long_text") &&
  /\b(?:questions?|(?:like|want|need) to (?:know|ask))\b/i.test(wordsOfField(field));

/** Words of labels that many fields share. */
const common = new Set(
  "the a an of for in on to and or your my our is it what which when how much many day date amount total".split(" "),
);

/**
 * Whether a message without an open question about the field can mean it. With several fields of one type only those
 * that the message names by their label are meant.
 */
export function isMeant(
  field: FieldSpec,
  fields: readonly FieldSpec[],
  { askedKey, text }: { askedKey: string | undefined; text: string },
): boolean {
  const isSingle = field.type === "money" || field.type === "date" || field.type === "yes_no";
  const others = fields.filter(({ type, key }) => type === field.type && key !== field.key);
  if (!isSingle || others.length === 0 || askedKey === field.key) return true;
  const own = labelWords(field).filter((word) => !others.some((other) => labelWords(other).includes(word)));
  const said = new Set(wordsIn(text));
  return own.some((word) => said.has(word));
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const labelWords = ({ label }: FieldSpec): string[] => wordsIn(label).filter((word) => !common.has(word));
