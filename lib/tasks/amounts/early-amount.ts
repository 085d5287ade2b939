import type { Context, GraphDefinition } from "@/lib/engine";
import { formatFact } from "../facts/facts";
import { type FieldSpec, factFields } from "../schema";
import { nameInSentence } from "../words";
import { checkAmounts } from "./check-amounts";
import { setOffer, takeOffer } from "./offers";

/** The amount that a later task of the workflow asks for, when it is not known yet. */
function laterAmount(graph: GraphDefinition, fields: readonly FieldSpec[], context: Context): FieldSpec | undefined {
  const own = new Set(fields.map(({ key }) => key));
  const later = graph.tasks.flatMap(({ config }) => factFields(config));
  return later.find(({ key, type }) => type === "money" && !own.has(key) && context.get(key) === undefined);
}

/**
 * The question about an amount that was written before its task asks for it: a number with two readings is asked about
 * at once. "" when there is nothing to ask.
 */
export function askEarlyAmount(
  context: Context,
  graph: GraphDefinition,
  fields: readonly FieldSpec[],
  words: string,
): string {
  const field = laterAmount(graph, fields, context);
  const reading = field && checkAmounts(field, [], { words, isAsked: false, current: undefined });
  if (!field || !reading || reading.ok || reading.offer === undefined) return "";
  setOffer(context, field, reading.offer);
  return reading.problem;
}

/**
 * Stores the amount that such a question offered. Returns the sentence about it, "" when the reply does not accept it.
 */
export function takeEarlyAmount(
  context: Context,
  graph: GraphDefinition,
  fields: readonly FieldSpec[],
  { text, messageSeq, now }: { text: string; messageSeq: number | null; now: Date },
): string {
  const field = laterAmount(graph, fields, context);
  if (!field || !takeOffer(context, field, text, { messageSeq, now })) return "";
  return `I have noted ${nameInSentence(field)}: ${formatFact(field, context.get(field.key))}.`;
}
