"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Button } from "./button";
import { cn } from "./cn";

/** Opens and closes a dialog; around its trigger and its content. */
export const Dialog = Radix.Root;
/** The button that opens the dialog. */
export const DialogTrigger = Radix.Trigger;
/** A button that closes the dialog. */
export const DialogClose = Radix.Close;

interface DialogContentProps {
  title: string;
  /** One sentence that says what will happen; null when the title is enough. */
  description: string | null;
  children?: ReactNode;
  className?: string;
  /** The look of what lies between the page and the dialog. */
  overlayClassName?: string;
  /** To move the focus elsewhere than to the trigger; call preventDefault then. */
  onCloseAutoFocus?: (event: Event) => void;
}

/**
 * A modal dialog with title, content and a close button. Its other buttons are children (DialogActions). When it
 * closes, what had the focus before gets it, unless something else has it by then.
 */
export function DialogContent({
  title,
  description,
  children,
  className,
  overlayClassName,
  onCloseAutoFocus,
}: DialogContentProps) {
  const focusedBefore = useRef<Element | null>(null);
  // Radix gives the focus back to the trigger only, and a dialog may have none.
  function returnFocus(event: Event) {
    onCloseAutoFocus?.(event);
    const before = focusedBefore.current;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (event.defaultPrevented || !isLost || !(before instanceof HTMLElement) || !before.isConnected) return;
    event.preventDefault();
    before.focus();
  }
  return (
    <Radix.Portal>
      <Radix.Overlay className={cn("fixed inset-0 z-40 bg-[rgb(22_21_19/0.5)]", overlayClassName)} />
      <Radix.Content
        {...(description === null && { "aria-describedby": undefined })}
        onOpenAutoFocus={() => {
          focusedBefore.current = document.activeElement;
        }}
        onCloseAutoFocus={returnFocus}
        className={cn(
          "fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-lg " +
            "-translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-surface border border-line " +
            "bg-surface p-6 text-ink shadow-float motion-safe:animate-enter",
          className,
        )}
      >
        <div className="grid gap-1 pr-8">
          <Radix.Title className="font-semibold text-title">{title}</Radix.Title>
          {description !== null && <Radix.Description className="text-ink-soft">{description}</Radix.Description>}
        </div>
        {children}
        <Radix.Close asChild>
          <Button variant="quiet" size="icon" aria-label="Close" className="absolute top-4 right-4">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

/** The row of buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2">{children}</div>;
}
