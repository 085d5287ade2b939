import { Circle, CircleCheck, CircleDot, CircleMinus } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Stage } from "@/lib/chat/schema";

const looks = {
  done: { icon: CircleCheck, color: "text-done", text: "text-ink-soft", word: "Done" },
  skipped: { icon: CircleMinus, color: "text-ink-faint", text: "text-ink-faint", word: "Skipped" },
  current: { icon: CircleDot, color: "text-accent", text: "font-semibold text-ink", word: "Now" },
  upcoming: { icon: Circle, color: "text-ink-faint", text: "text-ink-faint", word: "Later" },
} as const;

interface ClaimProgressProps {
  /** "Claim progress" */
  title: string;
  stages: Stage[];
  nextText: string;
  children?: ReactNode;
}

/** The stages of the claim: which are done or skipped, which is current, and what the claimant has to do next. */
export function ClaimProgress({ title, stages, nextText, children }: ClaimProgressProps) {
  return (
    <section aria-labelledby="claim-progress" className="grid gap-3 border-t px-4 py-5 sm:px-6">
      <h2 id="claim-progress" className="text-reading">
        {title}
      </h2>
      <ol>
        {stages.map((stage, index) => {
          const { icon: Icon, color, text, word } = looks[stage.state];
          return (
            <li
              key={stage.label}
              aria-current={stage.state === "current" ? "step" : undefined}
              className="relative flex items-center gap-3 py-1.5"
            >
              {index < stages.length - 1 && (
                <span aria-hidden className="absolute top-7 left-2 h-3 w-px -translate-x-1/2 bg-line" />
              )}
              <Icon aria-hidden className={cn("size-4 shrink-0", color, stage.state === "current" && "animate-here")} />
              <span className={text}>{stage.label}</span>
              <span className="ml-auto text-ink-faint text-meta">{word}</span>
            </li>
          );
        })}
      </ol>
      <p className="max-w-prose text-ink-soft group-has-data-busy/claim:hidden">{nextText}</p>
      <p className="hidden max-w-prose text-ink-soft group-has-data-busy/claim:block">
        We are reading your last message. You do not have to do anything.
      </p>
      {children}
    </section>
  );
}
