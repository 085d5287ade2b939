import { Status } from "@/components/ui/status";
import type { VerdictName } from "@/lib/inbox/schema";

const looks = {
  approve: { word: "Approved", tone: "done" },
  reject: { word: "Rejected", tone: "not_approved" },
  request_information: { word: "Information requested", tone: "waiting_for_others" },
} as const;

/** A verdict as icon, word and colour. */
export function Verdict({ verdict, className }: { verdict: VerdictName; className?: string }) {
  const { word, tone } = looks[verdict];
  return (
    <Status tone={tone} look="plain" className={className}>
      {word}
    </Status>
  );
}
