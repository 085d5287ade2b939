import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  /** What will appear here and how to begin. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** An empty list, nothing found, nothing selected. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("grid justify-items-center gap-2 px-4 py-10 text-center", className)}>
      {Icon && <Icon aria-hidden className="size-6 text-ink-faint" />}
      <p className="font-semibold text-ink text-reading">{title}</p>
      {children && <div className="max-w-prose text-balance text-ink-soft">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
