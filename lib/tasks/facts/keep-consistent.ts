import type { Context, JsonValue } from "@/lib/engine";
import { upperFirst } from "@/lib/words";
import { isPlace, isStory } from "../config/field-meaning";
import { standsIn } from "../replies/words";
import type { FieldSpec } from "../schema";
import { removeFact, setFact } from "./facts";
import { isoDayOf } from "./format-day";
import { isRoom, namesAmountOrDay, optionFor, storyIn } from "./own-reading";

/** What the context knows of the fields: key -> value. */
export type KnownFacts = Record<string, JsonValue | undefined>;

/** The stored values of the fields, by key. */
export const knownFacts = (context: Context, fields: readonly FieldSpec[]): KnownFacts =>
  Object.fromEntries(fields.map(({ key }) => [key, context.get(key)]));

/**
 * Keeps facts from contradicting each other after some of them changed from what they were `before`. `messageSeq`: the
 * message that changed them, null for a form. `about`: what they are about now, when that is asked for again.
 * - Amounts and days are removed from a description.
 * - A place in a description changes with the place; a place that was only in the old description is removed.
 * - A description that is clearly about another choice ("car") changes that choice.
 *
 * Gives the fields that this changed.
 */
export function keepConsistent(
  context: Context,
  fields: readonly FieldSpec[],
  before: KnownFacts,
  { messageSeq, now, about = "" }: { messageSeq: number | null; now: Date; about?: string },
): FieldSpec[] {
  const changed: FieldSpec[] = [];
  const today = isoDayOf(now);
  const isChanged = ({ key }: FieldSpec) => before[key] !== context.get(key);
  const set = (field: FieldSpec, value: string) => {
    if (context.get(field.key) === value) return;
    setFact(context, field, value, messageSeq);
    changed.push(field);
  };
  const stories = fields.filter(isStory);
  const places = fields.filter(isPlace);
  for (const story of stories) {
    const [was, is] = [textOf(before[story.key]), textOf(context.get(story.key))];
    if (isChanged(story)) {
      if (namesAmountOrDay(is, today)) set(story, storyIn(is, today) || is);
      for (const place of places) {
        const value = textOf(context.get(place.key));
        const isOfOldStory = !isChanged(place) && standsIn(value, was) && !standsIn(value, is);
        if (!isOfOldStory) continue;
        removeFact(context, place);
        changed.push(place);
      }
    } else {
      for (const place of places.filter(isChanged)) {
        const [old, next] = [textOf(before[place.key]), textOf(context.get(place.key))];
        if (isRoom(old) && isRoom(next)) set(story, withRoom(is, old, next));
        else if (next !== "") set(story, withoutPlaceFirst(is, next));
      }
    }
  }
  for (const choice of fields.filter(({ type, key }) => type === "choice" && context.get(key) !== undefined)) {
    const story = stories.find(isChanged);
    const told = (story && textOf(context.get(story.key))) || about;
    if (!told || isChanged(choice)) continue;
    const option = optionFor(choice.options ?? [], told);
    if (option) set(choice, option.value);
  }
  return changed;
}

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** "A pipe burst in my kitchen", with another room. "the door of my flat" is not where it happened. */
function withRoom(text: string, old: string, next: string): string {
  const at = text.toLowerCase().indexOf(old.toLowerCase());
  const isWhere = /\b(?:in|inside|at|from)\s$/i.test(text.slice(0, Math.max(at, 0)));
  const article = /^(?:the|my|our)\s/i.test(next) ? "" : (/^(?:the|my|our)\s/i.exec(old)?.[0] ?? "");
  return at >= 0 && isWhere ? `${text.slice(0, at)}${article}${next}${text.slice(at + old.length)}` : text;
}

/** "Paris, a van hit my car" once Paris is where it happened. */
function withoutPlaceFirst(text: string, place: string): string {
  const isFirst = text.toLowerCase().startsWith(place.toLowerCase()) && /^[,:.]\s/.test(text.slice(place.length));
  const rest = isFirst ? text.slice(place.length + 1).trim() : "";
  return rest === "" ? text : upperFirst(rest);
}
