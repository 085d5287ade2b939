import { mistyped, type Typed, typed } from "./typed";

interface NumberLimits {
  isWhole: boolean;
  min: number | null;
  max: number | null;
}

/** Reads a number within the limits. */
export function readNumber(text: string, { isWhole, min, max }: NumberLimits): Typed<number> {
  const words = text.trim();
  if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(words)) return mistyped(isWhole ? "Type a whole number." : "Type a number.");
  const value = Number(words);
  if (isWhole && !Number.isSafeInteger(value)) return mistyped("Type a whole number.");
  if (min !== null && value < min) return mistyped(`At least ${min}.`);
  if (max !== null && value > max) return mistyped(`At most ${max}.`);
  return typed(value);
}
