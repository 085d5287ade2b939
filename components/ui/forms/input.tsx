import type { ComponentProps } from "react";
import { cn } from "../cn";

/** Shared by every control that text is typed into. 16 px on a phone, or iOS zooms the page. */
export const controlClasses =
  "w-full min-w-0 rounded-control border border-edge bg-surface px-3 text-reading text-ink sm:text-body aria-invalid:border-attention disabled:opacity-55 [&[readonly]]:bg-sunken";

/** Words may be of any script; dates, emails and passwords have a direction of their own. */
const wordTypes = [undefined, "text", "search"];

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      dir={wordTypes.includes(props.type) ? "auto" : undefined}
      className={cn(controlClasses, "h-9", className)}
      {...props}
    />
  );
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn(controlClasses, "h-9 pr-2", className)} {...props} />;
}
