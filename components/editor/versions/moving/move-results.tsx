import { useEffect, useRef } from "react";
import { Status } from "@/components/ui/status";
import type { MovedSession } from "../version-requests";

/** What became of each session, and how many are done. */
export function MoveResults({ results, isRunning }: { results: readonly MovedSession[]; isRunning: boolean }) {
  const heading = useRef<HTMLParagraphElement>(null);
  // The button that began it is gone.
  useEffect(() => heading.current?.focus(), []);
  const stayed = results.filter(({ stays_because }) => stays_because !== null).length;
  const moved = results.length - stayed;
  return (
    <div className="grid gap-2">
      <p ref={heading} role="status" tabIndex={-1}>
        {isRunning ? "Moving. " : "Done. "}
        {moved.toLocaleString("en-US")} moved{stayed > 0 && `, ${stayed.toLocaleString("en-US")} stayed`}.
      </p>
      <ul aria-label="Results" className="max-h-[40vh] divide-y divide-line overflow-y-auto border-line border-y">
        {results.map(({ session_id, reference, stays_because }) => (
          <li key={session_id} className="grid gap-x-4 py-2 sm:grid-cols-[8rem_1fr]">
            <a href={`/sessions/${session_id}`} className="text-accent hover:underline">
              {reference}
            </a>
            {stays_because === null ? (
              <Status tone="done" look="plain">
                Moved
              </Status>
            ) : (
              <span className="wrap-anywhere grid justify-items-start">
                <Status tone="not_approved" look="plain">
                  Stays
                </Status>{" "}
                <span className="text-ink-soft">{stays_because}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
