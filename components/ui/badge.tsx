import type { ComponentProps } from "react";
import { cn } from "./cn";

const tones = {
  neutral: "bg-sunken text-ink-soft",
  moving: "bg-moving-soft text-moving",
  waiting: "bg-waiting-soft text-waiting",
  done: "bg-done-soft text-done",
  attention: "bg-attention-soft text-attention",
} as const;

/** A short label: a kind, a count, a flag. A status uses Status, which has an icon. */
export function Badge({
  tone = "neutral",
  className,
  ...props
}: ComponentProps<"span"> & { tone?: keyof typeof tones }) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-control px-2 py-0.5 text-meta [&_svg]:size-3",
        tones[tone],
        className,
      )}
      {...props}
    />
  );
}
