import { undoMs, verdictWords, wordsOfVerdict } from "@/lib/inbox/describe-decision";
import type { CaseView, PendingDecisionView } from "@/lib/inbox/schema";
import type { BuiltInVerdict } from "@/lib/tasks/schema";

/**
 * The pending decision that the server will hold for this form; null when it may answer something else. It is shown at
 * once, before the answer. `now`: the server's clock, in milliseconds.
 */
export function findHeldDecision(
  reviewCase: CaseView,
  form: FormData,
  { viewerId, now }: { viewerId: string; now: number },
): PendingDecisionView | null {
  const { assignee } = reviewCase;
  const isFree = assignee === null || assignee.id === viewerId;
  if (reviewCase.status !== "open" || reviewCase.pending || reviewCase.refusal || !isFree) return null;
  const verdict = textOf(form, "verdict");
  const label = labelOf(verdict, reviewCase);
  if (label === undefined || !isComplete(verdict, reviewCase, form)) return null;
  return {
    id: textOf(form, "intent"),
    verdict,
    verdictLabel: label,
    reason: textOf(form, "reason").trim() || null,
    decidedBy: { id: viewerId, name: "" },
    decidedAt: new Date(now).toISOString(),
    commitAt: new Date(now + undoMs).toISOString(),
  };
}

const labelOf = (verdict: string, { form }: CaseView): string | undefined =>
  Object.hasOwn(verdictWords, verdict)
    ? wordsOfVerdict(verdict as BuiltInVerdict, form.answers !== undefined)
    : form.outcomes.find(({ id }) => id === verdict)?.label;

/** Whether everything is there that the verdict needs. */
function isComplete(verdict: string, { form: { reasonRequiredTo }, facts }: CaseView, form: FormData): boolean {
  if (verdict === "approve" && facts.some(({ required, value }) => required && value === null)) return false;
  const words = verdict === "request_information" ? ["question", "documents"] : ["reason"];
  return !reasonRequiredTo.includes(verdict) || words.some((name) => textOf(form, name).trim() !== "");
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
