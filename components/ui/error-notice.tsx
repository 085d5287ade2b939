import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface ErrorNoticeProps {
  /** What happened. */
  title: string;
  /** What was kept, and what to do. */
  children?: ReactNode;
  /** A button: "Try again". */
  action?: ReactNode;
  className?: string;
}

/** An error: what happened, what was kept, what to do. Announced when it appears. */
export function ErrorNotice({ title, children, action, className }: ErrorNoticeProps) {
  return (
    <div
      role="alert"
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-surface bg-attention-soft px-4 py-3 text-ink",
        className,
      )}
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 self-start text-attention sm:mt-0.5" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-semibold text-attention">{title}</p>
        {children && <div className="max-w-prose">{children}</div>}
      </div>
      {action}
    </div>
  );
}
