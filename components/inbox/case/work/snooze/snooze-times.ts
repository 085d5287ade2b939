const hourMs = 3_600_000;

/** An end of a snooze that is offered. */
export interface SnoozeTime {
  name: string;
  at: Date;
}

/** The usual times, in the reader's zone: in an hour, this evening while that is ahead, tomorrow and next week. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const evening = atHour(now, 0, 18);
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { name: "In one hour", at: new Date(now.getTime() + hourMs) },
    ...(evening.getTime() - now.getTime() > hourMs ? [{ name: "This evening, 18:00", at: evening }] : []),
    { name: "Tomorrow, 9:00", at: atHour(now, 1, 9) },
    // On a Sunday that is tomorrow.
    ...(daysToMonday > 1 ? [{ name: "Next Monday, 9:00", at: atHour(now, daysToMonday, 9) }] : []),
  ];
}

const atHour = (now: Date, days: number, hour: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
