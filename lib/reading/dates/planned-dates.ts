import { parse } from "chrono-node/en";
import { isoDay } from "./calendar";
import { dateWindows } from "./dates";

/**
 * The first day that a text names as a plan, or null. It and `today` are YYYY-MM-DD. A day without a year is the next
 * one. A week or a month is not a day.
 */
export function readPlannedDate(text: string, today: string): string | null {
  for (const { start, end } of dateWindows(text.toLowerCase())) {
    const from = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
    for (const { start: date, text: found } of parse(text.slice(start, end), from, { forwardDate: true })) {
      const isDay = date.isCertain("day") || date.isCertain("weekday") || /^(?:today|tomorrow|yesterday)$/i.test(found);
      if (isDay) return isoDay(date.get("year") ?? 0, date.get("month") ?? 0, date.get("day") ?? 0);
    }
  }
  return null;
}
