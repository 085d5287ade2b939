import { Liquid } from "liquidjs";
import type { Context } from "@/lib/engine";
import { formatMoney } from "@/lib/money";
import { formatDay } from "./facts";

/** Liquid without files, and without a say over what it prints: values are inserted as they are, never run. */
const liquid = new Liquid({
  relativeReference: false,
  ownPropertyOnly: true,
  memoryLimit: 1_000_000,
  renderLimit: 200,
  parseLimit: 100_000,
});
liquid.registerFilter("money", (cents: unknown, currency: unknown) =>
  typeof cents === "number" ? formatMoney(cents, typeof currency === "string" ? currency : undefined) : "",
);
liquid.registerFilter("day", (iso: unknown) => (typeof iso === "string" ? formatDay(iso) : ""));

/** The template filled with the context's values; what is not known prints as nothing. */
export function renderTemplate(template: string, context: Context): string {
  const text: string = liquid.parseAndRenderSync(template, context.values());
  return text
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The context keys a template reads. An unreadable template reads nothing; `templateProblem` says why. */
export function templateReads(template: string): string[] {
  return templateProblem(template) === null ? liquid.globalVariablesSync(template) : [];
}

/** Why the template cannot be used, or null. */
export function templateProblem(template: string): string | null {
  try {
    liquid.parse(template);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "The template cannot be read.";
  }
}
