import { formText } from "@/lib/sent-form";

/** The fields of a sent fact card, by key. */
export interface SentChanges {
  values: Record<string, string>;
  /** What the form had shown beside each value. */
  shown: Record<string, string>;
  /** The keys whose value is not what was shown. */
  touched: string[];
}

/**
 * Reads the fact card's form: fields `value.<key>`, beside each its first value, `was.<key>`. Where another value
 * came meanwhile, `now.<key>`, the buttons "keep" and "take" choose one for a field.
 */
export function readChanges(form: FormData): SentChanges {
  const keys = [...form.keys()].filter((name) => name.startsWith("value.")).map((name) => name.slice("value.".length));
  const [kept, taken] = [formText(form, "keep"), formText(form, "take")];
  const typedOf = (key: string) => formText(form, `${key === taken ? "now" : "value"}.${key}`);
  const shownOf = (key: string) => formText(form, `${key === kept || key === taken ? "now" : "was"}.${key}`);
  const values = Object.fromEntries(keys.map((key) => [key, typedOf(key)]));
  const shown = Object.fromEntries(keys.map((key) => [key, shownOf(key)]));
  return { values, shown, touched: keys.filter((key) => values[key] !== shown[key]) };
}
