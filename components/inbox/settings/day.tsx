"use client";

import { useIsBrowser } from "@/components/ui/use-is-browser";

/** A day: "15 Nov 2026", in UTC from the server, then in the zone of the browser. */
export function Day({ iso }: { iso: string }) {
  const timeZone = useIsBrowser() ? undefined : "UTC";
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone }).format(new Date(iso));
  return (
    <time dateTime={iso} className="whitespace-nowrap">
      {day}
    </time>
  );
}
