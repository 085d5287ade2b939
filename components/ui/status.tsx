import {
  Bell,
  CircleCheck,
  CircleDot,
  CircleMinus,
  CircleX,
  Hourglass,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import type { StatusTone } from "@/lib/workflows/schema";
import { cn } from "./cn";

interface Look {
  icon: LucideIcon;
  text: string;
  /** The background of a pill. */
  pill: string;
  isFilled?: true;
}

const looks: Record<StatusTone, Look> = {
  moving: { icon: CircleDot, text: "text-moving", pill: "bg-moving-soft" },
  waiting_for_you: { icon: Bell, text: "text-waiting", pill: "bg-waiting-full text-on-waiting", isFilled: true },
  waiting_for_others: { icon: Hourglass, text: "text-waiting", pill: "border-waiting" },
  done: { icon: CircleCheck, text: "text-done", pill: "bg-done-soft" },
  not_approved: { icon: CircleX, text: "text-ink", pill: "bg-sunken" },
  cancelled: { icon: CircleMinus, text: "text-ink-faint", pill: "bg-sunken" },
  failed: { icon: TriangleAlert, text: "text-attention", pill: "bg-attention-soft" },
};

interface StatusProps {
  tone: StatusTone;
  /** The words: "With a specialist". Never only a colour. */
  children: string;
  /** `pill` has a background, `plain` fits into a line of text. */
  look?: "pill" | "plain";
  className?: string;
}

/** A status as icon, word and colour; `tone` is one of seven meanings. */
export function Status({ tone, children, look = "pill", className }: StatusProps) {
  const { text, pill } = looks[tone];
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 font-semibold text-body",
        text,
        look === "pill" && ["rounded-control border border-transparent px-2 py-1", pill],
        className,
      )}
    >
      <StatusIcon tone={tone} className="text-current" />
      {children}
    </span>
  );
}

/** The icon of a status alone, where the words are shown elsewhere. */
export function StatusIcon({ tone, className }: { tone: StatusTone; className?: string }) {
  const { icon: Icon, text, isFilled } = looks[tone];
  return <Icon aria-hidden className={cn("size-4 shrink-0", text, isFilled && "fill-current", className)} />;
}
