import { confirmWords, type FieldSpec } from "../schema";

/** Quick replies to the question for a field. */
export function suggestionsFor(field: FieldSpec | undefined): string[] {
  if (field?.type === "yes_no") return ["Yes", "No"];
  if (field?.type === "money" && field.required) return ["I do not know yet"];
  return (field?.options ?? []).map((option) => option.label);
}

/** Quick replies to the question whether the facts are right; `asksMore`: it also asks for what may be left out. */
export const confirmReplies = (asksMore: boolean): string[] => [
  confirmWords.yes,
  ...(asksMore ? [confirmWords.unknown] : []),
  confirmWords.no,
];
