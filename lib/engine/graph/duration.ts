import { z } from "zod";

// ISO 8601 durations of fixed length: weeks, or days, hours, minutes and seconds. Months differ in length.

const pattern =
  /^P(?!$)(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,3})?)S)?)?)$/;
const units: readonly [name: string, milliseconds: number][] = [
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** Milliseconds of an ISO 8601 duration ("PT4H"); undefined for any other text. */
export function parseDuration(iso: string): number | undefined {
  const parts = pattern.exec(iso)?.slice(1);
  return parts && Math.round(parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (units[index]?.[1] ?? 0), 0));
}

/** Milliseconds as an ISO 8601 duration, in the largest unit that needs no fraction: "PT4H", "PT90M", "P3D". */
export function toDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms >= 172_800_000 && ms % 86_400_000 === 0) return `P${ms / 86_400_000}D`;
  if (ms > 0 && ms % 3_600_000 === 0) return `PT${ms / 3_600_000}H`;
  if (ms > 0 && ms % 60_000 === 0) return `PT${ms / 60_000}M`;
  return `PT${ms / 1_000}S`;
}

/** A duration in words, in its own units: "4 hours", "1 day 12 hours". Any other text is returned unchanged. */
export function formatDuration(iso: string): string {
  const parts = pattern.exec(iso)?.slice(1);
  if (!parts) return iso;
  const words = units.flatMap(([name], index) => {
    const amount = Number(parts[index] ?? 0);
    return amount === 0 ? [] : [`${amount} ${name}${amount === 1 ? "" : "s"}`];
  });
  return words.length > 0 ? words.join(" ") : "no time";
}

/** Schemas whose values are money or durations. Only a setting of that type may stand for such a value. */
export const fieldValues = z.registry<{ type: "money" | "duration" }>();

/** An ISO 8601 duration of at least 1 ms and at most `maxMs`. */
export const durationSchema = (maxMs: number) =>
  z
    .string()
    .superRefine((iso, context) => {
      const ms = parseDuration(iso);
      const message =
        ms === undefined
          ? "a duration is like PT4H (4 hours) or P2D (2 days)"
          : ms < 1
            ? "it has to be more than no time"
            : ms > maxMs
              ? `it is longer than ${formatDuration(toDuration(maxMs))}`
              : undefined;
      if (message) context.addIssue({ code: "custom", message });
    })
    .register(fieldValues, { type: "duration" });
