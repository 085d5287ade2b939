import { CircleCheck, CircleDot, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import type { StatusTone } from "@/lib/sessions/schema";
import { cn } from "./cn";

const looks: Record<StatusTone, { icon: LucideIcon; text: string; soft: string }> = {
  moving: { icon: CircleDot, text: "text-moving", soft: "bg-moving-soft" },
  waiting: { icon: Hourglass, text: "text-waiting", soft: "bg-waiting-soft" },
  done: { icon: CircleCheck, text: "text-done", soft: "bg-done-soft" },
  attention: { icon: TriangleAlert, text: "text-attention", soft: "bg-attention-soft" },
};

interface StatusProps {
  tone: StatusTone;
  /** The words: "With a specialist". Never only a colour. */
  children: string;
  /** `pill` stands out, `plain` sits in a row of text. */
  look?: "pill" | "plain";
  className?: string;
}

/** Where a thing stands: icon, word and colour, one of four meanings. */
export function Status({ tone, children, look = "pill", className }: StatusProps) {
  const { icon: Icon, text, soft } = looks[tone];
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 font-semibold text-body",
        text,
        look === "pill" && ["rounded-control px-2 py-1", soft],
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </span>
  );
}
