import type { ComponentProps } from "react";
import { cn } from "../cn";

/** The label of a control; `htmlFor` is the control's id. */
export function Label({ className, ...props }: ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller gives htmlFor
  return <label className={cn("font-semibold text-body text-ink", className)} {...props} />;
}
