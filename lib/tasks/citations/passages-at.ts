import { z } from "zod";
import type { Context } from "@/lib/engine";
import { type Passage, passageSchema } from "./schema";

/** Passages that a model reads at once. */
const mostPassages = 8;

/**
 * The best passages of several searches: the first of each list, then the second of each, each passage once. A path
 * without a value adds none. Throws for a value that is not a list of passages.
 */
export function passagesAt(paths: readonly string[], context: Context): Passage[] {
  const lists = paths.map((path) => {
    const value = context.read(path);
    const parsed = z.array(passageSchema).safeParse(value ?? []);
    if (!parsed.success) throw new Error(`The value “${path}” is not a list of passages.`);
    return parsed.data;
  });
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const inTurns = Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? [])).flat();
  return [...new Map(inTurns.map((passage) => [passage.id, passage])).values()].slice(0, mostPassages);
}
