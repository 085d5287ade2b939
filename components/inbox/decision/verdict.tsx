import { Status } from "@/components/ui/status";

const tones = { approve: "done", reject: "not_approved", request_information: "waiting_for_others" } as const;
const toneOf = (verdict: string) => (verdict in tones ? tones[verdict as keyof typeof tones] : "done");

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
