"use client";

import { useCountdown } from "../../decision/use-countdown";

interface LeaseProps {
  /** ISO 8601. */
  leaseUntil: string;
  /** The server's clock, in milliseconds. */
  now: number;
}

/** The remaining time of the lease. Work on the case renews it. */
export function Lease({ leaseUntil, now }: LeaseProps) {
  const seconds = useCountdown(Math.max(0, Date.parse(leaseUntil) - now));
  const minutes = Math.ceil(seconds / 60);
  return (
    <span title="Work on the case renews this time; then it is free again" className="text-ink-faint">
      {seconds > 0 ? `for ${minutes} min` : "until it is free again"}
    </span>
  );
}
