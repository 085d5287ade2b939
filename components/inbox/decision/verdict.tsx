import { Status } from "@/components/ui/status";

const tones = { approve: "done", reject: "not_approved", request_information: "waiting_for_others" } as const;
/** An outcome of the workflow's own moves the case on. */
const toneOf = (verdict: string) =>
  Object.hasOwn(tones, verdict) ? tones[verdict as keyof typeof tones] : ("moving" as const);

interface VerdictProps {
  verdict: string;
  /** In words: "Approved". */
  label: string;
  className?: string;
}

/** A verdict as icon, word and colour. */
export function Verdict({ verdict, label, className }: VerdictProps) {
  return (
    <Status tone={toneOf(verdict)} look="plain" className={className}>
      {label}
    </Status>
  );
}
