"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Opens and closes a menu; around its trigger and its content. */
export const DropdownMenu = Radix.Root;
/** The button that opens the menu. */
export const DropdownMenuTrigger = Radix.Trigger;

/** The floating list of the menu. */
export function DropdownMenuContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "z-50 min-w-40 rounded-surface border border-line bg-surface p-1 text-body text-ink shadow-float " +
            "motion-safe:animate-enter",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}

/** One action of the menu. */
export function DropdownMenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return (
    <Radix.Item
      className={cn(
        "flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-control px-2 outline-none " +
          "data-[disabled]:cursor-not-allowed data-[highlighted]:bg-sunken data-[disabled]:opacity-55 " +
          "[&_svg]:size-4",
        className,
      )}
      {...props}
    />
  );
}

/** A heading above items. */
export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 py-1 text-ink-faint text-meta", className)} {...props} />;
}

/** A line between items. */
export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn("my-1 h-px bg-line", className)} {...props} />;
}
