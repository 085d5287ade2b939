import type { ComponentProps } from "react";
import { cn } from "../cn";

/** The classes of every text control. 16 px on a phone, because iOS zooms smaller ones. */
export const controlClasses =
  "w-full min-w-0 rounded-control border border-edge bg-surface px-3 text-reading text-ink sm:text-body " +
  "aria-invalid:border-attention disabled:opacity-55 [&[readonly]]:bg-sunken";

/** Text may be of any script. Dates, emails and passwords have their own direction. */
const textTypes = [undefined, "text", "search"];

/** A text control of one line. Give it a label. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      dir={textTypes.includes(props.type) ? "auto" : undefined}
      className={cn(controlClasses, "h-9", className)}
      {...props}
    />
  );
}

/** A list of options. Give it a label. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn(controlClasses, "h-9 pr-2", className)} {...props} />;
}
