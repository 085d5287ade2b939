import { readConcepts } from "@/lib/reading/matters/concepts";
import { answerClassification, conceptOf } from "@/lib/reading/matters/labels";
import { readOutside } from "@/lib/reading/matters/outside";
import { addsDamage, severalDamages } from "@/lib/reading/matters/several-damages";

interface Label {
  value: string;
  label: string;
  description: string;
  /** Set for matters that the workflow does not handle. */
  outside?: string;
}

const demoLabels = (labels: readonly Label[]) =>
  labels
    .filter(({ outside }) => outside === undefined)
    .map(({ value, label, description }) => ({
      value,
      description: `${label}. ${description}`,
    }));

/** The labels of the vehicle and of the home that are both damaged in one story; else none. */
export function tellsSeveral<One extends Label>(labels: readonly One[], words: string): One[] {
  const known = demoLabels(labels);
  const things = labels.filter(({ value }) =>
    known.some((one) => one.value === value && conceptOf(one.value, one.description, known) !== undefined),
  );
  return things.length > 1 && severalDamages(words) ? things : [];
}

/** The labels of damage that the words add to a claim of the label `own`; none when they correct what it is about. */
export function addedLabels<One extends Label>(labels: readonly One[], own: One, words: string): One[] {
  const known = demoLabels(labels);
  const conceptFor = (value: string) => {
    const one = known.find((label) => label.value === value);
    return one && conceptOf(one.value, one.description, known);
  };
  const concept = conceptFor(own.value);
  if (concept === undefined || !addsDamage(words, concept)) return [];
  return labels.filter(({ value }) => conceptFor(value) !== undefined && conceptFor(value) !== concept);
}

/** The label that our own code reads, or undefined when it cannot tell. */
export const ownLabel = <One extends Label>(labels: readonly One[], words: string): One | undefined => {
  const { label } = answerClassification(demoLabels(labels), words);
  return labels.find(({ value }) => value === label);
};

/**
 * The label that a model chose, if our own reading confirms it: the person's text has to name a car or a home. Any
 * other matter never gets one of these labels. Undefined: ask the person.
 */
export function checkLabel<One extends Label>(labels: readonly One[], chosen: string, words: string): One | undefined {
  const outside = labels.find((one) => one.outside !== undefined);
  if (outside && readOutside(words)) return outside;
  const label = labels.find(({ value }) => value === chosen);
  if (!label || label.outside !== undefined) return label;
  const known = demoLabels(labels);
  const concept = conceptOf(label.value, `${label.label}. ${label.description}`, known);
  return concept === undefined || readConcepts(words)[concept].words.length > 0 ? label : undefined;
}
