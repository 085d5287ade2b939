import { Liquid } from "liquidjs";
import { z } from "zod";
import type { Context } from "@/lib/engine";
import { formatMoney } from "@/lib/money";
import { formatDay } from "./facts";

/** Liquid without a way to files, and without a say over what it prints: values are inserted as they are, never run. */
const liquid = new Liquid({
  templates: {},
  ownPropertyOnly: true,
  memoryLimit: 1_000_000,
  renderLimit: 200,
  parseLimit: 100_000,
});
for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag];
liquid.registerFilter("money", (cents: unknown, currency: unknown) =>
  typeof cents === "number" ? formatMoney(cents, typeof currency === "string" ? currency : undefined) : "",
);
liquid.registerFilter("day", (iso: unknown) => (typeof iso === "string" ? formatDay(iso) : ""));

/** A template in a task's settings. */
export const templateSchema = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .superRefine((template, context) => {
      const problem = templateProblem(template);
      if (problem) context.addIssue({ code: "custom", message: problem });
    });

/** The template filled with the context's values; what is not known prints as nothing. */
export function renderTemplate(template: string, context: Context): string {
  const text: string = liquid.parseAndRenderSync(template, context.values());
  return (
    text
      // Looked for at the start of a run only: what people wrote may hold thousands of spaces.
      .replace(/(?<![ \t])[ \t]+\n/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
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
