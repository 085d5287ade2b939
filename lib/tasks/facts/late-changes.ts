import type { Context } from "@/lib/engine";
import { isStory } from "../config/field-meaning";
import { askWhatHappened } from "../model/check-story";
import type { FieldSpec } from "../schema";
import { factSourcesKey } from "./context-keys";
import { mayTell, setCutoff } from "./fact-cutoffs";
import { readEntry } from "./fact-entries";
import { futureProblem, removeFact, setFact } from "./facts";
import { isoDayOf } from "./format-day";
import { keepConsistent, knownFacts } from "./keep-consistent";
import { isOfFuture, storyChangeIn } from "./own-reading";

/**
 * Stores corrections of a description that were written while other tasks asked for other facts: "not my bike, my car
 * was stolen". Returns the question that follows, or "". It also asks about a day in the future.
 */
export function takeLateChanges(context: Context, fields: readonly FieldSpec[], now: Date): string {
  const today = isoDayOf(now);
  for (const field of fields.filter(isStory)) {
    const since = readEntry<number>(context, factSourcesKey, field.key);
    if (since === undefined) continue;
    const later = context
      .getChatHistory()
      .filter(({ role, seq }) => role === "user" && seq !== undefined && seq > since);
    for (const { content, seq = since } of later) {
      const known = context.get<string>(field.key);
      const change = known === undefined ? null : storyChangeIn(content, known, today);
      if (!change || (change.type === "told" && change.isMore)) continue;
      const before = knownFacts(context, fields);
      if (change.type === "told") setFact(context, field, change.text, seq);
      else {
        removeFact(context, field);
        setCutoff(context, field, seq);
      }
      const about = change.type === "unclear" ? change.thing : "";
      keepConsistent(context, fields, before, { messageSeq: seq, now, about });
      if (change.type === "unclear") return askWhatHappened(change.thing);
    }
  }
  return fields.some((field) => isOpenDay(context, field, today)) ? futureProblem : "";
}

/** Whether the only known day is in the future, and was written while other tasks asked for other facts. */
function isOpenDay(context: Context, field: FieldSpec, today: string): boolean {
  if (field.type !== "date" || field.future || context.get(field.key) !== undefined) return false;
  return context
    .getChatHistory()
    .some(
      ({ role, content, timestamp, seq = null }) =>
        role === "user" && mayTell(context, field, seq) && isOfFuture(content, timestamp?.slice(0, 10) ?? today),
    );
}
