import { Clock, ClockAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";

/** The due time. `now` is the server's, in milliseconds, so that server and browser render the same text. */
export function Due({ dueAt, now, className }: { dueAt: string | null; now: number; className?: string }) {
  if (!dueAt) return null;
  const isOverdue = Date.parse(dueAt) < now;
  const Icon = isOverdue ? ClockAlert : Clock;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap",
        isOverdue ? "font-semibold text-attention" : "text-ink-soft",
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span>
        {isOverdue ? "Overdue, was due " : "Due "}
        <RelativeTime iso={dueAt} />
      </span>
    </span>
  );
}
