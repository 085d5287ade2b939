import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A key to press. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-control border border-line bg-sunken px-1 " +
          "font-sans text-ink-soft text-meta",
        className,
      )}
      {...props}
    />
  );
}
