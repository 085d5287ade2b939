import { inspect, stripVTControlCharacters } from "node:util";

const maxLength = 500;

/**
 * An error as one line that is never empty: of a wrapping error the inner message, of Prisma's errors the last line
 * (the first ones quote our code), of an error without a message its code or name.
 */
export function oneLine(error: unknown): string {
  const line = messageOf(error, 0);
  return line.length > maxLength ? `${line.slice(0, maxLength)} ...` : line;
}

function messageOf(error: unknown, depth: number): string {
  if (!(error instanceof Error))
    return firstLine(typeof error === "string" ? error : inspect(error)) || "unknown reason";
  // Node tries every address of a name and reports them together.
  const inside = error instanceof AggregateError ? error.errors[0] : error.cause;
  const own = linesOf(error.message);
  const message = /^\s*\n|^Invalid `/.test(error.message) ? own.at(-1) : own[0];
  if (message) return message;
  if (inside !== undefined && depth < 5) return messageOf(inside, depth + 1);
  const { code } = error as NodeJS.ErrnoException;
  return code ? `${error.name} ${code}` : `${error.name} without a message`;
}

const linesOf = (text: string): string[] =>
  stripVTControlCharacters(text)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

const firstLine = (text: string): string => linesOf(text)[0] ?? "";
