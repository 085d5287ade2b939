import { cn } from "./cn";

/** The place of something that is on its way; give it the thing's size. It does not move. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("rounded-control bg-sunken", className)} />;
}
