"use client";

import { AlarmClock } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import { useCaseWork } from "../case-work";

/** When a snoozed case comes back. `now`: the server's clock, in milliseconds. */
export function Snoozed({ now }: { now: number }) {
  const { snoozedUntil } = useCaseWork();
  if (!snoozedUntil || Date.parse(snoozedUntil) <= now) return null;
  return (
    <span className="inline-flex items-center gap-1">
      <AlarmClock aria-hidden className="size-3.5" />
      <span>
        Snoozed, comes back <RelativeTime iso={snoozedUntil} />
      </span>
    </span>
  );
}
