import { CircleCheck, CircleX, MessageCircleQuestionMark } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { VerdictName } from "@/lib/inbox/schema";

const looks = {
  approve: { word: "Approved", icon: CircleCheck, tone: "text-done" },
  reject: { word: "Rejected", icon: CircleX, tone: "text-attention" },
  request_information: { word: "Information requested", icon: MessageCircleQuestionMark, tone: "text-waiting" },
};

/** What was decided: icon, word and colour. */
export function Verdict({ verdict, className }: { verdict: VerdictName; className?: string }) {
  const { word, icon: Icon, tone } = looks[verdict];
  return (
    <span className={cn("inline-flex items-center gap-1 font-semibold", tone, className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  );
}
