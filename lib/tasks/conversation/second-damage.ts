import { filedApartKey } from "../facts/context-keys";
import { addedLabels } from "../model/check-label";
import type { SessionPosition } from "../questions/answer-types";
import { claimLabels, mayReachPerson } from "../questions/describe-workflow";
import type { FieldSpec } from "../schema";
import { fromTheList, withArticle } from "../session-words";

/**
 * Stores damage to another kind of thing, named after the claim got its label. It needs a separate claim and does not
 * change this one. Returns the sentence about it, "" without any.
 */
export function storeSecondDamage(position: SessionPosition, fields: readonly FieldSpec[], text: string): string {
  const { context, graph } = position;
  // The message itself says what the claim is about.
  if (fields.some(({ type, key }) => type === "long_text" && context.get(key) === undefined)) return "";
  const known = claimLabels(graph);
  const own = known?.labels.find(({ value }) => value === context.get(known.into));
  const others = known && own ? addedLabels(known.labels, own, text) : [];
  if (!own || others.length === 0) return "";
  context.set(filedApartKey, others.map(({ label }) => label).join(", "));
  const { one } = graph.sessionWord;
  const name = own.label.toLowerCase();
  const apart = others.map(({ label }) => label.toLowerCase()).join(" and ");
  return [
    `You tell of more than one matter: ${name} and ${apart}. Each needs ${withArticle(one)} of its own.`,
    `This ${one} is about the ${name} only, and I have changed nothing in it.`,
    `For the ${apart} please start a new ${one}, ${fromTheList(graph)}.`,
    ...(mayReachPerson(position) ? ["Or a person looks at all of it."] : []),
  ].join(" ");
}
