import type { ComponentProps } from "react";
import { cn } from "../cn";
import { controlClasses } from "./input";

/** Grows with its text up to `max-h-*`. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      dir="auto"
      className={cn(controlClasses, "field-sizing-content max-h-48 min-h-16 resize-none py-2", className)}
      {...props}
    />
  );
}
