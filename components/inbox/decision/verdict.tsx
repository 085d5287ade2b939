import { Status } from "@/components/ui/status";
import type { DecisionView } from "@/lib/inbox/schema";

const tones = {
  approve: "done",
  reject: "not_approved",
  request_information: "waiting_for_others",
} as const;

/** A verdict as icon, word and colour. An outcome of the workflow's own has its label. */
export function Verdict({
  verdict,
  className,
}: {
  verdict: Pick<DecisionView, "verdict" | "verdictLabel">;
  className?: string;
}) {
  const tone = Object.hasOwn(tones, verdict.verdict) ? tones[verdict.verdict as keyof typeof tones] : "moving";
  return (
    <Status tone={tone} look="plain" className={className}>
      {verdict.verdictLabel}
    </Status>
  );
}
