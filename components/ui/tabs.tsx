"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const tabListClasses = "flex gap-1 overflow-x-auto border-line border-b";

const tabClasses =
  "-mb-px inline-flex h-9 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-3 text-body " +
  "text-ink-soft transition-colors hover:text-ink aria-selected:border-accent aria-selected:font-semibold " +
  "aria-selected:text-ink focus-visible:-outline-offset-2";

/** Tabs with their panels. */
export const Tabs = Radix.Root;

/** The row of tabs. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(tabListClasses, className)} {...props} />;
}

/** One tab. */
export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger className={cn(tabClasses, className)} {...props} />;
}

/** The panel of one tab. */
export const TabsContent = Radix.Content;
