const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** "2026-11-15" -> "15 Nov 2026"; anything else as it is. */
export function formatDay(iso: string): string {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? iso : dayFormat.format(time);
}

/** The day of a moment in UTC as YYYY-MM-DD. */
export const isoDayOf = (time: Date): string => time.toISOString().slice(0, 10);
