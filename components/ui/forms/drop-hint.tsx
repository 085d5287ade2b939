import { FileUp } from "lucide-react";

/** Covers the page while a file is dragged over it, and says what a drop does. */
export function DropHint({ children }: { children: string }) {
  return (
    <div
      className={
        "pointer-events-none fixed inset-2 z-40 grid place-items-center rounded-surface border-2 border-accent " +
        "border-dashed bg-canvas/85"
      }
    >
      <p className="flex items-center gap-3 rounded-surface bg-surface px-6 py-4 text-title shadow-float">
        <FileUp aria-hidden className="size-6 text-accent" />
        {children}
      </p>
    </div>
  );
}
