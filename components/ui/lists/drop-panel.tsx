"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface DropPanelProps {
  label: ReactNode;
  children: ReactNode;
  onOpenChange?(isOpen: boolean): void;
}

/**
 * A panel below its label, over what follows, also before JavaScript. Escape or a click outside closes it. On a phone
 * it begins at the left edge of the label's row, which is `relative`.
 */
export function DropPanel({ label, children, onOpenChange }: DropPanelProps) {
  const panel = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    if (!isOpen) return;
    const close = () => panel.current?.removeAttribute("open");
    function handleKeyDown(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      close();
      panel.current?.querySelector("summary")?.focus();
    }
    function handlePointerDown({ target }: PointerEvent) {
      if (target instanceof Node && !panel.current?.contains(target)) close();
    }
    document.addEventListener("keydown", handleKeyDown);
    document.addEventListener("pointerdown", handlePointerDown);
    return () => {
      document.removeEventListener("keydown", handleKeyDown);
      document.removeEventListener("pointerdown", handlePointerDown);
    };
  }, [isOpen]);

  return (
    <details
      ref={panel}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        onOpenChange?.(currentTarget.open);
      }}
      className="lg:relative"
    >
      <summary
        className={
          "flex h-8 cursor-pointer list-none items-center gap-1 rounded-control px-2 text-ink-soft text-meta " +
          "hover:bg-sunken hover:text-ink max-lg:h-11"
        }
      >
        {label}
      </summary>
      <div
        className={
          "absolute top-full left-0 z-30 mt-1 w-72 max-w-[calc(100vw-32px)] rounded-surface border border-line " +
          "bg-surface p-4 shadow-float"
        }
      >
        {children}
      </div>
    </details>
  );
}
