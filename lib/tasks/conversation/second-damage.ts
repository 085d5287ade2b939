import { filedApartKey } from "../facts/finding-keys";
import { addedLabels } from "../model/check-label";
import { mayReach, type Standing } from "../questions/answer-question";
import { wayLabels } from "../questions/describe-workflow";
import type { FieldSpec } from "../schema";

/**
 * Notes damage to another kind of thing than that of the claim, told after the claim was sorted: what is said about it,
 * "" without any. It needs a claim of its own, and changes nothing of this one.
 */
export function noteSecondDamage(standing: Standing, fields: readonly FieldSpec[], text: string): string {
  const { context, graph } = standing;
  // What the claim is about is told just now.
  if (fields.some(({ type, key }) => type === "long_text" && context.get(key) === undefined)) return "";
  const way = wayLabels(graph);
  const own = way?.labels.find(({ value }) => value === context.get(way.into));
  const others = way && own ? addedLabels(way.labels, own, text) : [];
  if (!own || others.length === 0) return "";
  context.set(filedApartKey, others.map(({ label }) => label).join(", "));
  const [name, apart] = [own.label.toLowerCase(), others.map(({ label }) => label.toLowerCase()).join(" and ")];
  return `You tell of more than one damage: ${name} and ${apart}. Each needs a claim of its own. This claim is about the ${name} only, and I have changed nothing in it. For the ${apart} please start a new claim, with “New claim” under “My claims”.${mayReach(standing) ? " Or a person looks at all of it." : ""}`;
}
