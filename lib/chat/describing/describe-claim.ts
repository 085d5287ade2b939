import type { Fact } from "@/lib/tasks/schema";
import { upperFirst } from "@/lib/words";

/** Characters of a part. Pages cut a title where their room ends. */
const longest = 90;

/** A thing by its name: "my parked Golf", "our old Honda Civic". Only the name begins with a capital letter. */
const namedThing = /\b(?:my|our)\s+(?:\p{Ll}[\p{Ll}-]*\s+){0,2}(\p{Lu}[\p{L}\p{N}-]*(?:\s+\p{Lu}[\p{L}\p{N}-]*){0,2})/u;

/**
 * What a claim is called in lists and titles, made of its facts: the thing or the event, and the place ("Golf, Main
 * Street"; "Burst pipe in the kitchen"); else its type ("Car claim"), or "New claim" while nothing is known. `word` is
 * what the workflow calls its sessions.
 */
export function describeClaim(facts: Fact[], { word, isOver = false }: { word: string; isOver?: boolean }): string {
  const textOf = (type: Fact["type"]) => facts.find((fact) => fact.type === type)?.text?.trim() ?? "";
  const type = textOf("choice");
  const where = shorten(clauseOf(textOf("text")));
  const event = eventOf(textOf("long_text"), where) || (type && `${type} ${word}`);
  const what = shorten(event);
  if (!what && where) return `${upperFirst(word)}, ${where}`;
  if (!what) return isOver || isTold(facts) ? upperFirst(word) : `New ${word}`;
  // A place after words that were cut would read as a part of them.
  const isEnough = where === "" || what !== event || what.toLowerCase().includes(where.toLowerCase());
  return isEnough ? what : `${what}, ${where}`;
}

/** Whether every required fact is known. */
function isTold(facts: Fact[]): boolean {
  const required = facts.filter((fact) => fact.required);
  return required.length > 0 && required.every(({ value }) => value !== null);
}

/** The name of the thing when its place is known too. A name alone says little: then the words around it. */
function eventOf(description: string, where: string): string {
  const name = namedThing.exec(description)?.[1] ?? "";
  return name && where ? name : upperFirst(clauseOf(description, name));
}

/** The first part of a text that has the name, as far as the mark that ends it. */
function clauseOf(text: string, name = ""): string {
  const parts = text.split(/\n|[,;:!?،؛؟。、，；：！？]|\.(?=\s|$)|\s[–—-]\s/u).map((part) => part.trim());
  return parts.find((part) => /[\p{L}\p{N}]/u.test(part) && part.includes(name)) ?? "";
}

/** A text cut between words. */
function shorten(text: string): string {
  const letters = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(
    ({ segment }) => segment,
  );
  if (letters.length <= longest) return text;
  const cut = letters.slice(0, longest).join("");
  const atWord = cut.replace(/\s+\S*$/, "");
  return `${atWord || cut}…`;
}
