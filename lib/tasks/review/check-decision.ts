import { Context, type JsonObject, type JsonValue } from "@/lib/engine";
import { missingFields } from "../facts/facts";
import { builtInVerdicts, type FieldSpec, type ReviewOutcome } from "../schema";
import { readEdits } from "./read-edits";

/** What a reviewer sends. */
interface SentDecision {
  verdict: string;
  reason?: string;
  question?: string;
  /** The keys of the facts that are wanted. */
  fields?: readonly string[];
  documents?: readonly string[];
  edits?: Record<string, JsonValue>;
}

/** What the form of a review allows. */
interface DecisionForm {
  fields: FieldSpec[];
  outcomes: readonly ReviewOutcome[];
  reasonRequiredTo: readonly string[];
  documents: readonly string[];
}

/** The edits of a decision as the fields read them, and the problems of what the form does not allow, by field. */
export function checkDecision(
  form: DecisionForm,
  known: JsonObject,
  decision: SentDecision,
): ReturnType<typeof readEdits> {
  const { verdict, reason, question, fields = [], documents = [] } = decision;
  const { read, problems } = readEdits(form.fields, decision.edits ?? {});
  const offered: readonly string[] = [...builtInVerdicts, ...form.outcomes.map(({ id }) => id)];
  if (!offered.includes(verdict)) problems.verdict = `This case can be decided as: ${offered.join(", ")}.`;
  if (form.reasonRequiredTo.includes(verdict) && !reason && !question && documents.length === 0)
    problems.reason = "Give a reason, so that the claimant understands.";
  const unknown = fields.filter((key) => form.fields.every((field) => field.key !== key));
  if (unknown.length > 0) problems.fields = `These are not facts of the case: ${unknown.join(", ")}.`;
  const unlisted = documents.filter((name) => !form.documents.includes(name));
  if (unlisted.length > 0) problems.documents = `The workflow does not list these documents: ${unlisted.join(", ")}.`;
  if (verdict === "approve") {
    for (const { key, label } of missingFields(form.fields, new Context({ ...known, ...read })))
      problems[key] ??= `${label} is not known: enter it before approving.`;
  }
  return { read, problems };
}
