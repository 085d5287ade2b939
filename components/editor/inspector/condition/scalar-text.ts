import { formatDuration, type Scalar } from "@/lib/engine/definition-kit";
import { readDurationWords } from "../texts/duration-text";
import { readMoney, writeMoney } from "../texts/money-text";
import { readNumber } from "../texts/number-text";
import { mistyped, type Typed, typed } from "../texts/typed";
import type { ValueInput } from "./condition-operators";

const anyNumber = { isWhole: false, min: null, max: null };

/** Reads the typed value of a condition. */
export function readScalar(text: string, input: ValueInput): Typed<Scalar> {
  const words = text.trim();
  switch (input) {
    case "money":
      return readMoney(text);
    case "number":
      return readNumber(text, anyNumber);
    case "date":
      return isDay(words) ? typed(words) : mistyped("Type a day like 2026-11-15.");
    case "duration":
      return readDurationWords(words);
    case "time":
      return isTime(words) ? typed(words) : mistyped("Type a day or a time like 2026-11-15T09:30:00Z.");
    case "any": {
      const number = readNumber(words, anyNumber);
      if (number.ok) return number;
      if (words === "yes" || words === "no") return typed(words === "yes");
      return words === "" ? mistyped("Type a value.") : typed(unquoted(words));
    }
    default:
      return text === "" ? mistyped("Type a text.") : typed(text);
  }
}

/** Formats a value for its input. For the input "any", a text that looks like another type is quoted. */
export function writeScalar(value: Scalar | undefined, input: ValueInput): string {
  if (value === undefined || value === null) return "";
  if (input === "money" && typeof value === "number") return writeMoney(value);
  if (input === "duration" && typeof value === "string") return formatDuration(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (input !== "any" || typeof value !== "string") return String(value);
  const reading = readScalar(value, "any");
  return reading.ok && reading.value === value ? value : `"${value}"`;
}

const unquoted = (words: string): string =>
  words.length > 2 && words.startsWith('"') && words.endsWith('"') ? words.slice(1, -1) : words;

const isDay = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
};

const isTime = (text: string): boolean =>
  isDay(text.slice(0, 10)) &&
  (text.length === 10 ||
    (/^T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text.slice(10)) && !Number.isNaN(Date.parse(text))));
