import type { VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "./cn";
import { buttonVariants } from "./look/button-variants";

/** The properties of a button: those of HTML, its look and its state. */
export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Renders the only child with the button's look: `<Button asChild><Link href="…">…</Link></Button>`. */
    asChild?: boolean;
    /** Its request is pending: it keeps the focus, and a press does nothing. */
    isPending?: boolean;
  };

const ignore = (event: MouseEvent): void => event.preventDefault();

/** A button; its label is a verb. A view has at most one `primary`. */
export function Button({ variant, size, asChild, isPending, className, type = "button", ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  const pending = isPending ? { "aria-disabled": true, onClick: ignore } : {};
  return <button type={type} className={classes} {...props} {...pending} />;
}
