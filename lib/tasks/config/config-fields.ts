import { z } from "zod";
import { type ConfigProblem, fieldValues, maxMoney } from "@/lib/engine/definition-kit";
import { described } from "../field-meta";
import { fieldSpecSchema } from "../schema";
import { templateReads } from "../template";

// Config fields that several kinds have.

/** Integer cents. A setting of the type `money` fits there. */
export const moneySchema = ({ min = 0, max = maxMoney }: { min?: number; max?: number } = {}) =>
  z.int().min(min).max(max).register(fieldValues, { type: "money" });

/** What staff read about a step of the task; `words` unless the designer says something else. */
export const statusMessageField = (words: string) =>
  described(z.string().max(200).default(words), {
    label: "Status for staff",
    help: "Staff read it in the history of a session.",
    group: "For staff",
    order: 100,
  });

/** What a model should be and do, in the designer's words. */
export const instructionsField = described(z.string().min(1).max(4_000), {
  label: "Instructions",
  help: "What the model should be and do, in your words. Claimants do not see it.",
  widget: "long_text",
  group: "Model",
});

const isSetting = (path: string): boolean => path === "settings" || path.startsWith("settings.");

/** Instructions of a model name no values of a case; those belong into the field `place`, where they are fenced. */
export function settingsOnlyProblems(instructions: string, place: string): ConfigProblem[] {
  const values = templateReads(instructions).filter((path) => !isSetting(path));
  if (values.length === 0) return [];
  const message =
    `the instructions name “${values.join("”, “")}”: values of a case may hold words of other people. ` +
    `Name them in “${place}”, where the model reads them as information.`;
  return [{ message, path: ["instructions"] }];
}

/** The facts that a task asks for or shows. */
export const fieldsField = (label: string, help: string) =>
  described(z.array(fieldSpecSchema).min(1).max(20), { label, help, widget: "fields" });
