/** The names of the months, full and short, as a part of a regular expression. */
export const monthNames =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|" +
  "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** A day as YYYY-MM-DD. The month counts from 1. */
export const isoDay = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The day so many days after `iso`. Both are YYYY-MM-DD. */
export const addDays = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The year in which this day was last. `today` is YYYY-MM-DD. */
export function latestYear(month: number, day: number, today: string): number {
  const year = Number(today.slice(0, 4));
  return isoDay(year, month, day) > today ? year - 1 : year;
}
