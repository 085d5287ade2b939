import { deepestDefinition, isDeeperThan } from "@/lib/engine/definition-kit";
import { mistyped, type Typed, typed } from "./typed";

/** Reads JSON. An error names the line and column. */
export function readJson(text: string): Typed<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, deepestDefinition) ? mistyped("This is nested too deeply.") : typed(value);
  } catch (error) {
    const place = placeOf(text, error instanceof Error ? error.message : "");
    return mistyped(`This is not JSON yet${place}.`);
  }
}

/** Formats the place of an error as ": line 3, column 7". Browsers report it in different formats. */
function placeOf(text: string, message: string): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined) return `: line ${line}, column ${column}`;
  const [, position] = /position (\d+)/.exec(message) ?? [];
  if (position === undefined) return text.trim() === "" ? ": there is nothing" : ": it ends too early";
  const before = text.slice(0, Number(position)).split("\n");
  return `: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
