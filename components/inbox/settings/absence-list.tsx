"use client";

import { Button } from "@/components/ui/button";
import { removeAbsenceAction } from "@/lib/inbox/queues/actions";
import type { AbsenceView } from "@/lib/inbox/queues/schema";
import { Day } from "./day";
import { useSettings } from "./use-settings";

interface AbsenceListProps {
  label: string;
  absences: AbsenceView[];
  /** They are the viewer's own: each can be taken back. */
  isOwn?: boolean;
}

/** The end is the first moment after it. */
const lastMoment = (iso: string): string => new Date(Date.parse(iso) - 1).toISOString();

/** Absences that are not over: who, from when to when, and who stands in. */
export function AbsenceList({ label, absences, isOwn = false }: AbsenceListProps) {
  const work = useSettings();
  return (
    <>
      <ul aria-label={label} className="divide-y divide-line border-y">
        {absences.map(({ id, person, startsAt, endsAt, delegate }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
            <p className="min-w-0">
              {!isOwn && <strong>{person.name}: </strong>}
              <Day iso={startsAt} /> to <Day iso={lastMoment(endsAt)} />
              <span className="block text-ink-soft">
                {delegate ? `${delegate.name} stands in` : "Nobody stands in: the cases are free for everyone"}
              </span>
            </p>
            {isOwn && (
              <Button
                size="sm"
                isPending={work.isPending}
                onClick={() => work.run(() => removeAbsenceAction(id))}
                className="max-lg:h-11"
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
      {work.problem && (
        <p role="alert" className="text-attention">
          {work.problem.message}
        </p>
      )}
    </>
  );
}
