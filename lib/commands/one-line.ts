import { inspect, stripVTControlCharacters } from "node:util";

const longest = 500;

/**
 * What went wrong as one line that is never empty: of an error that wraps others the reason inside, of Prisma's errors
 * the last line (the first ones quote our code), of an error without words its code or name.
 */
export function oneLine(error: unknown): string {
  const line = wordsOf(error, 0);
  return line.length > longest ? `${line.slice(0, longest)} ...` : line;
}

function wordsOf(error: unknown, depth: number): string {
  if (!(error instanceof Error))
    return firstLine(typeof error === "string" ? error : inspect(error)) || "unknown reason";
  // Node tries every address of a name and reports them together.
  const inside = error instanceof AggregateError ? error.errors[0] : error.cause;
  const own = linesOf(error.message);
  const words = /^\s*\n|^Invalid `/.test(error.message) ? own.at(-1) : own[0];
  if (words) return words;
  if (inside !== undefined && depth < 5) return wordsOf(inside, depth + 1);
  const { code } = error as NodeJS.ErrnoException;
  return code ? `${error.name} ${code}` : `${error.name} without a message`;
}

const linesOf = (text: string): string[] =>
  stripVTControlCharacters(text)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

const firstLine = (text: string): string => linesOf(text)[0] ?? "";
