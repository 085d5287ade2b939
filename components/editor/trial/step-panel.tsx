import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Refusal } from "@/components/ui/requests/send-request";

interface StepPanelProps {
  /** Who or what is played: "You are the claimant". */
  heading: string;
  /** Why the last answer was refused: the first field that it is about gets the focus. */
  refusal: Refusal | null;
  children: ReactNode;
}

/**
 * The form of the next step. When the step before it had the focus, its first box or button gets it: the element that
 * had it is gone.
 */
export function StepPanel({ heading, refusal, children }: StepPanelProps) {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (isLost) panel.current?.querySelector<HTMLElement>("textarea, input, button")?.focus({ preventScroll: true });
    panel.current?.scrollIntoView?.({ block: "nearest" });
  }, []);
  useEffect(() => {
    if (refusal) panel.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);
  return (
    <section ref={panel} aria-labelledby={id} className="grid min-w-0 gap-3 rounded-surface border border-edge p-3">
      <h3 id={id} className="text-body">
        {heading}
      </h3>
      {children}
    </section>
  );
}
